import { MatchingError } from "../kernel/matching-error.ts";

/** Row `i` is `cost[i * size .. (i + 1) * size)`. */
export interface CompleteCosts {
  size: number;
  /** Whole numbers or fractions, finite; the lowest total is looked for. */
  cost: Int32Array | Float64Array;
}

export interface CompleteAssignment {
  /** The column of each row, and the row of each column. */
  columns: Int32Array;
  rows: Int32Array;
  total: number;
  /** Proof: `row[i] + column[j] <= cost[i][j]` everywhere, with equality on the chosen places. */
  duals: { row: Float64Array; column: Float64Array };
}

const MOST_ROWS = 20_000;

/**
 * Every row gets one column at the lowest total: shortest augmenting paths after column reduction, reduction transfer and
 * augmenting row reduction (Jonker & Volgenant 1987). Among equally good ones always the same for the same matrix.
 */
export function assignComplete({ size, cost }: CompleteCosts): CompleteAssignment {
  if (!Number.isInteger(size) || size < 0) throw new MatchingError("capacity_not_whole", "size", String(size));
  if (size > MOST_ROWS) throw new MatchingError("too_large", "size", size);
  if (!(cost instanceof Int32Array || cost instanceof Float64Array) || cost.length !== size * size)
    throw new MatchingError("shape", "cost", `${cost?.length} instead of ${size * size}`);
  if (cost instanceof Float64Array) {
    const bad = cost.findIndex((c) => !Number.isFinite(c));
    if (bad >= 0)
      throw new MatchingError("not_a_number", `cost[${Math.floor(bad / size)}][${bad % size}]`, String(cost[bad]));
  }
  const n = size;
  const columns = new Int32Array(n).fill(-1);
  const rows = new Int32Array(n).fill(-1);
  const v = new Float64Array(n);
  const free = reduceColumns(n, cost, columns, rows, v);
  let left = free.length;
  for (let round = 0; round < 2 && left > 0 && n > 1; round++) left = reduceRows(n, cost, columns, rows, v, free, left);
  augment(n, cost, columns, rows, v, free, left);

  const u = new Float64Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const c = cost[i * n + columns[i]!]!;
    u[i] = c - v[columns[i]!]!;
    total += c;
  }
  return { columns, rows, total, duals: { row: u, column: v } };
}

/** Each column takes its cheapest row; rows taken once pass their slack on. Gives the rows left over. */
function reduceColumns(
  n: number,
  cost: Int32Array | Float64Array,
  columns: Int32Array,
  rows: Int32Array,
  v: Float64Array,
): Int32Array {
  const cheapest = new Int32Array(n);
  v.fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < n; j++) {
      const c = cost[row + j]!;
      if (c < v[j]!) {
        v[j] = c;
        cheapest[j] = i;
      }
    }
  }
  const wishes = new Int32Array(n);
  for (let j = n - 1; j >= 0; j--) {
    const i = cheapest[j]!;
    wishes[i]!++;
    if (wishes[i] === 1) {
      columns[i] = j;
      rows[j] = i;
    }
  }
  const free: number[] = [];
  for (let i = 0; i < n; i++) {
    if (wishes[i] === 0) free.push(i);
    else if (wishes[i] === 1) {
      const mine = columns[i]!;
      let least = Number.POSITIVE_INFINITY;
      for (let j = 0; j < n; j++) {
        const c = cost[i * n + j]! - v[j]!;
        if (j !== mine && c < least) least = c;
      }
      if (Number.isFinite(least)) v[mine]! -= least;
    }
  }
  return Int32Array.from(free);
}

/** Each free row takes its best column and lowers its price to the second best, so that few rows stay for the long way. */
function reduceRows(
  n: number,
  cost: Int32Array | Float64Array,
  columns: Int32Array,
  rows: Int32Array,
  v: Float64Array,
  free: Int32Array,
  count: number,
): number {
  let kept = 0;
  let at = 0;
  // Fractions can make the same rows push each other out by ever smaller steps; the paths settle what is left.
  let steps = 20 * n + 100;
  while (at < count) {
    const i = free[at++]!;
    const row = i * n;
    let least = cost[row]! - v[0]!;
    let second = Number.POSITIVE_INFINITY;
    let j1 = 0;
    let j2 = -1;
    for (let j = 1; j < n; j++) {
      const c = cost[row + j]! - v[j]!;
      if (c < second) {
        if (c >= least) {
          second = c;
          j2 = j;
        } else {
          second = least;
          j2 = j1;
          least = c;
          j1 = j;
        }
      }
    }
    let other = rows[j1]!;
    const lowered = v[j1]! - (second - least);
    const isLower = lowered < v[j1]!;
    if (isLower) v[j1] = lowered;
    else if (other >= 0) {
      j1 = j2;
      other = rows[j1]!;
    }
    columns[i] = j1;
    rows[j1] = i;
    if (other < 0) continue;
    columns[other] = -1;
    if (isLower && steps-- > 0) free[--at] = other;
    else free[kept++] = other;
  }
  return kept;
}

/** Shortest alternating paths (Dijkstra over columns) for the rows still free. */
function augment(
  n: number,
  cost: Int32Array | Float64Array,
  columns: Int32Array,
  rows: Int32Array,
  v: Float64Array,
  free: Int32Array,
  count: number,
): void {
  const distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(n);
  /** Columns nearer than the nearest free one, in no order; and those already passed through. */
  const near = new Int32Array(n);
  const passed = new Int32Array(n);
  const passedAt = new Float64Array(n);
  for (let f = 0; f < count; f++) {
    const start = free[f]!;
    let nears = 0;
    let passes = 0;
    let i = start;
    let base = 0;
    // Nothing as far as the nearest free column can shorten the path: of each row only few columns count.
    let bound = Number.POSITIVE_INFINITY;
    let end = -1;
    for (;;) {
      const row = i * n;
      let limit = base + bound;
      for (let j = 0; j < n; j++) {
        const c = cost[row + j]! - v[j]!;
        if (c >= limit) continue;
        const d = c - base;
        if (d >= distance[j]!) continue;
        from[j] = i;
        if (rows[j]! < 0) {
          bound = d;
          limit = c;
          end = j;
        } else {
          if (distance[j] === Number.POSITIVE_INFINITY) near[nears++] = j;
          distance[j] = d;
        }
      }
      let at = -1;
      let least = bound;
      for (let k = 0; k < nears; k++) {
        const d = distance[near[k]!]!;
        if (d < least) {
          least = d;
          at = k;
        }
      }
      if (at < 0) break;
      const j = near[at]!;
      near[at] = near[--nears]!;
      passed[passes] = j;
      passedAt[passes++] = least;
      distance[j] = Number.NEGATIVE_INFINITY;
      i = rows[j]!;
      base = cost[i * n + j]! - v[j]! - least;
    }
    for (let k = 0; k < nears; k++) distance[near[k]!] = Number.POSITIVE_INFINITY;
    for (let k = 0; k < passes; k++) {
      v[passed[k]!]! += passedAt[k]! - bound;
      distance[passed[k]!] = Number.POSITIVE_INFINITY;
    }
    for (let j = end; ; ) {
      const taker = from[j]!;
      rows[j] = taker;
      const next = columns[taker]!;
      columns[taker] = j;
      if (taker === start) break;
      j = next;
    }
  }
}
