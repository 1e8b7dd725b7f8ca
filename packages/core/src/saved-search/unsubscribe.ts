import { createHmac, timingSafeEqual } from "node:crypto";
import { notFound, systemActor, type UnsubscribeRef, type UnsubscribeView, unsubscribeRef } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

// The link in a mail works without signing in: it proves itself, and can do nothing but stop this one alert.

const tokenOf = (secret: string, searchId: string): string =>
  createHmac("sha256", secret).update(`unsubscribe saved search ${searchId}`).digest("base64url");

export const unsubscribePath = (secret: string, searchId: string): string =>
  `/unsubscribe/${searchId}/${tokenOf(secret, searchId)}`;

function requireToken(ctx: Pick<Ctx, "services">, { searchId, token }: UnsubscribeRef): void {
  const wanted = Buffer.from(tokenOf(ctx.services.secret, searchId));
  const given = Buffer.from(token);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw notFound();
}

/** What the link is about, before somebody confirms: programs that look through mails open links and must stop nothing. */
export async function getUnsubscribe(ctx: Pick<Ctx, "db" | "services">, raw: UnsubscribeRef): Promise<UnsubscribeView> {
  const ref = unsubscribeRef.parse(raw);
  requireToken(ctx, ref);
  const search = await ctx.db.prisma.savedSearch.findUnique({ where: { id: ref.searchId } });
  // Removed by its owner since: there is nothing left that could send.
  return { name: search?.name ?? "", isStopped: !search || search.cadence === "off" };
}

/** Stops the alerts of one kept search; the search itself stays. A second click finds it stopped. */
export async function unsubscribe(ctx: Ctx, raw: UnsubscribeRef): Promise<UnsubscribeView> {
  const ref = unsubscribeRef.parse(raw);
  requireToken(ctx, ref);
  return ctx.transaction(async (tx) => {
    const stopped = await tx.$queryRaw<{ name: string }[]>`
      UPDATE saved_search SET cadence = 'off', next_at = NULL, unsubscribed_at = app_now(), version = version + 1
      WHERE id = ${ref.searchId} AND cadence <> 'off' RETURNING name`;
    // Whoever holds the link may be signed in as somebody else, or not at all: it is the link that acts.
    if (stopped.length > 0)
      await recordAudit(tx, systemActor("saved-search.unsubscribe"), "saved_search.unsubscribe", {
        subjectKind: "saved_search",
        subjectId: ref.searchId,
      });
    const search = await tx.savedSearch.findUnique({ where: { id: ref.searchId }, select: { name: true } });
    return { name: search?.name ?? "", isStopped: true };
  });
}
