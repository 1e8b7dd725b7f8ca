import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type DictionaryPage,
  type DictionaryRowView,
  type DictionaryVersions,
  type DictionaryVersionView,
  type ListDictionaryInput,
  type ListVersionsInput,
  listDictionaryInput,
  listVersionsInput,
  mayEditDictionary,
  mayPublishDictionary,
  requireDictionaryEditor,
} from "@jiebang/domain";
import { countCedict, domainWords, nameKey, synonymGroups } from "@jiebang/search";
import type { Ctx } from "../kernel/ctx.ts";

interface Row {
  id: string;
  kind: DictionaryRowView["kind"];
  names: string[];
  note: string;
  source: DictionaryRowView["source"];
  created_at: Date;
  added_in: number | null;
  is_leaving: boolean;
  by_name: string | null;
}

/** Rows of the dictionary as they will be with the next version, newest first. */
export async function listDictionary(ctx: Ctx, raw: ListDictionaryInput): Promise<DictionaryPage> {
  requireDictionaryEditor(ctx.actor);
  const input = listDictionaryInput.parse(raw);
  const tx = ctx.db.prisma;
  const pattern = `%${nameKey(input.query).replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await tx.$queryRaw<(Row & { total: number })[]>`
    SELECT r.id, r.kind, r.names, r.note, r.source, r.created_at, r.added_in, r.is_leaving, u.name AS by_name,
      count(*) OVER ()::int AS total
    FROM dictionary_row r LEFT JOIN users u ON u.id = r.created_by_id
    WHERE r.removed_in IS NULL AND (${input.kind ?? null}::text IS NULL OR r.kind = ${input.kind ?? null})
      AND (NOT ${input.isChangedOnly} OR r.added_in IS NULL OR r.is_leaving)
      AND (${pattern} = '%%' OR EXISTS (SELECT 1 FROM unnest(r.keys) k WHERE k LIKE ${pattern}))
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`;
  const [counts] = await tx.$queryRaw<DictionaryPage["counts"][]>`
    SELECT count(*) FILTER (WHERE added_in IS NOT NULL)::int AS published, count(*) FILTER (WHERE added_in IS NULL)::int AS new,
      count(*) FILTER (WHERE is_leaving)::int AS leaving FROM dictionary_row WHERE removed_in IS NULL`;
  const [current] = await loadVersions(tx, ctx.actor, 1, 0);
  const hasDraft = counts!.new + counts!.leaving > 0;
  const mayPublish = mayPublishDictionary(ctx.actor);
  return {
    items: rows.map((row) => toRowView(row, ctx.actor)),
    total: rows[0]?.total ?? 0,
    counts: counts!,
    current: current ?? null,
    shipped: { synonyms: synonymGroups().length, words: domainWords.length, cedictEntries: countCedict() },
    allowedActions: [
      "add",
      ...(mayPublish ? (["import"] as const) : []),
      ...(mayPublish && hasDraft ? (["publish", "discard"] as const) : []),
    ],
  };
}

function toRowView(row: Row, actor: Actor): DictionaryRowView {
  const state = row.added_in === null ? "new" : row.is_leaving ? "leaving" : "published";
  return {
    rowId: row.id,
    kind: row.kind,
    names: row.names,
    note: row.note,
    source: row.source,
    state,
    sinceNo: row.added_in,
    createdAt: row.created_at.toISOString(),
    byName: row.by_name,
    allowedActions: !mayEditDictionary(actor) ? [] : state === "leaving" ? ["keep"] : ["edit", "remove"],
  };
}

/** One row after it was written. */
export async function loadDictionaryRow(tx: Tx, actor: Actor, rowId: string): Promise<DictionaryRowView> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT r.id, r.kind, r.names, r.note, r.source, r.created_at, r.added_in, r.is_leaving, u.name AS by_name
    FROM dictionary_row r LEFT JOIN users u ON u.id = r.created_by_id WHERE r.id = ${rowId}`;
  return toRowView(row!, actor); // asked for by whoever has just written it
}

/** What was published, newest first. */
export async function listDictionaryVersions(ctx: Ctx, raw: ListVersionsInput): Promise<DictionaryVersions> {
  requireDictionaryEditor(ctx.actor);
  const { limit, offset } = listVersionsInput.parse(raw);
  return {
    items: await loadVersions(ctx.db.prisma, ctx.actor, limit, offset),
    total: await ctx.db.prisma.dictionaryVersion.count(),
  };
}

interface VersionRow extends Omit<DictionaryVersionView, "publishedAt" | "builtAt" | "isCurrent" | "allowedActions"> {
  publishedAt: Date;
  builtAt: Date | null;
  newest: number;
}

export async function loadVersions(
  tx: Tx,
  actor: Actor,
  limit: number,
  offset: number,
): Promise<DictionaryVersionView[]> {
  const rows = await tx.$queryRaw<VersionRow[]>`
    SELECT v.no, v.note, v.restores_no AS "restoresNo", v.added, v.removed, v.published_at AS "publishedAt", u.name AS "byName",
      v.state, v.total, v.done, v.built_at AS "builtAt", (SELECT max(no) FROM dictionary_version) AS newest
    FROM dictionary_version v LEFT JOIN users u ON u.id = v.published_by_id ORDER BY v.no DESC LIMIT ${limit} OFFSET ${offset}`;
  const mayPublish = mayPublishDictionary(actor);
  return rows.map(({ newest, ...row }) => ({
    ...row,
    publishedAt: row.publishedAt.toISOString(),
    builtAt: row.builtAt?.toISOString() ?? null,
    isCurrent: row.no === newest,
    allowedActions: mayPublish && row.no !== newest ? ["restore"] : [],
  }));
}
