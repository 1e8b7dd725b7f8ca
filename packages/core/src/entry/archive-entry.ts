import {
  DomainError,
  type EntryRef,
  type EntryState,
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

/** Closes an entry for good; its number and history stay. */
export async function archiveEntry(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "archive");
    await requireNotOnBoard(tx, entry.id);
    const now = await appNow(tx);
    const { count } = await tx.entry.updateMany({
      where: { id: entry.id, state: entry.state, version: entry.version },
      data: { state: nextEntryState(entry.state as EntryState, "archive"), updatedAt: now, version: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await tx.revision.updateMany({
      where: { id: revision.id, state: { in: ["draft", "returned"] } },
      data: { state: "withdrawn" },
    });
    await declineOpenInterests(tx, entry.id, revision.title);
    await recordAudit(tx, actor, "entry.archive", { subjectKind: "entry", subjectId: entry.id, changed: ["state"] });
    await refreshEntryIndex(tx, [entry.id]);
    return loadOwnEntry(tx, actor, entry.id);
  });
}
