import { MatchingError } from "../kernel/matching-error.ts";

/** Everybody ranks everybody: row `i` of `proposers` are all receivers, the best first; row `h` of `receivers` all proposers. */
export interface CompleteLists {
  proposers: Int32Array;
  receivers: Int32Array;
  count: { proposers: number; receivers: number };
}

/**
 * `ranks[i * ofProposer + h * ofReceiver]`: the place of proposer `i` in the list of `h`, from 1. By rows of the receivers it
 * is made fastest; by rows of the proposers it is read fastest, which pays when there are many proposals.
 */
export interface RankTable {
  ranks: Uint16Array;
  ofProposer: number;
  ofReceiver: number;
}

/** Above every rank. */
const FREE = 0xffff;

/** One-to-one with complete strict lists: the receiver of each proposer, or -1, best for the proposers. */
export function matchComplete(lists: CompleteLists): Int32Array {
  const { proposers, count } = lists;
  checkShape(lists);
  checkRows(proposers, count.proposers, count.receivers, "proposers");
  return proposeComplete(lists, isCrowded(lists) ? ranksByProposer(lists) : ranksByReceiver(lists));
}

function checkShape({ proposers, receivers, count }: CompleteLists): void {
  for (const side of ["proposers", "receivers"] as const)
    if (count[side] >= FREE) throw new MatchingError("too_large", side, count[side]);
  const size = count.proposers * count.receivers;
  if (proposers.length !== size) throw new MatchingError("shape", "proposers", proposers.length);
  if (receivers.length !== size) throw new MatchingError("shape", "receivers", receivers.length);
}

/** Few are the first wish of anybody: wishes are alike, and most will propose again and again. */
function isCrowded({ proposers, count }: CompleteLists): boolean {
  const isFirst = new Uint8Array(count.receivers);
  let first = 0;
  for (let i = 0; i < count.proposers; i++) {
    const h = proposers[i * count.receivers]!;
    first += 1 - isFirst[h]!;
    isFirst[h] = 1;
  }
  return first * 4 < Math.min(count.proposers, count.receivers);
}

/** Each row names everybody once: all are marked, then the marks are read four at a time. */
function checkRows(rows: Int32Array, owners: number, others: number, side: string): void {
  const marks = new Int32Array((others >> 2) + 1);
  const marked = new Uint8Array(marks.buffer);
  for (let i = 0; i < owners; i++) {
    const mark = (i % 255) + 1;
    if (mark === 1) marks.fill(0);
    const end = (i + 1) * others;
    for (let e = i * others; e < end; e++) marked[rows[e]!] = mark;
    for (let k = others; k < marked.length; k++) marked[k] = mark;
    const whole = Math.imul(mark, 0x01010101);
    let wrong = 0;
    for (let k = 0; k < marks.length; k++) wrong |= marks[k]! ^ whole;
    if (wrong !== 0) throw faultIn(rows, i, others, side);
  }
}

/** What is wrong with a row that does not name everybody once. */
function faultIn(rows: Int32Array, i: number, others: number, side: string): MatchingError {
  const seen = new Set<number>();
  for (let k = 0; ; k++) {
    const id = rows[i * others + k]!;
    const place = `${side}[${i}][${k}]`;
    if (id < 0 || id >= others) return new MatchingError("unknown_id", place, id);
    if (seen.has(id)) return new MatchingError("duplicate_in_list", place, id);
    seen.add(id);
  }
}

/** One row after the other, of even length; one in which a place stayed 0 does not name everybody. */
export function ranksByReceiver({ receivers, count }: CompleteLists): RankTable {
  const n = count.proposers;
  const width = n + (n & 1);
  const ranks = new Uint16Array(width * count.receivers);
  const words = new Int32Array(ranks.buffer);
  for (let h = 0; h < count.receivers; h++) {
    const from = h * n;
    const to = h * width;
    for (let k = 0; k < n; k++) ranks[to + receivers[from + k]!] = k + 1;
    if (width > n) ranks[to + n] = 1;
    // A half of 0 borrows from its top bit. What was out of range has left a 0 here, wherever it went.
    const end = (to + width) >> 1;
    let zero = 0;
    for (let k = to >> 1; k < end; k++) {
      const word = words[k]!;
      zero |= (word - 0x10001) & ~word & 0x80008000;
    }
    if (zero !== 0) throw faultIn(receivers, h, n, "receivers");
  }
  return { ranks, ofProposer: 1, ofReceiver: width };
}

/** Written in strips as wide as a cache line. */
export function ranksByProposer({ receivers, count }: CompleteLists): RankTable {
  checkRows(receivers, count.receivers, count.proposers, "receivers");
  const n = count.proposers;
  const m = count.receivers;
  const ranks = new Uint16Array(n * m);
  for (let from = 0; from < m; from += 32) {
    const to = Math.min(m, from + 32);
    for (let h = from; h < to; h++) {
      const row = receivers.subarray(h * n, h * n + n);
      for (let k = 0; k < row.length; k++) ranks[Math.imul(row[k]!, m) + h] = k + 1;
    }
  }
  return { ranks, ofProposer: m, ofReceiver: 1 };
}

export function proposeComplete({ proposers, count }: CompleteLists, table: RankTable): Int32Array {
  const { ranks, ofProposer, ofReceiver } = table;
  const n = count.proposers;
  const m = count.receivers;
  const next = new Int32Array(n);
  const best = new Uint16Array(m).fill(FREE);
  const holder = new Int32Array(m).fill(-1);
  for (let start = 0; start < n; start++) {
    let i = start;
    while (i >= 0) {
      const from = i * m;
      const end = from + m;
      const own = i * ofProposer;
      let at = from + next[i]!;
      let h = -1;
      for (; at < end; at++) {
        h = proposers[at]!;
        if (ranks[own + Math.imul(h, ofReceiver)]! < best[h]!) break;
      }
      next[i] = at - from + 1;
      if (at === end) break; // turned away by all
      best[h] = ranks[own + Math.imul(h, ofReceiver)]!;
      const loser = holder[h]!;
      holder[h] = i;
      i = loser;
    }
  }
  const partner = new Int32Array(n).fill(-1);
  for (let h = 0; h < m; h++) if (holder[h]! >= 0) partner[holder[h]!] = h;
  return partner;
}
