import { MatchingError } from "../kernel/matching-error.ts";

/** Everybody ranks everybody: row `i` of `proposers` are all receivers, the best first; row `h` of `receivers` all proposers. */
export interface CompleteLists {
  proposers: Int32Array;
  receivers: Int32Array;
  count: { proposers: number; receivers: number };
}

const FREE = 0xffff;

/** One-to-one with complete strict lists: the receiver of each proposer, or -1, best for the proposers. */
export function matchComplete(lists: CompleteLists): Int32Array {
  const { proposers, receivers, count } = lists;
  checkRows(proposers, count.proposers, count.receivers, "proposers");
  checkRows(receivers, count.receivers, count.proposers, "receivers");
  return proposeComplete(lists, rankTable(lists));
}

function checkRows(rows: Int32Array, owners: number, others: number, side: string): void {
  if (others >= FREE) throw new MatchingError("too_large", side, others);
  if (rows.length !== owners * others) throw new MatchingError("shape", side, rows.length);
  const seen = new Int32Array(others);
  for (let i = 0; i < owners; i++) {
    const from = i * others;
    const mark = i + 1;
    for (let k = 0; k < others; k++) {
      const id = rows[from + k]!;
      // Out of range reads as undefined, which is no mark either.
      const was = seen[id];
      if (was === mark) throw new MatchingError("duplicate_in_list", `${side}[${i}][${k}]`, id);
      if (was === undefined) throw new MatchingError("unknown_id", `${side}[${i}][${k}]`, id);
      seen[id] = mark;
    }
  }
}

/** `table[i * receivers + h]`: the place of proposer `i` in the list of `h`. Written in strips as wide as a cache line. */
export function rankTable({ receivers, count }: CompleteLists): Uint16Array {
  const n = count.proposers;
  const m = count.receivers;
  const table = new Uint16Array(n * m);
  for (let from = 0; from < m; from += 32) {
    const to = Math.min(m, from + 32);
    for (let h = from; h < to; h++) {
      const row = receivers.subarray(h * n, h * n + n);
      for (let k = 0; k < row.length; k++) table[Math.imul(row[k]!, m) + h] = k;
    }
  }
  return table;
}

export function proposeComplete({ proposers, count }: CompleteLists, table: Uint16Array): Int32Array {
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
      let at = from + next[i]!;
      let h = -1;
      for (; at < end; at++) {
        h = proposers[at]!;
        if (table[from + h]! < best[h]!) break;
      }
      next[i] = at - from + 1;
      if (at === end) break; // turned away by all
      best[h] = table[from + h]!;
      const loser = holder[h]!;
      holder[h] = i;
      i = loser;
    }
  }
  const partner = new Int32Array(n).fill(-1);
  for (let h = 0; h < m; h++) if (holder[h]! >= 0) partner[holder[h]!] = h;
  return partner;
}
