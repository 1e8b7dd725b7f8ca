import type { Tx } from "@jiebang/db";
import {
  type Actor,
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
import { fetchForAction, type OwnCase } from "./entry.access.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/** Takes a published entry out of the catalogue, with a reason. It comes back only through vetting. */
export async function withdrawEntry(ctx: Ctx, raw: EntryReasonInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  const input = entryReasonInput.parse(raw);
  return ctx.transaction(async (tx) => {
    await withdrawIn(tx, actor, await fetchForAction(tx, actor, input.entryId, "withdraw"), input);
    return loadOwnEntry(tx, actor, input.entryId);
  });
}

export async function withdrawIn(
  tx: Tx,
  actor: Actor,
  { entry, revision }: Pick<OwnCase, "entry" | "revision">,
  input: { reason: string; text: string },
): Promise<void> {
  await requireNotOnBoard(tx, entry.id);
  const { count } = await tx.entry.updateMany({
    where: { id: entry.id, state: entry.state, version: entry.version },
    data: {
      state: nextEntryState(entry.state as EntryState, "withdraw"),
      endReason: input.text ? `${input.reason}: ${input.text}` : input.reason,
      updatedAt: await appNow(tx),
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
}
