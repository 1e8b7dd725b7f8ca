import { DomainError, nextProcedureState, type ProcedureState, type RoundRef, type RoundView } from "@jiebang/domain";
import { createHpkeKey, HPKE, hashOf, toBase64Url, wrapKey } from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { noticeContentOf, noticeItemOf } from "../notice/notice-content.ts";
import { publishNotice } from "../notice/publish-notice.ts";
import { notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { turnDueStages } from "../procedure/turn-stages.ts";
import { prepareBoard } from "./announce-obstacles.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, loadRound, parametersOf } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";
import { participantsOf } from "./people-of-round.ts";

/** What a round's private key is wrapped for. */
export const roundKeyPurpose = (procedureId: string) => `round:${procedureId}`;

/** 发榜: the board is frozen, numbered and hashed, the round gets its number and its key, the clock its dates, everybody the notice. */
export async function announceRound(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  await inRound(ctx, roundId, async (tx) => {
    const seen = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.announce", "update");
    const state = nextProcedureState(seen.state as ProcedureState, "announce");
    const board = await prepareBoard(tx, seen, stage.now);
    const first = board.obstacles[0];
    if (first) throw new DomainError("conflict", first.reason, { ...first.details, obstacles: board.obstacles });

    const frozen: { item: string; number: number; hash: string }[] = [];
    for (const [i, item] of board.items.entries()) {
      const number = i + 1;
      const hash = hashOf({ format: "jiebang.item/1", itemId: item.id, number, snapshot: item.snapshot });
      await tx.boardItem.update({
        where: { id: item.id, state: "accepted" },
        data: {
          state: "posted",
          number,
          snapshot: item.snapshot,
          hash,
          revisionId: item.revisionId,
          version: { increment: 1 },
          updatedAt: stage.now,
        },
      });
      frozen.push({ item: item.id, number, hash });
    }
    const boardHash = hashOf({ format: "jiebang.board/1", procedureId: roundId, items: frozen });
    const number = await nextNumber(tx, "JB");
    const parameters = parametersOf(seen);
    await tx.procedure.update({
      where: { id: roundId, state: seen.state },
      data: { state, number, boardHash, announcedAt: stage.now, version: { increment: 1 } },
    });
    if (parameters.sealing === "platform") {
      const key = createHpkeKey();
      await tx.round.update({
        where: { procedureId: roundId },
        data: {
          keyAlgorithm: HPKE,
          publicKey: toBase64Url(key.publicKey),
          wrappedPrivateKey: wrapKey(ctx.services.secret, roundKeyPurpose(roundId), key.privateKey),
        },
      });
    }
    await tx.stage.updateMany({
      where: { procedureId: roundId, key: "announce" },
      data: { opensAt: stage.now, closesAt: board.opensAt },
    });
    await tx.stage.updateMany({
      where: { procedureId: roundId, key: "bid" },
      data: { opensAt: board.opensAt, closesAt: board.closesAt },
    });
    await moveStage(tx, ctx.services.secret, stage, "announce");
    await appendLedger(tx, roundId, "round.announced", {
      number,
      boardHash,
      items: frozen,
      templateVersion: seen.templateVersionId,
      parametersHash: hashOf(parameters),
      sealing: parameters.sealing,
      bidOpensAt: board.opensAt.toISOString(),
      bidClosesAt: board.closesAt!.toISOString(),
    });
    const round = await loadRound(tx, roundId);
    const items = await tx.boardItem.findMany({
      where: { procedureId: roundId, state: "posted" },
      orderBy: { number: "asc" },
    });
    const content = await noticeContentOf(tx, round, {
      items: items.map((item) => noticeItemOf(item, { outcome: "posted" })),
    });
    const notice = await publishNotice(tx, {
      procedureId: roundId,
      kind: "announcement",
      title: `${round.title}榜单公告`,
      titleEn: round.titleEn && `${round.titleEn}: announcement of the board`,
      content,
    });
    await onStageEntered(tx, ctx.services.secret, roundId, "announce");
    await notify(tx, {
      userIds: await participantsOf(tx, roundId),
      kind: "notify.round_announced",
      params: { round: round.title, number, notice: notice.number },
      link: `/app/rounds/${roundId}`,
      dedupeKey: `announced:${roundId}`,
      mail: true,
    });
    await recordAudit(tx, ctx.actor, "round.announce", {
      subjectKind: "round",
      subjectId: roundId,
      values: { number, boardHash, items: items.length },
    });
  });
  // When bidding opens at once the clock need not be waited for.
  await turnDueStages(ctx, roundId);
  return loadRoundView(ctx.db.prisma, ctx.actor, roundId);
}
