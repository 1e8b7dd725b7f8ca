import type { Tx } from "@jiebang/db";
import { DomainError, LIVE_ITEM_STATES, newId } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { notify } from "../notification/notify.ts";

/** What stands on an announced board cannot be taken away by its poster: bidders rely on it. */
export async function requireNotOnBoard(tx: Tx, entryId: string): Promise<void> {
  const item = await tx.boardItem.findFirst({
    where: { entryId, state: { in: [...LIVE_ITEM_STATES] } },
    select: { procedure: { select: { number: true } } },
  });
  if (item) throw new DomainError("conflict", "entry.on_board", { number: item.procedure.number ?? "" });
}

/** Nobody waits for an answer that cannot come: open interests are declined with the reason, and the askers are told. */
export async function declineOpenInterests(tx: Tx, entryId: string, title: string): Promise<void> {
  const open = await tx.interest.findMany({ where: { entryId, state: "open" }, select: { id: true, userId: true } });
  if (open.length === 0) return;
  const now = await appNow(tx);
  await tx.interest.updateMany({
    where: { id: { in: open.map((i) => i.id) }, state: "open" },
    data: { state: "declined", reason: "no_longer_offered", answeredAt: now, updatedAt: now },
  });
  await tx.auditEvent.createMany({
    data: open.map((i) => ({
      id: newId("aud"),
      actorKind: "system",
      actorId: "entry.end",
      action: "interest.decline",
      subjectKind: "interest",
      subjectId: i.id,
      changed: ["state"],
    })),
  });
  for (const i of open)
    await notify(tx, {
      userIds: [i.userId],
      kind: "notify.interest_ended",
      params: { title },
      link: `/app/interests/${i.id}`,
      dedupeKey: `interest.ended:${i.id}`,
      mail: true,
    });
}
