import { Prisma, type Tx } from "@jiebang/db";
import {
  addDays,
  type EditionFilter,
  type EditionSeries,
  type FrozenEntry,
  freezeEntry,
  instantOf,
  kindsOfSeries,
  type LeftOutEntry,
  type LeftOutReason,
} from "@jiebang/domain";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";

/** The jurisdictions whose entries an edition of this one holds. */
export async function areaOf(tx: Tx, jurisdictionId: string): Promise<string[]> {
  const below = await tx.jurisdiction.findMany({ where: { parentId: jurisdictionId }, select: { id: true } });
  return [jurisdictionId, ...below.map((j) => j.id)];
}

export type EditionOrder = "chain" | "industry" | "number" | "published";
/** What readers look for stands together; within it the numbers count up. Without a chain comes last. */
export const ORDER: Record<EditionOrder, Prisma.Sql> = {
  chain: Prisma.sql`e.kind DESC, r.chain_code NULLS LAST, r.industry_code NULLS LAST, e.number, e.id`,
  industry: Prisma.sql`e.kind DESC, r.industry_code NULLS LAST, r.chain_code NULLS LAST, e.number, e.id`,
  number: Prisma.sql`e.number, e.id`,
  published: Prisma.sql`e.published_at DESC NULLS LAST, e.id DESC`,
};

/**
 * Ids of what a filter takes in, in order. Also entries that cannot go in (run out, for a limited circle): the preview
 * says why. `limit` + 1 shows that there are too many.
 */
export async function idsByFilter(
  tx: Tx,
  edition: { jurisdictionId: string; series: string },
  filter: EditionFilter,
  limit: number,
): Promise<string[]> {
  const area = await areaOf(tx, edition.jurisdictionId);
  const wanted = filter.jurisdictionIds.filter((id) => area.includes(id));
  const from = filter.publishedFrom ? instantOf(filter.publishedFrom) : null;
  const to = filter.publishedTo ? instantOf(addDays(filter.publishedTo, 1)) : null;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM entry e JOIN revision r ON r.id = e.published_revision_id
    WHERE e.number IS NOT NULL AND e.state IN ('published', 'matched', 'expired')
      AND e.kind = ANY(${kindsOfSeries(edition.series as EditionSeries)}::text[])
      AND e.jurisdiction_id = ANY(${filter.jurisdictionIds.length > 0 ? wanted : area}::text[])
      AND (${filter.callId}::text IS NULL OR EXISTS (SELECT 1 FROM call_entry c WHERE c.entry_id = e.id AND c.call_id = ${filter.callId}))
      AND (${filter.chainCodes.length === 0} OR r.chain_code = ANY(${filter.chainCodes}::text[]))
      AND (${filter.industryPrefixes.length === 0} OR EXISTS (SELECT 1 FROM unnest(${filter.industryPrefixes}::text[]) p WHERE starts_with(r.industry_code, p)))
      AND (${from}::timestamptz IS NULL OR e.published_at >= ${from}) AND (${to}::timestamptz IS NULL OR e.published_at < ${to})
    ORDER BY ${ORDER.chain} LIMIT ${limit}`;
  return rows.map((r) => r.id);
}

export interface Selected {
  entries: { entryId: string; content: FrozenEntry }[];
  leftOut: LeftOutEntry[];
}

/**
 * The picks of an edition as they stand now: what goes in, in order, made from the public projection alone; and what
 * stays out and why. What the projection does not give although its state would allow it is meant for a limited circle.
 */
export async function selectedEntries(
  tx: Tx,
  edition: { id: string; jurisdictionId: string; series: string },
): Promise<Selected> {
  const area = new Set(await areaOf(tx, edition.jurisdictionId));
  const kinds: string[] = kindsOfSeries(edition.series as EditionSeries);
  const picks = await tx.$queryRaw<
    {
      id: string;
      kind: string;
      state: string;
      number: string | null;
      jurisdictionId: string | null;
      isHistorical: boolean;
      title: string;
      isPublished: boolean;
    }[]
  >`
    SELECT e.id, e.kind, e.state, e.number, e.jurisdiction_id AS "jurisdictionId", e.is_historical AS "isHistorical",
      coalesce(r.title, '') AS title, e.published_revision_id IS NOT NULL AS "isPublished"
    FROM edition_pick p JOIN entry e ON e.id = p.entry_id LEFT JOIN revision r ON r.id = e.published_revision_id
    WHERE p.edition_id = ${edition.id} ORDER BY p.position, e.id`;
  const reasonOf = (p: (typeof picks)[number]): LeftOutReason | null => {
    if (!p.jurisdictionId || !area.has(p.jurisdictionId)) return "other_area";
    if (!kinds.includes(p.kind)) return "other_kind";
    if (p.state === "withdrawn" || p.state === "archived") return "withdrawn";
    if (!p.isPublished || !p.number) return "not_published";
    if (p.state === "expired") return "expired";
    return p.isHistorical ? "historical" : null;
  };
  const fitting = picks.filter((p) => reasonOf(p) === null).map((p) => p.id);
  const readable = new Map((await loadPublicEntries(tx, fitting)).map((entry) => [entry.id, entry]));
  const entries: Selected["entries"] = [];
  const leftOut: LeftOutEntry[] = [];
  for (const pick of picks) {
    const entry = readable.get(pick.id);
    const reason = reasonOf(pick) ?? (entry ? null : "limited_circle");
    if (reason) leftOut.push({ entryId: pick.id, number: pick.number, title: pick.title, reason });
    else entries.push({ entryId: pick.id, content: freezeEntry(entry!) });
  }
  return { entries, leftOut };
}
