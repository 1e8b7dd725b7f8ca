import {
  type CallPage,
  type CallRow,
  coveredJurisdictions,
  hasRole,
  type ListCallsInput,
  listCallsInput,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadCallView } from "./load-call.ts";

export const getCall = (ctx: Ctx, { callId }: { callId: string }) =>
  loadCallView(ctx.db.prisma, requireUser(ctx.actor), callId);

type SqlRow = Omit<CallRow, "jurisdiction" | "opensAt" | "closesAt"> & {
  opensAt: Date | null;
  closesAt: Date | null;
  jurisdictionId: string;
  jurisdictionName: string;
  jurisdictionNameEn: string | null;
  total: number;
};

/** Calls that the actor may know of: what takes entries first, then the newest; one statement whatever their number. */
export async function listCalls(ctx: Ctx, raw: ListCallsInput): Promise<CallPage> {
  const actor = requireUser(ctx.actor);
  const { limit, offset, state } = listCallsInput.parse(raw);
  const rows = await ctx.db.prisma.$queryRaw<SqlRow[]>`
    SELECT c.id, c.number, c.state, c.title, c.title_en AS "titleEn", c.kinds, c.opens_at AS "opensAt", c.closes_at AS "closesAt",
      j.id AS "jurisdictionId", j.name AS "jurisdictionName", j.name_en AS "jurisdictionNameEn",
      (SELECT count(*)::int FROM call_entry ce JOIN entry e ON e.id = ce.entry_id WHERE ce.call_id = c.id AND e.number IS NOT NULL) AS "handedIn",
      count(*) OVER ()::int AS total
    FROM call c JOIN jurisdiction j ON j.id = c.jurisdiction_id
    WHERE (${state ?? null}::text IS NULL OR c.state = ${state ?? null})
      AND (c.number IS NOT NULL OR c.jurisdiction_id = ANY(${coveredJurisdictions(actor)}) OR ${hasRole(actor, "auditor")})
    ORDER BY c.state = 'open' DESC, coalesce(c.opened_at, c.created_at) DESC, c.id DESC LIMIT ${limit} OFFSET ${offset}`;
  const items = rows.map(({ total: _, jurisdictionId, jurisdictionName, jurisdictionNameEn, ...row }) => ({
    ...row,
    opensAt: row.opensAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    jurisdiction: { id: jurisdictionId, name: jurisdictionName, nameEn: jurisdictionNameEn },
  }));
  return { items, total: rows[0]?.total ?? 0 };
}
