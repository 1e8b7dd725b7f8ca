import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { holderOf, takeLock } from "../../../scripts/lib/generation-lock.mjs";

const lockFile = path.resolve(import.meta.dirname, "../../../scripts/lib/generation-lock.mjs");
let directory: string;
let children: ReturnType<typeof spawn>[] = [];

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-lock-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  fs.rmSync(directory, { recursive: true, force: true });
});

/** Another process that tries to take the lock, says how it went, and stays. */
function contender(): Promise<{ won: boolean; kill(): Promise<void> }> {
  const program = `
    import { takeLock } from ${JSON.stringify(lockFile)};
    console.log(takeLock(${JSON.stringify(directory)}, "lock").release ? "won" : "lost");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve) =>
    child.stdout!.once("data", (text) =>
      resolve({
        won: String(text).trim() === "won",
        kill: async () => {
          child.kill("SIGKILL");
          await gone;
        },
      }),
    ),
  );
}

it("exactly one of many that try at once takes it, again after each holder was killed", async () => {
  for (let round = 0; round < 3; round++) {
    const all = await Promise.all(Array.from({ length: 8 }, contender));
    expect(all.filter((one) => one.won)).toHaveLength(1);
    for (const one of all) await one.kill();
  }
});

it("is held by a living process, given back by it, and free again", () => {
  const first = takeLock(directory, "lock");
  expect(takeLock(directory, "lock").holder).toMatchObject({ pid: process.pid });
  expect(holderOf(directory, "lock")).toMatchObject({ pid: process.pid });
  first.release!();
  expect(holderOf(directory, "lock")).toBe(undefined);
  expect(takeLock(directory, "lock").release).toBeTypeOf("function");
});

it("passes from a parent that holds it to the child it starts, and from nobody else", async () => {
  const parent = await contender();
  expect(parent.won).toBe(true);
  const holder = holderOf(directory, "lock")!;
  expect(takeLock(directory, "lock", { handOver: holder.pid + 1 }).release).toBe(undefined);
  expect(takeLock(directory, "lock", { handOver: holder.pid }).release).toBeTypeOf("function");
  expect(holderOf(directory, "lock")).toMatchObject({ pid: process.pid });
});

it("is not fooled by a process id that somebody else has got since", () => {
  fs.writeFileSync(path.join(directory, "lock.7"), JSON.stringify({ pid: process.pid, start: "long ago", at: "" }));
  expect(takeLock(directory, "lock").release).toBeTypeOf("function");
  expect(fs.readdirSync(directory)).toEqual(["lock.8"]);
});
