import {
  DomainError,
  type EntryReasonInput,
  type EntryState,
  entryReasonInput,
  nextEntryState,
  type OwnEntry,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { declineOpenInterests, requireNotOnBoard } from "./end-entry.ts";
import { fetchForAction } from "./entry.access.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/** Takes a published entry out of the catalogue, with a reason. It comes back only through vetting. */
export async function withdrawEntry(ctx: Ctx, raw: EntryReasonInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  const input = entryReasonInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "withdraw");
    await requireNotOnBoard(tx, entry.id);
    const now = await appNow(tx);
    const state = nextEntryState(entry.state as EntryState, "withdraw");
    const { count } = await tx.entry.updateMany({
      where: { id: entry.id, state: entry.state, version: entry.version },
      data: {
        state,
        endReason: input.text ? `${input.reason}: ${input.text}` : input.reason,
        updatedAt: now,
        version: { increment: 1 },
      },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await declineOpenInterests(tx, entry.id, revision.title);
    await recordAudit(tx, actor, "entry.withdraw", {
      subjectKind: "entry",
      subjectId: entry.id,
      changed: ["state"],
      values: { reason: input.reason },
    });
    await refreshEntryIndex(tx, [entry.id]);
    return loadOwnEntry(tx, actor, entry.id);
  });
}
