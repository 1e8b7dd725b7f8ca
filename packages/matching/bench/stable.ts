import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fastWords } from "../src/kernel/random.ts";
import { matchStable } from "../src/stable/match-stable.ts";
import type { Agent, StableProblem } from "../src/stable/problem.ts";
import { verifyStable } from "../src/stable/verify-stable.ts";
import { generateComplete, generateResidents } from "./generate-stable.ts";
import { peakMegabytes, phase } from "./references.ts";
import { type BenchArgs, median, type Row, userMs } from "./row.ts";

interface Ours {
  [phase: string]: number | string;
  hash: string;
  memory: number;
}
const child = (...args: (string | number)[]): Ours =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ["--max-old-space-size=8000", path.join(import.meta.dirname, "stable-child.ts"), ...args.map(String)],
      { encoding: "utf8" },
    ),
  );
const medianOf = (runs: Ours[], name: string) => median(runs.map((run) => Number(run[name])));

export async function bench(args: BenchArgs): Promise<Row[]> {
  const rows: Row[] = [];
  const wants = (problem: string) => args.only === null || problem.includes(args.only);
  for (const kind of ["cor", "uni"]) if (wants(`complete ${kind}_5000`)) rows.push(...complete(args, kind, 5000));
  for (const [kind, seed] of [
    ["uni", 7],
    ["pop", 8],
  ] as const)
    if (wants(`residents ${kind} 1M x 10`)) rows.push(...residents(args, kind, seed));
  for (const n of [100, 300, 1000]) if (wants(`ties n = ${n}`)) rows.push(ties(n));
  return rows;
}

function complete({ references, rounds, folder }: BenchArgs, kind: string, n: number): Row[] {
  const base = path.join(folder, `A_${kind}_${n}`);
  if (references) references.run("gen", ["A", kind, n, 1000 + n, folder]);
  else generateComplete(kind, n, base);
  const ours: Ours[] = [];
  const theirs: string[] = [];
  for (let k = 0; k < rounds; k++) {
    if (references) theirs.push(references.run("da2", [base, n, 1])!);
    ours.push(child("complete", base, n));
  }
  for (const file of fs.readdirSync(folder)) if (file.startsWith(`A_${kind}`)) fs.rmSync(path.join(folder, file));
  // The fastest of the three variants of the reference.
  const best = (what: string) =>
    theirs.length === 0
      ? null
      : Math.min(
          ...["V1", "V2", "V3"].map((v) =>
            median(
              theirs.map((t) =>
                what === "propose" || v !== "V2"
                  ? phase(t, `${v} ${what}`)
                  : phase(t, "V2 build") + phase(t, "V2 propose"),
              ),
            ),
          ),
        );
  const note = theirs[0] && (theirs[0].includes(`=${ours[0]!.hash} `) ? "the same matching" : "ANOTHER MATCHING");
  const row = (problem: string, name: string, ratio: number | null): Row => ({
    problem,
    ours: medianOf(ours, name),
    reference: best(name),
    reach: ratio === null ? null : { ratio },
    ...(note && { note }),
  });
  return [
    row(`complete ${kind}_${n}, proposing`, "propose", kind === "cor" ? 2.5 : null),
    row(`complete ${kind}_${n}, lists -> match`, "total", kind === "uni" ? 2.2 : null),
  ];
}

function residents({ references, rounds, folder }: BenchArgs, kind: string, seed: number): Row[] {
  const [n, m, each, capacity] = [1_000_000, 50_000, 10, 20];
  const base = path.join(folder, `B_${kind}_${n}`);
  if (references) references.run("gen", ["B", kind, n, m, each, seed, folder]);
  else generateResidents(kind, n, m, each, base);
  const ours: Ours[] = [];
  const theirs: string[] = [];
  for (let k = 0; k < rounds; k++) {
    if (references) theirs.push(references.run("hr2", [base, n, m, each, capacity, 1])!);
    ours.push(child("arrays", base, n, m, each, capacity));
  }
  const strings = child("strings", base, n, m, each, capacity);
  for (const file of fs.readdirSync(folder)) if (file.startsWith(`B_${kind}`)) fs.rmSync(path.join(folder, file));
  const typed = medianOf(ours, "total");
  const isSame = theirs[0]?.includes(`hash=${ours[0]!.hash}\n`);
  return [
    {
      problem: `residents ${kind} 1M x 10, typed arrays`,
      ours: typed,
      reference: theirs.length === 0 ? null : median(theirs.map((t) => phase(t, "total"))),
      reach: { ratio: 1.6 },
      memory: {
        ours: medianOf(ours, "memory"),
        reference: theirs.length === 0 ? null : median(theirs.map(peakMegabytes)),
        ratio: 1.8,
      },
      ...(isSame !== undefined && { note: isSame ? "the same matching" : "ANOTHER MATCHING" }),
    },
    {
      problem: `residents ${kind} 1M x 10, string ids : typed`,
      ours: Number(strings.total),
      reference: typed,
      reach: { ratio: 3 },
      memory: { ours: strings.memory, reference: null },
      note: strings.hash,
    },
    {
      problem: `residents ${kind} 1M x 10, verify : solve (strings)`,
      ours: Number(strings.verify),
      reference: Number(strings.total),
      reach: { ratio: 1 },
    },
  ];
}

/** Short lists with ties on both sides; against the best of a hundred random tie-breaks. */
function ties(n: number): Row {
  const next = fastWords(`ties ${n}`);
  const lists = Array.from({ length: n }, () => {
    const chosen = new Set<number>();
    while (chosen.size < 5) chosen.add(next() % n);
    return [...chosen];
  });
  const back: number[][] = Array.from({ length: n }, () => []);
  lists.forEach((list, i) => {
    for (const h of list) back[h]!.push(i);
  });
  const tied = (id: string, other: string, list: number[]): Agent => {
    const groups: string[][] = [];
    for (const k of list) {
      if (groups.length > 0 && next() % 10 < 7) groups.at(-1)!.push(`${other}${k}`);
      else groups.push([`${other}${k}`]);
    }
    return { id, prefers: groups };
  };
  const problem: StableProblem = {
    left: lists.map((list, i) => tied(`a${i}`, "b", list)),
    right: back.map((list, h) => tied(`b${h}`, "a", list)),
    favour: "left",
    ties: { policy: "max-size", seed: "bench" },
  };
  const { ms, value } = userMs(() => matchStable(problem));
  let best = 0;
  for (let k = 0; k < 100; k++)
    best = Math.max(best, matchStable({ ...problem, ties: { policy: "lottery", seed: `${k}` } }).pairs.length);
  const isStable = verifyStable(problem, value.pairs).isStable;
  return {
    problem: `ties n = ${n}, max-size`,
    ours: ms,
    reference: null,
    reach: { ms: 1000 },
    note: `${value.pairs.length} pairs${isStable ? "" : " NOT STABLE"}; best of 100 random tie-breaks: ${best}${value.pairs.length < best ? " MORE" : ""}`,
  };
}
