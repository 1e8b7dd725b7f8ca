import { Prisma } from "@jiebang/db";
import {
  type EntryKind,
  type ExportFormat,
  type ExportScope,
  organisationsOf,
  type PublicEntry,
  type PublicSource,
  projectEntry,
  requireUser,
  type SearchFilter,
  type SortKey,
  toPublicEntry,
  type UserActor,
} from "@jiebang/domain";
import { loadCodeNames } from "../entry/code-names.ts";
import { completeSource, SOURCE_SQL, type SourceRow } from "../entry/public-source.ts";
import { readableEntriesOf } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { searchEngineOf } from "../search/search-engine.ts";
import type { EntryExport } from "./export-file.ts";
import { type FeedDb, publicEntriesOf } from "./open-records.queries.ts";

export interface CatalogueFilter {
  query: string;
  kinds: EntryKind[];
  filter?: SearchFilter;
  sort: SortKey;
}

/** What the list page shows under the same filter, over all its pages; the public layer, as everybody reads it. */
export async function exportCatalogue(ctx: { db: FeedDb }, filter: CatalogueFilter): Promise<EntryExport> {
  const ids = await searchEngineOf(ctx.db).listIds(filter);
  return { total: ids.length, walk: (portion) => walk(ids, portion, (some) => publicEntriesOf(ctx.db, some)) };
}

/** Own entries with everything one wrote, or the public layer of whatever one may read. Who took how much is recorded. */
export async function exportEntries(
  ctx: Ctx,
  { scope, format }: { scope: ExportScope; format: ExportFormat },
): Promise<EntryExport> {
  const actor = requireUser(ctx.actor);
  const condition = scope === "own" ? ownEntriesOf(actor) : readableEntriesOf(actor);
  const ids = await ctx.transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM entry e WHERE ${condition} ORDER BY e.published_at DESC NULLS LAST, e.id DESC`;
    await recordAudit(tx, actor, "entry.export", { values: { scope, format, entries: rows.length } });
    return rows.map((row) => row.id);
  });
  const revision = Prisma.raw(
    scope === "own" ? "coalesce(e.current_revision_id, e.published_revision_id)" : "e.published_revision_id",
  );
  const load = async (some: string[]): Promise<PublicEntry[]> => {
    // Asked again with each portion: what is closed to this reader meanwhile is not written any more.
    const [rows, codes] = await Promise.all([
      ctx.db.prisma.$queryRaw<SourceRow[]>`
        SELECT ${Prisma.raw(SOURCE_SQL)} FROM entry e JOIN revision r ON r.id = ${revision}
        JOIN organisation o ON o.id = e.organisation_id
        WHERE e.id = ANY(${some}::text[]) AND ${condition} ORDER BY array_position(${some}::text[], e.id)`,
      loadCodeNames(ctx.db),
    ]);
    const sources = rows.map(completeSource);
    return sources.map((source) =>
      scope === "own" ? projectEntry(unhidden(source), codes, "sealed") : toPublicEntry(source, codes),
    );
  };
  return { total: ids.length, walk: (portion) => walk(ids, portion, load) };
}

const ownEntriesOf = (actor: UserActor) => Prisma.sql`e.organisation_id = ANY(${organisationsOf(actor)}::text[])`;

/** For its own people nothing is coarsened and nobody is hidden. */
function unhidden(source: PublicSource): PublicSource {
  const content = { ...source.revision.content, isPosterHidden: false };
  return { ...source, revision: { ...source.revision, content } };
}

async function* walk(
  ids: string[],
  portion: number,
  load: (ids: string[]) => Promise<PublicEntry[]>,
): AsyncGenerator<PublicEntry[]> {
  for (let from = 0; from < ids.length; from += portion) yield await load(ids.slice(from, from + portion));
}
