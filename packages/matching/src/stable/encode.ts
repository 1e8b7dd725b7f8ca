import { MatchingError, MOST_AGENTS, MOST_EDGES, wholeNumber } from "../kernel/matching-error.ts";
import type { Agent, DroppedEntry, StableProblem } from "./problem.ts";

/**
 * One side as compressed lists with ties: entries of one tie share the same `group`, the place in the list of its first
 * member. Lists are mutual: one-sided and forbidden entries are gone.
 */
export interface EncodedSide {
  ids: string[];
  index: Map<string, number>;
  offsets: Int32Array;
  to: Int32Array;
  /** Null when no list of this side has a tie. */
  group: Int32Array | null;
  capacity: Int32Array;
  /** Length of each list as it was given. */
  given: Int32Array;
}
export interface EncodedProblem {
  left: EncodedSide;
  right: EncodedSide;
  dropped: DroppedEntry[];
  droppedCount: number;
  /** Forbidden pairs as `left * right.length + right`, with their reasons. */
  forbidden: Map<number, string | undefined>;
}

const MOST_REPORTED = 1000;

/** Ids to numbers, and every fault of the input named by its place. */
export function encodeProblem(problem: StableProblem): EncodedProblem {
  const leftIndex = indexOf(problem.left, "left");
  const rightIndex = indexOf(problem.right, "right");
  const left = encodeSide(problem.left, "left", leftIndex, rightIndex);
  const right = encodeSide(problem.right, "right", rightIndex, leftIndex);
  const forbidden = new Map<number, string | undefined>();
  problem.forbidden?.forEach((pair, k) => {
    const i = leftIndex.get(pair.left);
    const h = rightIndex.get(pair.right);
    if (i === undefined) throw new MatchingError("unknown_id", `forbidden[${k}].left`, pair.left);
    if (h === undefined) throw new MatchingError("unknown_id", `forbidden[${k}].right`, pair.right);
    forbidden.set(i * right.ids.length + h, pair.reason);
  });
  return keepMutual(left, right, forbidden);
}

function indexOf(agents: readonly Agent[], side: string): Map<string, number> {
  if (agents.length > MOST_AGENTS) throw new MatchingError("too_large", side, agents.length);
  const index = new Map<string, number>();
  agents.forEach((agent, i) => {
    if (typeof agent.id !== "string") throw new MatchingError("shape", `${side}[${i}].id`, typeof agent.id);
    if (index.has(agent.id)) throw new MatchingError("duplicate_id", `${side}[${i}]`, agent.id);
    index.set(agent.id, i);
  });
  return index;
}

function encodeSide(
  agents: readonly Agent[],
  side: string,
  index: Map<string, number>,
  others: Map<string, number>,
): EncodedSide {
  const n = agents.length;
  const offsets = new Int32Array(n + 1);
  const capacity = new Int32Array(n);
  const given = new Int32Array(n);
  let total = 0;
  let isTied = false;
  for (let i = 0; i < n; i++) {
    const agent = agents[i]!;
    capacity[i] = agent.capacity === undefined ? 1 : wholeNumber(agent.capacity, `${side}[${i}].capacity`);
    if (agent.lowerQuota !== undefined && wholeNumber(agent.lowerQuota, `${side}[${i}].lowerQuota`) > capacity[i]!)
      throw new MatchingError("quota_above_capacity", `${side}[${i}].lowerQuota`, agent.lowerQuota);
    if (!Array.isArray(agent.prefers)) throw new MatchingError("shape", `${side}[${i}].prefers`);
    let length = 0;
    for (const entry of agent.prefers) {
      if (typeof entry === "string") length++;
      else {
        length += entry.length;
        isTied ||= entry.length > 1;
      }
    }
    given[i] = length;
    total += length;
    if (total > MOST_EDGES) throw new MatchingError("too_large", `${side}[${i}].prefers`, total);
    offsets[i + 1] = total;
  }
  const to = new Int32Array(total);
  const group = isTied ? new Int32Array(total) : null;
  const seen = new Int32Array(others.size);
  let e = 0;
  for (let i = 0; i < n; i++) {
    const prefers = agents[i]!.prefers;
    for (let k = 0; k < prefers.length; k++) {
      const entry = prefers[k]!;
      const start = e - offsets[i]!;
      if (typeof entry === "string") {
        to[e] = take(entry, others, seen, i, () => `${side}[${i}].prefers[${k}]`);
        if (group) group[e] = start;
        e++;
        continue;
      }
      if (!Array.isArray(entry)) throw new MatchingError("shape", `${side}[${i}].prefers[${k}]`, typeof entry);
      if (entry.length === 0) throw new MatchingError("empty_tie", `${side}[${i}].prefers[${k}]`);
      for (const [j, id] of entry.entries()) {
        to[e] = take(id, others, seen, i, () => `${side}[${i}].prefers[${k}][${j}]`);
        if (group) group[e] = start;
        e++;
      }
    }
  }
  return { ids: agents.map((a) => a.id), index, offsets, to, group, capacity, given };
}

function take(id: string, others: Map<string, number>, seen: Int32Array, i: number, place: () => string): number {
  const at = others.get(id);
  if (at === undefined) throw new MatchingError("unknown_id", place(), String(id));
  if (seen[at] === i + 1) throw new MatchingError("duplicate_in_list", place(), id);
  seen[at] = i + 1;
  return at;
}

/** Keeps the entries that are listed from both sides and not forbidden; the others are reported. */
function keepMutual(left: EncodedSide, right: EncodedSide, forbidden: EncodedProblem["forbidden"]): EncodedProblem {
  const n = left.ids.length;
  const m = right.ids.length;
  const keepLeft = new Uint8Array(left.to.length);
  const keepRight = new Uint8Array(right.to.length);
  // The left entries by the agent they list.
  const start = new Int32Array(m + 1);
  for (const h of left.to) start[h + 1]!++;
  for (let h = 0; h < m; h++) start[h + 1]! += start[h]!;
  const next = start.slice(0, m);
  const byRight = new Int32Array(left.to.length);
  const ownerOf = new Int32Array(left.to.length);
  for (let i = 0; i < n; i++)
    for (let e = left.offsets[i]!; e < left.offsets[i + 1]!; e++) {
      byRight[next[left.to[e]!]!++] = e;
      ownerOf[e] = i;
    }
  const placeOf = new Int32Array(n).fill(-1);
  let kept = 0;
  for (let h = 0; h < m; h++) {
    const from = right.offsets[h]!;
    for (let p = from; p < right.offsets[h + 1]!; p++) placeOf[right.to[p]!] = p;
    for (let k = start[h]!; k < start[h + 1]!; k++) {
      const e = byRight[k]!;
      const i = ownerOf[e]!;
      const p = placeOf[i]!;
      if (p < from || (forbidden.size > 0 && forbidden.has(i * m + h))) continue;
      keepLeft[e] = 1;
      keepRight[p] = 1;
      kept++;
    }
  }
  const dropped: DroppedEntry[] = [];
  if (kept < left.to.length || kept < right.to.length) {
    report(dropped, "left", left, right, keepLeft, (i, h) => forbidden.has(i * m + h));
    report(dropped, "right", right, left, keepRight, (h, i) => forbidden.has(i * m + h));
  }
  return {
    left: compress(left, keepLeft, kept),
    right: compress(right, keepRight, kept),
    dropped,
    droppedCount: left.to.length + right.to.length - 2 * kept,
    forbidden,
  };
}

function report(
  dropped: DroppedEntry[],
  side: "left" | "right",
  own: EncodedSide,
  others: EncodedSide,
  keep: Uint8Array,
  isForbidden: (own: number, other: number) => boolean,
): void {
  for (let i = 0; i < own.ids.length && dropped.length < MOST_REPORTED; i++)
    for (let e = own.offsets[i]!; e < own.offsets[i + 1]! && dropped.length < MOST_REPORTED; e++)
      if (!keep[e])
        dropped.push({
          side,
          id: own.ids[i]!,
          listed: others.ids[own.to[e]!]!,
          why: isForbidden(i, own.to[e]!) ? "forbidden" : "one_sided",
        });
}

function compress(side: EncodedSide, keep: Uint8Array, kept: number): EncodedSide {
  if (kept === side.to.length) return side;
  const n = side.ids.length;
  const offsets = new Int32Array(n + 1);
  const to = new Int32Array(kept);
  const group = side.group && new Int32Array(kept);
  let at = 0;
  for (let i = 0; i < n; i++) {
    let groupStart = -1;
    let groupWas = -1;
    for (let e = side.offsets[i]!; e < side.offsets[i + 1]!; e++) {
      if (!keep[e]) continue;
      to[at] = side.to[e]!;
      if (group) {
        // A group keeps its members; its number is the place of the first that stayed.
        if (side.group![e]! !== groupWas) {
          groupWas = side.group![e]!;
          groupStart = at - offsets[i]!;
        }
        group[at] = groupStart;
      }
      at++;
    }
    offsets[i + 1] = at;
  }
  return { ...side, offsets, to, group };
}
