// What the scripts share before anything is installed: plain JavaScript that an old Node can run.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock } from "./generation-lock.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const bin = path.join(root, "node_modules", ".bin");
const STAMPS = path.join(root, ".tmp");
const PNPM = "pnpm@12.21.0";

export function refuse(sentence) {
  process.stderr.write(`jiebang: ${sentence}\n`);
  process.exit(1);
}

/** Linux brings its own Node 24 from the package registry; elsewhere the given one has to do the work. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (process.platform === "win32") refuse("Windows is supported through WSL2: start this inside a Linux there");
  if (process.platform === "linux" ? major >= 20 : major > 22 || (major === 22 && minor >= 12)) return;
  const wanted = process.platform === "linux" ? "20" : "22.12";
  refuse(`Node ${process.versions.node} is too old: install Node ${wanted} or newer`);
}

/** The Node that runs what was built. */
export function nodeBinary() {
  const own = path.join(root, "node_modules", `node-linux-${process.arch}`, "bin", "node");
  return process.platform === "linux" && fs.existsSync(own) ? own : process.execPath;
}

export function toolEnv(extra = {}) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", ...extra };
  env.PATH = `${bin}${path.delimiter}${process.env.PATH || ""}`;
  // npm tells its scripts its own settings; pnpm would take some of them for its own.
  for (const name of Object.keys(env))
    if (
      /^npm_/i.test(name) &&
      !/^npm_config_(registry|https?_proxy|proxy|noproxy|cafile|userconfig|cache)$/i.test(name)
    )
      delete env[name];
  // Scripts of packages are TypeScript, which Node before 22.18 runs only when asked to.
  if (process.platform !== "linux") env.NODE_OPTIONS = `${env.NODE_OPTIONS || ""} --experimental-strip-types`.trim();
  return env;
}

const SKIPPED = new Set([
  "node_modules",
  "dist",
  "generated",
  ".git",
  ".turbo",
  ".data",
  ".tmp",
  "test-results",
  "playwright-report",
  "bench-results",
]);

function* sources(directory) {
  for (const entry of fs.readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name)) continue;
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* sources(file);
    else if (entry.isFile()) yield file;
  }
}

function hashOf(files) {
  const hash = crypto
    .createHash("sha256")
    .update(`${process.platform} ${process.arch} ${process.versions.node.split(".")[0]}`);
  for (const file of files) {
    hash.update(`\0${path.relative(root, file)}\0`);
    hash.update(fs.readFileSync(file));
  }
  return hash.digest("hex");
}

function installStamp() {
  const manifests = [...sources(path.join(root, "apps")), ...sources(path.join(root, "packages"))].filter(
    (file) => path.basename(file) === "package.json",
  );
  return hashOf([
    ...["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => path.join(root, name)),
    ...manifests,
  ]);
}

function buildStamp() {
  const own = ["package.json", "pnpm-lock.yaml", "turbo.json", "tsconfig.base.json"].map((name) =>
    path.join(root, name),
  );
  return hashOf([
    ...own,
    ...sources(path.join(root, "scripts", "lib")),
    ...sources(path.join(root, "apps")),
    ...sources(path.join(root, "packages")),
  ]);
}

const stampOf = (name) => {
  try {
    return fs.readFileSync(path.join(STAMPS, `${name}.stamp`), "utf8");
  } catch {
    return undefined;
  }
};

const isInstalled = (stamp) =>
  stampOf("install") === stamp && fs.existsSync(path.join(root, "node_modules", ".modules.yaml"));
const isBuilt = (stamp) =>
  stampOf("build") === stamp &&
  ["api", "cli", "web"].every((app) => fs.existsSync(path.join(root, "apps", app, "dist")));

function run(command, args, say) {
  const startedAt = Date.now();
  const result = spawnSync(command, args, { cwd: root, env: toolEnv(), encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (result.error) refuse(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}`);
    refuse(`"${command} ${args.join(" ")}" failed; its output stands above`);
  }
  say(`  done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/** Installs and builds what has changed since the last time. Two of these in one checkout wait for each other. */
export async function prepare({ say = (line) => console.log(line), build = true } = {}) {
  const isReady = () => isInstalled(installStamp()) && (!build || isBuilt(buildStamp()));
  if (isReady()) return;
  const lock = await waitForLock(say);
  try {
    const install = installStamp();
    if (!isInstalled(install)) {
      say("installing packages (a few minutes on the first start) …");
      const pnpm = path.join(bin, "pnpm");
      const args = ["install", "--frozen-lockfile"];
      if (fs.existsSync(pnpm) && fs.existsSync(path.join(bin, "node"))) run(pnpm, args, say);
      else run("npx", ["-y", PNPM, ...args], say);
      fs.writeFileSync(path.join(STAMPS, "install.stamp"), install);
    }
    const built = buildStamp();
    if (build && !isBuilt(built)) {
      say("building …");
      run(path.join(bin, "turbo"), ["run", "build", "--output-logs=errors-only"], say);
      fs.writeFileSync(path.join(STAMPS, "build.stamp"), built);
    }
  } finally {
    lock.release();
  }
}

async function waitForLock(say) {
  try {
    fs.mkdirSync(STAMPS, { recursive: true });
  } catch (error) {
    refuse(`cannot write to ${root}, where packages are installed and built: ${error.message}`);
  }
  for (let isTold = false; ; isTold = true) {
    const lock = takeLock(STAMPS, "prepare");
    if (lock.release) return lock;
    if (!isTold) say(`process ${lock.holder.pid} is installing or building here; waiting for it …`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Settings of a `.env` beside package.json; what the environment says already wins. */
export function loadEnvFile() {
  const file = path.join(root, ".env");
  if (fs.existsSync(file) && process.loadEnvFile) process.loadEnvFile(file);
}
