// vitest globalSetup: the real server that tests of the Meilisearch adapter ask. MEILI_TEST_URL (and MEILI_TEST_KEY) lead
// to a running one, which must be one for tests; else a `meilisearch` on PATH is started on a free port with its data in
// a temporary folder. Where there is neither, those tests are skipped and this says so.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

declare module "vitest" {
  interface ProvidedContext {
    meili: { url: string; key: string | undefined } | null;
  }
}

interface Project {
  provide(key: "meili", value: { url: string; key: string | undefined } | null): void;
}

const START_MS = 30_000;
const STOP_MS = 10_000;

export default async function setup(project: Project): Promise<undefined | (() => Promise<void>)> {
  const { MEILI_TEST_URL, MEILI_TEST_KEY } = process.env;
  if (MEILI_TEST_URL) {
    project.provide("meili", { url: MEILI_TEST_URL, key: MEILI_TEST_KEY });
    return;
  }
  const program = findProgram();
  if (!program) {
    console.log("Skipped: tests on a real Meilisearch server (no MEILI_TEST_URL, no meilisearch on PATH)");
    project.provide("meili", null);
    return;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-meili-"));
  const key = randomBytes(24).toString("base64url");
  const port = await freePort();
  const args = ["--http-addr", `127.0.0.1:${port}`, "--db-path", path.join(folder, "data"), "--no-analytics"];
  const log = fs.openSync(path.join(folder, "log"), "w");
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      MEILI_MASTER_KEY: key,
      MEILI_ENV: "development",
      MEILI_EXPERIMENTAL_ALLOWED_IP_NETWORKS: "127.0.0.0/8",
    },
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(timer);
    fs.closeSync(log);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  if (!(await answers(url, child))) {
    const said = fs.readFileSync(path.join(folder, "log"), "utf8").slice(-500);
    await stop();
    throw new Error(`meilisearch on PATH did not start:\n${said}`);
  }
  project.provide("meili", { url, key });
  return stop;
}

function findProgram(): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    if (!folder) continue;
    const file = path.join(folder, "meilisearch");
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function answers(url: string, child: { exitCode: number | null }): Promise<boolean> {
  const until = Date.now() + START_MS;
  while (Date.now() < until && child.exitCode === null) {
    try {
      if ((await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok) return true;
    } catch {
      // not yet
    }
    await sleep(50);
  }
  return false;
}
