import { Prisma } from "@jiebang/db";
import {
  type CircleListInput,
  type CirclePage,
  circleListInput,
  requireUser,
  toEntryCard,
  toPublicEntry,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { codeNamesOf } from "./code-names.ts";
import { sourcesOfRevisions } from "./public-source.ts";
import { readableEntriesOf } from "./readable-entries.ts";

/** Entries of limited circles that let this person in, newest first. They stand in no index: PostgreSQL looks through the few there are. */
export async function listForUs(ctx: Ctx, raw: CircleListInput): Promise<CirclePage> {
  const actor = requireUser(ctx.actor);
  const input = circleListInput.parse(raw);
  const tx = ctx.db.prisma;
  const layered = (field: string, column: string) =>
    Prisma.raw(`CASE WHEN coalesce(r.layers->>'${field}', 'public') = 'public' THEN ${column} ELSE '' END`);
  // What is found is what is read: a field above the public layer is not searched either.
  const text = input.text
    ? Prisma.sql`AND (e.number = upper(${input.text}) OR strpos(lower(concat_ws(' ', r.title, r.title_en,
        ${layered("summary", "r.summary")}, ${layered("summary", "r.summary_en")}, ${layered("body", "r.body")},
        ${layered("keywords", "array_to_string(r.keywords, ' ')")}, ${layered("problem", "r.detail->>'problem'")})), lower(${input.text})) > 0)`
    : Prisma.empty;
  const rows = await tx.$queryRaw<{ revision_id: string; total: number }[]>`
    SELECT r.id AS revision_id, count(*) OVER ()::int AS total
    FROM entry e JOIN revision r ON r.id = e.published_revision_id
    WHERE e.audience = 'circle' AND ${readableEntriesOf(actor)} ${input.kind ? Prisma.sql`AND e.kind = ${input.kind}` : Prisma.empty} ${text}
    ORDER BY e.published_at DESC, e.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`;
  const sources = await sourcesOfRevisions(
    tx,
    rows.map((r) => r.revision_id),
  );
  const codes = await codeNamesOf(
    tx,
    sources.map((s) => s.revision.content),
  );
  return { total: rows[0]?.total ?? 0, items: sources.map((s) => toEntryCard(toPublicEntry(s, codes))) };
}
