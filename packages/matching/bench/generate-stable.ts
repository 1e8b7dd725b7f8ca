import fs from "node:fs";
import { fastWords } from "../src/kernel/random.ts";

// Instances of the same kind where the reference generator is not there; the numbers differ, the shape does not.
const unit = (next: () => number) => next() / 0x1_0000_0000;

/** Complete lists: `uni` independent, `cor` with a common value of each agent. Writes `.pl.i32` and `.rl.i32`. */
export function generateComplete(kind: string, n: number, base: string): void {
  const next = fastWords(`complete ${kind} ${n}`);
  for (const ending of [".pl.i32", ".rl.i32"]) {
    const value = Float64Array.from({ length: n }, () => unit(next));
    const rows = new Int32Array(n * n);
    for (let i = 0; i < n; i++) {
      // Utility and id in one number, sorted at once.
      const keys = Float64Array.from({ length: n }, (_, j) => {
        const utility = kind === "uni" ? unit(next) : (value[j]! + 0.25 * unit(next)) / 1.25;
        return Math.floor((1 - utility) * 0x1_0000_0000) * 0x10000 + j;
      }).sort();
      for (let k = 0; k < n; k++) rows[i * n + k] = keys[k]! % 0x10000;
    }
    fs.writeFileSync(base + ending, rows);
  }
}

/** Residents and hospitals: `pop` makes some hospitals and residents popular. Writes `.rp`, `.hoff` and `.hl`. */
export function generateResidents(kind: string, n: number, m: number, each: number, base: string): void {
  const next = fastWords(`residents ${kind} ${n}`);
  const lists = new Int32Array(n * each);
  const offsets = new Int32Array(m + 1);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < each; ) {
      const x = unit(next);
      const h = Math.floor((kind === "uni" ? x : x * x) * m);
      if (lists.subarray(i * each, i * each + k).includes(h)) continue;
      lists[i * each + k++] = h;
      offsets[h + 1]!++;
    }
  for (let h = 0; h < m; h++) offsets[h + 1]! += offsets[h]!;
  const at = offsets.slice(0, m);
  const listed = new Int32Array(n * each);
  for (let e = 0; e < lists.length; e++) listed[at[lists[e]!]!++] = Math.floor(e / each);
  const quality = Float64Array.from({ length: n }, () => unit(next));
  for (let h = 0; h < m; h++) {
    const own = listed.subarray(offsets[h], offsets[h + 1]);
    const keys = Float64Array.from(own, (i) => {
      const merit = kind === "uni" ? unit(next) : (quality[i]! + 0.5 * unit(next)) / 1.5;
      return Math.floor((1 - merit) * 0x8000_0000) * 0x10_0000 + i;
    }).sort();
    for (let k = 0; k < own.length; k++) own[k] = keys[k]! % 0x10_0000;
  }
  fs.writeFileSync(`${base}.rp.i32`, lists);
  fs.writeFileSync(`${base}.hoff.i32`, offsets);
  fs.writeFileSync(`${base}.hl.i32`, listed);
}
