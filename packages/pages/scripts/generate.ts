// Builds the one style sheet and the scripts of the public pages (one for all, one for the page that verifies) into src/generated/assets.ts: names carry a hash, so
// that browsers keep them for ever, and the server needs no folder of files beside its bundle.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { tokensCss } from "@jiebang/ui/tokens.ts";
import { build, type Plugin, transform } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const styles = ["base", "frame", "list", "entry", "round", "notice", "edition", "verify", "print"];
const sources = [
  tokensCss(),
  fs.readFileSync(path.join(root, "../ui/src/components.css"), "utf8"),
  ...styles.map((name) => fs.readFileSync(path.join(root, `src/styles/${name}.css`), "utf8")),
];
const css = await transform(sources.join("\n"), {
  loader: "css",
  minify: true,
  target: ["chrome100", "safari15", "firefox100"],
});
/** zod brings its words in forty languages; the pages say things in their own. */
const oneLocale: Plugin = {
  name: "one-locale",
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    })),
};
const bundled = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    plugins: [oneLocale],
  });
  return outputFiles[0]!.text;
};
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#b0301d" d="M2 2h28v28H2z"/><path fill="#fffaf5" d="M7 6h18v13.500L18.500 26H7z"/><path fill="#b0301d" d="M18.500 26v-6.500H25z"/><path fill="none" stroke="#b0301d" stroke-width="1.800" d="M10 10.500h12M10 14.500h12M10 18.500h5"/></svg>`;

const files = {
  css: { ext: "css", type: "text/css; charset=utf-8", body: css.code },
  js: { ext: "js", type: "text/javascript; charset=utf-8", body: await bundled("src/elements/index.ts") },
  verify: { ext: "js", type: "text/javascript; charset=utf-8", body: await bundled("src/elements/verify/index.ts") },
  icon: { ext: "svg", type: "image/svg+xml", body: icon.replace(/(\.\d)00\b/g, "$1") },
};
const entries = Object.entries(files).map(([key, { ext, type, body }]) => {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
  return `  ${key}: { name: "site.${hash}.${ext}", type: "${type}", body: ${JSON.stringify(body)} },`;
});
const target = path.join(root, "src/generated/assets.ts");
const text = `// Made by scripts/generate.ts.\nexport const assets = {\n${entries.join("\n")}\n};\n`;
fs.mkdirSync(path.dirname(target), { recursive: true });
// Written in one step: another process may be reading it.
fs.writeFileSync(`${target}.${process.pid}`, text);
fs.renameSync(`${target}.${process.pid}`, target);
