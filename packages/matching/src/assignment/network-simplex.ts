// Primal network simplex for transportation with capacities, on typed arrays. Sources: Cunningham's strongly feasible trees
// (1976), block pricing as in LEMON (Kovács 2015), here with the arcs of one source beside each other so that a block is a
// straight scan. Costs are whole numbers, so that the same arcs enter on every machine.

/** Arcs of source `i` are `offsets[i] .. offsets[i+1])`, each to a sink, with a cost and the most that may flow. */
export interface TransportArrays {
  offsets: Int32Array;
  to: Int32Array;
  cost: Float64Array;
  capacity: Int32Array;
  /** What every source must send; what it cannot goes over an overflow arc at `overflowCost` each. */
  supply: Int32Array;
  /** The most a sink takes. */
  demand: Int32Array;
  /** The least a sink wants; unmet units cost `shortfallCost` each [0]. */
  demandLeast?: Int32Array;
  overflowCost: number;
  shortfallCost?: number;
}

export interface TransportFlow {
  /** Per arc, in the order of `to`. */
  flow: Int32Array;
  /** Units a source could not send. */
  unsent: Int32Array;
  /** Units a sink lacks to its least. */
  lacking: Int32Array;
  pivots: number;
}

/** The cheapest flow; among equally cheap ones always the same. */
export function transport(problem: TransportArrays): TransportFlow {
  const simplex = new Simplex(problem);
  simplex.run();
  return simplex.result();
}

class Simplex {
  private readonly sources: number;
  private readonly sinks: number;
  private readonly root: number;
  private readonly arcs: number;
  private readonly m: number;
  private readonly offsets: Int32Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly cost: Float64Array;
  private readonly capacity: Int32Array;
  private readonly flow: Int32Array;
  /** 1 at the lower bound, -1 at the upper, 0 in the tree. */
  private readonly state: Int8Array;
  private readonly potential: Float64Array;
  private readonly parent: Int32Array;
  private readonly parentArc: Int32Array;
  /** 1 when the arc to the parent leads upwards. */
  private readonly isUp: Int8Array;
  private readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly beforeSibling: Int32Array;
  private readonly block: number;
  private at = 0;
  private pivots = 0;
  /** Least loads are taken off the sinks and come back as arcs of negative cost. */
  private readonly leastStart: number;

  constructor(p: TransportArrays) {
    this.sources = p.supply.length;
    this.sinks = p.demand.length;
    this.m = p.to.length;
    this.root = this.sources + this.sinks;
    const nodes = this.root + 1;
    const hasLeast = p.demandLeast?.some((least) => least > 0) ?? false;
    // arcs: given | sink to root | source to root (overflow) | sink to root, the units of its least (cheaper)
    this.leastStart = this.m + this.sinks + this.sources;
    this.arcs = this.leastStart + (hasLeast ? this.sinks : 0);
    this.offsets = p.offsets;
    this.from = new Int32Array(this.arcs);
    this.to = new Int32Array(this.arcs);
    this.cost = new Float64Array(this.arcs);
    this.capacity = new Int32Array(this.arcs);
    this.flow = new Int32Array(this.arcs);
    this.state = new Int8Array(this.arcs).fill(1);
    for (let i = 0; i < this.sources; i++)
      for (let a = p.offsets[i]!; a < p.offsets[i + 1]!; a++) {
        this.from[a] = i;
        this.to[a] = this.sources + p.to[a]!;
        this.cost[a] = p.cost[a]!;
        this.capacity[a] = p.capacity[a]!;
      }
    for (let j = 0; j < this.sinks; j++) {
      const a = this.m + j;
      const least = hasLeast ? p.demandLeast![j]! : 0;
      this.from[a] = this.sources + j;
      this.to[a] = this.root;
      this.capacity[a] = p.demand[j]! - least;
      if (!hasLeast) continue;
      const b = this.leastStart + j;
      this.from[b] = this.sources + j;
      this.to[b] = this.root;
      this.capacity[b] = least;
      this.cost[b] = -(p.shortfallCost ?? 0);
    }
    for (let i = 0; i < this.sources; i++) {
      const a = this.m + this.sinks + i;
      this.from[a] = i;
      this.to[a] = this.root;
      this.capacity[a] = p.supply[i]!;
      this.cost[a] = p.overflowCost;
      this.flow[a] = p.supply[i]!;
    }
    this.parent = new Int32Array(nodes).fill(-1);
    this.parentArc = new Int32Array(nodes).fill(-1);
    this.isUp = new Int8Array(nodes);
    this.depth = new Int32Array(nodes);
    this.firstChild = new Int32Array(nodes).fill(-1);
    this.nextSibling = new Int32Array(nodes).fill(-1);
    this.beforeSibling = new Int32Array(nodes).fill(-1);
    this.potential = new Float64Array(nodes);
    // The first tree: everything overflows into the root.
    for (let x = 0; x < this.root; x++) {
      const a = x < this.sources ? this.m + this.sinks + x : this.m + x - this.sources;
      this.parentArc[x] = a;
      this.isUp[x] = 1;
      this.depth[x] = 1;
      this.state[a] = 0;
      this.potential[x] = -this.cost[a]!;
      this.link(x, this.root);
    }
    this.block = Math.max(10, Math.floor(0.5 * Math.sqrt(this.arcs)));
  }

  run(): void {
    for (let a = this.entering(); a >= 0; a = this.entering()) this.pivot(a);
  }

  result(): TransportFlow {
    const unsent = this.flow.slice(this.m + this.sinks, this.leastStart);
    const lacking = new Int32Array(this.sinks);
    for (let j = 0; this.leastStart + j < this.arcs; j++)
      lacking[j] = this.capacity[this.leastStart + j]! - this.flow[this.leastStart + j]!;
    return { flow: this.flow.slice(0, this.m), unsent, lacking, pivots: this.pivots };
  }

  /** The arc of the most negative reduced cost in the next block that has one; -1 at the optimum. */
  private entering(): number {
    const { sources, offsets, state, cost, potential, to, m, sinks, root, leastStart, arcs } = this;
    let best = 0;
    let found = -1;
    let left = this.block;
    let b = this.at;
    const pr = potential[root]!;
    for (let rows = sources + 1; rows > 0; rows--) {
      if (b === sources) {
        for (let a = m; a < m + sinks; a++) {
          const c = state[a]! * (cost[a]! + potential[this.from[a]!]! - pr);
          if (c < best) {
            best = c;
            found = a;
          }
        }
        for (let a = leastStart; a < arcs; a++) {
          const c = state[a]! * (cost[a]! + potential[this.from[a]!]! - pr);
          if (c < best) {
            best = c;
            found = a;
          }
        }
        left -= sinks;
        b = 0;
      } else {
        const pu = potential[b]!;
        const start = offsets[b]!;
        const end = offsets[b + 1]!;
        for (let a = start; a < end; a++) {
          const c = state[a]! * (cost[a]! + pu - potential[to[a]!]!);
          if (c < best) {
            best = c;
            found = a;
          }
        }
        const a = m + sinks + b;
        const c = state[a]! * (cost[a]! + pu - pr);
        if (c < best) {
          best = c;
          found = a;
        }
        left -= end - start + 1;
        b++;
      }
      if (left <= 0) {
        if (found >= 0) break;
        left = this.block;
      }
    }
    this.at = b;
    return found;
  }

  private pivot(entering: number): void {
    const { parent, parentArc, isUp, flow, capacity, depth, state } = this;
    let u = this.from[entering]!;
    let v = this.to[entering]!;
    if (state[entering]! < 0) [u, v] = [v, u];
    let x = u;
    let y = v;
    while (x !== y) {
      if (depth[x]! >= depth[y]!) x = parent[x]!;
      else y = parent[y]!;
    }
    const join = x;
    let delta = capacity[entering]!;
    let side = 0;
    let out = -1;
    // The first blocking arc on the way to the join, the last one on the way back: the tree stays strongly feasible.
    for (let q = u; q !== join; q = parent[q]!) {
      const a = parentArc[q]!;
      const room = isUp[q]! > 0 ? flow[a]! : capacity[a]! - flow[a]!;
      if (room < delta) {
        delta = room;
        out = q;
        side = 1;
      }
    }
    for (let q = v; q !== join; q = parent[q]!) {
      const a = parentArc[q]!;
      const room = isUp[q]! > 0 ? capacity[a]! - flow[a]! : flow[a]!;
      if (room <= delta) {
        delta = room;
        out = q;
        side = 2;
      }
    }
    if (delta > 0) {
      flow[entering]! += state[entering]! * delta;
      for (let q = u; q !== join; q = parent[q]!) flow[parentArc[q]!]! -= isUp[q]! * delta;
      for (let q = v; q !== join; q = parent[q]!) flow[parentArc[q]!]! += isUp[q]! * delta;
    }
    this.pivots++;
    if (side === 0) {
      state[entering] = -state[entering]!;
      return;
    }
    const leaving = parentArc[out]!;
    state[leaving] = flow[leaving] === 0 ? 1 : -1;
    state[entering] = 0;
    this.hang(entering, side === 1 ? u : v, side === 1 ? v : u, out);
  }

  /** Hangs the cut-off part under its new parent by the entering arc, and moves its potentials. */
  private hang(entering: number, inside: number, outside: number, out: number): void {
    const { parent, parentArc, isUp, depth, potential, firstChild, nextSibling } = this;
    let x = inside;
    let newParent = outside;
    let newArc = entering;
    let newUp = this.from[entering] === inside ? 1 : -1;
    for (;;) {
      const oldParent = parent[x]!;
      const oldArc = parentArc[x]!;
      const oldUp = isUp[x]!;
      this.unlink(x);
      this.link(x, newParent);
      parentArc[x] = newArc;
      isUp[x] = newUp;
      if (x === out) break;
      newParent = x;
      x = oldParent;
      newArc = oldArc;
      newUp = -oldUp;
    }
    const reduced = this.cost[entering]! + potential[this.from[entering]!]! - potential[this.to[entering]!]!;
    const sigma = this.from[entering] === inside ? -reduced : reduced;
    x = inside;
    depth[x] = depth[outside]! + 1;
    potential[x]! += sigma;
    for (;;) {
      if (firstChild[x]! >= 0) x = firstChild[x]!;
      else {
        while (x !== inside && nextSibling[x]! < 0) x = parent[x]!;
        if (x === inside) return;
        x = nextSibling[x]!;
      }
      depth[x] = depth[parent[x]!]! + 1;
      potential[x]! += sigma;
    }
  }

  private unlink(x: number): void {
    const before = this.beforeSibling[x]!;
    const next = this.nextSibling[x]!;
    if (before >= 0) this.nextSibling[before] = next;
    else this.firstChild[this.parent[x]!] = next;
    if (next >= 0) this.beforeSibling[next] = before;
  }

  private link(x: number, parent: number): void {
    this.parent[x] = parent;
    this.beforeSibling[x] = -1;
    const first = this.firstChild[parent]!;
    this.nextSibling[x] = first;
    if (first >= 0) this.beforeSibling[first] = x;
    this.firstChild[parent] = x;
  }
}
