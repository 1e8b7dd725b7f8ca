import type { OneToOne } from "./kiraly.ts";

const MOST_NODES = 3_000_000;

/**
 * Searches for a weakly stable matching larger than `start`, up to `bound`; depth first with pruning. Each choice of a left
 * agent (a partner, or none) asks of everyone it would rather have had to end with a partner at least as good as this
 * agent. `isComplete` is false when the search gave up after a fixed number of steps.
 */
export function exactLargest(
  problem: OneToOne,
  start: Int32Array,
  bound: number,
): { mate: Int32Array; isComplete: boolean } {
  const { n, m, left, right } = problem;
  const rank = right.map((groups) => {
    const of = new Int32Array(n).fill(0x7fffffff);
    groups.forEach((group, k) => {
      for (const i of group) of[i] = k;
    });
    return of;
  });
  // The most constrained first: their choices decide soonest.
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => left[a]!.flat().length - left[b]!.flat().length || a - b,
  );
  let best = start;
  let size = start.reduce((sum, h) => sum + (h >= 0 ? 1 : 0), 0);
  const mate = new Int32Array(n).fill(-1);
  const partner = new Int32Array(m).fill(-1);
  /** The worst rank with which a receiver may end; beyond every rank when nobody asked for anything. */
  const needs = new Int32Array(m).fill(0x7fffffff);
  let nodes = 0;

  /** A receiver that must end matched still has somebody to come who is good enough. */
  const canStillGet = (h: number, from: number): boolean => {
    for (let k = from; k < n; k++) if (rank[h]![order[k]!]! <= needs[h]!) return true;
    return false;
  };

  const place = (depth: number, matched: number): boolean => {
    if (++nodes > MOST_NODES) return false;
    if (matched + (n - depth) <= size) return true;
    if (depth === n) {
      for (let h = 0; h < m; h++) if (needs[h]! < 0x7fffffff && partner[h] === -1) return true; // blocks: nobody came
      best = mate.slice();
      size = matched;
      return true;
    }
    const i = order[depth]!;
    const undo: number[] = [];
    let isAlive = true;
    const require = (h: number) => {
      const r = rank[h]![i]!;
      if (needs[h]! <= r) return;
      undo.push(h, needs[h]!);
      needs[h] = r;
      if (partner[h]! >= 0 ? rank[h]![partner[h]!]! > r : !canStillGet(h, depth + 1)) isAlive = false;
    };
    for (const group of left[i]!) {
      for (const h of group) {
        if (partner[h]! >= 0 || rank[h]![i]! > needs[h]!) continue;
        partner[h] = i;
        mate[i] = h;
        if (!place(depth + 1, matched + 1)) return false;
        partner[h] = -1;
        mate[i] = -1;
        if (size >= bound) break;
      }
      // Going further down the list, all of this group must do better than this agent.
      for (const h of group) require(h);
      if (!isAlive || size >= bound) break;
    }
    const isDone = isAlive && size < bound ? place(depth + 1, matched) : true;
    for (let k = undo.length - 2; k >= 0; k -= 2) needs[undo[k]!] = undo[k + 1]!;
    return isDone;
  };
  const isComplete = place(0, 0);
  return { mate: best, isComplete };
}
