import type { EncodedAssignment } from "./encode-assignment.ts";
import type { ObjectiveCosts } from "./objectives.ts";
import type { Duals } from "./problem.ts";

type PairCost = (i: number, j: number) => number;

/**
 * An assignment as a flow: pairs, and exits of each party to the root, one for places within its least load and one for the
 * rest. Potentials (the root's is 0) prove it best for costs c when each arc u to v with reduced cost c + p(u) - p(v) above 0
 * is empty and each below 0 is full. Arcs of reduced cost 0 stay free for the next objective.
 */
export class ProvedFlow {
  private readonly encoded: EncodedAssignment;
  private readonly made: Uint8Array;
  private readonly counts: Uint8Array;
  private readonly root: number;
  /** Exits after the pairs: two of each left party, two of each right party. */
  private readonly flow: Float64Array;
  private readonly capacity: Float64Array;
  private readonly free: Uint8Array;

  constructor(encoded: EncodedAssignment, made: Uint8Array, highest: number) {
    this.encoded = encoded;
    this.made = made;
    const { left, right, offsets, to, cost } = encoded;
    const n = left.ids.length;
    const m = right.ids.length;
    this.root = n + m;
    const exits = 2 * (n + m);
    this.flow = new Float64Array(exits);
    this.capacity = new Float64Array(exits);
    this.counts = new Uint8Array(to.length);
    const load = new Int32Array(n + m);
    for (let i = 0; i < n; i++)
      for (let a = offsets[i]!; a < offsets[i + 1]!; a++) {
        load[i]! += made[a]!;
        load[n + to[a]!]! += made[a]!;
        this.counts[a] = left.most[i]! > 0 && right.most[to[a]!]! > 0 && cost[a]! <= highest ? 1 : 0;
      }
    this.free = new Uint8Array(to.length + exits).fill(1);
    this.free.set(this.counts);
    for (let x = 0; x < n + m; x++) {
      const side = x < n ? left : right;
      const k = x < n ? x : x - n;
      const least = side.least[k]!;
      const rest = side.most[k]! - least;
      // A left party sends its empty places, those beyond its least load first; a right one what it got, the least first.
      const [units, first, second] = x < n ? [side.most[k]! - load[x]!, rest, least] : [load[x]!, least, rest];
      this.flow[2 * x] = Math.min(units, first);
      this.flow[2 * x + 1] = units - this.flow[2 * x]!;
      this.capacity[2 * x] = first;
      this.capacity[2 * x + 1] = second;
    }
  }

  /** The costs of pairs that count: both have places, and no floor forbids it. */
  costs(): Float64Array {
    return this.encoded.cost.filter((_, a) => this.counts[a]);
  }

  /** Whether the potentials prove this objective among the assignments that the earlier ones left. */
  prove(level: ObjectiveCosts | PairCost, duals: Duals): boolean {
    const { offsets, to, cost, left } = this.encoded;
    const p = this.inOrder(duals);
    if (!p) return false;
    const n = left.ids.length;
    const m = to.length;
    const { free, made } = this;
    for (let i = 0; i < n; i++)
      for (let a = offsets[i]!; a < offsets[i + 1]!; a++) {
        if (!free[a]) continue;
        const c = typeof level === "function" ? level(i, to[a]!) : level.pair(cost[a]!);
        const reduced = c + p[i]! - p[n + to[a]!]!;
        if (reduced === 0) continue;
        if (made[a] !== (reduced < 0 ? 1 : 0)) return false;
        free[a] = 0;
      }
    for (let x = 0; x < this.root; x++) {
      for (let e = 2 * x; e < 2 * x + 2; e++) {
        if (!free[m + e]) continue;
        if (this.capacity[e] === 0) {
          free[m + e] = 0;
          continue;
        }
        const reduced = (typeof level === "function" ? 0 : exitCost(level, x < n, e & 1)) + p[x]!;
        if (reduced === 0) continue;
        if (this.flow[e] !== (reduced < 0 ? this.capacity[e] : 0)) return false;
        free[m + e] = 0;
      }
    }
    return true;
  }

  /** Whether nothing else is left: the free arcs hold no cycle. */
  isOnlyOne(): boolean {
    const { offsets, to, left } = this.encoded;
    const n = left.ids.length;
    const above = Int32Array.from({ length: this.root + 1 }, (_, x) => x);
    const top = (x: number): number => {
      let at = x;
      while (above[at] !== at) {
        above[at] = above[above[at]!]!;
        at = above[at]!;
      }
      return at;
    };
    const joins = (x: number, y: number): boolean => {
      const [a, b] = [top(x), top(y)];
      above[a] = b;
      return a !== b;
    };
    for (let i = 0; i < n; i++)
      for (let a = offsets[i]!; a < offsets[i + 1]!; a++) if (this.free[a] && !joins(i, n + to[a]!)) return false;
    for (let e = 0; e < 2 * this.root; e++) if (this.free[to.length + e] && !joins(e >> 1, this.root)) return false;
    return true;
  }

  costOf(level: ObjectiveCosts): number {
    let sum = 0;
    for (let a = 0; a < this.made.length; a++) if (this.made[a]) sum += level.pair(this.encoded.cost[a]!);
    const n = this.encoded.left.ids.length;
    for (let e = 0; e < this.flow.length; e++) sum += this.flow[e]! * exitCost(level, e >> 1 < n, e & 1);
    return sum;
  }

  /** What any assignment of pairs that cost less than `below` must cost at least, by weak duality. */
  leastCost(level: ObjectiveCosts, duals: Duals, below: number): number {
    const { offsets, to, cost, left } = this.encoded;
    const p = this.inOrder(duals);
    if (!p) return Number.NEGATIVE_INFINITY;
    const n = left.ids.length;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum -= p[i]! * left.most[i]!;
      for (let a = offsets[i]!; a < offsets[i + 1]!; a++)
        if (cost[a]! < below && this.counts[a]) sum += Math.min(0, level.pair(cost[a]!) + p[i]! - p[n + to[a]!]!);
    }
    for (let e = 0; e < this.flow.length; e++)
      sum += this.capacity[e]! * Math.min(0, exitCost(level, e >> 1 < n, e & 1) + p[e >> 1]!);
    return sum;
  }

  /** Potentials in the order of the ids, left then right; null when they are not whole numbers for everybody. */
  private inOrder(duals: Duals): Float64Array | null {
    const { left, right } = this.encoded;
    const p = new Float64Array(this.root);
    for (let x = 0; x < this.root; x++) {
      const given = x < left.ids.length ? duals.left[left.given[x]!] : duals.right[right.given[x - left.ids.length]!];
      if (!Number.isSafeInteger(given)) return null;
      p[x] = given!;
    }
    return p;
  }
}

function exitCost(level: ObjectiveCosts, isLeft: boolean, step: number): number {
  if (isLeft) return level.emptyPlace + (step === 1 ? level.belowLeast : 0);
  return step === 0 ? -level.belowLeast : 0;
}
