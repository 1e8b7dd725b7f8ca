import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";

const folders: string[] = [];
let running: EmbeddedPostgres[] = [];
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

function makeFolder(mode = 0o755): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-embedded-"));
  fs.chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}
async function start(dataDir: string) {
  const postgres = await startEmbeddedPostgres({ dataDir, password: "p" });
  running.push(postgres);
  return postgres;
}
async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it("runs under a private folder, as root too, and keeps its data over a restart", async () => {
  const dataDir = path.join(makeFolder(0o700), "postgres");
  const first = await start(dataDir);
  await query(first.url, "CREATE TABLE kept AS SELECT 1 AS n");
  await first.stop();
  expect(await query((await start(dataDir)).url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
});

it("begins anew when it was killed while making its folder", async () => {
  const folder = makeFolder();
  fs.mkdirSync(path.join(folder, "postgres.new/base"), { recursive: true });
  fs.writeFileSync(path.join(folder, "postgres.new/PG_VERSION"), "18\n");
  const postgres = await start(path.join(folder, "postgres"));
  expect(await query(postgres.url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
  expect(fs.existsSync(path.join(folder, "postgres.new"))).toBe(false);
});

it("treats Chinese characters as letters, so that they can be searched", async () => {
  const { url } = await start(path.join(makeFolder(), "postgres"));
  await query(url, "CREATE EXTENSION pg_trgm");
  expect(await query(url, "SELECT cardinality(show_trgm('揭榜')) > 0 AS found")).toEqual([{ found: true }]);
});

it("does not outlive whoever started it, even when that was killed, and what it left does not hinder the next", async () => {
  const dataDir = path.join(makeFolder(), "postgres");
  const module = JSON.stringify(path.join(import.meta.dirname, "embedded.ts"));
  const program = `
    import { startEmbeddedPostgres } from ${module};
    const { pid, url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, password: "p" });
    console.log(JSON.stringify({ pid, url }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const orphan = await new Promise<{ pid: number; url: string }>((resolve) =>
    parent.stdout.once("data", (text) => resolve(JSON.parse(String(text)))),
  );
  await query(orphan.url, "CREATE TABLE kept AS SELECT 2 AS n");
  parent.kill("SIGKILL");
  const next = await start(dataDir); // at once, while the orphan may still be ending
  expect(next.pid).not.toBe(orphan.pid);
  expect(await query(next.url, "SELECT n FROM kept")).toEqual([{ n: 2 }]);
});
