import { capacityOf, type StrictInstance, sizeOf } from "./arrays.ts";

/**
 * All stable matchings of a strict instance at once. From the one that is best for the proposers, every other is reached by
 * eliminating rotations: a ring of proposers each of whom gives up a partner and takes the next receiver of its list that
 * would have it. Rotation `r` gains the edges `gained[start[r] .. start[r+1])` and loses `lost[same]` (indexes into
 * `proposers.to`). A set of rotations is a stable matching exactly when it holds, for every arc, `from` where it holds `to`.
 *
 * Irving, Leather & Gusfield 1987 for one-to-one; Bansal, Agrawal & Malhotra 2007 for capacities on both sides: a proposer
 * always gains below all it holds, and loses whatever partner found somebody better, not always its worst.
 */
export interface Rotations {
  count: number;
  start: Int32Array;
  gained: Int32Array;
  lost: Int32Array;
  arcs: { from: Int32Array; to: Int32Array };
}

const NOBODY = -1;

/** `held` marks the places of the receivers' lists in the matching that is best for the proposers. O(entries). */
export function rotationsOf(instance: StrictInstance, ranks: Int32Array, held: Uint8Array): Rotations {
  const { offsets: po, to: pt } = instance.proposers;
  const { offsets: ro, to: rt } = instance.receivers;
  const n = sizeOf(instance.proposers);
  const m = sizeOf(instance.receivers);
  const isHeld = held.slice();
  const edgeAt = new Int32Array(rt.length);
  for (let e = 0; e < ranks.length; e++) edgeAt[ranks[e]!] = e;

  // The place of the worst partner; whoever has a free place keeps it in every stable matching and ends every path.
  const worst = new Int32Array(m);
  const isOpen = new Uint8Array(m);
  for (let h = 0; h < m; h++) {
    let count = 0;
    let last = ro[h]!;
    for (let p = ro[h]!; p < ro[h + 1]!; p++)
      if (isHeld[p]) {
        count++;
        last = p;
      }
    worst[h] = last;
    if (count < capacityOf(instance.receivers, h)) {
      isOpen[h] = 1;
      worst[h] = ro[h + 1]!;
    }
  }

  const isStuck = new Uint8Array(n);
  const next = new Int32Array(n);
  const lastGain = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let count = 0;
    lastGain[i] = po[i]! - 1;
    for (let e = po[i]!; e < po[i + 1]!; e++)
      if (isHeld[ranks[e]!]) {
        count++;
        lastGain[i] = e;
      }
    next[i] = lastGain[i]! + 1;
    if (count === 0 || count < capacityOf(instance.proposers, i)) isStuck[i] = 1;
  }

  const start: number[] = [0];
  const gained: number[] = [];
  const lost: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const lastOfProposer = new Int32Array(n).fill(NOBODY);
  const lastOfReceiver = new Int32Array(m).fill(NOBODY);
  const refusedSince = new Int32Array(rt.length).fill(NOBODY);

  /** Who would lose a place if this proposer took its next one; nobody when it cannot. */
  const ousted = (i: number): number => {
    let e = next[i]!;
    const end = po[i + 1]!;
    while (e < end && ranks[e]! >= worst[pt[e]!]!) e++;
    next[i] = e;
    return e === end || isOpen[pt[e]!] ? NOBODY : rt[worst[pt[e]!]!]!;
  };

  const eliminate = (ring: readonly number[]): void => {
    const rotation = start.length - 1;
    const after = (earlier: number) => {
      if (earlier === NOBODY) return;
      from.push(earlier);
      to.push(rotation);
    };
    for (const i of ring) {
      const e = next[i]!;
      const h = pt[e]!;
      after(lastOfProposer[i]!);
      if (lastOfReceiver[h] !== lastOfProposer[i]) after(lastOfReceiver[h]!);
      for (let skipped = lastGain[i]! + 1; skipped < e; skipped++) after(refusedSince[ranks[skipped]!]!);
    }
    for (const i of ring) {
      const e = next[i]!;
      const h = pt[e]!;
      let place = worst[h]!;
      gained.push(e);
      lost.push(edgeAt[place]!);
      isHeld[place] = 0;
      isHeld[ranks[e]!] = 1;
      while (!isHeld[--place]) refusedSince[place] = rotation;
      worst[h] = place;
      lastOfReceiver[h] = rotation;
      lastOfProposer[i] = rotation;
      lastGain[i] = e;
      next[i] = e + 1;
    }
    start.push(gained.length);
  };

  const path: number[] = [];
  /** One more than the place on the path; 0 off it. */
  const placeOnPath = new Int32Array(n);
  for (let s = 0; s < n; s++) {
    while (!isStuck[s]) {
      if (path.length === 0) {
        placeOnPath[s] = path.push(s);
      }
      const j = ousted(path.at(-1)!);
      if (j === NOBODY || isStuck[j]) {
        for (const i of path) {
          isStuck[i] = 1;
          placeOnPath[i] = 0;
        }
        path.length = 0;
      } else if (placeOnPath[j]) {
        const ring = path.splice(placeOnPath[j]! - 1);
        for (const i of ring) placeOnPath[i] = 0;
        eliminate(ring);
      } else {
        placeOnPath[j] = path.push(j);
      }
    }
  }
  return {
    count: start.length - 1,
    start: Int32Array.from(start),
    gained: Int32Array.from(gained),
    lost: Int32Array.from(lost),
    arcs: { from: Int32Array.from(from), to: Int32Array.from(to) },
  };
}
