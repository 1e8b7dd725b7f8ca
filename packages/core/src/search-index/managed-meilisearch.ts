import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { MeilisearchAddress } from "./connection.ts";

// A `meilisearch` on PATH, kept as a child of the server: its data, key and log lie in the data directory, it listens on
// this machine only, is started again when it dies, and ends with the server. The file with its process number lets the
// next start end one that a killed machine left behind, and the command line find the one that runs.

const START_MS = 60_000;
const STOP_MS = 10_000;
const LONGEST_WAIT_MS = 30_000;
/** After so long a life a death is no sign of a bad start. */
const STEADY_MS = 60_000;

interface RunFile {
  pid: number;
  url: string;
}

export interface ManagedMeilisearch {
  address: MeilisearchAddress;
  pid(): number | undefined;
  stop(): Promise<void>;
}

export function findMeilisearch(searchPath: string | undefined): string | undefined {
  for (const folder of (searchPath ?? "").split(path.delimiter)) {
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

/** The managed child that runs on this folder, when one does. */
export function managedAddress(dataDir: string): MeilisearchAddress | undefined {
  const { run, key } = filesOf(dataDir);
  const found = readRun(run);
  if (!found || !isOurs(found.pid, dataDir) || !fs.existsSync(key)) return undefined;
  return { url: found.url, key: fs.readFileSync(key, "utf8").trim() };
}

export async function startManagedMeilisearch(
  program: string,
  dataDir: string,
  warn: (text: string) => void = () => {},
  options: { mayAskLoopback?: boolean } = {},
): Promise<ManagedMeilisearch> {
  const { folder, run, key: keyFile, log } = filesOf(dataDir);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  await endLeftOver(dataDir);
  if (!fs.existsSync(keyFile)) fs.writeFileSync(keyFile, randomBytes(32).toString("base64url"), { mode: 0o600 });
  const key = fs.readFileSync(keyFile, "utf8").trim();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let isStopping = false;
  let wait = 250;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess;
  let guardian: ChildProcess | undefined;

  const start = () => {
    const startedAt = performance.now();
    const out = fs.openSync(log, "w", 0o600);
    const args = ["--http-addr", `127.0.0.1:${port}`, "--db-path", path.join(folder, "data"), "--no-analytics"];
    child = spawn(program, args, {
      cwd: folder,
      stdio: ["ignore", out, out],
      // In a group of its own: Ctrl-C is for the server, which ends its child when it has done with it.
      detached: true,
      env: {
        MEILI_MASTER_KEY: key,
        MEILI_ENV: "production",
        // For an embedder on this machine; otherwise it asks no address in here.
        ...(options.mayAskLoopback && { MEILI_EXPERIMENTAL_ALLOWED_IP_NETWORKS: "127.0.0.0/8,::1/128" }),
      },
    });
    fs.closeSync(out);
    if (child.pid) {
      fs.writeFileSync(`${run}.new`, JSON.stringify({ pid: child.pid, url } satisfies RunFile), { mode: 0o600 });
      fs.renameSync(`${run}.new`, run);
    }
    guardian?.kill("SIGKILL");
    guardian = child.pid ? endWithUs(child.pid) : undefined;
    const again = (reason: string) => {
      if (isStopping) return;
      if (performance.now() - startedAt > STEADY_MS) wait = 250;
      warn(`meilisearch ended (${reason}); it is started again in ${wait} ms`);
      timer = setTimeout(start, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    child.once("error", (error) => again(error.message));
    child.once("exit", (code, signal) => again(String(signal ?? code)));
  };
  start();

  const stop = async () => {
    isStopping = true;
    clearTimeout(timer);
    guardian?.kill("SIGKILL");
    if (child.pid && child.exitCode === null && child.signalCode === null) await end(child.pid);
    fs.rmSync(run, { force: true });
  };
  const until = performance.now() + START_MS;
  while (!(await isHealthy(url))) {
    if (performance.now() > until || wait > 2000) {
      const said = fs.readFileSync(log, "utf8").trim().slice(-300);
      await stop();
      throw new Error(`meilisearch on PATH does not start: ${said}`);
    }
    await sleep(50);
  }
  return { address: { url, key }, pid: () => child.pid, stop };
}

/** Ends the child when this process is gone, killed or not: the pipe closes with it. */
function endWithUs(pid: number): ChildProcess {
  const guardian = spawn("/bin/sh", ["-c", 'read -r _; kill -TERM "$1"', "sh", String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guardian.on("error", () => {}); // without a shell the next start ends what is left
  guardian.stdin?.on("error", () => {});
  guardian.unref();
  return guardian;
}

function filesOf(dataDir: string) {
  const folder = path.join(dataDir, "meilisearch");
  const file = (name: string) => path.join(folder, name);
  return { folder, run: file("run.json"), key: file("key"), log: file("log") };
}

/** Of a server that was killed: two on one folder would spoil the data. */
async function endLeftOver(dataDir: string): Promise<void> {
  const { run } = filesOf(dataDir);
  const found = readRun(run);
  if (found && isOurs(found.pid, dataDir)) await end(found.pid);
  fs.rmSync(run, { force: true });
}

function readRun(file: string): RunFile | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as RunFile;
  } catch {
    return undefined;
  }
}

/** Numbers of processes are given again; only one that works on our folder is ours. */
function isOurs(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(filesOf(dataDir).folder);
  } catch {
    return process.platform !== "linux";
  }
}

async function end(pid: number): Promise<void> {
  signal(pid, "SIGTERM");
  const until = performance.now() + STOP_MS;
  while (isAlive(pid)) {
    if (performance.now() > until) signal(pid, "SIGKILL");
    await sleep(25);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has just ended
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that ended and was not fetched by its parent still has a number.
    return process.platform !== "linux" || !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
