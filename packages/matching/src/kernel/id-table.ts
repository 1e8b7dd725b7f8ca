// From ids to their places in a list. A Map looks up a million strings at the speed of memory waiting: one miss after the
// other. Here lookups go in portions, and each step runs over the whole portion, so that the misses overlap.

const INDEX_BITS = 23;
const INDEX = (1 << INDEX_BITS) - 1;
const PORTION = 256;
/** Ids are told apart by so many of their last characters, as numbers and UUIDs are; if that is too few, by more. */
const TAILS = [6, 24];
/** When so many other ids were met on the way of each, tails are alike, by chance or by design; a Map goes by all of it. */
const MOST_MET = 4;

export class IdTable {
  readonly ids: readonly string[];
  readonly #slots: Int32Array;
  readonly #hashes = new Int32Array(PORTION);
  #tail = 0;
  #map: Map<string, number> | null = null;
  #touched = 0;

  /** `onTwice` is told of an id that stands in the list a second time; it must throw. At most 8 million ids. */
  constructor(ids: readonly string[], onTwice: (index: number) => never) {
    this.ids = ids;
    let size = 16;
    while (size < ids.length * 2) size *= 2;
    this.#slots = new Int32Array(size);
    for (const tail of TAILS) if (this.#fill(tail, onTwice)) return;
    const map = new Map<string, number>();
    for (let i = 0; i < ids.length; i++) {
      if (map.has(ids[i]!)) onTwice(i);
      map.set(ids[i]!, i);
    }
    this.#map = map;
  }

  #fill(tail: number, onTwice: (index: number) => never): boolean {
    const ids = this.ids;
    const slots = this.#slots;
    const mask = slots.length - 1;
    this.#tail = tail;
    let met = 0;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      const hash = hashOf(id, tail);
      let at = hash & mask;
      for (let slot = slots[at]!; slot !== 0; slot = slots[at]!) {
        if (((slot ^ hash) & ~INDEX) === 0 && ids[(slot & INDEX) - 1] === id) onTwice(i);
        at = (at + 1) & mask;
        met++;
      }
      slots[at] = (hash & ~INDEX) | (i + 1);
      if (met > MOST_MET * (i + 64)) {
        slots.fill(0);
        return false;
      }
    }
    return true;
  }

  get(id: string): number | undefined {
    if (typeof id !== "string") return undefined;
    if (this.#map) return this.#map.get(id);
    const index = this.#find(id, hashOf(id, this.#tail));
    return index < 0 ? undefined : index;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  #find(id: string, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = slots[at]!;
      if (slot === 0) return -1;
      if (((slot ^ hash) & ~INDEX) === 0 && this.ids[(slot & INDEX) - 1] === id) return (slot & INDEX) - 1;
    }
  }

  /**
   * Writes the places of all ids of `list` to `out`, from `at`; -1 for an unknown one. Stops at the first value that is no
   * text (a tie, or a fault) and returns how many it wrote.
   */
  findAll(list: readonly unknown[], out: Int32Array, at: number): number {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const ids = this.ids;
    const tail = this.#tail;
    const mask = slots.length - 1;
    let touched = 0;
    for (let from = 0; from < list.length; from += PORTION) {
      let to = Math.min(list.length, from + PORTION);
      // Bring the texts near, then the slots: each of these reads waits for none of the others.
      for (let k = from; k < to; k++) {
        const id = list[k];
        if (typeof id !== "string") {
          to = k;
          break;
        }
        touched += id.charCodeAt(id.length - 1) | 0;
      }
      if (this.#map) for (let k = from; k < to; k++) out[at + k] = this.#map.get(list[k] as string) ?? -1;
      else {
        for (let k = from; k < to; k++) hashes[k - from] = hashOf(list[k] as string, tail);
        for (let k = from; k < to; k++) touched += slots[hashes[k - from]! & mask]!;
        for (let k = from; k < to; k++) {
          const hash = hashes[k - from]!;
          let place = hash & mask;
          let slot = slots[place]!;
          while (slot !== 0 && ((slot ^ hash) & ~INDEX) !== 0) {
            place = (place + 1) & mask;
            slot = slots[place]!;
          }
          out[at + k] = (slot & INDEX) - 1;
        }
        for (let k = from; k < to; k++) {
          const index = out[at + k]!;
          if (index >= 0 && ids[index] !== list[k]) out[at + k] = this.#find(list[k] as string, hashes[k - from]!);
        }
      }
      if (to < list.length && to < from + PORTION) {
        this.#touched = touched;
        return to;
      }
    }
    this.#touched = touched;
    return list.length;
  }

  /** What was read ahead; kept so that no engine leaves the reads out. */
  get touched(): number {
    return this.#touched;
  }
}

function hashOf(id: string, tail: number): number {
  const length = id.length;
  let hash = length;
  for (let k = length > tail ? length - tail : 0; k < length; k++)
    hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
