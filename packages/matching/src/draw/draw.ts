import { MatchingError, wholeNumber } from "../kernel/matching-error.ts";
import { sha256Hex } from "../kernel/sha256.ts";

/*
 * A stratified random draw that an outsider can do again, in the manner of RFC 3797.
 *
 * 1. The seed is a text fixed by rule before the draw (such as the closing head of the ledger, a line feed, a public number
 *    that was announced beforehand).
 * 2. Strata stand in the order of their names, candidates of a stratum in the order of their ids, both by UTF-16 code units.
 * 3. Within a stratum, for k = 0, 1, 2, …: take SHA-256 of the UTF-8 text `seed LF stratum LF k` (k in decimal) as a
 *    256-bit number, most significant byte first; its remainder by the number of candidates left is the place (from 0) of the
 *    next one, who leaves the list.
 * 4. The first `seats` of this order are chosen; the others follow as reserves in the same order.
 */

export interface DrawInput {
  seed: string;
  pool: readonly { id: string; stratum: string }[];
  /** How many of each stratum; a stratum without a number gives nobody. */
  seats: Readonly<Record<string, number>>;
}

export interface DrawnStratum {
  stratum: string;
  seats: number;
  /** Ids in the order in which they were drawn; the first `seats` are chosen. */
  order: string[];
  /** Seats that nobody could fill. */
  unfilled: number;
}

export interface DrawResult {
  strata: DrawnStratum[];
  chosen: string[];
}

/** Pure: the same input gives the same draw everywhere. Throws `MatchingError` for ids twice and numbers that are none. */
export function draw({ seed, pool, seats }: DrawInput): DrawResult {
  const byStratum = new Map<string, string[]>(Object.keys(seats).map((name) => [name, []]));
  const seen = new Set<string>();
  pool.forEach(({ id, stratum }, k) => {
    if (seen.has(id)) throw new MatchingError("duplicate_id", `pool[${k}]`, id);
    seen.add(id);
    byStratum.get(stratum)?.push(id);
  });
  const strata = [...byStratum.keys()].sort(byCodeUnits).map((stratum): DrawnStratum => {
    const wanted = wholeNumber(seats[stratum], `seats.${stratum}`);
    const order = orderOf(seed, stratum, byStratum.get(stratum)!);
    return { stratum, seats: wanted, order, unfilled: Math.max(0, wanted - order.length) };
  });
  return { strata, chosen: strata.flatMap((s) => s.order.slice(0, s.seats)) };
}

/** Who takes the seats when some of the order cannot (recusal, refusal): the next of the same order. */
export function withReserves(drawn: DrawnStratum, absent: ReadonlySet<string>): string[] {
  return drawn.order.filter((id) => !absent.has(id)).slice(0, drawn.seats);
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function orderOf(seed: string, stratum: string, ids: readonly string[]): string[] {
  const left = [...ids].sort(byCodeUnits);
  const order: string[] = [];
  for (let k = 0; left.length > 0; k++) {
    const word = BigInt(`0x${sha256Hex(`${seed}\n${stratum}\n${k}`)}`);
    order.push(...left.splice(Number(word % BigInt(left.length)), 1));
  }
  return order;
}
