import type { Tx } from "@jiebang/db";
import {
  agreementFields,
  canMoveEntry,
  DomainError,
  dayOf,
  type EntryState,
  type ItemRef,
  type ItemState,
  newId,
  nextEntryState,
  nextItemState,
  publicEntry,
  type RoundView,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { loadRoundView } from "../round/load-round-view.ts";
import { peopleOfBid } from "../round/people-of-round.ts";
import { settleConfirmations } from "../round/settle-round.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { findCoordinatedItem, type ItemRow, lockItem, roundIdOf } from "./item-in-round.ts";

/** After the notice, with nothing open: the result stands, the demand is matched, the agreements begin. */
export async function confirmItem(ctx: Ctx, { itemId }: ItemRef): Promise<RoundView> {
  return inRound(ctx, await roundIdOf(ctx.db.prisma, itemId), async (tx) => {
    const { round } = await findCoordinatedItem(tx, ctx.actor, itemId);
    const stage = await requireStage(tx, round.id, "item.confirm", "update");
    const item = await lockItem(tx, itemId);
    const state = nextItemState(item.state as ItemState, "confirm");
    const closesOn = await noticeEnd(tx, round.id, itemId);
    if (!closesOn || closesOn >= dayOf(stage.now))
      throw new DomainError("conflict", "board.notice_running", { closesOn });
    const open = await tx.objection.count({ where: { itemId, state: "open" } });
    if (open > 0) throw new DomainError("conflict", "board.objection_open");
    await tx.boardItem.update({
      where: { id: itemId, state: item.state },
      data: { state, version: { increment: 1 }, updatedAt: stage.now },
    });
    await appendLedger(tx, round.id, "item.confirmed", { item: itemId });
    await matchEntry(tx, item.entryId);
    await beginAgreements(tx, item);
    await notify(tx, {
      userIds: [...(await membersOf(tx, item.organisationId)), ...(await selectedPeople(tx, itemId))],
      kind: "notify.item_confirmed",
      params: { round: round.title, item: item.number ?? 0 },
      link: "/app/agreements",
      dedupeKey: `confirmed:${itemId}`,
      mail: true,
    });
    await recordAudit(tx, ctx.actor, "board.confirm", { subjectKind: "board_item", subjectId: itemId });
    await settleConfirmations(tx, ctx.services.secret, round.id);
    return loadRoundView(tx, ctx.actor, round.id);
  });
}

/** The last day of the newest result notice that carries this item. */
export async function noticeEnd(tx: Tx, procedureId: string, itemId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ day: string | null }[]>`
    SELECT to_char(n.closes_on, 'YYYY-MM-DD') AS day FROM notice n WHERE n.procedure_id = ${procedureId} AND n.kind = 'result'
      AND n.content @> jsonb_build_object('items', jsonb_build_array(jsonb_build_object('itemId', ${itemId}::text))) ORDER BY n.published_at DESC LIMIT 1`;
  return row?.day ?? null;
}

async function matchEntry(tx: Tx, entryId: string): Promise<void> {
  const entry = await tx.entry.findUniqueOrThrow({ where: { id: entryId }, select: { state: true } });
  // A demand that ran out or was withdrawn meanwhile keeps its state: the round's result stands without it.
  if (!canMoveEntry(entry.state as EntryState, "match")) return;
  await tx.entry.update({
    where: { id: entryId, state: entry.state },
    data: { state: nextEntryState(entry.state as EntryState, "match"), version: { increment: 1 } },
  });
  await refreshEntryIndex(tx, [entryId]);
}

async function beginAgreements(tx: Tx, item: ItemRow): Promise<void> {
  const bids = await tx.bid.findMany({ where: { itemId: item.id, state: "selected" } });
  const parties = await tx.organisation.findMany({
    where: { id: { in: [item.organisationId, ...bids.map((b) => b.organisationId)] } },
  });
  const partyOf = (id: string) => {
    const o = parties.find((p) => p.id === id);
    return {
      organisationId: id,
      name: o?.name ?? "",
      creditCode: o?.creditCode ?? "",
      areaCode: o?.areaCode?.match(/^\d{6}$/)?.[0] ?? "",
      contactName: o?.contactName ?? "",
      phone: o?.contactPhone ?? "",
      address: o?.address ?? "",
    };
  };
  const snapshot = publicEntry.parse(item.snapshot);
  await tx.agreement.createMany({
    data: bids.map((bid) => ({
      id: newId("agr"),
      procedureId: item.procedureId,
      itemId: item.id,
      bidId: bid.id,
      state: "draft",
      title: snapshot.title,
      fields: agreementFields.parse({
        buyer: partyOf(item.organisationId),
        seller: partyOf(bid.organisationId),
        projectSummary: snapshot.summary,
      }),
    })),
    skipDuplicates: true,
  });
}

async function selectedPeople(tx: Tx, itemId: string): Promise<string[]> {
  const bids = await tx.bid.findMany({ where: { itemId, state: "selected" }, select: { id: true } });
  const people: string[] = [];
  for (const bid of bids) people.push(...(await peopleOfBid(tx, bid.id)));
  return people;
}
