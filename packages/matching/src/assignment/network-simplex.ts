// Primal network simplex for transportation with loads, on typed arrays. Sources: Cunningham's strongly feasible trees (1976),
// block pricing as in LEMON (Kovács 2015), here with the arcs of one source beside each other so that a block is a straight
// scan. Costs are whole numbers, so that the same arcs enter on every machine. Objectives may follow each other: a later
// one chooses among the optima of the earlier ones, in the same tree.

/**
 * Arcs of source `i` are `offsets[i] .. offsets[i+1])`, each to a sink. Every node also has exits to the root: a source sends
 * over them what no arc takes, a sink passes on over them what it got. The exits of a node are its load as a convex cost.
 */
export interface Network {
  offsets: Int32Array;
  to: Int32Array;
  cost: Float64Array;
  /** The most that may flow over an arc [1]. */
  capacity?: Int32Array;
  /** Units of each source. */
  supply: Int32Array;
  sinks: number;
  /** Exits of node `x` (sources first, then sinks) are `exitOffsets[x] .. exitOffsets[x+1])`, the cheapest first, at least one each. */
  exitOffsets: Int32Array;
  exitCost: Float64Array;
  exitCapacity: Int32Array;
}

// In square roots of the number of arcs; the block grows over so many pivots per node.
const BLOCK_START = 0.15;
const BLOCK_MOST = 0.9;
const BLOCK_GROWTH = 2.5;

/** Gives the cost of an arc (`a < arcs`) or of an exit (`a - arcs`) in one more objective; whole, and below 2^31 in size. */
export type Objective = (arc: number) => number;

export interface Potentials {
  source: Float64Array;
  sink: Float64Array;
}

export class NetworkSimplex {
  private readonly sources: number;
  private readonly root: number;
  private readonly m: number;
  private readonly arcs: number;
  private readonly offsets: Int32Array;
  private readonly exitOffsets: Int32Array;
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly cost: Float64Array;
  private readonly capacity: Int32Array;
  readonly flow: Int32Array;
  /** 1 at the lower bound, -1 at the upper, 0 in the tree or fixed by an earlier objective. */
  private readonly state: Int8Array;
  private readonly potential: Float64Array;
  private readonly parent: Int32Array;
  private readonly parentArc: Int32Array;
  /** 1 when the arc to the parent leads upwards, else -1. */
  private readonly isUp: Int8Array;
  private readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly beforeSibling: Int32Array;
  /** Arcs looked at before the best of them enters. Small while most arcs still want to, larger as they get rare. */
  private block: number;
  private readonly mostBlock: number;
  private readonly grow: number;
  private at = 0;
  /** Arcs that the objectives so far leave free, once there was more than one. */
  private tight: Int32Array | null = null;
  pivots = 0;

  constructor(p: Network) {
    this.sources = p.supply.length;
    this.root = this.sources + p.sinks;
    this.m = p.to.length;
    const nodes = this.root + 1;
    const { sources, root, m } = this;
    const arcs = m + p.exitCost.length;
    this.arcs = arcs;
    this.offsets = p.offsets;
    this.exitOffsets = p.exitOffsets;
    this.from = new Int32Array(arcs);
    this.to = new Int32Array(arcs);
    this.cost = new Float64Array(arcs);
    this.capacity = new Int32Array(arcs);
    this.flow = new Int32Array(arcs);
    this.state = new Int8Array(arcs).fill(1);
    for (let i = 0; i < sources; i++) this.from.fill(i, p.offsets[i]!, p.offsets[i + 1]!);
    for (let a = 0; a < m; a++) this.to[a] = sources + p.to[a]!;
    this.to.fill(root, m);
    this.cost.set(p.cost);
    this.cost.set(p.exitCost, m);
    if (p.capacity) this.capacity.set(p.capacity);
    else this.capacity.fill(1, 0, m);
    this.capacity.set(p.exitCapacity, m);
    this.parent = new Int32Array(nodes).fill(-1);
    this.parentArc = new Int32Array(nodes).fill(-1);
    this.isUp = new Int8Array(nodes);
    this.depth = new Int32Array(nodes);
    this.firstChild = new Int32Array(nodes).fill(-1);
    this.nextSibling = new Int32Array(nodes).fill(-1);
    this.beforeSibling = new Int32Array(nodes).fill(-1);
    this.potential = new Float64Array(nodes);
    // The first tree: everything leaves over the exits, and each node hangs by the first exit with room left, so that the
    // tree is strongly feasible (every node can send one more unit to the root).
    for (let x = 0; x < root; x++) {
      let units = x < sources ? p.supply[x]! : 0;
      let a = m + p.exitOffsets[x]!;
      const last = m + p.exitOffsets[x + 1]! - 1;
      this.from.fill(x, a, last + 1);
      // No node sends more than it has: room beyond that on its last exit changes no solution of a source. A sink that
      // takes nothing is kept out of the network by its owner.
      if (x < sources) this.capacity[last] = Math.max(this.capacity[last]!, units + 1);
      while (a < last && units >= this.capacity[a]!) {
        this.flow[a] = this.capacity[a]!;
        this.state[a] = -1;
        units -= this.capacity[a]!;
        a++;
      }
      this.flow[a] = units;
      this.state[a] = 0;
      this.parentArc[x] = a;
      this.isUp[x] = 1;
      this.depth[x] = 1;
      this.potential[x] = -this.cost[a]!;
      this.link(x, root);
    }
    this.block = Math.max(10, BLOCK_START * Math.sqrt(arcs));
    this.mostBlock = Math.max(10, BLOCK_MOST * Math.sqrt(arcs));
    this.grow = (this.mostBlock - this.block) / (BLOCK_GROWTH * nodes);
  }

  /** Brings the first objective to its optimum. */
  run(): void {
    for (let a = this.entering(); a >= 0; a = this.entering()) this.pivot(a);
  }

  potentials(): Potentials {
    return {
      source: this.potential.slice(0, this.sources),
      sink: this.potential.slice(this.sources, this.root),
    };
  }

  /** One more objective among the optima found so far; false (and nothing done) when there is only one left. */
  runNext(objective: Objective): boolean {
    const { state, from, to, cost, potential, arcs, root, parentArc } = this;
    const inTree = new Uint8Array(arcs);
    for (let x = 0; x < root; x++) inTree[parentArc[x]!] = 1;
    const kept: number[] = [];
    let open = 0;
    const before = this.tight;
    for (let k = 0; k < (before ? before.length : arcs); k++) {
      const a = before ? before[k]! : k;
      if (inTree[a]) {
        kept.push(a);
        continue;
      }
      if (state[a] === 0) continue;
      if (cost[a]! + potential[from[a]!]! - potential[to[a]!]! === 0 && this.capacity[a]! > 0) {
        kept.push(a);
        open++;
      } else state[a] = 0;
    }
    if (open === 0) return false;
    for (const a of kept) cost[a] = objective(a);
    this.newPotentials();
    const list = Int32Array.from(kept);
    this.tight = list;
    for (let a = this.enteringOf(list); a >= 0; a = this.enteringOf(list)) this.pivot(a);
    return true;
  }

  private newPotentials(): void {
    const { firstChild, nextSibling, parent, potential, root, parentArc, isUp, cost } = this;
    let x = root;
    for (;;) {
      if (firstChild[x]! >= 0) x = firstChild[x]!;
      else {
        while (x !== root && nextSibling[x]! < 0) x = parent[x]!;
        if (x === root) break;
        x = nextSibling[x]!;
      }
      potential[x] = potential[parent[x]!]! - isUp[x]! * cost[parentArc[x]!]!;
    }
    this.at = 0;
  }

  /** The same pricing over a list of arcs. */
  private enteringOf(list: Int32Array): number {
    const { state, cost, potential, from, to } = this;
    const n = list.length;
    const block = Math.max(20, Math.floor(Math.sqrt(n)));
    let best = 0;
    let found = -1;
    let left = block;
    let k = this.at < n ? this.at : 0;
    for (let seen = 0; seen < n; seen++) {
      const a = list[k]!;
      const c = state[a]! * (cost[a]! + potential[from[a]!]! - potential[to[a]!]!);
      if (c < best) {
        best = c;
        found = a;
      }
      if (++k === n) k = 0;
      if (--left === 0) {
        if (found >= 0) break;
        left = block;
      }
    }
    this.at = k;
    return found;
  }

  /** The arc of the most negative reduced cost in the next block that has one; -1 at the optimum. */
  private entering(): number {
    const { sources, offsets, exitOffsets, state, cost, potential, to, from, m, arcs } = this;
    let best = 0;
    let found = -1;
    let left = this.block;
    let b = this.at;
    for (let rows = sources + 1; rows > 0; rows--) {
      if (b === sources) {
        const start = m + exitOffsets[sources]!;
        for (let a = start; a < arcs; a++) {
          const c = state[a]! * (cost[a]! + potential[from[a]!]!);
          if (c < best) {
            best = c;
            found = a;
          }
        }
        left -= arcs - start;
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
        const exits = m + exitOffsets[b + 1]!;
        for (let a = m + exitOffsets[b]!; a < exits; a++) {
          const c = state[a]! * (cost[a]! + pu);
          if (c < best) {
            best = c;
            found = a;
          }
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
    if (state[entering]! < 0) {
      const w = u;
      u = v;
      v = w;
    }
    let delta = capacity[entering]!;
    let side = 0;
    let out = -1;
    // The first blocking arc on the way to the join, the last one on the way back: the tree stays strongly feasible.
    let x = u;
    let y = v;
    let last = -1;
    let lastRoom = delta;
    while (x !== y) {
      if (depth[x]! >= depth[y]!) {
        const a = parentArc[x]!;
        const room = isUp[x]! > 0 ? flow[a]! : capacity[a]! - flow[a]!;
        if (room < delta) {
          delta = room;
          out = x;
          side = 1;
        }
        x = parent[x]!;
      } else {
        const a = parentArc[y]!;
        const room = isUp[y]! > 0 ? capacity[a]! - flow[a]! : flow[a]!;
        if (room <= lastRoom) {
          lastRoom = room;
          last = y;
        }
        y = parent[y]!;
      }
    }
    const join = x;
    if (last >= 0 && lastRoom <= delta) {
      delta = lastRoom;
      out = last;
      side = 2;
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
    if (this.block < this.mostBlock) this.block += this.grow;
    const leaving = parentArc[out]!;
    state[leaving] = flow[leaving] === 0 ? 1 : -1;
    state[entering] = 0;
    this.hang(entering, side === 1 ? u : v, side === 1 ? v : u, out);
  }

  /** Hangs the cut-off part under its new parent by the entering arc, and moves its potentials. */
  private hang(entering: number, inside: number, outside: number, out: number): void {
    const { parent, parentArc, isUp, depth, potential, firstChild, nextSibling, beforeSibling } = this;
    let x = inside;
    let newParent = outside;
    let newArc = entering;
    let newUp = this.from[entering] === inside ? 1 : -1;
    for (;;) {
      const oldParent = parent[x]!;
      const oldArc = parentArc[x]!;
      const oldUp = isUp[x]!;
      const before = beforeSibling[x]!;
      const next = nextSibling[x]!;
      if (before >= 0) nextSibling[before] = next;
      else firstChild[oldParent] = next;
      if (next >= 0) beforeSibling[next] = before;
      parent[x] = newParent;
      beforeSibling[x] = -1;
      const first = firstChild[newParent]!;
      nextSibling[x] = first;
      if (first >= 0) beforeSibling[first] = x;
      firstChild[newParent] = x;
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
    let d = depth[outside]! + 1;
    depth[x] = d;
    potential[x]! += sigma;
    for (;;) {
      const child = firstChild[x]!;
      if (child >= 0) {
        x = child;
        d++;
      } else {
        while (x !== inside && nextSibling[x]! < 0) {
          x = parent[x]!;
          d--;
        }
        if (x === inside) return;
        x = nextSibling[x]!;
      }
      depth[x] = d;
      potential[x]! += sigma;
    }
  }

  private link(x: number, parent: number): void {
    this.parent[x] = parent;
    const first = this.firstChild[parent]!;
    this.nextSibling[x] = first;
    if (first >= 0) this.beforeSibling[first] = x;
    this.firstChild[parent] = x;
  }
}
