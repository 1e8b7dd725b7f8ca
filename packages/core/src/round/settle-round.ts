import type { Tx } from "@jiebang/db";
import { LIVE_ITEM_STATES, nextProcedureState, type ProcedureEndReason, type ProcedureState } from "@jiebang/domain";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { lockStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { signHead } from "../procedure/sign-head.ts";
import { loadRound } from "./load-round.ts";
import { participantsOf } from "./people-of-round.ts";

/** In the confirmation stage: when no item waits for a decision, a release or a confirmation, the agreements are next. */
export async function settleConfirmations(tx: Tx, secret: string, procedureId: string): Promise<void> {
  const stage = await lockStage(tx, procedureId, "update");
  if (stage.key !== "confirm") return;
  const waiting = await tx.boardItem.count({
    where: { procedureId, state: { in: ["opened", "decided", "released"] } },
  });
  if (waiting > 0) return;
  // Without a stage for them, agreements are recorded here, and the round ends with the last of them.
  const [next] = await tx.stage.findMany({
    where: { procedureId, state: "pending", position: { gt: stage.position } },
    orderBy: { position: "asc" },
    take: 1,
  });
  if (next && next.key !== "close") await moveStage(tx, secret, stage);
  await settleRound(tx, secret, procedureId);
}

/** When every item has its end, the round has its own: completed when something was agreed, else failed. */
export async function settleRound(tx: Tx, secret: string, procedureId: string): Promise<void> {
  const states = await tx.boardItem.groupBy({ by: ["state"], where: { procedureId }, _count: true });
  if (states.some((s) => (LIVE_ITEM_STATES as readonly string[]).includes(s.state))) return;
  const isCompleted = states.some((s) => s.state === "contracted");
  await endProcedure(
    tx,
    secret,
    procedureId,
    isCompleted ? "complete" : "fail",
    isCompleted ? null : await whyFailed(tx, procedureId),
    null,
  );
}

async function whyFailed(tx: Tx, procedureId: string): Promise<ProcedureEndReason> {
  const failed = await tx.boardItem.findMany({ where: { procedureId, state: "failed" }, select: { endReason: true } });
  if (failed.some((i) => i.endReason === "contract_not_reached")) return "no_agreement";
  return failed.every((i) => i.endReason === "too_few_bids") ? "too_few_bids" : "no_suitable_bid";
}

/** The one end of a procedure: state, last stage, ledger, signature, and word to everybody who took part. */
export async function endProcedure(
  tx: Tx,
  secret: string,
  procedureId: string,
  how: "complete" | "fail" | "cancel" | "reject",
  reason: string | null,
  text: string | null,
): Promise<void> {
  const stage = await lockStage(tx, procedureId, "update");
  const round = await loadRound(tx, procedureId);
  const state = nextProcedureState(round.state as ProcedureState, how);
  if (stage.key !== "close") await moveStage(tx, secret, stage, "close");
  await tx.procedure.update({
    where: { id: procedureId, state: round.state },
    data: { state, endReason: reason, endText: text, endedAt: await appNow(tx), version: { increment: 1 } },
  });
  await appendLedger(tx, procedureId, `round.${state}`, { reason });
  await signHead(tx, secret, procedureId, "close");
  const userIds = [
    ...new Set([...(await participantsOf(tx, procedureId)), ...(await coordinatorsOf(tx, round.jurisdictionId))]),
  ];
  await notify(tx, {
    userIds,
    kind: `notify.round_${state}`,
    params: { round: round.title },
    link: `/app/rounds/${procedureId}`,
    dedupeKey: `round_end:${procedureId}`,
    mail: true,
  });
  await announceChange(tx, { topic: "round", id: procedureId, userIds });
}
