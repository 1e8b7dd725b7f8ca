import type { Database, Tx } from "@jiebang/db";
import { type EntryContent, PUBLIC_ENTRY_STATES, type PublicSource } from "@jiebang/domain";
import { FOR_EVERYBODY } from "./readable-entries.ts";

const instantSql = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The content of revision `r` of entry `e` as JSON, in the shape of `entryContent`. */
export const CONTENT_SQL = `json_build_object(
  'kind', e.kind, 'title', r.title, 'titleEn', r.title_en, 'summary', r.summary, 'summaryEn', r.summary_en,
  'body', r.body, 'bodyEn', r.body_en, 'keywords', coalesce(r.keywords, '{}'), 'keywordsEn', coalesce(r.keywords_en, '{}'),
  'industryCode', r.industry_code, 'chainCode', r.chain_code, 'disciplineCode', r.discipline_code,
  'ipcCodes', coalesce(r.ipc_codes, '{}'), 'areaCode', r.area_code, 'cooperationModes', coalesce(r.cooperation_modes, '{}'),
  'moneyKind', r.money_kind, 'moneyMin', r.money_min::text, 'moneyMax', r.money_max::text,
  'validUntil', r.valid_until, 'contactName', r.contact_name, 'contactPhone', r.contact_phone,
  'contactEmail', r.contact_email, 'isPosterHidden', r.is_poster_hidden, 'layers', r.layers, 'detail', r.detail)`;

/** Only what a card shows: a page of twenty does not read twenty long texts. */
const CARD_CONTENT_SQL = `json_build_object(
  'kind', e.kind, 'title', r.title, 'titleEn', r.title_en, 'summary', r.summary, 'summaryEn', r.summary_en,
  'industryCode', r.industry_code, 'chainCode', r.chain_code, 'areaCode', r.area_code,
  'cooperationModes', coalesce(r.cooperation_modes, '{}'), 'moneyKind', r.money_kind, 'moneyMin', r.money_min::text,
  'moneyMax', r.money_max::text, 'validUntil', r.valid_until, 'isPosterHidden', r.is_poster_hidden, 'layers', r.layers,
  'maturity', r.detail->'maturity', 'deadline', r.detail->'deadline')`;

const sourceSql = (content: string, attachments: string) => `json_build_object(
  'entry', json_build_object('id', e.id, 'number', e.number, 'sourceId', e.source_id, 'state', e.state,
    'isHistorical', e.is_historical, 'isUnconfirmed', e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL
      AND e.on_behalf_stamp_revision_id IS DISTINCT FROM e.published_revision_id, 'publishedAt', ${instantSql("e.published_at")}, 'expiresAt', ${instantSql("e.expires_at")}),
  'revision', json_build_object('no', r.no, 'updatedAt', ${instantSql("r.updated_at")}, 'content', ${content}),
  'organisation', json_build_object('id', o.id, 'name', o.name, 'nameEn', o.name_en, 'kind', o.kind, 'source', o.source),
  'attachments', ${attachments}
) AS source`;
const ATTACHMENTS_SQL = `(SELECT coalesce(json_agg(json_build_object('id', a.id, 'fileName', a.file_name, 'mediaType', a.media_type,
      'size', a.size, 'layer', a.layer) ORDER BY a.created_at, a.id), '[]'::json)
    FROM attachment a WHERE a.subject_kind = 'revision' AND a.subject_id = r.id AND a.removed_at IS NULL)`;
export const SOURCE_SQL = sourceSql(CONTENT_SQL, ATTACHMENTS_SQL);
const CARD_SQL = sourceSql(CARD_CONTENT_SQL, "'[]'::json");

/** Published revisions only: what waits for vetting is not reachable from here. */
const FROM_PUBLISHED = `FROM entry e JOIN revision r ON r.id = e.published_revision_id JOIN organisation o ON o.id = e.organisation_id`;
const STATES = PUBLIC_ENTRY_STATES.map((s) => `'${s}'`).join(", ");
const IS_PUBLIC = `e.state IN (${STATES}) AND e.number IS NOT NULL AND ${FOR_EVERYBODY}`;

const EMPTY_OFFER = { maturity: null, ipRights: [], inventors: [], team: "", conditions: "", proven: "" };
const EMPTY_DEMAND = {
  problem: "",
  targets: [],
  todayState: "",
  deadline: null,
  partnerConditions: "",
  ipWish: "",
  foundationClass: null,
};

/** Rows written by another edition of the schema may lack later fields of `detail`. */
export function completeContent(content: EntryContent): EntryContent {
  const empty = content.kind === "offer" ? EMPTY_OFFER : EMPTY_DEMAND;
  return { ...content, detail: { ...empty, ...content.detail } } as EntryContent;
}

export type SourceRow = { source: PublicSource };
export const completeSource = ({ source }: SourceRow): PublicSource => ({
  ...source,
  revision: { ...source.revision, content: completeContent(source.revision.content) },
});

export async function publicSourceByNumber(db: Pick<Database, "pool">, number: string): Promise<PublicSource | null> {
  const { rows } = await db.pool.query<SourceRow>({
    name: "public_source_by_number",
    text: `SELECT ${SOURCE_SQL} ${FROM_PUBLISHED} WHERE e.number = $1 AND ${IS_PUBLIC}`,
    values: [number],
  });
  return rows[0] ? completeSource(rows[0]) : null;
}

/** In the order of `ids`; ids of entries that are not public are left out. */
export async function publicSourcesByIds(tx: Tx, ids: string[]): Promise<PublicSource[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRawUnsafe<SourceRow[]>(
    `SELECT ${SOURCE_SQL} ${FROM_PUBLISHED} WHERE e.id = ANY($1::text[]) AND ${IS_PUBLIC}
     ORDER BY array_position($1::text[], e.id)`,
    ids,
  );
  return rows.map(completeSource);
}

export interface RecentPublicOptions {
  kind?: "offer" | "demand";
  /** Entries of one organisation; those with a hidden poster never count among them. */
  organisationId?: string;
  /** Also what has run out and what came in as historical. */
  withExpired?: boolean;
  limit?: number;
  offset?: number;
}

const EMPTY_TEXTS = {
  body: "",
  bodyEn: null,
  keywords: [],
  keywordsEn: [],
  disciplineCode: null,
  ipcCodes: [],
  contactName: null,
  contactPhone: null,
  contactEmail: null,
};

function completeCard({ source }: SourceRow): PublicSource {
  // The card's SQL lifts two values out of `detail`; all else of a content is empty here.
  const { maturity, deadline, ...shown } = source.revision.content as EntryContent & Record<string, unknown>;
  const detail = shown.kind === "offer" ? { ...EMPTY_OFFER, maturity } : { ...EMPTY_DEMAND, deadline };
  const content = { ...EMPTY_TEXTS, ...shown, detail } as unknown as EntryContent;
  return { ...source, revision: { ...source.revision, content } };
}

/** The same for cards, in the order of `ids`: long texts, contacts and files are left out. */
export async function publicCardSources(db: Pick<Database, "pool">, ids: string[]): Promise<PublicSource[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.pool.query<SourceRow>({
    name: "public_card_sources",
    text: `SELECT ${CARD_SQL} ${FROM_PUBLISHED} WHERE e.id = ANY($1::text[]) AND ${IS_PUBLIC} ORDER BY array_position($1::text[], e.id)`,
    values: [ids],
  });
  return rows.map(completeCard);
}

/** Sources that are good for cards only: long texts, contacts and files are left out. */
export async function recentPublicSources(
  db: Pick<Database, "pool">,
  { kind, organisationId, withExpired = false, limit = 20, offset = 0 }: RecentPublicOptions,
): Promise<{ sources: PublicSource[]; total: number }> {
  const where = [
    `e.state IN (${withExpired ? STATES : "'published', 'matched'"}) AND e.number IS NOT NULL AND ${FOR_EVERYBODY}`,
    ...(kind ? [`e.kind = '${kind === "offer" ? "offer" : "demand"}'`] : []),
    ...(organisationId ? ["e.organisation_id = $3 AND NOT r.is_poster_hidden"] : []),
  ].join(" AND ");
  const joins = organisationId ? FROM_PUBLISHED : "FROM entry e";
  const values = organisationId ? [limit, offset, organisationId] : [limit, offset];
  // The page is picked on the narrow index first; only its rows are joined and built.
  const { rows } = await db.pool.query<SourceRow & { total: string }>({
    name: `recent_public_${kind ?? "all"}_${organisationId ? "org" : ""}_${withExpired}`,
    text: `WITH page AS (SELECT e.id, e.published_at ${joins} WHERE ${where} ORDER BY e.published_at DESC, e.id DESC LIMIT $1 OFFSET $2),
        n AS (SELECT count(*) AS total ${joins} WHERE ${where})
      SELECT ${CARD_SQL}, (SELECT total FROM n) AS total ${FROM_PUBLISHED} JOIN page p ON p.id = e.id
      ORDER BY p.published_at DESC, p.id DESC`,
    values,
  });
  return { sources: rows.map(completeCard), total: Number(rows[0]?.total ?? 0) };
}

/** Any revision, published or not: only for those who were already found to be allowed (previews of the own entry, the second layer). */
export async function sourceOfRevision(tx: Tx, revisionId: string): Promise<PublicSource> {
  return (await sourcesOfRevisions(tx, [revisionId]))[0]!;
}

/** The same for many, in the order of `revisionIds`. */
export async function sourcesOfRevisions(tx: Tx, revisionIds: string[]): Promise<PublicSource[]> {
  if (revisionIds.length === 0) return [];
  const rows = await tx.$queryRawUnsafe<SourceRow[]>(
    `SELECT ${SOURCE_SQL} FROM revision r JOIN entry e ON e.id = r.entry_id JOIN organisation o ON o.id = e.organisation_id
     WHERE r.id = ANY($1::text[]) ORDER BY array_position($1::text[], r.id)`,
    revisionIds,
  );
  return rows.map(completeSource);
}
