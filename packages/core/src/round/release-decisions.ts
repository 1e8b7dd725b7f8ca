import type { Tx } from "@jiebang/db";
import {
  DomainError,
  endOfDay,
  type ItemState,
  lastDayOf,
  newId,
  nextBidState,
  nextItemState,
  type ReleaseInput,
  type RoundView,
  releaseInput,
  requireUser,
} from "@jiebang/domain";
import { hashOf } from "@jiebang/ledger";
import { loadCalendar } from "../calendar/load-calendar.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { noticeContentOf, noticeItemOf } from "../notice/notice-content.ts";
import { publishNotice } from "../notice/publish-notice.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { pseudonymFor } from "../procedure/pseudonym-for.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, loadRound, parametersOf, type RoundRow } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";
import { peopleOfBid } from "./people-of-round.ts";
import { settleConfirmations, settleRound } from "./settle-round.ts";

/**
 * Releases all pending decisions together as the next version: nobody hears earlier than another. Version 1 waits until
 * every item is decided; later versions carry what was decided again after an upheld objection.
 */
export async function releaseDecisions(ctx: Ctx, raw: ReleaseInput): Promise<RoundView> {
  const { roundId, changelog } = releaseInput.parse(raw);
  return inRound(ctx, roundId, async (tx) => {
    const user = requireUser(ctx.actor);
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    // Held alone: of two coordinators who release at once the second finds nothing pending.
    const stage = await requireStage(tx, roundId, "round.release", "update");
    const items = await pendingItems(tx, roundId);
    const last = await tx.release.findFirst({ where: { procedureId: roundId }, orderBy: { version: "desc" } });
    if (items.length === 0) throw new DomainError("conflict", "round.nothing_to_release");
    const undecided = await tx.boardItem.count({ where: { procedureId: roundId, state: "opened" } });
    if (!last && undecided > 0) throw new DomainError("conflict", "round.items_undecided", { count: undecided });
    const version = (last?.version ?? 0) + 1;
    if (version > 1 && !changelog)
      throw new DomainError("invalid", "round.changelog_missing", { fields: { changelog: "round.changelog_missing" } });

    const outcome = items.map((item) => ({
      item: item.id,
      decisions: item.bids.flatMap((b) =>
        b.decisions.map((d) => ({ bid: b.id, outcome: d.outcome, reason: d.reason })),
      ),
    }));
    const hash = hashOf({ format: "jiebang.release/1", procedureId: roundId, version, outcome });
    const release = await tx.release.create({
      data: {
        id: newId("rls"),
        procedureId: roundId,
        version,
        changelog: changelog || "首次发布",
        hash,
        releasedById: user.userId,
        releasedAt: stage.now,
      },
    });
    const winners = await applyDecisions(tx, round, items, release.id);
    await appendLedger(tx, roundId, "round.released", { version, hash, outcome, winners });
    const notice = await announceResult(tx, round, items, { ...release, version });
    if (stage.key === "decide") {
      await tx.stage.updateMany({
        where: { procedureId: roundId, key: "notice" },
        data: { opensAt: stage.now, closesAt: endOfDay(notice.closesOn) },
      });
      await moveStage(tx, ctx.services.secret, stage, "notice");
      await onStageEntered(tx, ctx.services.secret, roundId, "notice");
    }
    await tellBidders(tx, round, items, version);
    await recordAudit(tx, ctx.actor, "round.release", {
      subjectKind: "round",
      subjectId: roundId,
      values: { version, hash, items: items.length },
    });
    await settleRound(tx, ctx.services.secret, roundId);
    if (stage.key === "confirm" && (await loadRound(tx, roundId)).state === "running")
      await settleConfirmations(tx, ctx.services.secret, roundId);
    return loadRoundView(tx, ctx.actor, roundId);
  });
}

type PendingItem = Awaited<ReturnType<typeof pendingItems>>[number];

function pendingItems(tx: Tx, procedureId: string) {
  return tx.boardItem.findMany({
    where: { procedureId, state: "decided" },
    orderBy: { number: "asc" },
    include: {
      bids: {
        where: { decisions: { some: { supersededAt: null, releaseId: null } } },
        orderBy: { id: "asc" },
        include: { decisions: { where: { supersededAt: null, releaseId: null } }, partners: true },
      },
    },
  });
}

const isNone = (item: PendingItem) => !item.bids.some((b) => b.decisions.some((d) => d.outcome === "selected"));

async function applyDecisions(tx: Tx, round: RoundRow, items: PendingItem[], releaseId: string) {
  const winners: { bid: string; bidder: string }[] = [];
  for (const item of items) {
    for (const bid of item.bids) {
      const isSelected = bid.decisions[0]?.outcome === "selected";
      const state = nextBidState(bid.state as "valid", isSelected ? "select" : "passOver");
      await tx.bid.update({ where: { id: bid.id, state: bid.state }, data: { state, version: { increment: 1 } } });
      if (isSelected)
        winners.push({
          bid: bid.id,
          bidder: await pseudonymFor(tx, round.id, { kind: "winner", id: bid.id }, bid.organisationId),
        });
    }
    await tx.bidDecision.updateMany({
      where: { itemId: item.id, supersededAt: null, releaseId: null },
      data: { releaseId },
    });
    const state = isNone(item) ? nextItemState("decided", "fail") : nextItemState(item.state as ItemState, "release");
    await tx.boardItem.update({
      where: { id: item.id, state: "decided" },
      data: {
        state,
        version: { increment: 1 },
        ...(isNone(item) ? { endReason: "no_suitable_bid" } : { endReason: null, endText: null }),
      },
    });
  }
  return winners;
}

/** The public notice: the selected by name, an item without one as failed, nobody else. */
async function announceResult(
  tx: Tx,
  round: RoundRow,
  items: PendingItem[],
  release: { id: string; version: number; hash: string; changelog: string; releasedAt: Date },
) {
  const { noticeDays } = parametersOf(round);
  const closesOn = lastDayOf(await loadCalendar(tx), release.releasedAt, noticeDays);
  const ids = items.flatMap((i) =>
    i.bids.flatMap((b) => [b.organisationId, ...b.partners.map((p) => p.organisationId)]),
  );
  const names = new Map(
    (
      await tx.organisation.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, nameEn: true } })
    ).map((o) => [o.id, o]),
  );
  const content = await noticeContentOf(tx, round, {
    items: items.map((item) =>
      isNone(item)
        ? noticeItemOf(item, { outcome: "failed", reason: "no_suitable_bid", text: item.endText })
        : noticeItemOf(item, {
            outcome: "selected",
            selected: item.bids
              .filter((b) => b.decisions[0]?.outcome === "selected")
              .map((b) => ({
                name: names.get(b.organisationId)?.name ?? "",
                nameEn: names.get(b.organisationId)?.nameEn ?? null,
                partners: b.partners
                  .filter((p) => p.state === "signed")
                  .map((p) => names.get(p.organisationId)?.name ?? ""),
              })),
          }),
    ),
    releaseVersion: release.version,
    releaseHash: release.hash,
    changelog: release.version > 1 ? release.changelog : null,
  });
  const suffix = release.version > 1 ? `（第${release.version}版）` : "";
  await publishNotice(tx, {
    procedureId: round.id,
    kind: "result",
    title: `${round.title}揭榜结果公示${suffix}`,
    titleEn:
      round.titleEn &&
      `${round.titleEn}: result on public notice${release.version > 1 ? ` (version ${release.version})` : ""}`,
    content,
    releaseId: release.id,
    closesOn,
    workingDays: noticeDays,
  });
  return { closesOn };
}

async function tellBidders(tx: Tx, round: RoundRow, items: PendingItem[], version: number): Promise<void> {
  for (const item of items) {
    for (const bid of item.bids)
      await notify(tx, {
        userIds: await peopleOfBid(tx, bid.id),
        kind: bid.decisions[0]?.outcome === "selected" ? "notify.bid_selected" : "notify.bid_not_selected",
        params: { round: round.title, item: item.number ?? 0 },
        link: `/app/bids/${bid.id}`,
        dedupeKey: `decision:${bid.id}:${version}`,
        mail: true,
      });
    await notify(tx, {
      userIds: await membersOf(tx, item.organisationId),
      kind: "notify.item_released",
      params: { round: round.title, item: item.number ?? 0 },
      link: `/app/rounds/${round.id}`,
      dedupeKey: `released:${item.id}:${version}`,
    });
  }
}
