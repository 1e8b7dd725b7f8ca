import {
  type AcceptUndertakingInput,
  acceptUndertakingInput,
  DomainError,
  isMemberOf,
  newId,
  organisationsOf,
  type ReaderView,
  requireUser,
  UNDERTAKING_VERSION,
} from "@jiebang/domain";
import { fetchPublicStanding } from "../entry/public-standing.ts";
import { getReaderViewIn } from "../entry/reader-view.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** A named person accepts the confidentiality text as it stands today; the owner sees who did. */
export async function acceptUndertaking(ctx: Ctx, raw: AcceptUndertakingInput): Promise<ReaderView> {
  const actor = requireUser(ctx.actor);
  const input = acceptUndertakingInput.parse(raw);
  if (input.version !== UNDERTAKING_VERSION) throw new DomainError("conflict", "undertaking.version_changed");
  if (input.organisationId && !isMemberOf(actor, input.organisationId))
    throw new DomainError("forbidden", "undertaking.not_member");
  return ctx.transaction(async (tx) => {
    const entry = await fetchPublicStanding(tx, actor, { entryId: input.entryId });
    await tx.undertaking.createMany({
      data: [
        {
          id: newId("und"),
          entryId: entry.id,
          userId: actor.userId,
          organisationId: input.organisationId ?? organisationsOf(actor)[0],
          textVersion: UNDERTAKING_VERSION,
        },
      ],
      skipDuplicates: true, // accepting twice is accepting once
    });
    await recordAudit(tx, actor, "undertaking.accept", {
      subjectKind: "entry",
      subjectId: entry.id,
      values: { version: UNDERTAKING_VERSION },
    });
    return getReaderViewIn(tx, actor, entry);
  });
}
