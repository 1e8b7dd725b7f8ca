import type { Database } from "@jiebang/db";
import {
  frozenEntry,
  notFound,
  type Page,
  type Paging,
  type PublicEdition,
  type PublicEditionEntry,
  type PublicEditionRow,
} from "@jiebang/domain";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import type { FileStore } from "../kernel/file-store.ts";

// Issued editions for everybody. What is frozen is read as it was frozen; only what became of an entry since is asked today.

type Db = Pick<Database, "pool">;
const at = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ROW = `'id', e.id, 'slug', e.slug, 'no', e.no, 'series', e.series, 'title', e.title, 'titleEn', e.title_en, 'jurisdictionName', j.name,
  'jurisdictionNameEn', j.name_en, 'entryCount', e.entry_count, 'issuedOn', to_char(e.issued_on, 'YYYY-MM-DD'), 'issuedAt', ${at("e.issued_at")}, 'rootHash', e.root_hash`;

/** Issued editions, the newest first. */
export async function listPublicEditions(db: Db, { limit, offset }: Paging): Promise<Page<PublicEditionRow>> {
  const { rows } = await db.pool.query<{ edition: PublicEditionRow; total: number }>({
    name: "public_editions",
    text: `SELECT json_build_object(${ROW}) AS edition, count(*) OVER ()::int AS total
      FROM edition e JOIN jurisdiction j ON j.id = e.jurisdiction_id WHERE e.state = 'issued'
      ORDER BY e.issued_at DESC, e.id DESC LIMIT $1 OFFSET $2`,
    values: [limit, offset],
  });
  return { items: rows.map((r) => r.edition), total: rows[0]?.total ?? 0 };
}

type Head = Omit<PublicEdition, "entries" | "header"> & { header: string };

/** One edition with its entries from `offset` on; null for what was not issued. */
export async function getPublicEdition(db: Db, slug: string, { limit, offset }: Paging): Promise<PublicEdition | null> {
  const { rows } = await db.pool.query<{ edition: Head }>({
    name: "public_edition",
    text: `SELECT json_build_object(${ROW}, 'header', e.header, 'difference', e.difference,
        'files', (SELECT coalesce(json_agg(json_build_object('name', f.name, 'mediaType', f.media_type, 'size', f.size, 'sha256', f.sha256) ORDER BY f.name), '[]')
          FROM edition_file f WHERE f.edition_id = e.id),
        'errata', (SELECT coalesce(json_agg(json_build_object('no', x.no, 'entryNumber', x.entry_number, 'text', x.text, 'textEn', x.text_en,
            'createdAt', ${at("x.created_at")}) ORDER BY x.no), '[]') FROM edition_erratum x WHERE x.edition_id = e.id),
        'previous', (SELECT json_build_object('slug', p.slug, 'no', p.no) FROM edition p WHERE p.id = e.previous_id AND p.state = 'issued'),
        'next', (SELECT json_build_object('slug', n.slug, 'no', n.no) FROM edition n WHERE n.previous_id = e.id AND n.state = 'issued')) AS edition
      FROM edition e JOIN jurisdiction j ON j.id = e.jurisdiction_id WHERE e.slug = $1 AND e.state = 'issued'`,
    values: [slug],
  });
  const head = rows[0]?.edition;
  if (!head) return null;
  const entries = await frozenRows(db, head.id, limit, offset);
  return { ...head, header: JSON.parse(head.header), entries };
}

async function frozenRows(db: Db, editionId: string, limit: number, offset: number): Promise<PublicEditionEntry[]> {
  // An entry that nobody may read any more says that it was withdrawn, whatever the reason: less would not be true, more is nobody's business.
  const { rows } = await db.pool.query<
    Omit<PublicEditionEntry, "content"> & { content: string; revisionNo: number | null }
  >({
    name: "public_edition_rows",
    text: `SELECT r.position, r.hash, r.content, v.no AS "revisionNo",
        CASE WHEN e.id IS NULL OR e.state IN ('withdrawn', 'archived', 'draft') OR NOT (${FOR_EVERYBODY}) THEN 'withdrawn' WHEN e.state = 'expired' THEN 'expired'
          WHEN e.state = 'matched' THEN 'matched' END AS since
      FROM edition_row r LEFT JOIN entry e ON e.id = r.entry_id LEFT JOIN revision v ON v.id = e.published_revision_id
      WHERE r.edition_id = $1 ORDER BY r.position LIMIT $2 OFFSET $3`,
    values: [editionId, limit, offset],
  });
  return rows.map(({ revisionNo, content: text, since, ...row }) => {
    const content = frozenEntry.parse(JSON.parse(text));
    const isChanged = since === null && revisionNo !== null && revisionNo !== content.revisionNo;
    return { ...row, content, since: isChanged ? "changed" : since };
  });
}

export interface StoredEditionFile {
  name: string;
  mediaType: string;
  sha256: string;
  bytes: Uint8Array;
}

/** A file as it was made at the issue. */
export async function readEditionFile(
  db: Db,
  files: FileStore,
  slug: string,
  name: string,
): Promise<StoredEditionFile> {
  const { rows } = await db.pool.query<{ name: string; mediaType: string; sha256: string; storageKey: string }>({
    name: "public_edition_file",
    text: `SELECT f.name, f.media_type AS "mediaType", f.sha256, f.storage_key AS "storageKey"
      FROM edition_file f JOIN edition e ON e.id = f.edition_id WHERE e.slug = $1 AND e.state = 'issued' AND f.name = $2`,
    values: [slug, name],
  });
  const row = rows[0];
  if (!row) throw notFound();
  const { storageKey, ...file } = row;
  return { ...file, bytes: await files.get(storageKey) };
}
