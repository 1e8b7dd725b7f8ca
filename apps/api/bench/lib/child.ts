import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";

export interface RunningChild {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts a Node program of ours and waits for its line `ready http://…`. */
export function startChild(args: string[], env: Record<string, string> = {}): Promise<RunningChild> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk;
      const url = /ready (http:\S+)/.exec(said)?.[1];
      if (url) resolve({ url, pid: child.pid!, stop: () => stopChild(child) });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}: ${said.slice(-2000)}`)));
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Resident memory in MB, where the system says it. */
export function residentMb(pid: number): number | undefined {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
    return line ? Math.round(Number(line[1]) / 1024) : undefined;
  } catch {
    return undefined;
  }
}
