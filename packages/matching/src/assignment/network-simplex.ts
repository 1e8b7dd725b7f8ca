import { firstTree } from "./first-tree.ts";

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

// In square roots of the number of arcs, a hundred at least; the block grows over so many pivots per node.
const BLOCK_LEAST = 100;
const BLOCK_START = 0.1;
const BLOCK_MOST = 0.9;
const BLOCK_GROWTH = 2.5;

// The record of a node: its parent, the arc to it, what more may flow over that arc up to the parent and down from it, its
// depth, its first child, the next and the former one of its parent's children.
const STRIDE = 3;
const PARENT = 0;
const ARC = 1;
const ROOM_UP = 2;
const ROOM_DOWN = 3;
const DEPTH = 4;
const CHILD = 5;
const NEXT = 6;
const BEFORE = 7;

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
  private readonly flow: Int32Array;
  /** 1 at the lower bound, -1 at the upper, 0 in the tree or fixed by an earlier objective. */
  private readonly state: Int8Array;
  private readonly potential: Float64Array;
  /** A record of whole numbers per node (see `PARENT` and the others): what a step up the tree reads lies side by side. */
  private readonly node: Int32Array;
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
    this.state = new Int8Array(arcs);
    for (let i = 0; i < sources; i++) this.from.fill(i, p.offsets[i]!, p.offsets[i + 1]!);
    for (let a = 0; a < m; a++) this.to[a] = sources + p.to[a]!;
    this.to.fill(root, m);
    this.cost.set(p.cost);
    this.cost.set(p.exitCost, m);
    if (p.capacity) this.capacity.set(p.capacity);
    else this.capacity.fill(1, 0, m);
    this.capacity.set(p.exitCapacity, m);
    this.node = new Int32Array(nodes << STRIDE).fill(-1);
    this.node[(root << STRIDE) + DEPTH] = 0;
    this.potential = new Float64Array(nodes);
    for (let x = 0; x < root; x++) {
      const last = m + p.exitOffsets[x + 1]! - 1;
      this.from.fill(x, m + p.exitOffsets[x]!, last + 1);
      // No node sends more than it has: room beyond that on its last exit changes no solution of a source. A sink that
      // takes nothing is kept out of the network by its owner.
      if (x < sources) this.capacity[last] = Math.max(this.capacity[last]!, p.supply[x]! + 1);
    }
    const first = firstTree(p, this.capacity);
    this.flow = first.flow;
    for (let a = 0; a < arcs; a++) this.state[a] = first.flow[a] === 0 ? 1 : -1;
    for (let k = 0; k < root; k++) {
      // Sinks first: sources may hang by them.
      const x = k < p.sinks ? sources + k : k - p.sinks;
      const a = first.hangs[x]!;
      const up = this.to[a]!;
      const r = x << STRIDE;
      this.state[a] = 0;
      this.node[r + ARC] = a;
      this.node[r + DEPTH] = this.node[(up << STRIDE) + DEPTH]! + 1;
      this.node[r + ROOM_UP] = this.capacity[a]! - first.flow[a]!;
      this.node[r + ROOM_DOWN] = first.flow[a]!;
      this.potential[x] = this.potential[up]! - this.cost[a]!;
      this.link(x, up);
    }
    this.block = Math.max(BLOCK_LEAST, BLOCK_START * Math.sqrt(arcs));
    this.mostBlock = Math.max(BLOCK_LEAST, BLOCK_MOST * Math.sqrt(arcs));
    this.grow = (this.mostBlock - this.block) / (BLOCK_GROWTH * nodes);
  }

  /** Brings the first objective to its optimum. */
  run(): void {
    for (let a = this.entering(); a >= 0; a = this.entering()) this.pivot(a);
  }

  /** Units on each arc, then on each exit. */
  flows(): Int32Array {
    const { flow, node, root, from } = this;
    for (let x = 0; x < root; x++) {
      const r = x << STRIDE;
      const a = node[r + ARC]!;
      flow[a] = node[r + (from[a] === x ? ROOM_DOWN : ROOM_UP)]!;
    }
    return flow;
  }

  potentials(): Potentials {
    return {
      source: this.potential.slice(0, this.sources),
      sink: this.potential.slice(this.sources, this.root),
    };
  }

  /** One more objective among the optima found so far; false (and nothing done) when there is only one left. */
  runNext(objective: Objective): boolean {
    const { state, from, to, cost, potential, arcs, root, node } = this;
    const inTree = new Uint8Array(arcs);
    for (let x = 0; x < root; x++) inTree[node[(x << STRIDE) + ARC]!] = 1;
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
    const { node, potential, root, from, cost } = this;
    let x = root;
    for (;;) {
      const child = node[(x << STRIDE) + CHILD]!;
      if (child >= 0) x = child;
      else {
        while (x !== root && node[(x << STRIDE) + NEXT]! < 0) x = node[(x << STRIDE) + PARENT]!;
        if (x === root) break;
        x = node[(x << STRIDE) + NEXT]!;
      }
      const r = x << STRIDE;
      const a = node[r + ARC]!;
      const above = potential[node[r + PARENT]!]!;
      potential[x] = from[a] === x ? above - cost[a]! : above + cost[a]!;
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
    const { node, capacity, state, flow } = this;
    const isForward = state[entering]! > 0;
    const u = isForward ? this.from[entering]! : this.to[entering]!;
    const v = isForward ? this.to[entering]! : this.from[entering]!;
    let delta = capacity[entering]!;
    let side = 0;
    let out = -1;
    // The first blocking arc on the way to the join, the last one on the way back: the tree stays strongly feasible.
    let x = u << STRIDE;
    let y = v << STRIDE;
    let last = -1;
    let lastRoom = delta;
    while (x !== y) {
      if (node[x + DEPTH]! >= node[y + DEPTH]!) {
        const room = node[x + ROOM_DOWN]!;
        if (room < delta) {
          delta = room;
          out = x;
          side = 1;
        }
        x = node[x + PARENT]! << STRIDE;
      } else {
        const room = node[y + ROOM_UP]!;
        if (room <= lastRoom) {
          lastRoom = room;
          last = y;
        }
        y = node[y + PARENT]! << STRIDE;
      }
    }
    const join = x;
    if (last >= 0 && lastRoom <= delta) {
      delta = lastRoom;
      out = last;
      side = 2;
    }
    if (delta > 0) {
      for (let q = u << STRIDE; q !== join; q = node[q + PARENT]! << STRIDE) {
        node[q + ROOM_DOWN]! -= delta;
        node[q + ROOM_UP]! += delta;
      }
      for (let q = v << STRIDE; q !== join; q = node[q + PARENT]! << STRIDE) {
        node[q + ROOM_UP]! -= delta;
        node[q + ROOM_DOWN]! += delta;
      }
    }
    this.pivots++;
    if (side === 0) {
      state[entering] = isForward ? -1 : 1;
      flow[entering] = isForward ? delta : 0;
      return;
    }
    if (this.block < this.mostBlock) this.block += this.grow;
    const leaving = node[out + ARC]!;
    flow[leaving] = node[out + (this.from[leaving] === out >> STRIDE ? ROOM_DOWN : ROOM_UP)]!;
    state[leaving] = flow[leaving] === 0 ? 1 : -1;
    state[entering] = 0;
    flow[entering]! += isForward ? delta : -delta;
    if (side === 1) this.hang(entering, u, v, out);
    else this.hang(entering, v, u, out);
  }

  /** Hangs the cut-off part under its new parent by the entering arc, and moves its potentials. */
  private hang(entering: number, inside: number, outside: number, out: number): void {
    const { node, potential } = this;
    const isOutward = this.from[entering] === inside;
    const units = this.flow[entering]!;
    const spare = this.capacity[entering]! - units;
    const first = inside << STRIDE;
    let r = first;
    let newParent = outside;
    let newArc = entering;
    let newUp = isOutward ? spare : units;
    let newDown = isOutward ? units : spare;
    for (;;) {
      const oldParent = node[r + PARENT]!;
      const oldArc = node[r + ARC]!;
      const oldUp = node[r + ROOM_UP]!;
      const oldDown = node[r + ROOM_DOWN]!;
      const x = r >> STRIDE;
      const before = node[r + BEFORE]!;
      const next = node[r + NEXT]!;
      if (before >= 0) node[(before << STRIDE) + NEXT] = next;
      else node[(oldParent << STRIDE) + CHILD] = next;
      if (next >= 0) node[(next << STRIDE) + BEFORE] = before;
      this.link(x, newParent);
      node[r + ARC] = newArc;
      node[r + ROOM_UP] = newUp;
      node[r + ROOM_DOWN] = newDown;
      if (r === out) break;
      newParent = x;
      newArc = oldArc;
      newUp = oldDown;
      newDown = oldUp;
      r = oldParent << STRIDE;
    }
    const reduced = this.cost[entering]! + potential[this.from[entering]!]! - potential[this.to[entering]!]!;
    const sigma = isOutward ? -reduced : reduced;
    r = first;
    let d = node[(outside << STRIDE) + DEPTH]! + 1;
    node[r + DEPTH] = d;
    potential[inside]! += sigma;
    for (;;) {
      let x = node[r + CHILD]!;
      if (x >= 0) d++;
      else {
        while (r !== first && node[r + NEXT]! < 0) {
          r = node[r + PARENT]! << STRIDE;
          d--;
        }
        if (r === first) return;
        x = node[r + NEXT]!;
      }
      r = x << STRIDE;
      node[r + DEPTH] = d;
      potential[x]! += sigma;
    }
  }

  private link(x: number, parent: number): void {
    const { node } = this;
    const r = x << STRIDE;
    const p = parent << STRIDE;
    const next = node[p + CHILD]!;
    node[r + PARENT] = parent;
    node[r + BEFORE] = -1;
    node[r + NEXT] = next;
    if (next >= 0) node[(next << STRIDE) + BEFORE] = x;
    node[p + CHILD] = x;
  }
}
