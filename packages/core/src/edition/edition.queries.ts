import {
  coveredJurisdictions,
  type EditionPage,
  type EditionRow,
  hasRole,
  type ListEditionsInput,
  listEditionsInput,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadEditionView } from "./load-edition.ts";

export const getEdition = (ctx: Ctx, { editionId }: { editionId: string }) =>
  loadEditionView(ctx.db.prisma, requireUser(ctx.actor), editionId);

type SqlRow = Omit<EditionRow, "jurisdiction" | "updatedAt"> & {
  updatedAt: Date;
  jurisdictionId: string;
  jurisdictionName: string;
  jurisdictionNameEn: string | null;
  total: number;
};

/** Editions of the actor's jurisdictions, the latest first; one statement whatever their number. */
export async function listEditions(ctx: Ctx, raw: ListEditionsInput): Promise<EditionPage> {
  const actor = requireUser(ctx.actor);
  const { limit, offset, state, series } = listEditionsInput.parse(raw);
  const rows = await ctx.db.prisma.$queryRaw<SqlRow[]>`
    SELECT e.id, e.series, e.state, e.no, e.slug, e.title, e.title_en AS "titleEn", to_char(e.issued_on, 'YYYY-MM-DD') AS "issuedOn", e.updated_at AS "updatedAt",
      CASE WHEN e.frozen_at IS NULL THEN (SELECT count(*)::int FROM edition_pick p WHERE p.edition_id = e.id) ELSE e.entry_count END AS "entryCount",
      j.id AS "jurisdictionId", j.name AS "jurisdictionName", j.name_en AS "jurisdictionNameEn", count(*) OVER ()::int AS total
    FROM edition e JOIN jurisdiction j ON j.id = e.jurisdiction_id
    WHERE (e.jurisdiction_id = ANY(${coveredJurisdictions(actor)}) OR ${hasRole(actor, "auditor")})
      AND (${state ?? null}::text IS NULL OR e.state = ${state ?? null}) AND (${state ?? null}::text IS NOT NULL OR e.state <> 'discarded')
      AND (${series ?? null}::text IS NULL OR e.series = ${series ?? null})
    ORDER BY e.state = 'issued', coalesce(e.issued_at, e.updated_at) DESC, e.id DESC LIMIT ${limit} OFFSET ${offset}`;
  const items = rows.map(({ total: _, jurisdictionId, jurisdictionName, jurisdictionNameEn, ...row }) => ({
    ...row,
    updatedAt: row.updatedAt.toISOString(),
    jurisdiction: { id: jurisdictionId, name: jurisdictionName, nameEn: jurisdictionNameEn },
  }));
  return { items, total: rows[0]?.total ?? 0 };
}
