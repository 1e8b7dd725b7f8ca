import type { Tx } from "@jiebang/db";
import {
  DomainError,
  type InterestAction,
  type InterestStanding,
  type InterestState,
  interestActions,
  nextInterestState,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { type InterestRow, ownerPeople } from "./interest.access.ts";
import { titleOf } from "./interest.queries.ts";

/** The office answers, or an inventor or a technology manager whom it lets answer. */
export function requireAnswerer(standing: InterestStanding): void {
  if (!interestActions({ ...standing, state: "open" }).includes("accept"))
    throw new DomainError("forbidden", "interest.owner_answers");
}

/** The office is in copy, whoever of its side answered. */
export async function tellOffice(tx: Tx, actor: UserActor, interest: InterestRow): Promise<void> {
  await notify(tx, {
    userIds: (await ownerPeople(tx, interest)).filter((userId) => userId !== actor.userId),
    kind: "notify.interest_answered_by",
    params: { title: await titleOf(tx, interest), name: actor.name },
    link: `/app/interests/${interest.id}`,
    dedupeKey: `interest.answered_by:${interest.id}`,
  });
}

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
