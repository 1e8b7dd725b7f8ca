import type { Tx } from "@jiebang/db";
import { type Actor, coversJurisdiction, type EntryCalls, entryCalls, hasRole, requireUser } from "@jiebang/domain";
import { fetchOwnEntry, standingOf } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { ADDRESSED } from "./addressed.ts";
import { mayHandIn } from "./hand-in-rules.ts";

/** Calls that an entry stands under, and the open ones that address its organisation, for its own people and its coordinators. */
export async function getEntryCalls(ctx: Ctx, { entryId }: { entryId: string }): Promise<EntryCalls> {
  return loadEntryCalls(ctx.db.prisma, requireUser(ctx.actor), entryId);
}

export async function loadEntryCalls(tx: Tx, actor: Actor, entryId: string): Promise<EntryCalls> {
  const { entry, standing } = await fetchSeen(tx, actor, entryId);
  const canChange = mayHandIn(actor, standing) && entry.state !== "archived" && entry.state !== "withdrawn";
  const rows = await tx.$queryRaw<
    {
      callId: string;
      number: string;
      title: string;
      titleEn: string | null;
      closesAt: Date;
      isUnder: boolean;
      isTaking: boolean;
    }[]
  >`
    SELECT c.id AS "callId", c.number, c.title, c.title_en AS "titleEn", c.closes_at AS "closesAt", ce.entry_id IS NOT NULL AS "isUnder",
      c.state = 'open' AND c.opens_at <= n.now AND c.closes_at > n.now AS "isTaking"
    FROM (SELECT app_now() AS now) n, call c JOIN organisation o ON o.id = ${entry.organisationId} LEFT JOIN call_entry ce ON ce.call_id = c.id AND ce.entry_id = ${entryId}
    WHERE c.number IS NOT NULL AND (ce.entry_id IS NOT NULL
      OR (${canChange} AND c.state = 'open' AND c.opens_at <= n.now AND c.closes_at > n.now AND ${entry.kind} = ANY(c.kinds) AND ${ADDRESSED}))
    ORDER BY c.closes_at, c.id LIMIT 60`;
  const shown = rows.map(({ isUnder: _, isTaking, closesAt, ...row }) => ({
    ...row,
    closesAt: closesAt.toISOString(),
    canTakeOut: canChange && isTaking,
  }));
  return entryCalls.parse({
    under: shown.filter((_, i) => rows[i]!.isUnder),
    open: shown.filter((_, i) => !rows[i]!.isUnder),
  });
}

/** One's own; or, once it was handed in, one of those that the actor vets or audits. */
async function fetchSeen(tx: Tx, actor: Actor, entryId: string) {
  const entry = await tx.entry.findUnique({ where: { id: entryId } });
  const isAtDesk = entry?.number && (coversJurisdiction(actor, entry.jurisdictionId) || hasRole(actor, "auditor"));
  if (!isAtDesk) return fetchOwnEntry(tx, actor, entryId);
  const revision = await tx.revision.findUniqueOrThrow({ where: { id: entry.currentRevisionId ?? "" } });
  return { entry, standing: standingOf(entry, revision) };
}
