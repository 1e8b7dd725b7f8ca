// pnpm bench:import: the raw listings through the command line, read, staged, committed and published, three times over
// on empty databases. Prints the yardstick of the same run.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { migrate, openDatabase, startEmbeddedPostgres } from "@jiebang/db";
import { makeJurisdiction } from "@jiebang/testing";
import pg from "pg";
import { measureYardstick } from "./lib/yardstick.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const listings = path.resolve(root, "../shared/data/tech-market-zh/raw");
const RUNS = 3;
const FLAGS = ["--max-semi-space-size=8", "--max-old-space-size=320"]; // as the jiebang script starts it

interface Run {
  rows: number;
  seconds: number;
  peakMb: number;
}

function importInto(databaseUrl: string, dataDir: string): Promise<Run> {
  const files = fs
    .readdirSync(listings)
    .sort()
    .map((name) => path.join(listings, name));
  const args = [
    path.join(root, "apps/cli/dist/main.js"),
    "import",
    ...files,
    "--mapping",
    "tech-market-zh",
    "--publish",
    "--yes",
    "--problems",
    "0",
  ];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...FLAGS, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  let peakMb = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const watch = setInterval(() => {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readStatus(child.pid!))?.[1];
    if (peak) peakMb = Math.round(Number(peak) / 1024);
  }, 100);
  return new Promise((resolve, reject) =>
    child.once("exit", (code) => {
      clearInterval(watch);
      const rows = Number(/rows read\s+(\d+)/.exec(said)?.[1]);
      if (code !== 0 || !rows) reject(new Error(`the import ended with ${code}: ${said}`));
      else resolve({ rows, seconds: (performance.now() - startedAt) / 1000, peakMb });
    }),
  );
}

function readStatus(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // not Linux, or it has just ended
  }
}

if (!fs.existsSync(listings)) console.log(`skipped: ${path.relative(root, listings)} is absent`);
else {
  execFileSync(process.execPath, [path.join(root, "apps/cli/build.mjs")], { stdio: "inherit" });
  const folder = fs.mkdtempSync(path.join(root, ".tmp-bench-"));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "pg"), password: "bench" });
  try {
    const yardstick = await measureYardstick(postgres.url);
    console.log(`yardstick ${yardstick} requests/s`);
    const rates: number[] = [];
    for (let run = 1; run <= RUNS; run++) {
      const url = new URL(postgres.url);
      const admin = new pg.Client({ connectionString: postgres.url });
      await admin.connect();
      await admin.query(`CREATE DATABASE run_${run}`);
      await admin.end();
      url.pathname = `/run_${run}`;
      await migrate(url.href);
      const db = openDatabase(url.href);
      await makeJurisdiction(db, { level: "city" });
      await db.close();
      const { rows, seconds, peakMb } = await importInto(url.href, path.join(folder, `data_${run}`));
      rates.push(rows / seconds);
      console.log(
        `run ${run}: ${rows} rows in ${seconds.toFixed(1)} s with start-up, ${Math.round(rows / seconds)} rows/s, peak ${peakMb} MB (reach 400)`,
      );
    }
    const median = Math.round(rates.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!);
    console.log(`median ${median} rows/s (reach 300); ratio to the yardstick ${(median / yardstick).toFixed(3)}`);
  } finally {
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
