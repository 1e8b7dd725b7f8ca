import { IdTable } from "../kernel/id-table.ts";
import { MatchingError, MOST_AGENTS, MOST_EDGES, wholeNumber } from "../kernel/matching-error.ts";
import { edgeRanks, NOWHERE, placesIn } from "./arrays.ts";
import type { Agent, DroppedEntry, StableProblem } from "./problem.ts";

/**
 * One side as compressed lists with ties: entries of one tie share the same `group`, the place in the list of its first
 * member. Lists are mutual: one-sided and forbidden entries are gone.
 */
export interface EncodedSide {
  ids: readonly string[];
  index: IdTable;
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
  /** For each entry of the left lists the place of the left agent in the right lists (an index into `right.to`). */
  places: Int32Array;
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
  return keepMutual(problem, left, right, forbidden);
}

function indexOf(agents: readonly Agent[], side: string): IdTable {
  if (!Array.isArray(agents)) throw new MatchingError("shape", side, typeof agents);
  if (agents.length > MOST_AGENTS) throw new MatchingError("too_large", side, agents.length);
  const ids = new Array<string>(agents.length);
  for (let i = 0; i < agents.length; i++) {
    const id: unknown = agents[i]?.id;
    if (typeof id !== "string") throw new MatchingError("shape", `${side}[${i}].id`, typeof id);
    ids[i] = id;
  }
  return new IdTable(ids, (i) => {
    throw new MatchingError("duplicate_id", `${side}[${i}]`, ids[i]!);
  });
}

/** Entries as they are read: `to` and `group` grow where ties hold more than lists are long. */
interface Entries {
  to: Int32Array;
  group: Int32Array | null;
  total: number;
}

function encodeSide(agents: readonly Agent[], side: string, index: IdTable, others: IdTable): EncodedSide {
  const n = agents.length;
  const offsets = new Int32Array(n + 1);
  const capacity = new Int32Array(n);
  const given = new Int32Array(n);
  let least = 0;
  for (let i = 0; i < n; i++) {
    const { capacity: most, lowerQuota, prefers } = agents[i]!;
    capacity[i] = most === undefined ? 1 : wholeNumber(most, `${side}[${i}].capacity`);
    if (lowerQuota !== undefined && wholeNumber(lowerQuota, `${side}[${i}].lowerQuota`) > capacity[i]!)
      throw new MatchingError("quota_above_capacity", `${side}[${i}].lowerQuota`, lowerQuota);
    if (!Array.isArray(prefers)) throw new MatchingError("shape", `${side}[${i}].prefers`);
    least += prefers.length;
    if (least > MOST_EDGES) throw new MatchingError("too_large", `${side}[${i}].prefers`, least);
  }
  const entries: Entries = { to: new Int32Array(least), group: null, total: 0 };
  for (let i = 0; i < n; i++) {
    const { prefers } = agents[i]!;
    const from = entries.total;
    const found = from + prefers.length <= entries.to.length ? others.findAll(prefers, entries.to, from) : 0;
    entries.total += found;
    if (found < prefers.length) readTied(entries, prefers, found, offsets.subarray(0, i + 1), others, `${side}[${i}]`);
    else if (entries.group) for (let e = from; e < entries.total; e++) entries.group[e] = e - from;
    given[i] = entries.total - from;
    offsets[i + 1] = entries.total;
  }
  const { to, group, total } = entries;
  const trim = (array: Int32Array) => (array.length === total ? array : array.slice(0, total));
  return { ids: index.ids, index, offsets, to: trim(to), group: group && trim(group), capacity, given };
}

/** The last of the lists that `offsets` begin, which has ties, from its entry `k` on; what stands before is read. */
function readTied(
  entries: Entries,
  prefers: Agent["prefers"],
  k: number,
  offsets: Int32Array,
  others: IdTable,
  place: string,
): void {
  const from = offsets.at(-1)!;
  for (; k < prefers.length; k++) {
    const entry: unknown = prefers[k];
    const isTie = Array.isArray(entry);
    if (!isTie && typeof entry !== "string") throw new MatchingError("shape", `${place}.prefers[${k}]`, typeof entry);
    if (isTie && entry.length === 0) throw new MatchingError("empty_tie", `${place}.prefers[${k}]`);
    const members: unknown[] = isTie ? entry : [entry];
    const start = entries.total;
    if (start + members.length > MOST_EDGES)
      throw new MatchingError("too_large", `${place}.prefers[${k}]`, start + members.length);
    makeRoom(entries, members.length);
    if (others.findAll(members, entries.to, start) < members.length)
      throw new MatchingError("shape", `${place}.prefers[${k}]`, "not a text");
    entries.total += members.length;
    if (members.length > 1) entries.group ??= strictGroups(offsets, start, entries.to.length);
    entries.group?.fill(start - from, start, entries.total);
  }
}

/** At the first tie of a side: all that was read before is strict. */
function strictGroups(offsets: Int32Array, end: number, length: number): Int32Array {
  const group = new Int32Array(length);
  for (let i = 0; i < offsets.length; i++) {
    const from = offsets[i]!;
    const to = i + 1 < offsets.length ? offsets[i + 1]! : end;
    for (let e = from; e < to; e++) group[e] = e - from;
  }
  return group;
}

function makeRoom(entries: Entries, more: number): void {
  const least = entries.total + more;
  if (least <= entries.to.length) return;
  const grow = (array: Int32Array) => {
    const bigger = new Int32Array(Math.max(least, Math.min(MOST_EDGES, 2 * array.length)));
    bigger.set(array);
    return bigger;
  };
  entries.to = grow(entries.to);
  entries.group &&= grow(entries.group);
}

/** The place of the entry that is the `at`-th of a list when ties are counted member by member. */
function faultIn(
  prefers: Agent["prefers"],
  at: number,
  reason: "unknown_id" | "duplicate_in_list",
  place: string,
): MatchingError {
  for (let k = 0, count = 0; ; k++) {
    const entry = prefers[k]!;
    const isTie = typeof entry !== "string";
    const length = isTie ? entry.length : 1;
    if (at < count + length)
      return isTie
        ? new MatchingError(reason, `${place}[${k}][${at - count}]`, entry[at - count])
        : new MatchingError(reason, `${place}[${k}]`, entry);
    count += length;
  }
}

/** Keeps the entries that are listed from both sides and not forbidden; the others are reported. */
function keepMutual(
  problem: StableProblem,
  left: EncodedSide,
  right: EncodedSide,
  forbidden: EncodedProblem["forbidden"],
): EncodedProblem {
  const { places, mutual } = placesIn(left, right, (whose, i, k, reason) => {
    const side = whose === "own" ? "left" : "right";
    throw faultIn(problem[side][i]!.prefers, k, reason, `${side}[${i}].prefers`);
  });
  let kept = mutual;
  if (forbidden.size > 0) {
    const m = right.ids.length;
    for (let i = 0; i < left.ids.length; i++)
      for (let e = left.offsets[i]!; e < left.offsets[i + 1]!; e++)
        if (places[e] !== NOWHERE && forbidden.has(i * m + left.to[e]!)) {
          places[e] = NOWHERE;
          kept--;
        }
  }
  if (kept === left.to.length && kept === right.to.length)
    return { left, right, places, dropped: [], droppedCount: 0, forbidden };
  return dropOthers(left, right, places, kept, forbidden);
}

function dropOthers(
  left: EncodedSide,
  right: EncodedSide,
  places: Int32Array,
  kept: number,
  forbidden: EncodedProblem["forbidden"],
): EncodedProblem {
  const m = right.ids.length;
  const keepLeft = new Uint8Array(left.to.length);
  const keepRight = new Uint8Array(right.to.length);
  for (let e = 0; e < places.length; e++) {
    if (places[e] === NOWHERE) continue;
    keepLeft[e] = 1;
    keepRight[places[e]!] = 1;
  }
  const dropped: DroppedEntry[] = [];
  report(dropped, "left", left, right, keepLeft, (i, h) => forbidden.has(i * m + h));
  report(dropped, "right", right, left, keepRight, (h, i) => forbidden.has(i * m + h));
  const kinds = { left: compress(left, keepLeft, kept), right: compress(right, keepRight, kept) };
  return {
    ...kinds,
    places: edgeRanks({ proposers: kinds.left, receivers: kinds.right }),
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
