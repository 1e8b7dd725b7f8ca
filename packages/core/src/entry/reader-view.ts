import type { Tx } from "@jiebang/db";
import {
  coversJurisdiction,
  isMemberOf,
  organisationsOf,
  type ReaderView,
  requireUser,
  toPublicEntry,
  UNDERTAKING_TEXT,
  UNDERTAKING_VERSION,
  type UserActor,
} from "@jiebang/domain";
import { managersOfEntry } from "../interest/manager.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { undertakingOf } from "../undertaking/has-undertaking.ts";
import { sourceOfRevision } from "./public-source.ts";
import { fetchPublicStanding, type PublicStanding } from "./public-standing.ts";

/** What a signed-in person may do with a published entry, by number or id. */
export async function getReaderView(ctx: Ctx, input: { entryId?: string; number?: string }): Promise<ReaderView> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  return getReaderViewIn(tx, actor, await fetchPublicStanding(tx, actor, input));
}

export async function getReaderViewIn(tx: Tx, actor: UserActor, entry: PublicStanding): Promise<ReaderView> {
  const isOwn = isMemberOf(actor, entry.organisationId);
  const source = await sourceOfRevision(tx, entry.publishedRevisionId);
  const { afterUndertaking, kind, title, titleEn, poster } = toPublicEntry(source, () => undefined);
  const accepted = await undertakingOf(tx, actor, entry.id);
  const interest = await tx.interest.findFirst({
    where: { entryId: entry.id, organisationId: { in: organisationsOf(actor) }, state: { in: ["open", "accepted"] } },
    orderBy: { createdAt: "desc" },
    select: { id: true, state: true, organisationId: true },
  });
  const hasMore = afterUndertaking.length > 0;
  const mayOpen = isOwn || accepted !== null || coversJurisdiction(actor, entry.jurisdictionId);
  const mayAsk =
    !isOwn && entry.state === "published" && entry.organisationSource === null && actor.memberships.length > 0;
  return {
    entryId: entry.id,
    number: entry.number,
    kind,
    title,
    titleEn,
    poster: { isHidden: poster.isHidden, name: poster.name, nameEn: poster.nameEn, kind: poster.kind },
    managers: (await managersOfEntry(tx, entry.id)).map(({ name }) => ({ name: poster.isHidden ? null : name })),
    isOwn,
    audience: entry.audience,
    undertaking: {
      isNeeded: hasMore && !mayOpen,
      acceptedAt: accepted?.acceptedAt.toISOString() ?? null,
      version: UNDERTAKING_VERSION,
      text: UNDERTAKING_TEXT.zh,
      textEn: UNDERTAKING_TEXT.en,
    },
    interest,
    allowedActions: [
      ...(mayAsk && interest?.state !== "open" ? (["express_interest"] as const) : []),
      ...(hasMore && !mayOpen ? (["accept_undertaking"] as const) : []),
      ...(hasMore && mayOpen ? (["open_undertaking_layer"] as const) : []),
    ],
  };
}
