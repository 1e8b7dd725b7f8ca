import type { Tx } from "@jiebang/db";
import {
  type ChainStep,
  DomainError,
  newId,
  type RecordSecrecyInput,
  recordSecrecyInput,
  requireUser,
  type UserActor,
  type VettingOutcome,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchCaseFor, type VettingCaseRows } from "./vetting.access.ts";
import { changeRun } from "./vetting-run.ts";

/** 保密审查 by a named reviewer, before the step at which it must stand. */
export async function recordSecrecyCheck(ctx: Ctx, raw: RecordSecrecyInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const input = recordSecrecyInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, "secrecy");
    const { count } = await tx.revision.updateMany({
      where: { id: found.revision.id, state: found.revision.state, lockVersion: input.lockVersion },
      data: { lockVersion: { increment: 1 } },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await writeSecrecy(tx, actor, found, found.standing.chain.rule.secrecyStep ?? "sign", input.statement);
    return {
      entryId: found.entry.id,
      revisionId: found.revision.id,
      number: found.entry.number,
      state: found.standing.state,
    };
  });
}

/** At the step where the check must stand it either was recorded before, or whoever takes the step answers for it now. */
export async function requireSecrecyCheck(
  tx: Tx,
  actor: UserActor,
  found: VettingCaseRows,
  step: ChainStep,
  given: { statement: string } | undefined,
): Promise<void> {
  const { rule, secrecyById } = found.standing.chain;
  if (rule.secrecyStep !== step || secrecyById !== null) return;
  const isNamed = rule.secrecyReviewerIds.length > 0;
  if (isNamed && !rule.secrecyReviewerIds.includes(actor.userId))
    throw new DomainError("conflict", "vetting.secrecy_reviewer_first");
  if (!given)
    throw new DomainError("invalid", "vetting.secrecy_missing", { fields: { secrecy: "vetting.secrecy_missing" } });
  await writeSecrecy(tx, actor, found, step, given.statement);
}

async function writeSecrecy(
  tx: Tx,
  actor: UserActor,
  found: VettingCaseRows,
  step: ChainStep,
  statement: string,
): Promise<void> {
  const now = await appNow(tx);
  await changeRun(tx, found, { secrecyById: actor.userId, secrecyAt: now, secrecyStatement: statement });
  await tx.vettingDecision.create({
    data: {
      id: newId("vet"),
      entryId: found.entry.id,
      revisionId: found.revision.id,
      step,
      action: "secrecy",
      reasons: [],
      note: statement,
      decidedById: actor.userId,
      decidedAt: now,
    },
  });
  await recordAudit(tx, actor, "vetting.secrecy", {
    subjectKind: "entry",
    subjectId: found.entry.id,
    values: { revisionNo: found.revision.no, step },
  });
}
