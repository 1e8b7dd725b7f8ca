import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findReferences } from "./references.ts";
import type { BenchArgs, Row } from "./row.ts";

// pnpm bench:matching [stable|assignment|timetable|affinity …] [--rounds=3] [--only=text]
const BENCHES = ["stable", "assignment", "timetable", "affinity"];
const words = process.argv.slice(2).filter((word) => word !== "--");
const option = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const named = words.filter((word) => !word.startsWith("--"));
for (const name of named)
  if (!BENCHES.includes(name)) {
    console.error(`no bench named ${name}: ${BENCHES.join(", ")}`);
    process.exit(2);
  }

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "matching-bench-"));
process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

const args: BenchArgs = {
  rounds: Number(option("rounds") ?? 3),
  references: findReferences(folder),
  folder,
  only: option("only") ?? null,
};
if (!args.references) console.log("no reference solvers beside the project: their columns stay empty");

let missed = 0;
const columns = [44, 11, 11, 7, 14, 17] as const;
print(["problem", "ours", "reference", "ratio", "reach", "memory MB"]);
for (const name of BENCHES.filter((b) => named.length === 0 || named.includes(b))) {
  const file = path.join(import.meta.dirname, `${name}.ts`);
  if (!fs.existsSync(file)) continue;
  const { bench } = (await import(file)) as { bench(args: BenchArgs): Promise<Row[]> };
  for (const row of await bench(args)) show(row);
}
console.log(missed === 0 ? "every reach held" : `${missed} not reached`);

function show({ problem, ours, reference, reach, memory, note }: Row): void {
  const ratio = reference === null ? null : ours / reference;
  const isHeld = reach === null || ("ms" in reach ? ours <= reach.ms : ratio === null ? null : ratio <= reach.ratio);
  const memoryRatio = memory?.reference ? memory.ours / memory.reference : null;
  const isMemoryHeld = memory?.ratio === undefined || memoryRatio === null ? null : memoryRatio <= memory.ratio;
  if (isHeld === false || isMemoryHeld === false) missed++;
  const mark = (held: boolean | null) => (held === null ? "" : held ? " ok" : " MISSED");
  print([
    problem,
    ms(ours),
    reference === null ? "" : ms(reference),
    ratio === null ? "" : ratio.toFixed(2),
    reach === null ? "" : `<= ${"ms" in reach ? ms(reach.ms) : `${reach.ratio} x`}${mark(isHeld)}`,
    memory
      ? `${Math.round(memory.ours)}${memory.reference === null ? "" : ` / ${Math.round(memory.reference)}`}${
          memory.ratio === undefined ? "" : ` <= ${memory.ratio} x${mark(isMemoryHeld)}`
        }`
      : "",
  ]);
  if (note) console.log(`    ${note}`);
}

function print(cells: readonly string[]): void {
  console.log(cells.map((cell, k) => (k === 0 ? cell.padEnd(columns[k]!) : cell.padStart(columns[k]!))).join("  "));
}

function ms(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
