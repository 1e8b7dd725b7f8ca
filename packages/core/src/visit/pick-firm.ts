import { Prisma } from "@jiebang/db";
import { type FirmOption, type PickFirmInput, pickFirmInput, requireUser } from "@jiebang/domain";
import { coveredFirms, requireDesk } from "../firm-file/covered-firms.ts";
import type { Ctx } from "../kernel/ctx.ts";

const SHOWN = 12;

/** At the door of a firm: without words those that this person visited last, then by name or credit code. */
export async function pickFirm(ctx: Ctx, raw: PickFirmInput): Promise<FirmOption[]> {
  const actor = requireUser(ctx.actor);
  requireDesk(actor);
  const { query } = pickFirmInput.parse(raw);
  const pattern = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
  const wanted = query
    ? Prisma.sql`(o.name ILIKE ${pattern} OR o.credit_code = ${query.toUpperCase()})`
    : Prisma.sql`o.id IN (SELECT v.organisation_id FROM visit v WHERE v.created_by_id = ${actor.userId})`;
  const rows = await ctx.db.prisma.$queryRaw<
    { id: string; name: string; jurisdiction_name: string | null; last: string | null }[]
  >`
    SELECT o.id, o.name, j.name AS jurisdiction_name, (SELECT max(v.visited_on)::text FROM visit v WHERE v.organisation_id = o.id) AS last
    FROM organisation o LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id
    WHERE o.state <> 'merged' AND ${coveredFirms(actor)} AND ${wanted}
    ORDER BY ${query ? Prisma.sql`length(o.name), o.name` : Prisma.sql`4 DESC, o.name`} LIMIT ${SHOWN}`;
  return rows.map((r) => ({
    organisationId: r.id,
    name: r.name,
    jurisdictionName: r.jurisdiction_name,
    lastVisitedOn: r.last,
  }));
}
