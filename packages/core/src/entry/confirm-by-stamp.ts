import { DomainError, type EntryRef, type OwnEntry, requireUser } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { hasMatchingStampedScan } from "../paper/has-matching-stamped-scan.ts";
import { fetchForAction } from "./entry.access.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";

/**
 * The stamped form stands for the organisation's word: its scan names a paper of exactly this text, and a coordinator has
 * looked at the stamp. It confirms this text only: the coordinator goes on acting for an organisation that does not sign in,
 * and whatever is written next is unconfirmed again.
 */
export async function confirmByStamp(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "confirm_by_stamp");
    if (!(await hasMatchingStampedScan(tx, revision.id))) throw new DomainError("conflict", "entry.no_stamped_form");
    const { count } = await tx.entry.updateMany({
      where: { id: entry.id, onBehalfConfirmedAt: null, currentRevisionId: revision.id, version: entry.version },
      data: { onBehalfStampRevisionId: revision.id, updatedAt: await appNow(tx), version: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, actor, "entry.confirm_by_stamp", {
      subjectKind: "entry",
      subjectId: entry.id,
      values: { revisionNo: revision.no },
    });
    await notify(tx, {
      userIds: await membersOf(tx, entry.organisationId),
      kind: "notify.entry_confirmed_by_stamp",
      params: { title: revision.title },
      link: `/app/entries/${entry.id}`,
      dedupeKey: `entry.confirmed_by_stamp:${revision.id}`,
    });
    return loadOwnEntry(tx, actor, entry.id);
  });
}
