import type { Tx } from "@jiebang/db";
import {
  DomainError,
  newId,
  nextRevisionState,
  type Proposal,
  type RevisionState,
  type RubricScores,
  type UserActor,
  type VettingAction,
  type VettingOutcome,
  type VettingStep,
  type VettingTicks,
} from "@jiebang/domain";
import { contentOf } from "../entry/revision-content.ts";
import { appNow } from "../kernel/app-now.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import type { VettingCaseRows } from "./vetting.access.ts";

export type DecidedRows = Pick<VettingCaseRows, "entry" | "revision">;

export interface Decision {
  step: VettingStep;
  action: Exclude<VettingAction, "sign" | "secrecy">;
  lockVersion: number;
  proposal?: Proposal;
  reasons?: string[];
  ticks?: VettingTicks;
  rubric?: RubricScores;
  total?: number;
  note?: string;
  reviewerName?: string;
}
/** What the author is told; everything else is work inside the office. */
const TOLD = ["return", "hold", "reject", "publish"];

/** Moves the revision, keeps the decision, tells the owner. Of two who decide at once the second is refused. */
export async function recordDecision(
  tx: Tx,
  actor: UserActor,
  { entry, revision }: DecidedRows,
  decision: Decision,
): Promise<VettingOutcome & { now: Date }> {
  const now = await appNow(tx);
  const state = nextRevisionState(revision.state as RevisionState, decision.action);
  const isFinal = ["return", "reject", "publish"].includes(decision.action);
  const { count } = await tx.revision.updateMany({
    where: { id: revision.id, state: revision.state, lockVersion: decision.lockVersion },
    data: {
      state,
      decidedAt: isFinal ? now : null,
      updatedAt: now,
      lockVersion: decision.lockVersion + 1,
      ...(decision.action === "return" && { returnedContent: contentOf(entry.kind, revision) as object }),
    },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  const decisionId = newId("vet");
  await tx.vettingDecision.create({
    data: {
      id: decisionId,
      entryId: entry.id,
      revisionId: revision.id,
      step: decision.step,
      action: decision.action,
      proposal: decision.proposal,
      reasons: decision.reasons ?? [],
      ticks: decision.ticks ? { ...decision.ticks } : undefined,
      rubric: decision.rubric ? { ...decision.rubric } : undefined,
      total: decision.total,
      note: decision.note,
      reviewerName: decision.reviewerName,
      decidedById: actor.userId,
      decidedAt: now,
    },
  });
  await recordAudit(tx, actor, `vetting.${decision.action}`, {
    subjectKind: "entry",
    subjectId: entry.id,
    changed: ["state"],
    values: { revisionNo: revision.no, step: decision.step, reasons: decision.reasons ?? [], total: decision.total },
  });
  if (TOLD.includes(decision.action) && decision.step !== "trusted" && decision.step !== "direct")
    await notify(tx, {
      userIds: [
        ...(await membersOf(tx, entry.organisationId)),
        ...(entry.onBehalfById && !entry.onBehalfConfirmedAt ? [entry.onBehalfById] : []),
      ],
      kind: `notify.vetting_${decision.action}`,
      params: { number: entry.number ?? "", title: revision.title },
      link: `/app/entries/${entry.id}`,
      dedupeKey: `vetting:${decisionId}`,
      mail: true,
    });
  return { entryId: entry.id, revisionId: revision.id, number: entry.number, state, now };
}
