import { type ArrayMatching, capacityOf, edgeRanks, type StrictInstance, sizeOf } from "./arrays.ts";

// Gale and Shapley's deferred acceptance with capacities on both sides (Roth & Sotomayor 1990, chapters 2 and 5): the one
// stable matching that is best for every proposer at once. It does not hang on the order of proposals, so rounds run first
// in, first out, where the cache misses of many proposers overlap. A receiver keeps one byte per place of its list and the
// worst place it holds; that cut-off only ever moves up.
export function deferredAcceptance(instance: StrictInstance, ranks = edgeRanks(instance)): ArrayMatching {
  if (isOne(instance.proposers.capacity)) return partnersOfOne(instance, proposeForOne(instance, ranks));
  return collect(instance, proposeForMany(instance, ranks));
}

const isOne = (capacity: Int32Array | number) =>
  typeof capacity === "number" ? capacity === 1 : capacity.every((c) => c === 1);

function receiversAtStart({ receivers }: StrictInstance): { cut: Int32Array; left: Int32Array } {
  const m = sizeOf(receivers);
  const cut = receivers.offsets.slice(1);
  const left = new Int32Array(m);
  for (let h = 0; h < m; h++) {
    left[h] = capacityOf(receivers, h);
    if (left[h] === 0) cut[h] = receivers.offsets[h]!; // takes nobody: every place is beyond the cut
  }
  return { cut, left };
}

interface Held {
  /** 1 for each place of the receivers' lists that is accepted. */
  held: Uint8Array;
  /** Accepted places of each receiver that are still free. */
  left: Int32Array;
}

function proposeForOne(instance: StrictInstance, ranks: Int32Array): Held {
  const { offsets: po, to: pt } = instance.proposers;
  const { to: rt, offsets: ro } = instance.receivers;
  const n = sizeOf(instance.proposers);
  const held = new Uint8Array(rt.length);
  const { cut, left } = receiversAtStart(instance);
  const next = po.slice(0, n);
  let queue = new Int32Array(n);
  let later = new Int32Array(n);
  for (let i = 0; i < n; i++) queue[i] = i;
  for (let size = n; size > 0; ) {
    let waiting = 0;
    for (let q = 0; q < size; q++) {
      const i = queue[q]!;
      const end = po[i + 1]!;
      let e = next[i]!;
      while (e < end) {
        const h = pt[e]!;
        const p = ranks[e]!;
        e++;
        let worst = cut[h]!;
        if (p >= worst) continue;
        held[p] = 1;
        const free = left[h]!;
        if (free > 0) {
          left[h] = free - 1;
          if (free > 1) break;
          worst = ro[h + 1]! - 1; // full now: find the worst that is held
        } else {
          later[waiting++] = rt[worst]!;
          held[worst] = 0;
          worst--;
        }
        while (held[worst] === 0) worst--;
        cut[h] = worst;
        break;
      }
      next[i] = e;
    }
    [queue, later] = [later, queue];
    size = waiting;
  }
  return { held, left };
}

/** Marks the accepted places, with proposers who take several partners: whoever lost one proposes on. */
function proposeForMany(instance: StrictInstance, ranks: Int32Array): Uint8Array {
  const { offsets: po, to: pt } = instance.proposers;
  const { to: rt, offsets: ro } = instance.receivers;
  const n = sizeOf(instance.proposers);
  const held = new Uint8Array(rt.length);
  const { cut, left } = receiversAtStart(instance);
  const next = po.slice(0, n);
  const wanted = new Int32Array(n);
  const isQueued = new Uint8Array(n).fill(1);
  let queue: number[] = [];
  for (let i = 0; i < n; i++) {
    wanted[i] = capacityOf(instance.proposers, i);
    queue.push(i);
  }
  while (queue.length > 0) {
    const later: number[] = [];
    for (const i of queue) {
      isQueued[i] = 0;
      const end = po[i + 1]!;
      let e = next[i]!;
      while (wanted[i]! > 0 && e < end) {
        const h = pt[e]!;
        const p = ranks[e]!;
        e++;
        let worst = cut[h]!;
        if (p >= worst) continue;
        held[p] = 1;
        wanted[i]!--;
        if (left[h]! > 0) {
          if (--left[h]! > 0) continue;
          worst = ro[h + 1]! - 1;
        } else {
          const loser = rt[worst]!;
          held[worst] = 0;
          worst--;
          wanted[loser]!++;
          if (!isQueued[loser]) {
            isQueued[loser] = 1;
            later.push(loser);
          }
        }
        while (held[worst] === 0) worst--;
        cut[h] = worst;
      }
      next[i] = e;
    }
    queue = later;
  }
  return held;
}

/** Each receiver is read as far as its last accepted place. */
function partnersOfOne({ proposers, receivers }: StrictInstance, { held, left }: Held): ArrayMatching {
  const n = sizeOf(proposers);
  const { offsets: ro, to: rt } = receivers;
  const mate = new Int32Array(n).fill(-1);
  let pairs = 0;
  for (let h = 0; h + 1 < ro.length; h++) {
    let open = capacityOf(receivers, h) - left[h]!;
    pairs += open;
    for (let p = ro[h]!; open > 0; p++)
      if (held[p] === 1) {
        mate[rt[p]!] = h;
        open--;
      }
  }
  const offsets = new Int32Array(n + 1);
  const partners = new Int32Array(pairs);
  let at = 0;
  for (let i = 0; i < n; i++) {
    if (mate[i]! >= 0) partners[at++] = mate[i]!;
    offsets[i + 1] = at;
  }
  return { offsets, partners };
}

/** From marked places of the receivers' lists to the partners of each proposer, the best first. */
function collect({ proposers, receivers }: StrictInstance, held: Uint8Array): ArrayMatching {
  const n = sizeOf(proposers);
  const m = sizeOf(receivers);
  const { offsets: ro, to: rt } = receivers;
  const offsets = new Int32Array(n + 1);
  for (let p = 0; p < held.length; p++) if (held[p]) offsets[rt[p]! + 1]!++;
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;
  const next = offsets.slice(0, n);
  const partners = new Int32Array(offsets[n]!);
  for (let h = 0; h < m; h++) for (let p = ro[h]!; p < ro[h + 1]!; p++) if (held[p]) partners[next[rt[p]!]!++] = h;
  sortByPreference(proposers, { offsets, partners });
  return { offsets, partners };
}

/** Partners in any order become the best first. */
export function sortByPreference({ offsets: po, to }: StrictInstance["proposers"], matching: ArrayMatching): void {
  const { offsets, partners } = matching;
  const isPartner = new Map<number, number>();
  for (let i = 0; i + 1 < offsets.length; i++) {
    const start = offsets[i]!;
    const end = offsets[i + 1]!;
    if (end - start < 2) continue;
    for (let k = start; k < end; k++) isPartner.set(partners[k]!, i);
    let k = start;
    for (let e = po[i]!; k < end; e++) if (isPartner.get(to[e]!) === i) partners[k++] = to[e]!;
  }
}
