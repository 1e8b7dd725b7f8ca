import type { Tx } from "@jiebang/db";
import {
  addDays,
  DomainError,
  type EntryState,
  instantOf,
  judgeRubric,
  nextEntryState,
  type Proposal,
  type RubricScores,
  type UserActor,
  type VettingOutcome,
} from "@jiebang/domain";
import { entryValidityMonths } from "../entry/entry-settings.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { type DecidedRows, type Decision, recordDecision } from "./record-decision.ts";

/** Only 10 of 20 without a zero publishes; anything else needs a reason. Asked when it is proposed and when it happens. */
export function requireRubric(input: { action: Proposal; rubric: RubricScores; reasons: readonly string[] }): number {
  const { total, suggestion, hasZero } = judgeRubric(input.rubric);
  if (input.action === "publish" && suggestion !== "publish")
    throw new DomainError("invalid", hasZero ? "vetting.rubric_zero" : "vetting.rubric_low", { total });
  if (input.action !== "publish" && input.reasons.length === 0)
    throw new DomainError("invalid", "vetting.reason_missing");
  return total;
}

/** What was decided happens: the revision moves, and what is published takes the place of what stood. */
export async function applyDecision(
  tx: Tx,
  actor: UserActor,
  found: DecidedRows,
  decision: Decision,
): Promise<VettingOutcome> {
  if (decision.action === "publish") await supersede(tx, found);
  const { now, ...outcome } = await recordDecision(tx, actor, found, decision);
  if (decision.action === "publish") await publish(tx, found, now);
  return outcome;
}

// Before the new one is published: the database holds one published revision per entry.
export async function supersede(tx: Tx, { entry }: Pick<DecidedRows, "entry">): Promise<void> {
  if (!entry.publishedRevisionId) return;
  await tx.revision.updateMany({
    where: { id: entry.publishedRevisionId, state: "published" },
    data: { state: "superseded" },
  });
}

async function publish(tx: Tx, { entry, revision }: DecidedRows, now: Date): Promise<void> {
  const { count } = await tx.entry.updateMany({
    where: { id: entry.id, state: entry.state, version: entry.version },
    data: {
      state: nextEntryState(entry.state as EntryState, "publish"),
      publishedRevisionId: revision.id,
      publishedAt: entry.publishedAt ?? now,
      expiresAt: await endOf(tx, revision.validUntil, now),
      isHistorical: false,
      endReason: null,
      updatedAt: now,
      version: { increment: 1 },
    },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  await refreshEntryIndex(tx, [entry.id]);
}

/** The end of the named day, or a year from now when the author named none. */
async function endOf(tx: Tx, validUntil: Date | null, now: Date): Promise<Date> {
  if (validUntil) {
    const end = instantOf(addDays(validUntil.toISOString().slice(0, 10), 1));
    if (end <= now)
      throw new DomainError("conflict", "entry.validity_past", { day: validUntil.toISOString().slice(0, 10) });
    return end;
  }
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + (await entryValidityMonths(tx)));
  return end;
}
