// One run of ours in a process of its own, so that memory is its own: [task, file, …]. Prints JSON.
import fs from "node:fs";
import { edgeRanks, type StrictInstance } from "../src/stable/arrays.ts";
import { matchComplete, proposeComplete, ranksByProposer } from "../src/stable/complete.ts";
import { deferredAcceptance } from "../src/stable/deferred-acceptance.ts";
import { matchStable } from "../src/stable/match-stable.ts";
import type { StableProblem } from "../src/stable/problem.ts";
import { verifyStable } from "../src/stable/verify-stable.ts";
import { median, userMs } from "./row.ts";

const [task, base, ...sizes] = process.argv.slice(2) as [string, string, ...string[]];
const read = (ending: string) => {
  const bytes = fs.readFileSync(base + ending);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};
const REPEATS = 3;
const times: Record<string, number[]> = {};
const time = <T>(name: string, call: () => T): T => {
  const { ms, value } = userMs(call);
  times[name] = [...(times[name] ?? []), ms];
  return value;
};

/** The fingerprint that the references print: FNV-1a over the partner of each proposer. */
function fingerprint(partner: Int32Array): string {
  let h = 1469598103934665603n;
  const mask = 0xffff_ffff_ffff_ffffn;
  for (const p of partner) h = ((h ^ BigInt(p >>> 0)) * 1099511628211n) & mask;
  return (h & 0xffff_ffff_ffffn).toString(16);
}
let hash = "";

if (task === "complete") {
  const n = Number(sizes[0]);
  const lists = { proposers: read(".pl.i32"), receivers: read(".rl.i32"), count: { proposers: n, receivers: n } };
  for (let k = 0; k < REPEATS; k++) {
    const table = time("table", () => ranksByProposer(lists));
    time("propose", () => proposeComplete(lists, table));
    hash = fingerprint(time("total", () => matchComplete(lists)));
  }
} else {
  const [n, m, each, capacity] = sizes.map(Number) as [number, number, number, number];
  const instance: StrictInstance = {
    proposers: { offsets: Int32Array.from({ length: n + 1 }, (_, i) => i * each), to: read(".rp.i32"), capacity: 1 },
    receivers: { offsets: read(".hoff.i32"), to: read(".hl.i32"), capacity },
  };
  if (task === "arrays") {
    for (let k = 0; k < REPEATS; k++) {
      const { offsets, partners } = time("total", () => deferredAcceptance(instance));
      if (k === 0)
        hash = fingerprint(
          Int32Array.from({ length: n }, (_, i) => (offsets[i] === offsets[i + 1] ? -1 : partners[offsets[i]!]!)),
        );
    }
    time("ranks", () => edgeRanks(instance));
  } else {
    const own = Array.from({ length: n }, (_, i) => `person-${i.toString(36)}`);
    const other = Array.from({ length: m }, (_, i) => `post-${i.toString(36)}`);
    const problem: StableProblem = {
      left: own.map((id, i) => ({
        id,
        prefers: Array.from(instance.proposers.to.subarray(i * each, i * each + each), (h) => other[h]!),
      })),
      right: other.map((id, h) => ({
        id,
        capacity,
        prefers: Array.from(
          instance.receivers.to.subarray(instance.receivers.offsets[h], instance.receivers.offsets[h + 1]),
          (i) => own[i]!,
        ),
      })),
      favour: "left",
      ties: { policy: "lottery", seed: "bench" },
    };
    for (let k = 0; k < 2; k++) {
      const { pairs } = time("total", () => matchStable(problem));
      const verdict = time("verify", () => verifyStable(problem, pairs));
      hash = `${pairs.length} pairs, ${verdict.isStable ? "stable" : "NOT stable"}`;
    }
  }
}
const medians = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
console.log(JSON.stringify({ ...medians, hash, memory: process.resourceUsage().maxRSS / 1024 }));
