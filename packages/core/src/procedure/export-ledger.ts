import type { Database } from "@jiebang/db";
import type { LedgerExport } from "@jiebang/ledger";

type Db = Pick<Database, "pool">;
const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

const SQL = `SELECT p.id, p.number,
    coalesce((SELECT json_agg(json_build_object('seq', e.seq, 'at', to_char(e.at AT TIME ZONE 'UTC', ${INSTANT}), 'type', e.type,
      'payload', e.payload, 'prevHash', e.prev_hash, 'hash', e.hash) ORDER BY e.seq) FROM ledger_event e WHERE e.procedure_id = p.id), '[]') AS events,
    coalesce((SELECT json_agg(json_build_object('seq', s.seq, 'stageKey', s.stage_key, 'at', to_char(s.at AT TIME ZONE 'UTC', ${INSTANT}),
      'keyId', s.key_id, 'algorithm', s.algorithm, 'head', s.head, 'signature', s.signature) ORDER BY s.seq) FROM ledger_signature s WHERE s.procedure_id = p.id), '[]') AS signatures,
    coalesce((SELECT json_agg(json_build_object('keyId', k.id, 'algorithm', k.algorithm, 'publicKey', k.public_key) ORDER BY k.id)
      FROM signing_key k WHERE k.id IN (SELECT key_id FROM ledger_signature s WHERE s.procedure_id = p.id)), '[]') AS keys
  FROM procedure p`;

/** The whole chain with its signatures: what an outsider needs for `verifyChain`. Holds no names. */
export async function exportLedger(db: Db, procedureId: string): Promise<LedgerExport | null> {
  const { rows } = await db.pool.query(`${SQL} WHERE p.id = $1`, [procedureId]);
  return rows[0] ? toExport(rows[0]) : null;
}

/** Of an announced round, by its number; null for anything else. */
export async function exportLedgerByNumber(db: Db, number: string): Promise<LedgerExport | null> {
  const { rows } = await db.pool.query(`${SQL} WHERE p.number = $1 AND p.announced_at IS NOT NULL`, [number]);
  return rows[0] ? toExport(rows[0]) : null;
}

function toExport(row: {
  id: string;
  number: string | null;
  events: LedgerExport["events"];
  signatures: LedgerExport["signatures"];
  keys: LedgerExport["keys"];
}): LedgerExport {
  const { id, number, events, signatures, keys } = row;
  return { format: "jiebang.ledger/1", procedureId: id, roundNumber: number, events, signatures, keys };
}
