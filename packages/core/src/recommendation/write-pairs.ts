import type { Database } from "@jiebang/db";
import type { PoolClient } from "pg";
import type { Standing } from "./counterparts.ts";
import { type KeptPair, keyOf } from "./keep-pairs.ts";
import type { PairRef } from "./scoring-process.ts";

export interface PairChanges {
  /** Not as they stand: to be explained and written. */
  write: PairRef[];
  remove: PairRef[];
}

interface Row {
  offer_id: string;
  demand_id: string;
  total: number;
  weights_version: number;
  offer_revision_id: string;
  demand_revision_id: string;
}

/** What stands of these entries against what is to stand. The same texts with the same score have the same explanation. */
export async function changesOf(
  db: Pick<Database, "pool">,
  standing: Standing[],
  kept: ReadonlyMap<string, KeptPair>,
  weightsVersion: number,
): Promise<PairChanges> {
  const { rows } = await db.pool.query<Row>(
    `SELECT offer_id, demand_id, total, weights_version, offer_revision_id, demand_revision_id
     FROM recommendation WHERE offer_id = ANY($1::text[]) OR demand_id = ANY($1::text[])`,
    [standing.map((one) => one.id)],
  );
  const write = new Map(kept);
  const remove: PairRef[] = [];
  for (const row of rows) {
    const pair = { offerId: row.offer_id, demandId: row.demand_id };
    const next = kept.get(keyOf(pair));
    if (!next) remove.push(pair);
    else if (
      next.total === row.total &&
      row.weights_version === weightsVersion &&
      next.offerRevisionId === row.offer_revision_id &&
      next.demandRevisionId === row.demand_revision_id
    )
      write.delete(keyOf(pair));
  }
  return { write: [...write.values()], remove };
}

/**
 * `portions`: JSON arrays of `ExplainedPair`, as bytes: nobody on the way takes them apart. Only pairs whose two texts still
 * stand; the line of one that changed meanwhile waits already.
 */
export async function writePairs(
  client: PoolClient,
  remove: PairRef[],
  portions: Uint8Array[],
  weightsVersion: number,
): Promise<void> {
  if (remove.length > 0)
    await client.query(
      `DELETE FROM recommendation r USING unnest($1::text[], $2::text[]) AS n(offer_id, demand_id)
       WHERE r.offer_id = n.offer_id AND r.demand_id = n.demand_id`,
      [remove.map((pair) => pair.offerId), remove.map((pair) => pair.demandId)],
    );
  for (const { buffer, byteOffset, byteLength } of portions)
    await client.query(
      `INSERT INTO recommendation (offer_id, demand_id, total, explanation, weights_version, offer_revision_id, demand_revision_id)
       SELECT o.id, d.id, n.total, n.explanation, $2, o.published_revision_id, d.published_revision_id
       FROM json_to_recordset(convert_from($1::bytea, 'UTF8')::json) AS n(offer_id text, demand_id text, offer_revision_id text,
         demand_revision_id text, total float8, explanation json)
       JOIN entry o ON o.id = n.offer_id AND o.published_revision_id = n.offer_revision_id AND o.state = 'published' AND o.audience = 'public'
       JOIN entry d ON d.id = n.demand_id AND d.published_revision_id = n.demand_revision_id AND d.state = 'published' AND d.audience = 'public'
       ORDER BY o.id, d.id
       ON CONFLICT (offer_id, demand_id) DO UPDATE SET total = EXCLUDED.total, explanation = EXCLUDED.explanation,
         weights_version = EXCLUDED.weights_version, offer_revision_id = EXCLUDED.offer_revision_id,
         demand_revision_id = EXCLUDED.demand_revision_id, computed_at = app_now()`,
      [Buffer.from(buffer, byteOffset, byteLength), weightsVersion],
    );
}
