import { DomainError, type EntryRef, type OwnEntry, requireUser } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { fetchForAction } from "./entry.access.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/** The organisation stands behind what a coordinator entered for it; from now on it is the organisation's alone. */
export async function confirmOnBehalf(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "confirm_on_behalf");
    const now = await appNow(tx);
    const { count } = await tx.entry.updateMany({
      where: { id: entry.id, onBehalfConfirmedAt: null },
      data: { onBehalfConfirmedAt: now, updatedAt: now },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "entry.confirm_on_behalf", { subjectKind: "entry", subjectId: entry.id });
    if (entry.onBehalfById)
      await notify(tx, {
        userIds: [entry.onBehalfById],
        kind: "notify.entry_confirmed",
        params: { title: revision.title },
        dedupeKey: `entry.confirmed:${entry.id}`,
      });
    return loadOwnEntry(tx, actor, entry.id);
  });
}
