import type { Tx } from "@jiebang/db";
import {
  DomainError,
  dayOf,
  type EntryState,
  type InterestDetail,
  newId,
  nextEntryState,
  type RecordOutcomeInput,
  recordOutcomeInput,
  requireUser,
  type UserActor,
  voiceOf,
} from "@jiebang/domain";
import { declineOpenInterests } from "../entry/end-entry.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { fetchInterest, type InterestRow, otherPeople } from "./interest.access.ts";
import { getInterest, titleOf } from "./interest.queries.ts";

/** Writes down what came of an accepted interest. Each side may; what was written stands, a later word is added. */
export async function recordOutcome(ctx: Ctx, raw: RecordOutcomeInput): Promise<InterestDetail> {
  const actor = requireUser(ctx.actor);
  const input = recordOutcomeInput.parse(raw);
  await ctx.transaction(async (tx) => {
    const { interest, side } = await fetchInterest(tx, actor, input.interestId);
    if (side === "coordinator") throw new DomainError("forbidden", "interest.not_member");
    if (interest.state !== "accepted") throw new DomainError("conflict", "interest.not_accepted");
    const now = await appNow(tx);
    if (input.happenedOn > dayOf(now))
      throw new DomainError("invalid", "interest.outcome_in_future", { field: "happenedOn" });
    if (input.happenedOn < dayOf(interest.createdAt))
      throw new DomainError("invalid", "interest.outcome_too_early", { field: "happenedOn" });
    const id = newId("ioc");
    await tx.interestOutcome.create({
      data: {
        id,
        interestId: interest.id,
        side: voiceOf(side),
        kind: input.kind,
        happenedOn: new Date(input.happenedOn),
        reason: input.reason,
        amount: input.amount,
        note: input.note,
        recordedById: actor.userId,
        createdAt: now,
      },
    });
    await tx.interest.update({ where: { id: interest.id }, data: { outcome: input.kind, outcomeAt: now } });
    await recordAudit(tx, actor, "interest.record_outcome", {
      subjectKind: "interest",
      subjectId: interest.id,
      values: { kind: input.kind },
    });
    const title = await titleOf(tx, interest);
    if (input.marksMatched) {
      if (side !== "owner") throw new DomainError("forbidden", "interest.owner_matches");
      await markMatched(tx, actor, interest, title);
    }
    await notify(tx, {
      userIds: await otherPeople(tx, interest, voiceOf(side)),
      kind: "notify.interest_outcome",
      params: { title },
      link: `/app/interests/${interest.id}`,
      dedupeKey: `interest.outcome:${id}`,
    });
  });
  return getInterest(ctx, input);
}

/** The entry is taken: it stays readable as matched, and who still waits for an answer is told. */
async function markMatched(tx: Tx, actor: UserActor, interest: InterestRow, title: string): Promise<void> {
  const { entry } = interest;
  if (entry.state === "matched") return;
  const state = nextEntryState(entry.state as EntryState, "match");
  const { count } = await tx.entry.updateMany({
    where: { id: entry.id, state: entry.state, version: entry.version },
    data: { state, updatedAt: await appNow(tx), version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  await declineOpenInterests(tx, entry.id, title);
  await recordAudit(tx, actor, "entry.match", {
    subjectKind: "entry",
    subjectId: entry.id,
    changed: ["state"],
    values: { interestId: interest.id },
  });
  await refreshEntryIndex(tx, [entry.id]);
}
