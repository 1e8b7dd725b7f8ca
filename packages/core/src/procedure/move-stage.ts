import type { Tx } from "@jiebang/db";
import { DomainError } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { appendLedger } from "./append-ledger.ts";
import { signHead } from "./sign-head.ts";

export interface StageRow {
  id: string;
  key: string;
  position: number;
  state: string;
}

/**
 * Ends the active stage and enters a later one; what lies between is skipped. The caller holds the stage's lock.
 * The ledger gets the turn, and the head at the end of the stage is signed.
 */
export async function moveStage(
  tx: Tx,
  secret: string,
  from: { id: string; procedureId: string; key: string; position: number },
  toKey?: string,
): Promise<StageRow> {
  const { procedureId } = from;
  const later = await tx.stage.findMany({
    where: { procedureId, position: { gt: from.position }, state: "pending" },
    orderBy: { position: "asc" },
    select: { id: true, key: true, position: true, state: true },
  });
  const to = toKey ? later.find((s) => s.key === toKey) : later[0];
  if (!to) throw new DomainError("conflict", "round.no_later_stage", { stage: from.key });
  const now = await appNow(tx);
  const left = await tx.stage.updateMany({
    where: { id: from.id, state: "active" },
    data: { state: "done", leftAt: now },
  });
  if (left.count !== 1) throw new DomainError("conflict", "common.stale");
  await tx.stage.updateMany({
    where: { procedureId, state: "pending", position: { gt: from.position, lt: to.position } },
    data: { state: "skipped" },
  });
  await tx.stage.update({ where: { id: to.id }, data: { state: "active", enteredAt: now } });
  await tx.procedure.update({ where: { id: procedureId }, data: { stageId: to.id, updatedAt: now } });
  await appendLedger(tx, procedureId, "stage.turned", { from: from.key, to: to.key });
  await signHead(tx, secret, procedureId, from.key);
  return to;
}
