// npm test: checks, every vitest package on real PostgreSQL, start-up tests, browser journeys; ends with one line of sums.
// A runner that crashes, hangs or finds no tests counts as failed: a green line means that everything ran.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { ensureChineseFont, findChromium } from "./lib/chromium.mjs";
import { nodeBinary, prepare, requireNode, root, toolEnv } from "./lib/house.mjs";

requireNode();
const only = process.argv.slice(2); // names of runners, for example: npm test -- core journeys
const work = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-tests-"));
fs.chmodSync(work, 0o755); // PostgreSQL may run as another user below
process.on("exit", () => fs.rmSync(work, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const sums = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skips = [];

await prepare();
for (const [name, command, args] of [
  ["lint", "biome", ["ci", "--colors=off", "."]],
  ["arrows", "node", ["scripts/check-arrows.mjs"]],
  ["types", "turbo", ["run", "typecheck", "--continue", "--concurrency=2", "--output-logs=errors-only"]],
])
  if (isWanted(name)) await check(name, command, args);
for (const folder of packagesWithTests())
  if (isWanted(path.basename(folder))) await vitest(path.basename(folder), folder, []);
if (isWanted("start")) await vitest("start", "apps/e2e", ["--config", "start/vitest.config.ts"]);
if (isWanted("journeys")) await journeys();

console.log("");
for (const line of skips) console.log(`skipped: ${line}`);
for (const line of failures) console.log(`failed: ${line}`);
console.log(`${sums.passed} passed, ${sums.failed} failed${sums.skipped > 0 ? `, ${sums.skipped} skipped` : ""}`);
process.exit(sums.failed > 0 ? 1 : 0);

function isWanted(name) {
  return only.length === 0 || only.includes(name);
}

async function check(name, command, args) {
  console.log(`\n== ${name}`);
  const { status } = await run(command, args, { minutes: 10 });
  if (status === 0) sums.passed += 1;
  else fail(name, "did not pass");
}

function packagesWithTests() {
  const all = ["packages", "apps"].flatMap((group) =>
    fs.readdirSync(path.join(root, group)).map((name) => `${group}/${name}`),
  );
  return all.filter((folder) => folder !== "apps/e2e" && hasTests(path.join(root, folder, "src")));
}

function hasTests(directory) {
  if (!fs.existsSync(directory)) return false;
  return fs.readdirSync(directory, { recursive: true }).some((file) => /\.test\.tsx?$/.test(file));
}

async function vitest(name, folder, args) {
  console.log(`\n== ${name}`);
  const report = path.join(work, `${name}.json`);
  const cwd = path.join(root, folder);
  const result = await run(
    "vitest",
    ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { cwd, minutes: 20 },
  );
  const json = readReport(report);
  if (!json) return fail(name, `the runner ended with ${result.status ?? result.signal} and no report`);
  sums.passed += json.numPassedTests;
  sums.failed += json.numFailedTests;
  sums.skipped += json.numPendingTests + json.numTodoTests;
  let isToldBad = json.numFailedTests > 0;
  for (const file of json.testResults) {
    const where = path.relative(root, file.name);
    for (const test of file.assertionResults) {
      if (test.status === "failed") failures.push(`${where}: ${test.fullName}`);
      if (["pending", "skipped", "todo", "disabled"].includes(test.status)) skips.push(`${where}: ${test.fullName}`);
    }
    // A file that could not even be loaded has no tests to fail.
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")) {
      fail(where, String(file.message).split("\n")[0]);
      isToldBad = true;
    }
  }
  if (json.numTotalTests === 0) fail(name, "no tests were found");
  else if (result.status !== 0 && !isToldBad) fail(name, `the runner ended with ${result.status ?? result.signal}`);
}

async function journeys() {
  console.log("\n== journeys");
  const say = (line) => console.log(line);
  const chromium = findChromium(say);
  if (!chromium.path) return fail("journeys", chromium.missing);
  ensureChineseFont(say);
  const report = path.join(work, "journeys.json");
  const result = await run(path.join(root, "apps/e2e/node_modules/.bin/playwright"), ["test"], {
    cwd: path.join(root, "apps/e2e"),
    minutes: 30,
    env: {
      CHROME_PATH: chromium.path,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      E2E_PORT: String(await freePort()),
      E2E_DATA_DIR: path.join(work, "journeys"),
    },
  });
  const json = readReport(report);
  if (!json) return fail("journeys", `the runner ended with ${result.status ?? result.signal} and no report`);
  const { expected, unexpected, flaky, skipped } = json.stats;
  sums.passed += expected + flaky;
  sums.failed += unexpected;
  sums.skipped += skipped;
  const visit = (suite, titles) => {
    for (const spec of suite.specs ?? []) {
      const title = [...titles, spec.title].filter(Boolean).join(" › ");
      if (spec.tests.some((test) => test.status === "unexpected")) failures.push(`journeys: ${title}`);
      if (spec.tests.every((test) => test.status === "skipped")) skips.push(`journeys: ${title}`);
    }
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title]);
  };
  for (const suite of json.suites) visit(suite, [suite.title]);
  if (expected + unexpected + flaky === 0)
    fail("journeys", json.errors?.[0]?.message?.split("\n")[0] ?? "no journeys were found");
  else if (result.status !== 0 && unexpected === 0)
    fail("journeys", `the runner ended with ${result.status ?? result.signal}`);
}

function fail(name, text) {
  sums.failed += 1;
  failures.push(`${name}: ${text}`);
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Runs one tool in a process group of its own, so that nothing it started outlives it. */
function run(command, args, { cwd = root, env = {}, minutes }) {
  return new Promise((resolve) => {
    const child = spawn(command === "node" ? nodeBinary() : command, args, {
      cwd,
      env: toolEnv({ ...env, JIEBANG_NODE: nodeBinary(), NO_COLOR: "1" }),
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
    });
    const endGroup = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // all gone
      }
    };
    const onExit = () => endGroup("SIGTERM");
    process.once("exit", onExit);
    const timer = setTimeout(() => {
      console.error(`no end after ${minutes} minutes: ending it`);
      endGroup("SIGKILL");
    }, minutes * 60_000);
    const done = (result) => {
      clearTimeout(timer);
      process.off("exit", onExit);
      resolve(result);
    };
    child.on("error", (error) => {
      console.error(`${command} could not be run: ${error.message}`);
      done({ status: 127 });
    });
    child.on("exit", (status, signal) => done({ status, signal }));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
