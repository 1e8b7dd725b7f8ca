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

type OnFault = (side: "own" | "others", i: number, k: number, reason: "unknown_id" | "duplicate_in_list") => never;

/**
 * For each entry of `own` the place of its owner in the lists of `others`, or `NOWHERE`. `onFault` is told of an entry that
 * is out of range or stands twice in its list; it must throw.
 */
export function placesIn(own: Lists, others: Lists, onFault: OnFault): { places: Int32Array; mutual: number } {
  const places = mutualPlaces(own, others);
  return places ? { places, mutual: places.length } : somePlaces(own, others, onFault);
}

/**
 * The places where all lists are mutual, or null: one transposition and one scatter. Whoever is listed has as many entries
 * as list it, and each place is used up once; so where none is missing, nobody stands twice in a list either.
 */
function mutualPlaces(own: Lists, { offsets: so, to: st }: Lists): Int32Array | null {
  if (own.to.length !== st.length) return null;
  const transposed = transpose(own, so);
  if (!transposed) return null;
  const places = new Int32Array(st.length);
  const placeOf = new Int32Array(own.offsets.length - 1).fill(NOWHERE);
  for (let h = 0; h + 1 < so.length; h++) {
    const from = so[h]!;
    const end = so[h + 1]!;
    for (let p = from; p < end; p++) placeOf[st[p]!] = p;
    for (let p = from; p < end; p++) {
      const i = transposed[2 * p + 1]!;
      const place = placeOf[i]!;
      if (place < from) return null;
      placeOf[i] = NOWHERE;
      places[transposed[2 * p]!] = place;
    }
  }
  return places;
}

/** The same with one-sided entries, and every fault named. */
function somePlaces(own: Lists, others: Lists, onFault: OnFault): { places: Int32Array; mutual: number } {
  const { offsets: so, to: st } = others;
  const n = own.offsets.length - 1;
  const m = so.length - 1;
  const start = countListings(own, m, onFault);
  const transposed = transpose(own, start)!;
  const places = new Int32Array(own.to.length);
  const placeOf = new Int32Array(n).fill(NOWHERE);
  let mutual = 0;
  for (let h = 0; h < m; h++) {
    const from = so[h]!;
    const to = so[h + 1]!;
    for (let p = from; p < to; p++) {
      const i = st[p]!;
      const was = placeOf[i];
      if (was === undefined) onFault("others", h, p - from, "unknown_id");
      if (was >= from) onFault("others", h, p - from, "duplicate_in_list");
      placeOf[i] = p;
    }
    const end = start[h + 1]!;
    let before = -1;
    for (let k = start[h]!; k < end; k++) {
      const e = transposed[2 * k]!;
      const i = transposed[2 * k + 1]!;
      // Owners come in their order.
      if (i === before) onFault("own", i, e - own.offsets[i]!, "duplicate_in_list");
      before = i;
      const place = placeOf[i]!;
      if (place >= from) mutual++;
      places[e] = place >= from ? place : NOWHERE;
    }
  }
  return { places, mutual };
}

/** Entry and owner beside each other, by whom they list; null where somebody is listed by more than there is room for. */
function transpose({ offsets, to }: Lists, start: Int32Array): Int32Array | null {
  const next = start.slice(0, -1);
  const transposed = new Int32Array(2 * to.length);
  for (let i = 0; i + 1 < offsets.length; i++) {
    const end = offsets[i + 1]!;
    for (let e = offsets[i]!; e < end; e++) {
      const h = to[e]!;
      const at = next[h]!;
      if (!(at < start[h + 1]!)) return null;
      next[h] = at + 1;
      transposed[2 * at] = e;
      transposed[2 * at + 1] = i;
    }
  }
  return transposed;
}

function countListings({ offsets, to }: Lists, m: number, onFault: OnFault): Int32Array {
  const start = new Int32Array(m + 1);
  for (let e = 0; e < to.length; e++) {
    const h = to[e]!;
    if (h >>> 0 >= m) {
      const i = ownerOf(offsets, e);
      onFault("own", i, e - offsets[i]!, "unknown_id");
    }
    start[h + 1]!++;
  }
  for (let h = 0; h < m; h++) start[h + 1]! += start[h]!;
  return start;
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
