import type { Database } from "@jiebang/db";
import { conflictFor } from "./conflict-edges.ts";
import type { Standing } from "./counterparts.ts";
import type { Fitting, PairRef } from "./scoring-process.ts";

/** Kept for each entry; some will be refused, blocked or followed by better ones. */
export const KEPT = 30;
/** Looked at beyond those, in case some are in conflict. */
const SPARE = 10;

export interface KeptPair extends PairRef {
  total: number;
  offerRevisionId: string;
  demandRevisionId: string;
}

type Db = Pick<Database, "pool">;
const pairOf = (own: Standing, other: Fitting): KeptPair =>
  own.kind === "offer"
    ? {
        offerId: own.id,
        demandId: other.id,
        total: other.total,
        offerRevisionId: own.revisionId,
        demandRevisionId: other.revisionId,
      }
    : {
        offerId: other.id,
        demandId: own.id,
        total: other.total,
        offerRevisionId: other.revisionId,
        demandRevisionId: own.revisionId,
      };
const isBetter = (a: { id: string; total: number }, b: { id: string; total: number }) =>
  b.total - a.total || (a.id < b.id ? -1 : 1);
export const keyOf = (pair: PairRef): string => `${pair.offerId} ${pair.demandId}`;

/**
 * Of what fits these entries, the pairs to be stored: the best of each that nobody knows to be in conflict, and those
 * beyond that belong to the best of the other. Asks the database about all of them together.
 */
export async function keepPairs(db: Db, standing: Standing[], fitting: Fitting[][]): Promise<Map<string, KeptPair>> {
  const kept = new Map<string, KeptPair>();
  let open = standing.map((own, i) => ({ own, fits: fitting[i]!, at: 0, lacks: KEPT }));
  let extra = await wantedByOthers(db, standing, fitting);
  while (open.length > 0 || extra.length > 0) {
    const looked = open.map((one) => {
      const slice = one.fits.slice(one.at, one.at + one.lacks + SPARE);
      return { one, slice, pairs: slice.map((other) => pairOf(one.own, other)) };
    });
    const conflicts = await conflictsAmong(db, [...looked.flatMap(({ pairs }) => pairs), ...extra]);
    for (const { one, slice, pairs } of looked) {
      const free = pairs.filter((pair) => !conflicts.has(keyOf(pair))).slice(0, one.lacks);
      for (const pair of free) kept.set(keyOf(pair), pair);
      one.at += slice.length;
      one.lacks -= free.length;
    }
    for (const pair of extra) if (!conflicts.has(keyOf(pair))) kept.set(keyOf(pair), pair);
    extra = [];
    open = open.filter(({ lacks, at, fits }) => lacks > 0 && at < fits.length);
  }
  return kept;
}

/**
 * An entry that fits many keeps only its best; yet it may be among the best of one of the others. Who waits for its own turn
 * finds that out itself, and keeps until then what it has.
 */
async function wantedByOthers(db: Db, standing: Standing[], fitting: Fitting[][]): Promise<KeptPair[]> {
  const ids = standing.map((own) => own.id);
  const mine = new Set(ids);
  const far = standing.flatMap((own, i) =>
    fitting[i]!.slice(KEPT)
      .filter((other) => !mine.has(other.id))
      .map((other) => ({ ownId: own.id, otherId: other.id, isOffer: own.kind === "demand", pair: pairOf(own, other) })),
  );
  if (far.length === 0) return [];
  const others = [...new Map(far.map((one) => [one.otherId, one])).values()];
  const best = (is: string, own: "offer_id" | "demand_id", other: "offer_id" | "demand_id") => `
    (SELECT r.${other} AS id, r.total FROM recommendation r WHERE ${is} AND NOT w.waits AND r.${own} = n.id AND r.${other} <> ALL($3::text[])
     ORDER BY r.total DESC, r.${other} LIMIT ${KEPT})
    UNION ALL
    (SELECT r.${other}, r.total FROM recommendation r WHERE ${is} AND w.waits AND r.${own} = n.id AND r.${other} = ANY($3::text[]))`;
  const { rows } = await db.pool.query<{ id: string; waits: boolean; ids: string[]; totals: number[] }>(
    `SELECT n.id, w.waits, coalesce(l.ids, '{}') AS ids, coalesce(l.totals, '{}') AS totals
     FROM unnest($1::text[], $2::bool[]) AS n(id, is_offer)
     CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM recommendation_dirty d WHERE d.entry_id = n.id AND d.marked_at <= (SELECT app_now())) AS waits) w
     CROSS JOIN LATERAL (SELECT array_agg(x.id) AS ids, array_agg(x.total) AS totals FROM (
       ${best("n.is_offer", "offer_id", "demand_id")} UNION ALL ${best("NOT n.is_offer", "demand_id", "offer_id")}) x) l`,
    [others.map((one) => one.otherId), others.map((one) => one.isOffer), ids],
  );
  const lists = new Map(
    rows.map(({ id, waits, ids, totals }) => [id, { waits, best: ids.map((id, i) => ({ id, total: totals[i]! })) }]),
  );
  // The list of the other as it will be: what stands, and what all of these bring to it.
  standing.forEach((own, i) => {
    for (const { id, total } of fitting[i]!) {
      const list = lists.get(id);
      if (list && !list.waits) list.best.push({ id: own.id, total });
    }
  });
  for (const { waits, best } of lists.values()) if (!waits) best.sort(isBetter).splice(KEPT);
  return far
    .filter(({ ownId, otherId }) => lists.get(otherId)?.best.some((one) => one.id === ownId))
    .map(({ pair }) => pair);
}

/** Which of these pairs everybody knows must not meet, as keys. One question for all. */
export async function conflictsAmong(db: Db, pairs: PairRef[]): Promise<Set<string>> {
  if (pairs.length === 0) return new Set();
  const { rows } = await db.pool.query<{ key: string }>(
    `SELECT n.offer_id || ' ' || n.demand_id AS key
     FROM unnest($1::text[], $2::text[]) AS n(offer_id, demand_id)
     JOIN entry e ON e.id = n.offer_id JOIN entry s ON s.id = n.demand_id
     WHERE ${conflictFor("e", "s", "ARRAY[]::text[]")}`,
    [pairs.map((pair) => pair.offerId), pairs.map((pair) => pair.demandId)],
  );
  return new Set(rows.map(({ key }) => key));
}
