import fs from "node:fs";
import { fastWords } from "../src/kernel/random.ts";

export interface Sparse {
  name: string;
  /** `uni`: possible partners and weights by chance; `top`: the nearest of a few traits, so that all want the same. */
  kind: "uni" | "top";
  sources: number;
  sinks: number;
  each: number;
  units: number;
  load: number;
  seed: number;
}

/** Problems of the same kind as the reference generator makes, where that one is not there. */
export function generateSparse(p: Sparse, overflow: number, file: string): void {
  const next = fastWords(`sparse ${p.kind} ${p.seed}`);
  const unit = () => next() / 0x1_0000_0000;
  const normal = () => Math.sqrt(-2 * Math.log(unit() + 1e-12)) * Math.cos(2 * Math.PI * unit());
  const traits = () => {
    const list = Array.from({ length: 8 }, normal);
    const length = Math.hypot(...list);
    return list.map((x) => x / length);
  };
  const lines = [`${p.sources} ${p.sinks} ${p.sources * p.each} ${p.units} ${p.load} ${overflow}`];
  const others = Array.from({ length: p.sinks }, traits);
  for (let i = 0; i < p.sources; i++) {
    const chosen = new Map<number, number>();
    if (p.kind === "uni") {
      while (chosen.size < p.each) chosen.set(next() % p.sinks, 1 + (next() % 1000));
    } else {
      const own = traits();
      const near = others.map((other, j) => ({ j, s: own.reduce((sum, x, k) => sum + x * other[k]!, 0.1 * normal()) }));
      for (const { j, s } of near.sort((a, b) => b.s - a.s).slice(0, p.each))
        chosen.set(j, Math.max(1, Math.min(1000, Math.floor(s * 700) + 1)));
    }
    for (const [j, weight] of [...chosen].sort((a, b) => a[0] - b[0])) lines.push(`${i} ${j} ${weight}`);
  }
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
}

export function generateDense(size: number, most: number, file: string): void {
  const next = fastWords(`dense ${size}`);
  fs.writeFileSync(file, new Uint8Array(Int32Array.from({ length: size * size }, () => 1 + (next() % most)).buffer));
}
