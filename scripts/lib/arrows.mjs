// The one table of who may use whom in this house. `scripts/check-arrows.mjs` holds package.json files and imports to it;
// the drawing in the README shows it. A package exists because it has its own reason to change or its own place to run.
export const arrows = {
  domain: [],
  matching: [],
  i18n: ["domain"],
  ledger: ["domain", "matching"],
  db: [],
  search: ["db", "domain", "matching"],
  documents: ["domain"],
  core: ["db", "search", "ledger", "matching", "documents", "domain", "i18n"],
  ui: [],
  pages: ["ui", "i18n", "ledger", "domain"],
  demo: ["core", "domain", "ledger"],
  testing: ["db", "domain"],
  api: ["core", "pages", "db", "search", "demo", "ledger", "domain", "i18n", "ui"],
  web: ["ui", "i18n", "documents", "domain", "ledger"],
  cli: ["core", "db", "ledger", "i18n", "domain"],
  e2e: ["documents", "i18n", "matching"],
};

/** What tests and development may use besides; `web` takes the types of the router from `api`. */
export const devArrows = {
  api: ["documents"],
  web: ["api", "testing", "core", "db"],
  demo: ["testing", "db", "search"],
  e2e: ["testing", "demo", "documents", "i18n", "domain", "db", "ledger"],
  "*": ["testing"],
};

/** npm packages that a package may use, where that is part of its promise. */
export const onlyNpm = { domain: ["zod"], matching: [] };
export const neverNpm = { ui: ["antd"], pages: ["antd"], core: ["hono", "@trpc/server"], domain: ["react"] };

/** Where code belongs that wanted to go the wrong way. */
export const advice = {
  domain: "rules are pure: what needs a database or a request belongs into a verb in core",
  matching: "matching takes arrays and random words as arguments and imports nothing",
  core: "verbs know no HTTP and no pages: what renders belongs into pages, what serves into api",
  pages: "a page gets values: load them in api through core and pass them in",
  ui: "ui is shared by both faces: what needs antd belongs into web",
  web: "the workbench reaches the server through tRPC only: what it wants to compute belongs into domain or behind a procedure",
  api: "api only wires: rules belong into domain, doing into core",
  demo: "the demonstration is played through the verbs of core",
  ledger: "the ledger also runs in the browser: what needs a database belongs into core",
  documents: "documents turn values into bytes and back: what loads the values belongs into core",
  search: "search answers ids and scores: loading rows and visibility belong into core",
};
