import type { Tx } from "@jiebang/db";
import { type ItemState, nextItemState } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { noticeContentOf, noticeItemOf } from "../notice/notice-content.ts";
import { publishNotice } from "../notice/publish-notice.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import type { RoundRow } from "../round/load-round.ts";
import { biddersOfItems } from "../round/people-of-round.ts";
import type { ItemRow } from "./item-in-round.ts";

/** An item fails: state, ledger, notice, word to everybody concerned. The caller holds stage and item. */
export async function endItem(
  tx: Tx,
  round: RoundRow,
  item: ItemRow,
  why: { reason: string; text: string },
): Promise<void> {
  const state = nextItemState(item.state as ItemState, "fail");
  await tx.boardItem.update({
    where: { id: item.id, state: item.state },
    data: { state, endReason: why.reason, endText: why.text, version: { increment: 1 }, updatedAt: await appNow(tx) },
  });
  await appendLedger(tx, round.id, "item.failed", { item: item.id, reason: why.reason });
  const notice = await publishNotice(tx, {
    procedureId: round.id,
    kind: "failure",
    title: `${round.title}第${item.number}号榜题流标公告`,
    titleEn: round.titleEn && `${round.titleEn}: item ${item.number} ended without a result`,
    content: await noticeContentOf(tx, round, { items: [noticeItemOf(item, { outcome: "failed", ...why })], ...why }),
  });
  await notify(tx, {
    userIds: [...(await membersOf(tx, item.organisationId)), ...(await biddersOfItems(tx, [item.id]))],
    kind: "notify.item_failed",
    params: { round: round.title, item: item.number ?? 0, notice: notice.number, text: why.text },
    link: `/app/rounds/${round.id}`,
    dedupeKey: `item_failed:${item.id}`,
    mail: true,
  });
}
