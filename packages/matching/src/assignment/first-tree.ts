import type { Network } from "./network-simplex.ts";

/** A flow and the arc by which each node (sources, then sinks) hangs in the tree; exits count after the arcs. */
export interface FirstTree {
  flow: Int32Array;
  hangs: Int32Array;
}

// Up to so many units the cheapest arcs of a source are kept in order while reading; above that its row is sorted.
const FEW = 8;
// Where the sinks take hardly more than the sources send, a full start is mostly wrong, and undoing it takes more pivots.
const AMPLE = 1.125;
const TIGHT_SHARE = 0.7;

/**
 * Each source in turn sends over its cheapest arcs to sinks that keep room for one more, and hangs by the arc or exit that one
 * more unit would take. So every node can send one more unit towards the root (the tree is strongly feasible), and only
 * what the sources dispute is left to the pivots.
 */
export function firstTree(p: Network, capacity: Int32Array): FirstTree {
  const { offsets, to, cost, exitOffsets, exitCost, exitCapacity } = p;
  const sources = p.supply.length;
  const m = to.length;
  const flow = new Int32Array(m + exitCost.length);
  const hangs = new Int32Array(sources + p.sinks);
  /** Of each sink: what it still takes, and the exit that the next unit leaves by. */
  const room = new Int32Array(p.sinks);
  const exit = new Int32Array(p.sinks);
  let most = 0;
  for (let j = 0; j < p.sinks; j++) {
    exit[j] = exitOffsets[sources + j]!;
    for (let e = exit[j]!; e < exitOffsets[sources + j + 1]!; e++) room[j]! += exitCapacity[e]!;
    most += room[j]!;
  }
  const isAmple = most >= AMPLE * p.supply.reduce((sum, units) => sum + units, 0);
  for (let j = 0; j < p.sinks; j++) room[j] = Math.floor(room[j]! * (isAmple ? 1 : TIGHT_SHARE)) - 1;
  const price = (a: number) => cost[a]! + exitCost[exit[to[a]!]!]!;
  const best = new Int32Array(FEW + 1);
  const prices = new Float64Array(FEW + 1);

  for (let i = 0; i < sources; i++) {
    const start = offsets[i]!;
    const end = offsets[i + 1]!;
    const units = p.supply[i]!;
    let order = best;
    let n = 0;
    if (units <= FEW) {
      for (let a = start; a < end; a++) {
        const c = price(a);
        if ((n > units && c >= prices[n - 1]!) || room[to[a]!]! <= 0 || capacity[a] === 0) continue;
        let k = n > units ? n - 1 : n++;
        for (; k > 0 && prices[k - 1]! > c; k--) {
          prices[k] = prices[k - 1]!;
          best[k] = best[k - 1]!;
        }
        prices[k] = c;
        best[k] = a;
      }
    } else {
      order = Int32Array.from({ length: end - start }, (_, k) => start + k).filter(
        (a) => room[to[a]!]! > 0 && capacity[a]! > 0,
      );
      order.sort((a, b) => price(a) - price(b) || a - b);
      n = order.length;
    }
    // The exits that units would take if there were no arcs; the dearest are given up first.
    let e = m + exitOffsets[i]!;
    const last = m + exitOffsets[i + 1]! - 1;
    let left = units;
    for (; e < last && left >= capacity[e]!; e++) {
      flow[e] = capacity[e]!;
      left -= capacity[e]!;
    }
    flow[e] = left;
    let k = 0;
    for (let unsent = units; k < n && unsent > 0; k++) {
      if (flow[e] === 0 && e > m + exitOffsets[i]!) e--;
      const a = order[k]!;
      const j = to[a]!;
      if (price(a) >= exitCost[e - m]!) break;
      // All of an arc or nothing: what is not in the tree is empty or full.
      const sent = capacity[a]!;
      if (sent > unsent || sent > room[j]! || sent > flow[e]!) continue;
      flow[a] = sent;
      flow[e]! -= sent;
      unsent -= sent;
      room[j]! -= sent;
      let more = sent;
      for (let x = exit[j]!; more > 0; x = exit[j]!) {
        const through = Math.min(more, exitCapacity[x]! - flow[m + x]!);
        flow[m + x]! += through;
        more -= through;
        if (flow[m + x] === exitCapacity[x]) exit[j]!++;
      }
    }
    while (e < last && flow[e] === capacity[e]) e++;
    hangs[i] = e;
    // The next arc, where one more unit would rather go over it.
    while (k < n && flow[order[k]!]! > 0) k++;
    if (k < n && price(order[k]!) < exitCost[e - m]!) hangs[i] = order[k]!;
  }
  for (let j = 0; j < p.sinks; j++) hangs[sources + j] = m + exit[j]!;
  return { flow, hangs };
}
