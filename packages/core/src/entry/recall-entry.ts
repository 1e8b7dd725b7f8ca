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

/** Takes a submission back while nobody has decided; it is a draft again, and the number stays. */
export async function recallEntry(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "recall");
    const state = nextRevisionState(revision.state as RevisionState, "recall");
    const { count } = await tx.revision.updateMany({
      where: { id: revision.id, state: revision.state, lockVersion: revision.lockVersion },
      data: { state, submittedAt: null, submittedById: null, lockVersion: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "entry.recall", { subjectKind: "entry", subjectId: entry.id, changed: ["state"] });
    return loadOwnEntry(tx, actor, entry.id);
  });
}
