// One run in a process of its own: [sparse | dense | munkres | door, file, repeats]. Prints JSON.
import fs from "node:fs";
import { assign } from "../src/assignment/assign.ts";
import { assignComplete } from "../src/assignment/assign-complete.ts";
import { networkOf } from "../src/assignment/load-network.ts";
import { NetworkSimplex } from "../src/assignment/network-simplex.ts";
import type { AssignmentProblem } from "../src/assignment/problem.ts";
import { verifyAssignment } from "../src/assignment/verify-assignment.ts";
import { median, userMs } from "./row.ts";

const [task, file, repeats = "3"] = process.argv.slice(2) as [string, string, string?];
const times: number[] = [];
const time = <T>(call: () => T): T => {
  const { ms, value } = userMs(call);
  times.push(ms);
  return value;
};
let cost = 0;
let note = "";

/** Whole numbers of a text, without a string for each. */
function readNumbers(path: string): Int32Array {
  const bytes = fs.readFileSync(path);
  const out = new Int32Array(bytes.length / 2 + 1);
  let n = 0;
  let value = -1;
  for (const byte of bytes)
    if (byte >= 48 && byte < 58) value = (value < 0 ? 0 : value * 10) + byte - 48;
    else if (value >= 0) {
      out[n++] = value;
      value = -1;
    }
  if (value >= 0) out[n++] = value;
  return out.subarray(0, n);
}

/** Minimises (1000 - weight) a pair and `overflow` for each unit that a source cannot send. */
function readSparse() {
  const words = readNumbers(file);
  const [sources = 0, sinks = 0, m = 0, units = 0, load = 0, overflow = 0] = words;
  const offsets = new Int32Array(sources + 1);
  const to = new Int32Array(m);
  const costs = new Float64Array(m);
  for (let a = 0; a < m; a++) {
    const at = 6 + 3 * a;
    offsets[words[at]! + 1]!++;
    to[a] = words[at + 1]!;
    costs[a] = 1000 - words[at + 2]!;
  }
  for (let i = 0; i < sources; i++) offsets[i + 1]! += offsets[i]!;
  return { sources, sinks, m, units, load, overflow, offsets, to, costs };
}

/** A total of costs as the reference counts it: what is not sent costs `overflow`. */
const withOverflow = ({ sources, units, overflow }: ReturnType<typeof readSparse>, total: number, pairs: number) =>
  total + (sources * units - pairs) * overflow;

if (task === "sparse") {
  const p = readSparse();
  for (let k = 0; k < Number(repeats); k++) {
    const simplex = time(() => {
      const network = networkOf(
        p.offsets,
        p.to,
        p.costs,
        new Int32Array(p.sources).fill(p.units),
        Array.from({ length: p.sources }, () => [[p.units, p.overflow]]),
        Array.from({ length: p.sinks }, () => [[p.load, 0]]),
      );
      const solver = new NetworkSimplex(network);
      solver.run();
      return solver;
    });
    const flow = simplex.flows();
    let sum = 0;
    let pairs = 0;
    for (let a = 0; a < p.m; a++)
      if (flow[a]) {
        sum += p.costs[a]!;
        pairs++;
      }
    cost = withOverflow(p, sum, pairs);
    note = `${simplex.pivots} pivots`;
  }
} else if (task === "door") {
  // The same problem through string ids, with ties by lottery, and its check.
  const p = readSparse();
  const left = Array.from({ length: p.sources }, (_, i) => ({ id: `bid-${i}`, most: p.units }));
  const right = Array.from({ length: p.sinks }, (_, j) => ({ id: `expert-${j}`, most: p.load }));
  const pairs = left.flatMap(({ id }, i) =>
    Array.from(p.to.subarray(p.offsets[i], p.offsets[i + 1]), (j, k) => ({
      left: id,
      right: right[j]!.id,
      value: p.costs[p.offsets[i]! + k]!,
    })),
  );
  const problem: AssignmentProblem = { left, right, pairs, better: "lower", decimals: 0, seed: "bench" };
  for (let k = 0; k < Number(repeats); k++) {
    const result = time(() => assign(problem));
    if (result.kind !== "assigned") throw new Error("no assignment");
    cost = withOverflow(p, result.total, result.pairs.length);
    const check = userMs(() => verifyAssignment(problem, result));
    note = `${check.value.isRight ? "checked" : "NOT RIGHT"} in ${Math.round(check.ms)} ms`;
  }
} else {
  const bytes = fs.readFileSync(file);
  const costs = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const size = Math.sqrt(costs.length);
  if (task === "dense")
    for (let k = 0; k < Number(repeats); k++) cost = time(() => assignComplete({ size, cost: costs })).total;
  else {
    const { munkres } = await import("munkres");
    const matrix = Array.from({ length: size }, (_, i) => Array.from(costs.subarray(i * size, i * size + size)));
    for (let k = 0; k < Number(repeats); k++) {
      const found = time(() => munkres(matrix));
      cost = found.reduce((sum, [i, j]) => sum + matrix[i]![j]!, 0);
    }
  }
}
console.log(JSON.stringify({ ms: median(times), cost, note }));
