import type { Tx } from "@jiebang/db";
import {
  DomainError,
  type InterestAction,
  type InterestState,
  nextInterestState,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import type { InterestRow } from "./interest.access.ts";

/** Moves an open interest to its end; of two answers at once the second is refused. */
export async function moveInterest(
  tx: Tx,
  actor: UserActor,
  interest: InterestRow,
  action: InterestAction,
  answer: { reason?: string; text?: string } = {},
): Promise<void> {
  const state = nextInterestState(interest.state as InterestState, action);
  const now = await appNow(tx);
  const { count } = await tx.interest.updateMany({
    where: { id: interest.id, state: "open" },
    data: {
      state,
      updatedAt: now,
      ...(action !== "withdraw" && {
        reason: answer.reason,
        answer: answer.text || null,
        answeredAt: now,
        answeredById: actor.userId,
      }),
    },
  });
  if (count === 0) throw new DomainError("conflict", "interest.already_answered");
  await recordAudit(tx, actor, `interest.${action}`, {
    subjectKind: "interest",
    subjectId: interest.id,
    changed: ["state"],
    values: answer.reason ? { reason: answer.reason } : undefined,
  });
}
