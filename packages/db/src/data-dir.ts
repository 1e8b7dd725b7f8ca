import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { holderOf, takeLock } from "../../../scripts/lib/generation-lock.mjs";
import { Refusal } from "./refusal.ts";

export interface Secrets {
  /** Used when APP_SECRET is not given (never in production). */
  appSecret: string;
  databasePassword: string;
}

/** What the command line needs to join a running server. */
export interface RunFile {
  pid: number;
  port: number;
  databaseUrl: string;
}

/** One server per folder. The start script that launched us holds the lock already and gives it to us. */
export function lockDataDir(directory: string): { release(): void } {
  const { release, holder } = takeLock(directory, "lock", { handOver: process.ppid });
  if (holder) throw new Refusal(`another server (process ${holder.pid}) already runs on ${directory}`);
  return { release };
}

export function makeDataDir(directory: string): void {
  try {
    fs.mkdirSync(directory, { recursive: true });
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw new Refusal(`cannot write to DATA_DIR ${directory}: ${(error as Error).message}`);
  }
}

/** Made once, readable by this user only. Of two processes that make them at once one wins and both use its secrets. */
export function readSecrets(directory: string): Secrets {
  const file = path.join(directory, "secrets.json");
  if (!fs.existsSync(file)) {
    const fresh = { appSecret: random(), databasePassword: random() } satisfies Secrets;
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, JSON.stringify(fresh), { mode: 0o600 });
    try {
      fs.linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }
  return JSON.parse(fs.readFileSync(file, "utf8")) as Secrets;
}

const random = () => randomBytes(32).toString("base64url");

export function writeRunFile(directory: string, run: RunFile): void {
  const file = path.join(directory, "run.json");
  fs.writeFileSync(`${file}.new`, JSON.stringify(run), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

/** The run file of a server that still holds the folder's lock. */
export function readRunFile(directory: string): RunFile | undefined {
  const file = path.join(directory, "run.json");
  if (!holderOf(directory, "lock") || !fs.existsSync(file)) return undefined;
  return JSON.parse(fs.readFileSync(file, "utf8")) as RunFile;
}

export function removeRunFile(directory: string): void {
  fs.rmSync(path.join(directory, "run.json"), { force: true });
}
