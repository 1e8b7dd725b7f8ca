import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { generateDense, generateSparse, type Sparse } from "./generate-assignment.ts";
import { phase } from "./references.ts";
import { type BenchArgs, median, type Row } from "./row.ts";

interface Ours {
  ms: number;
  cost: number;
  note: string;
}
const child = (...args: (string | number)[]): Ours =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ["--max-old-space-size=4000", path.join(import.meta.dirname, "assignment-child.ts"), ...args.map(String)],
      { encoding: "utf8" },
    ),
  );

const SPARSE: (Sparse & { ratio: number })[] = [
  { name: "rev10k", kind: "uni", sources: 10_000, sinks: 1000, each: 50, units: 3, load: 40, seed: 11, ratio: 1 },
  { name: "top10k", kind: "top", sources: 10_000, sinks: 1000, each: 50, units: 3, load: 40, seed: 12, ratio: 1 },
  { name: "tight10k", kind: "uni", sources: 10_000, sinks: 1000, each: 50, units: 3, load: 30, seed: 11, ratio: 1.4 },
  {
    name: "toptight10k",
    kind: "top",
    sources: 10_000,
    sinks: 1000,
    each: 50,
    units: 3,
    load: 32,
    seed: 12,
    ratio: 1.4,
  },
  { name: "asg2k", kind: "uni", sources: 2000, sinks: 2000, each: 50, units: 1, load: 1, seed: 13, ratio: 1.2 },
  { name: "big100k", kind: "uni", sources: 100_000, sinks: 5000, each: 30, units: 3, load: 80, seed: 16, ratio: 1 },
];
const OVERFLOW = 100_000;
const DENSE = 2000;
const REPEATS = 7;

export async function bench(args: BenchArgs): Promise<Row[]> {
  const wants = (problem: string) => args.only === null || problem.includes(args.only);
  const rows: Row[] = [];
  for (const sparse of SPARSE)
    if (wants(`sparse ${sparse.name}`)) rows.push(...solveSparse(args, sparse, sparse.ratio));
  if (wants(`dense n = ${DENSE}`)) rows.push(solveDense(args));
  return rows;
}

/** The reference is the network simplex of LEMON without the building of its graph; ours builds its network in the time. */
function solveSparse({ references, rounds, folder }: BenchArgs, sparse: Sparse, ratio: number): Row[] {
  const file = path.join(folder, `D_${sparse.name}.txt`);
  const { kind, sources, sinks, each, units, load, seed, name } = sparse;
  if (references) references.run("gen", ["D", kind, sources, sinks, each, units, load, OVERFLOW, seed, name, folder]);
  else generateSparse(sparse, OVERFLOW, file);
  const ours: Ours[] = [];
  const theirs: string[] = [];
  for (let k = 0; k < rounds; k++) {
    const printed = references?.run("lemon", [file, "ns", REPEATS]);
    if (printed) theirs.push(printed);
    ours.push(child("sparse", file, REPEATS));
  }
  const door = child("door", file, 2);
  fs.rmSync(file);
  const theirCost = theirs[0]?.match(/ cost=(\d+)/)?.[1];
  const isSame = door.cost === ours[0]!.cost && (theirCost === undefined || Number(theirCost) === ours[0]!.cost);
  const typed = median(ours.map(({ ms }) => ms));
  return [
    {
      problem: `sparse ${name}, typed arrays`,
      ours: typed,
      reference: theirs.length === 0 ? null : median(theirs.map((printed) => phase(printed, "ns"))),
      reach: { ratio },
      note: `${isSame ? "the same optimum" : "ANOTHER OPTIMUM"}, ${ours[0]!.note}`,
    },
    {
      problem: `sparse ${name}, string ids and lottery : typed`,
      ours: door.ms,
      reference: typed,
      reach: null,
      note: door.note,
    },
  ];
}

function solveDense({ references, rounds, folder }: BenchArgs): Row {
  const file = path.join(folder, "Z_dense.i32");
  if (references) references.run("gen", ["Z", DENSE, 10_000, 17, "dense", folder]);
  else generateDense(DENSE, 10_000, file);
  const ours: Ours[] = [];
  const theirs: Ours[] = [];
  for (let k = 0; k < rounds; k++) {
    theirs.push(child("munkres", file, REPEATS));
    ours.push(child("dense", file, REPEATS));
  }
  fs.rmSync(file);
  return {
    problem: `dense n = ${DENSE} : munkres of npm`,
    ours: median(ours.map(({ ms }) => ms)),
    reference: median(theirs.map(({ ms }) => ms)),
    reach: { ratio: 0.6 },
    note: ours[0]!.cost === theirs[0]!.cost ? "the same optimum" : "ANOTHER OPTIMUM",
  };
}
