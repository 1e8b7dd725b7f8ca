import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** The reference solvers in C++, never shipped with the product: they are built into a temporary folder where they exist. */
export interface References {
  /** Runs one and gives what it printed, or null where it could not be built (such as one that needs a library). */
  run(name: string, args: readonly (string | number)[]): string | null;
}

const OUTSIDE = path.resolve(import.meta.dirname, "../../../../shared/bench-matching");
const LIBRARIES: Record<string, string[]> = { lemon: ["-llemon"] };

/** `MATCHING_REFERENCE_DIR` may name a folder with the sources, or with programs that are built already. */
export function findReferences(folder: string): References | null {
  const from = process.env.MATCHING_REFERENCE_DIR ?? OUTSIDE;
  if (!fs.existsSync(from)) return null;
  const built = new Map<string, string | null>();
  const build = (name: string): string | null => {
    const ready = path.join(from, name);
    if (fs.existsSync(ready)) return ready;
    const out = path.join(folder, name);
    const source = path.join(from, `${name}.cpp`);
    if (!fs.existsSync(source)) return null;
    const { status } = spawnSync("g++", ["-O2", "-o", out, source, ...(LIBRARIES[name] ?? [])], { stdio: "ignore" });
    return status === 0 ? out : null;
  };
  const program = (name: string) => {
    if (!built.has(name)) built.set(name, build(name));
    return built.get(name)!;
  };
  if (!program("gen")) return null;
  return {
    run(name, args) {
      const file = program(name);
      if (!file) return null;
      return execFileSync(file, args.map(String), { encoding: "utf8", maxBuffer: 1 << 26 });
    },
  };
}

/** From lines such as `  propose fifo   wall med 1.00 min 0.90 | user med 0.95 ms (n=3)`: the user median of a phase. */
export function phase(output: string, name: string): number {
  const line = output.split("\n").find((l) => l.trimStart().startsWith(`${name} `));
  const found = line?.match(/user med ([\d.]+) ms/);
  if (!found) throw new Error(`no phase ${name} in what the reference printed`);
  return Number(found[1]);
}

export const peakMegabytes = (output: string): number => Number(output.match(/peak RSS (\d+) MB/)?.[1] ?? Number.NaN);
