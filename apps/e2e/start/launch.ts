// Starts the built server as a person or a machine would, and watches what it says and leaves behind.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../../..");

export interface Launched {
  child: ChildProcess;
  /** The address of the `ready` line; rejects when the process ends before it. */
  ready: Promise<string>;
  exited: Promise<{ code: number | null; said: string }>;
  said(): string;
}

export interface LaunchOptions {
  dataDir: string;
  port?: number;
  /** `npm start` without npm, or the server itself as a container runs it. */
  by?: "start script" | "server";
  env?: Record<string, string>;
}

export function launch({ dataDir, port = 0, by = "server", env = {} }: LaunchOptions): Launched {
  const program = by === "server" ? ["--enable-source-maps", "apps/api/dist/main.js"] : ["scripts/start.mjs"];
  const { DATABASE_URL: _, npm_lifecycle_event: __, ...inherited } = process.env;
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: {
      ...inherited,
      NODE_ENV: "development",
      DEMO: "0",
      LOG_LEVEL: "warn",
      DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let told: (url: string) => void;
  let failed: (error: Error) => void;
  const ready = new Promise<string>((resolve, reject) => {
    told = resolve;
    failed = reject;
  });
  ready.catch(() => {});
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
      const url = /^ready (\S+)$/m.exec(output)?.[1];
      if (url) told(url);
    });
  const exited = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on("close", (code) => {
      failed(new Error(`ended before it was ready: ${output}`));
      resolve({ code, said: output });
    });
  });
  return { child, ready, exited, said: () => output };
}

export function makeFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-start-"));
  fs.chmodSync(folder, 0o755);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** A process and everything it started, PostgreSQL's workers included. */
export function familyOf(pid: number): number[] {
  const rows = execFileSync("ps", ["-axo", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const family = [pid];
  for (let i = 0; i < family.length; i++)
    family.push(...rows.filter((row) => row[1] === family[i]).map((row) => row[0]));
  return family;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).trim();
  return state !== "" && !state.startsWith("Z");
}

export async function until(condition: () => boolean, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("this did not come to pass in time");
}
