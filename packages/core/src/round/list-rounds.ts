import {
  coveredJurisdictions,
  hasRole,
  type ListRoundsInput,
  listRoundsInput,
  organisationsOf,
  type Page,
  type RoundRow as Row,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

interface SqlRow extends Omit<Row, "stageClosesAt" | "announcedAt" | "endedAt" | "jurisdiction"> {
  stageClosesAt: Date | null;
  announcedAt: Date | null;
  endedAt: Date | null;
  jurisdictionId: string;
  jurisdictionName: string;
  jurisdictionNameEn: string | null;
  total: number;
}

/** Rounds that the actor may know of, the newest first; one statement whatever their number. */
export async function listRounds(ctx: Ctx, raw: ListRoundsInput): Promise<Page<Row>> {
  const { limit, offset, state } = listRoundsInput.parse(raw);
  const rows = await ctx.db.prisma.$queryRaw<SqlRow[]>`
    SELECT p.id, p.number, p.title, p.title_en AS "titleEn", p.state, s.key AS "stageKey", s.name AS "stageName", s.name_en AS "stageNameEn",
      s.closes_at AS "stageClosesAt", p.announced_at AS "announcedAt", p.ended_at AS "endedAt",
      j.id AS "jurisdictionId", j.name AS "jurisdictionName", j.name_en AS "jurisdictionNameEn",
      (SELECT count(*)::int FROM board_item i WHERE i.procedure_id = p.id AND i.state NOT IN ('declined', 'withdrawn')) AS "itemCount",
      (SELECT count(*)::int FROM bid b WHERE b.procedure_id = p.id AND b.envelope_id IS NOT NULL) AS "sealedBids",
      count(*) OVER ()::int AS total
    FROM procedure p JOIN jurisdiction j ON j.id = p.jurisdiction_id LEFT JOIN stage s ON s.id = p.stage_id
    WHERE p.kind = 'round' AND (${state ?? null}::text IS NULL OR p.state = ${state ?? null})
      AND (p.announced_at IS NOT NULL OR p.jurisdiction_id = ANY(${coveredJurisdictions(ctx.actor)}) OR ${hasRole(ctx.actor, "auditor")}
        OR EXISTS (SELECT 1 FROM board_item i WHERE i.procedure_id = p.id AND i.organisation_id = ANY(${organisationsOf(ctx.actor)}))
        OR (${organisationsOf(ctx.actor).length > 0} AND EXISTS (SELECT 1 FROM stage d WHERE d.procedure_id = p.id AND d.state IN ('active', 'done') AND 'draft' = ANY(d.shows))))
    ORDER BY coalesce(p.announced_at, p.created_at) DESC, p.id DESC LIMIT ${limit} OFFSET ${offset}`;
  return { items: rows.map(toRow), total: rows[0]?.total ?? 0 };
}

function toRow({ total: _, jurisdictionId, jurisdictionName, jurisdictionNameEn, ...row }: SqlRow): Row {
  return {
    ...row,
    stageClosesAt: row.stageClosesAt?.toISOString() ?? null,
    announcedAt: row.announcedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    jurisdiction: { id: jurisdictionId, name: jurisdictionName, nameEn: jurisdictionNameEn },
  };
}
