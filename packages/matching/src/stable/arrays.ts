import { MatchingError } from "../kernel/matching-error.ts";

/**
 * One side of an instance as compressed lists: agent `i` lists `to[offsets[i] .. offsets[i+1])`, the best first, and takes
 * at most `capacity[i]` partners (a number stands for all). Lists are strict, and mutual: whoever is listed lists back.
 */
export interface StrictSide {
  offsets: Int32Array;
  to: Int32Array;
  capacity: Int32Array | number;
}
export interface StrictInstance {
  proposers: StrictSide;
  receivers: StrictSide;
}

/** For each proposer its partners, the best first: `partners[offsets[i] .. offsets[i+1])`. */
export interface ArrayMatching {
  offsets: Int32Array;
  partners: Int32Array;
}

export const sizeOf = (side: StrictSide): number => side.offsets.length - 1;
export const capacityOf = (side: StrictSide, i: number): number =>
  typeof side.capacity === "number" ? side.capacity : side.capacity[i]!;

/**
 * For each entry of a proposer's list the place of that proposer in the receivers' lists (an index into `receivers.to`);
 * throws `shape` where a list is not mutual, and names who lists somebody twice or nobody there is.
 */
export function edgeRanks({ proposers, receivers }: StrictInstance): Int32Array {
  const edges = proposers.to.length;
  checkOffsets(proposers, "proposers");
  checkOffsets(receivers, "receivers");
  if (receivers.to.length !== edges)
    throw new MatchingError("shape", "lists", `${edges} and ${receivers.to.length} entries`);
  const { places, mutual } = placesIn(proposers, receivers, (side, i, k, reason) => {
    const own = side === "own" ? proposers : receivers;
    throw new MatchingError(
      reason,
      `${side === "own" ? "proposers" : "receivers"}[${i}][${k}]`,
      own.to[own.offsets[i]! + k]!,
    );
  });
  if (mutual < edges) {
    const e = places.indexOf(NOWHERE);
    throw new MatchingError("shape", `proposers[${ownerOf(proposers.offsets, e)}]`, "a list is not mutual");
  }
  return places;
}

type Lists = Pick<StrictSide, "offsets" | "to">;

/** No such place: not listed back. */
export const NOWHERE = -1;

/**
 * For each entry of `own` the place of its owner in the lists of `others`, or `NOWHERE`. `onFault` is told of an entry that
 * is out of range or stands twice in its list; it must throw. Two passes in the order of one side, with one random access
 * each: the owners by whom they list, then back again what became of them.
 */
export function placesIn(
  own: Lists,
  others: Lists,
  onFault: (side: "own" | "others", i: number, k: number, reason: "unknown_id" | "duplicate_in_list") => never,
): { places: Int32Array; mutual: number } {
  const { offsets: oo, to: ot } = own;
  const { offsets: so, to: st } = others;
  const n = oo.length - 1;
  const m = so.length - 1;
  const start = new Int32Array(m + 1);
  for (let e = 0; e < ot.length; e++) {
    const h = ot[e]!;
    if (h >>> 0 >= m) {
      const i = ownerOf(oo, e);
      onFault("own", i, e - oo[i]!, "unknown_id");
    }
    start[h + 1]!++;
  }
  for (let h = 0; h < m; h++) start[h + 1]! += start[h]!;
  const next = start.slice(0, m);
  const byOther = new Int32Array(ot.length);
  for (let i = 0; i < n; i++) {
    const end = oo[i + 1]!;
    for (let e = oo[i]!; e < end; e++) {
      const h = ot[e]!;
      const at = next[h]!;
      if (at > start[h]! && byOther[at - 1] === i) onFault("own", i, e - oo[i]!, "duplicate_in_list");
      next[h] = at + 1;
      byOther[at] = i;
    }
  }
  const placeOf = new Int32Array(n).fill(NOWHERE);
  let mutual = 0;
  for (let h = 0; h < m; h++) {
    const from = so[h]!;
    const to = so[h + 1]!;
    for (let p = from; p < to; p++) {
      const i = st[p]!;
      if (i >>> 0 >= n) onFault("others", h, p - from, "unknown_id");
      if (placeOf[i]! >= from) onFault("others", h, p - from, "duplicate_in_list");
      placeOf[i] = p;
    }
    const end = start[h + 1]!;
    for (let k = start[h]!; k < end; k++) {
      const place = placeOf[byOther[k]!]!;
      if (place >= from) {
        byOther[k] = place;
        mutual++;
      } else byOther[k] = NOWHERE;
    }
  }
  const places = new Int32Array(ot.length);
  for (let e = 0; e < ot.length; e++) places[e] = byOther[start[ot[e]!]!++]!;
  return { places, mutual };
}

/** Whose list entry `e` is in. */
function ownerOf(offsets: Int32Array, e: number): number {
  let i = 0;
  while (offsets[i + 1]! <= e) i++;
  return i;
}

function checkOffsets({ offsets, to }: Lists, side: string): void {
  let was = 0;
  for (let i = 0; i < offsets.length; i++) {
    if (offsets[i]! < was) throw new MatchingError("shape", `${side}.offsets[${i}]`, offsets[i]!);
    was = offsets[i]!;
  }
  if (offsets[0] !== 0 || was !== to.length)
    throw new MatchingError("shape", `${side}.offsets`, `${was} of ${to.length} entries`);
}
