import {
  DomainError,
  type EntryRef,
  nextRevisionState,
  type OwnEntry,
  type RevisionState,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchForAction } from "./entry.access.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/** Puts a new revision away; what is published stands as before. */
export async function discardDraft(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "discard");
    const state = nextRevisionState(revision.state as RevisionState, "discard");
    const { count } = await tx.revision.updateMany({
      where: { id: revision.id, state: revision.state, lockVersion: revision.lockVersion },
      data: { state, lockVersion: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await tx.entry.update({
      where: { id: entry.id },
      data: { currentRevisionId: entry.publishedRevisionId ?? revision.id },
    });
    await recordAudit(tx, actor, "entry.discard", { subjectKind: "entry", subjectId: entry.id, changed: ["state"] });
    return loadOwnEntry(tx, actor, entry.id);
  });
}
