import type { EncodedAssignment } from "./encode-assignment.ts";
import type { AssignmentLimit, InfeasibleAssignment } from "./problem.ts";
import { cheapestRelaxation } from "./relax.ts";

/** Why the least loads cannot all be met, and the cheapest way out. */
export function explainInfeasible(encoded: EncodedAssignment): InfeasibleAssignment {
  const relaxation = cheapestRelaxation(encoded);
  return {
    kind: "infeasible",
    lacking: relaxation.lacking,
    conflict: minimalConflict(encoded),
    relaxation: relaxation.found,
  };
}

/**
 * A minimal set of limits that cannot hold together. When least and most loads of both sides cannot all hold, then those of
 * one side against the other side's most already cannot (Hoffman 1960 for a bipartite network: least loads of both sides
 * can be met together when each side's can). So: fill the least loads of one side; from a party that stays short the
 * alternating reach is a Hall violator; then every limit of it is taken away on trial, and stays away while the rest
 * still conflicts. The flow is repaired, never computed again.
 */
function minimalConflict(encoded: EncodedAssignment): AssignmentLimit[] {
  for (const side of ["right", "left"] as const) {
    const filling = new Filling(encoded, side);
    const conflict = filling.conflict();
    if (conflict) return conflict;
  }
  throw new Error("no conflict in a problem without solution");
}

/** The least loads of side `a` filled from the most loads of side `b`. */
class Filling {
  private readonly need: Int32Array;
  private readonly room: Float64Array;
  private readonly load: Int32Array;
  /** Arcs of each `a` and of each `b`: numbers into `ends`. */
  private readonly ofA: number[][];
  private readonly ofB: number[][];
  private readonly ends: { a: number; b: number; isBan: boolean }[] = [];
  private readonly used: boolean[] = [];
  private readonly open: boolean[] = [];
  private readonly lacking: Int32Array;
  private readonly encoded: EncodedAssignment;
  private readonly side: "left" | "right";

  constructor(encoded: EncodedAssignment, side: "left" | "right") {
    this.encoded = encoded;
    this.side = side;
    const other = side === "left" ? "right" : "left";
    this.need = encoded[side].least.slice();
    this.room = Float64Array.from(encoded[other].most);
    this.load = new Int32Array(this.room.length);
    this.ofA = Array.from(this.need, () => []);
    this.ofB = Array.from(this.room, () => []);
    const add = (i: number, j: number, isBan: boolean) => {
      const [a, b] = side === "left" ? [i, j] : [j, i];
      const e = this.ends.push({ a, b, isBan }) - 1;
      this.used.push(false);
      this.open.push(!isBan);
      this.ofA[a]!.push(e);
      this.ofB[b]!.push(e);
    };
    for (let i = 0; i < encoded.left.ids.length; i++)
      for (let k = encoded.offsets[i]!; k < encoded.offsets[i + 1]!; k++) add(i, encoded.to[k]!, false);
    for (const { i, j } of encoded.forbidden) add(i, j, true);
    this.lacking = this.need.slice();
    this.need.forEach((_, a) => void this.fill(a));
  }

  conflict(): AssignmentLimit[] | null {
    let smallest: { as: Set<number>; bs: Set<number> } | null = null;
    let tried = 0;
    for (let a = 0; a < this.need.length && tried < 20; a++) {
      if (this.lacking[a] === 0) continue;
      tried++;
      const reach = this.reach(a);
      if (!smallest || reach.as.size + reach.bs.size < smallest.as.size + smallest.bs.size) smallest = reach;
    }
    return smallest && this.minimise(smallest.as, smallest.bs);
  }

  private minimise(as: Set<number>, bs: Set<number>): AssignmentLimit[] {
    const conflict: AssignmentLimit[] = [];
    // Only the violator's own limits are kept: all other least loads go, all other most loads are lifted.
    for (let a = 0; a < this.need.length; a++) if (!as.has(a)) this.release(a);
    const kept = { bans: [] as number[], as: [] as number[], bs: [] as number[] };
    for (let b = 0; b < this.room.length; b++) if (!bs.has(b)) this.room[b] = Number.POSITIVE_INFINITY;
    const bans = this.ends.flatMap((end, e) => (end.isBan ? [e] : []));
    for (const e of bans) {
      this.open[e] = true;
      if (!as.has(this.ends[e]!.a)) continue;
      this.fillAll();
      if (this.isShort()) continue;
      kept.bans.push(e);
      this.open[e] = false;
      if (this.used[e]) this.drop(e);
      this.fillAll();
    }
    for (const a of [...as].sort((x, y) => x - y)) {
      const need = this.need[a]!;
      if (need === 0) continue;
      this.release(a);
      this.fillAll();
      if (this.isShort()) continue;
      kept.as.push(a);
      this.need[a] = need;
      this.lacking[a] = need;
      this.fillAll();
    }
    for (const b of [...bs].sort((x, y) => x - y)) {
      const room = this.room[b]!;
      this.room[b] = Number.POSITIVE_INFINITY;
      this.fillAll();
      if (this.isShort()) continue;
      kept.bs.push(b);
      this.room[b] = room;
      for (const e of this.ofB[b]!) if (this.used[e] && this.load[b]! > room) this.drop(e);
      this.fillAll();
    }
    const { encoded, side } = this;
    const other = side === "left" ? "right" : "left";
    for (const a of kept.as)
      conflict.push({ limit: "least", side, id: encoded[side].ids[a]!, value: encoded[side].least[a]! });
    for (const b of kept.bs)
      conflict.push({ limit: "most", side: other, id: encoded[other].ids[b]!, value: encoded[other].most[b]! });
    for (const e of kept.bans) {
      const { a, b } = this.ends[e]!;
      const [i, j] = side === "left" ? [a, b] : [b, a];
      conflict.push({ limit: "forbidden", left: encoded.left.ids[i]!, right: encoded.right.ids[j]! });
    }
    return conflict;
  }

  private isShort(): boolean {
    return this.lacking.some((l) => l > 0);
  }

  private release(a: number): void {
    for (const e of this.ofA[a]!) if (this.used[e]) this.drop(e);
    this.need[a] = 0;
    this.lacking[a] = 0;
  }

  private drop(e: number): void {
    const { a, b } = this.ends[e]!;
    this.used[e] = false;
    this.load[b]!--;
    this.lacking[a]!++;
  }

  private fillAll(): void {
    for (let a = 0; a < this.need.length; a++) if (this.lacking[a]! > 0) this.fill(a);
  }

  private fill(a: number): void {
    while (this.lacking[a]! > 0 && this.augment(a));
  }

  /** One more unit for `start` along a shortest alternating path. */
  private augment(start: number): boolean {
    const by = new Map<number, number>();
    const cameTo = new Map<number, number>([[start, -1]]);
    const queue = [start];
    for (const a of queue)
      for (const e of this.ofA[a]!) {
        if (this.used[e] || !this.open[e]) continue;
        const { b } = this.ends[e]!;
        if (by.has(b)) continue;
        by.set(b, e);
        if (this.load[b]! < this.room[b]!) {
          this.turn(b, by, cameTo);
          this.load[b]!++;
          this.lacking[start]!--;
          return true;
        }
        for (const f of this.ofB[b]!) {
          const next = this.ends[f]!.a;
          if (!this.used[f] || cameTo.has(next)) continue;
          cameTo.set(next, f);
          queue.push(next);
        }
      }
    return false;
  }

  private turn(last: number, by: Map<number, number>, cameTo: Map<number, number>): void {
    for (let b = last; ; ) {
      const e = by.get(b)!;
      this.used[e] = true;
      const f = cameTo.get(this.ends[e]!.a)!;
      if (f < 0) return;
      this.used[f] = false;
      b = this.ends[f]!.b;
    }
  }

  private reach(start: number): { as: Set<number>; bs: Set<number> } {
    const as = new Set([start]);
    const bs = new Set<number>();
    for (const a of as)
      for (const e of this.ofA[a]!) {
        const { b } = this.ends[e]!;
        if (this.used[e] || !this.open[e] || bs.has(b)) continue;
        bs.add(b);
        for (const f of this.ofB[b]!) if (this.used[f]) as.add(this.ends[f]!.a);
      }
    return { as, bs };
  }
}
