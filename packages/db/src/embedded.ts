// An embedded PostgreSQL out of npm packages alone: safe as root, under private directories, on Linux and macOS.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findRunner, type Runner } from "./embedded-runner.ts";

export interface EmbeddedPostgres {
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  password: string;
  port?: number;
  /** Extra `-c key=value` flags of the server. */
  flags?: string[];
  /** Called when PostgreSQL ends although nobody asked it to. */
  onUnexpectedExit?: (reason: string) => void;
}

/**
 * Starts PostgreSQL on a folder that the caller has to itself (it holds the folder's lock, or the folder is new).
 * What an earlier caller left running after a kill is ended first. A watcher ends this one when we are killed.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, password } = options;
  // Not with mode 0700 on the parents: Node applies the mode to every directory it makes.
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  const runner = findRunner(dataDir);
  if (!fs.existsSync(path.join(dataDir, "PG_VERSION"))) initialise(dataDir, password, runner);
  await endOrphan(dataDir);

  const port = options.port ?? (await freePort());
  const flags = (options.flags ?? []).flatMap((flag) => ["-c", flag]);
  const { argument, cwd } = runner.place(dataDir);
  const child = spawn(
    runner.bin("postgres"),
    ["-D", argument, "-p", String(port), "-h", "127.0.0.1", "-k", "", ...flags],
    // Its own process group: Ctrl-C in a terminal reaches us, and we end PostgreSQL after the last answer.
    { ...runner.ids, env: postgresEnv(), cwd, stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  const log = await readyOf(child);
  const watcher = watch(child.pid!);
  let isStopping = false;
  child.once("exit", (code, signal) => {
    watcher.kill("SIGKILL");
    if (!isStopping) options.onUnexpectedExit?.(`PostgreSQL ended (${signal ?? code}): ${log().slice(-1000)}`);
  });
  return {
    port,
    pid: child.pid!,
    url: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGINT"); // fast shutdown
      }),
  };
}

function postgresEnv(): NodeJS.ProcessEnv {
  // Only what it needs: the server's secrets are none of its business.
  return { PATH: process.env.PATH, TZ: "UTC", LC_ALL: "C", LC_MESSAGES: "C" };
}

/** Beside the final folder, then renamed: a start that is killed half-way leaves nothing that looks finished. */
function initialise(dataDir: string, password: string, runner: Runner): void {
  const draft = `${dataDir}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  runner.own(draft);
  const secretDir = fs.mkdtempSync(path.join(os.tmpdir(), "pgpw-"));
  const passwordFile = path.join(secretDir, "pw");
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const target of [secretDir, passwordFile]) runner.own(target);
  const { argument, cwd } = runner.place(draft);
  const result = spawnSync(
    runner.bin("initdb"),
    [
      ...["-D", argument, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
      // A C locale would make pg_trgm drop every Chinese character.
      ...["--encoding=UTF8", "--locale=C", `--lc-ctype=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`],
      ...["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--no-instructions"],
    ],
    { ...runner.ids, env: postgresEnv(), encoding: "utf8", cwd },
  );
  fs.rmSync(secretDir, { recursive: true, force: true });
  if (result.status !== 0) throw new Error(`initdb failed: ${result.error ?? ""}${result.stdout}${result.stderr}`);
  // An empty folder made by somebody (a mounted volume's child) may stand in the way of the rename.
  if (fs.existsSync(dataDir)) fs.rmdirSync(dataDir);
  fs.renameSync(draft, dataDir);
}

/** Ends a PostgreSQL that a killed server left on this folder; a stale pid file of a process id in other use is removed. */
async function endOrphan(dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!fs.existsSync(pidFile)) return;
  const pid = Number(fs.readFileSync(pidFile, "utf8").split("\n")[0]);
  const isOrphan = () => isAlive(pid) && isPostgres(pid);
  if (!isOrphan()) {
    fs.rmSync(pidFile, { force: true });
    return;
  }
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    signalQuietly(pid, signal);
    for (let waited = 0; waited < 10_000; waited += 50) {
      if (!isOrphan()) return;
      await sleep(50);
    }
  }
  throw new Error(`an old PostgreSQL (process ${pid}) still runs on ${dataDir} and does not end`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform === "linux")
    try {
      const [name] = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      return path.basename(name ?? "").startsWith("postgres");
    } catch {
      return false;
    }
  return /postgres/.test(spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "");
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already
  }
}

/** A shell that waits for our end of a pipe to close, which the kernel does however we die, and then ends PostgreSQL. */
function watch(pid: number): ChildProcess {
  const watcher = spawn("/bin/sh", ["-c", `read _; kill -INT ${pid} 2>/dev/null`], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  watcher.on("error", () => {}); // without a shell the next start ends the orphan
  watcher.unref();
  return watcher;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Waits for readiness; returns a view of the last lines PostgreSQL wrote. */
function readyOf(child: ChildProcess): Promise<() => string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000);
      if (output.includes("ready to accept connections")) resolve(() => output);
    });
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${output.slice(-2000)}`)));
    child.once("error", reject);
  });
}
