import type { Database } from "@jiebang/db";
import {
  type NoticeContent,
  type Page,
  type Paging,
  type ParameterValue,
  POSTED_ITEM_STATES,
  type PublicNotice,
  type PublicNoticeRow,
  type PublicRound,
  type PublicRoundRow,
  publicItemState,
  type TemplateContent,
} from "@jiebang/domain";
import { parseHead } from "../procedure/append-ledger.ts";

// What everybody may know of rounds and notices, each as one statement. Nothing here touches an envelope's ciphertext,
// a bid's content, or the name of a bidder who was not selected and released.

type Db = Pick<Database, "pool">;
const at = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const TODAY = `(app_now() AT TIME ZONE 'Asia/Shanghai')::date`;
const POSTED = POSTED_ITEM_STATES.map((s) => `'${s}'`).join(", ");

const NOTICE_ROW = `'id', n.id, 'number', n.number, 'kind', n.kind, 'title', n.title, 'titleEn', n.title_en, 'roundNumber', p.number, 'roundTitle', p.title,
  'roundTitleEn', p.title_en, 'closesOn', ${day("n.closes_on")}, 'isOpen', n.kind = 'result' AND n.closes_on >= ${TODAY}, 'publishedAt', ${at("n.published_at")}`;

const ROUND_SQL = `SELECT json_build_object(
  'id', p.id, 'number', p.number, 'title', p.title, 'titleEn', p.title_en, 'summary', p.summary, 'summaryEn', p.summary_en,
  'state', p.state, 'endReason', p.end_reason, 'endText', p.end_text,
  'template', json_build_object('key', t.key, 'name', t.name, 'nameEn', t.name_en, 'version', tv.version),
  'jurisdiction', json_build_object('name', j.name, 'nameEn', j.name_en), 'hosts', p.hosts,
  'acceptingOffice', p.accepting_office, 'phone', p.phone, 'address', p.address, 'supervisorPhone', p.supervisor_phone,
  'bases', (SELECT coalesce(json_agg(json_build_object('id', b.id, 'documentNo', b.document_no, 'title', b.title, 'issuer', b.issuer,
      'validFrom', ${day("b.valid_from")}, 'validTo', ${day("b.valid_to")}, 'url', b.url, 'note', b.note,
      'isExpired', ${TODAY} < b.valid_from OR ${TODAY} > coalesce(b.valid_to, 'infinity'), 'overrideReason', pb.override_reason) ORDER BY b.document_no), '[]')
    FROM procedure_basis pb JOIN basis b ON b.id = pb.basis_id WHERE pb.procedure_id = p.id),
  'stages', (SELECT json_agg(json_build_object('id', s.id, 'key', s.key, 'name', s.name, 'nameEn', s.name_en, 'state', s.state, 'turn', s.turn,
      'opensAt', ${at("s.opens_at")}, 'closesAt', ${at("s.closes_at")}, 'extensions', s.extensions, 'enteredAt', ${at("s.entered_at")}, 'leftAt', ${at("s.left_at")}) ORDER BY s.position)
    FROM stage s WHERE s.procedure_id = p.id),
  'stageKey', (SELECT key FROM stage s WHERE s.id = p.stage_id),
  'sealing', r.sealing,
  'items', (SELECT coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'state', i.state, 'hash', i.hash, 'snapshot', i.snapshot,
      'sealedBids', (SELECT count(*) FROM bid b WHERE b.item_id = i.id AND b.envelope_id IS NOT NULL),
      'commitments', (SELECT coalesce(json_agg(e.commitment ORDER BY e.commitment), '[]') FROM bid b JOIN envelope e ON e.id = b.envelope_id WHERE b.item_id = i.id),
      'bidsCloseAt', ${at("coalesce(i.bids_close_at, (SELECT s.closes_at FROM stage s WHERE s.procedure_id = p.id AND s.key = 'bid'))")},
      'selected', CASE WHEN i.state IN ('released', 'confirmed', 'contracted') THEN (SELECT coalesce(json_agg(json_build_object('name', o.name, 'nameEn', o.name_en) ORDER BY b.id), '[]')
        FROM bid_decision d JOIN bid b ON b.id = d.bid_id JOIN organisation o ON o.id = b.organisation_id
        WHERE d.item_id = i.id AND d.outcome = 'selected' AND d.superseded_at IS NULL AND d.release_id IS NOT NULL) ELSE '[]' END,
      'endReason', CASE WHEN i.state IN ('failed', 'cancelled') THEN i.end_reason END, 'endText', CASE WHEN i.state IN ('failed', 'cancelled') THEN i.end_text END,
      'agreementCount', (SELECT count(*) FROM agreement a WHERE a.item_id = i.id AND a.state = 'recorded')) ORDER BY i.number), '[]')
    FROM board_item i WHERE i.procedure_id = p.id AND i.state IN (${POSTED})),
  'notices', (SELECT coalesce(json_agg(json_build_object(${NOTICE_ROW}) ORDER BY n.published_at DESC), '[]') FROM notice n WHERE n.procedure_id = p.id),
  'releases', (SELECT coalesce(json_agg(json_build_object('version', l.version, 'changelog', l.changelog, 'hash', l.hash, 'releasedAt', ${at("l.released_at")}) ORDER BY l.version DESC), '[]')
    FROM release l WHERE l.procedure_id = p.id),
  'boardHash', p.board_hash,
  'ledger', (SELECT json_build_object('seq', e.seq, 'head', e.hash) FROM ledger_event e WHERE e.procedure_id = p.id ORDER BY e.seq DESC LIMIT 1),
  'announcedAt', ${at("p.announced_at")}, 'endedAt', ${at("p.ended_at")}) AS round, p.parameters, tv.content
  FROM procedure p JOIN round r ON r.procedure_id = p.id JOIN template_version tv ON tv.id = p.template_version_id JOIN template t ON t.id = tv.template_id
  JOIN jurisdiction j ON j.id = p.jurisdiction_id WHERE p.number = $1 AND p.kind = 'round' AND p.announced_at IS NOT NULL`;

/** The public page of a round: board, timeline, notices; null for what was not announced. */
export async function getPublicRound(db: Db, number: string): Promise<PublicRound | null> {
  const { rows } = await db.pool.query<{
    round: PublicRound;
    parameters: Record<string, ParameterValue>;
    content: TemplateContent;
  }>({ name: "public_round", text: ROUND_SQL, values: [number] });
  const row = rows[0];
  if (!row) return null;
  const { round, parameters, content } = row;
  const stages = round.stages.map((s) => ({
    ...s,
    explains: content.stages.find((t) => t.key === s.key)?.explains ?? { zh: "", en: "" },
  }));
  const bid = stages.find((s) => s.key === "bid");
  return {
    ...round,
    stages,
    bidOpensAt: bid?.opensAt ?? null,
    bidClosesAt: bid?.closesAt ?? null,
    items: round.items.map((i) => ({ ...i, state: publicItemState(i.state) })),
    parameters: content.parameters.map((p) => ({
      key: p.key,
      name: p.name,
      citation: p.citation,
      value: parameters[p.key] ?? p.default,
    })),
  };
}

/** Announced rounds, the newest first; all, or those in one state. */
export async function listPublicRounds(
  db: Db,
  { limit, offset, state }: Paging & { state?: PublicRoundRow["state"] },
): Promise<Page<PublicRoundRow>> {
  const { rows } = await db.pool.query<{ round: PublicRoundRow; total: number }>({
    name: "public_rounds",
    text: `SELECT json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'titleEn', p.title_en, 'summary', p.summary, 'summaryEn', p.summary_en, 'state', p.state,
        'stageKey', s.key, 'stageName', s.name, 'stageNameEn', s.name_en, 'jurisdictionName', j.name, 'jurisdictionNameEn', j.name_en,
        'itemCount', (SELECT count(*) FROM board_item i WHERE i.procedure_id = p.id AND i.state IN (${POSTED})),
        'sealedBids', (SELECT count(*) FROM bid b WHERE b.procedure_id = p.id AND b.envelope_id IS NOT NULL),
        'bidOpensAt', ${at("b.opens_at")}, 'bidClosesAt', ${at("b.closes_at")}, 'announcedAt', ${at("p.announced_at")}, 'endedAt', ${at("p.ended_at")}) AS round, count(*) OVER ()::int AS total
      FROM procedure p JOIN jurisdiction j ON j.id = p.jurisdiction_id LEFT JOIN stage s ON s.id = p.stage_id LEFT JOIN stage b ON b.procedure_id = p.id AND b.key = 'bid'
      WHERE p.kind = 'round' AND p.announced_at IS NOT NULL AND ($3::text IS NULL OR p.state = $3)
      ORDER BY p.announced_at DESC, p.id DESC LIMIT $1 OFFSET $2`,
    values: [limit, offset, state ?? null],
  });
  return { items: rows.map((r) => r.round), total: rows[0]?.total ?? 0 };
}

/** A notice as it was published; content never changes afterwards. */
export async function getPublicNotice(db: Db, number: string): Promise<PublicNotice | null> {
  const { rows } = await db.pool.query<{
    notice: Omit<PublicNotice, "ledger" | "content">;
    head: string | null;
    content: NoticeContent;
  }>({
    name: "public_notice",
    text: `SELECT json_build_object(${NOTICE_ROW}, 'opensOn', ${day("n.opens_on")}, 'workingDays', n.working_days) AS notice, n.ledger_head AS head, n.content
      FROM notice n JOIN procedure p ON p.id = n.procedure_id WHERE n.number = $1 AND p.number IS NOT NULL`,
    values: [number],
  });
  const row = rows[0];
  return row ? { ...row.notice, content: row.content, ledger: parseHead(row.head) } : null;
}

/** Notices of all rounds, the newest first. */
export async function listPublicNotices(db: Db, { limit, offset }: Paging): Promise<Page<PublicNoticeRow>> {
  const { rows } = await db.pool.query<{ notice: PublicNoticeRow; total: number }>({
    name: "public_notices",
    text: `SELECT json_build_object(${NOTICE_ROW}) AS notice, count(*) OVER ()::int AS total FROM notice n JOIN procedure p ON p.id = n.procedure_id
      WHERE p.number IS NOT NULL ORDER BY n.published_at DESC, n.id DESC LIMIT $1 OFFSET $2`,
    values: [limit, offset],
  });
  return { items: rows.map((r) => r.notice), total: rows[0]?.total ?? 0 };
}
