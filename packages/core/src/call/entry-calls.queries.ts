import type { Tx } from "@jiebang/db";
import { type Actor, type EntryCalls, entryCalls, requireUser } from "@jiebang/domain";
import { fetchOwnEntry } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { ADDRESSED } from "./addressed.ts";
import { mayHandIn } from "./hand-in-rules.ts";

/** Calls that an entry stands under, and the open ones that address its organisation, for its own people and its coordinators. */
export async function getEntryCalls(ctx: Ctx, { entryId }: { entryId: string }): Promise<EntryCalls> {
  return loadEntryCalls(ctx.db.prisma, requireUser(ctx.actor), entryId);
}

export async function loadEntryCalls(tx: Tx, actor: Actor, entryId: string): Promise<EntryCalls> {
  const { entry, standing } = await fetchOwnEntry(tx, actor, entryId);
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

/** Under which calls an entry stands, for those who vet it. */
export async function callsOfEntries(
  tx: Tx,
  entryIds: string[],
): Promise<Map<string, { number: string; title: string }[]>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ entryId: string; number: string; title: string }[]>`
    SELECT ce.entry_id AS "entryId", c.number, c.title FROM call_entry ce JOIN call c ON c.id = ce.call_id
    WHERE ce.entry_id = ANY(${entryIds}::text[]) ORDER BY ce.handed_in_at`;
  const calls = new Map<string, { number: string; title: string }[]>();
  for (const { entryId, ...call } of rows) calls.set(entryId, [...(calls.get(entryId) ?? []), call]);
  return calls;
}
