// Holds package.json files and import statements to the table in lib/arrows.mjs.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { advice, arrows, devArrows, neverNpm, onlyNpm } from "./lib/arrows.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const faults = [];
const fault = (where, text, name) => faults.push(`${where}: ${text}${advice[name] ? ` (${advice[name]})` : ""}`);
const isTest = (file) =>
  /(\.test\.tsx?|\.bench\.ts|\.config\.ts|\.access\.ts|access-tables\.ts|-world\.ts)$|\/(testing|test|bench)\//.test(
    file,
  );
const folders = ["apps", "packages"].flatMap((group) =>
  fs.readdirSync(path.join(root, group)).map((name) => `${group}/${name}`),
);

for (const folder of folders) {
  const manifestFile = path.join(root, folder, "package.json");
  if (!fs.existsSync(manifestFile)) continue;
  const name = path.basename(folder);
  const allowed = arrows[name];
  if (!allowed) {
    fault(folder, "is not in the table of scripts/lib/arrows.mjs");
    continue;
  }
  const dev = [...allowed, ...(devArrows[name] ?? []), ...devArrows["*"]];
  const manifest = JSON.parse(fs.readFileSync(manifestFile, "utf8"));
  checkDependencies(folder, name, Object.keys(manifest.dependencies ?? {}), allowed, "depends on");
  checkDependencies(folder, name, Object.keys(manifest.devDependencies ?? {}), dev, "has the devDependency", true);
  for (const file of sourcesOf(path.join(root, folder))) checkImports(folder, name, file, allowed, dev);
}

function checkDependencies(folder, name, dependencies, allowed, verb, isDev = false) {
  for (const dependency of dependencies) {
    const own = ownName(dependency);
    if (own && !allowed.includes(own)) fault(`${folder}/package.json`, `${name} ${verb} ${own}`, name);
    if (own || isDev) continue;
    if (onlyNpm[name] && !onlyNpm[name].includes(dependency))
      fault(`${folder}/package.json`, `${name} ${verb} ${dependency}`, name);
    if (neverNpm[name]?.includes(dependency)) fault(`${folder}/package.json`, `${name} ${verb} ${dependency}`, name);
  }
}

function checkImports(folder, name, file, allowed, dev) {
  const where = path.relative(root, file);
  const text = fs.readFileSync(file, "utf8");
  const test = isTest(`/${where}`);
  for (const [, isType, specifier] of text
    .matchAll(
      /^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|\bimport\("([^"]+)"\)|^\s*import\s+"([^"]+)"/gm,
    )
    .map((match) => [match[0], match[1], match[2] ?? match[3] ?? match[4]])) {
    const own = ownName(specifier);
    if (own && own !== name) {
      // The workbench may know the router's types: they vanish when it is built.
      const list = test || (isType && name === "web") ? dev : allowed;
      if (!list.includes(own)) fault(where, `${name} imports ${own}`, name);
    }
    if (specifier.startsWith(".")) {
      const target = path.relative(root, path.resolve(path.dirname(file), specifier));
      if (!target.startsWith(`${folder}/`) && !target.startsWith("scripts/lib/"))
        fault(where, `reaches into ${target} by path: import the package instead`);
    }
    if (!test && !own && !specifier.startsWith(".") && onlyNpm[name]) {
      const npm = specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");
      if (!onlyNpm[name].includes(npm)) fault(where, `${name} imports ${specifier}`, name);
    }
  }
  if (
    !test &&
    /\bprocess\.env\b/.test(text) &&
    !/(^|\/)env\.ts$/.test(where) &&
    !where.startsWith("apps/e2e/") &&
    !where.startsWith("packages/testing/") &&
    where.includes("/src/") &&
    !where.startsWith("packages/db/src/embedded")
  )
    fault(where, "reads process.env: only env.ts of an application does; pass the value in");
}

function ownName(specifier) {
  return /^@jiebang\/([\w-]+)/.exec(specifier)?.[1];
}

function* sourcesOf(directory) {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    if (["node_modules", "dist", "generated", ".turbo", ".tmp"].includes(entry.name)) continue;
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* sourcesOf(file);
    else if (/\.(ts|tsx|mjs)$/.test(entry.name)) yield file;
  }
}

if (faults.length > 0) {
  console.error(`Imports that go against the arrows of the house:\n${faults.map((line) => `  ${line}`).join("\n")}`);
  process.exit(1);
}
console.log("arrows hold");
