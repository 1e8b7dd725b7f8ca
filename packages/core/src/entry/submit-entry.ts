import type { Tx } from "@jiebang/db";
import {
  blocksSubmission,
  DomainError,
  lintEntry,
  nextRevisionState,
  type OwnEntry,
  type RevisionState,
  requireUser,
  type SubmitEntryInput,
  toAcknowledge,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { fetchForAction, type OwnCase } from "./entry.access.ts";
import { lintContextOf } from "./lint-context.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";
import { contentOf } from "./revision-content.ts";

/** Hands a revision in for vetting. The number is given at the first submission and stays. */
export async function submitEntry(ctx: Ctx, input: SubmitEntryInput): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    await handIn(tx, actor, await fetchForAction(tx, actor, input.entryId, "submit"), input);
    return loadOwnEntry(tx, actor, input.entryId);
  });
}

/** The same inside a transaction that hands in several, or publishes what a trusted university reviewed itself; the desk is then told otherwise, or not at all. */
export async function handIn(
  tx: Tx,
  actor: UserActor,
  { entry, revision }: OwnCase,
  input: Pick<SubmitEntryInput, "lockVersion" | "acknowledged">,
  options: { tellsDesk?: boolean } = {},
): Promise<string> {
  const content = contentOf(entry.kind, revision);
  const findings = lintEntry(content, await lintContextOf(tx, entry.organisationId, content, revision.id));
  const unacknowledged = toAcknowledge(findings).filter((code) => !input.acknowledged?.includes(code));
  if (blocksSubmission(findings))
    throw new DomainError("invalid", "entry.not_ready", {
      findings: findings.filter((f) => f.severity === "block"),
    });
  if (unacknowledged.length)
    throw new DomainError("invalid", "entry.not_acknowledged", {
      findings: findings.filter((f) => unacknowledged.includes(f.code)),
    });
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: entry.organisationId } });
  if (organisation.state !== "active") throw new DomainError("conflict", "entry.organisation_not_active");
  if (!organisation.jurisdictionId) throw new DomainError("conflict", "entry.no_jurisdiction");
  const now = await appNow(tx);
  const state = nextRevisionState(revision.state as RevisionState, "submit");
  const { count } = await tx.revision.updateMany({
    where: { id: revision.id, state: revision.state, lockVersion: input.lockVersion },
    data: {
      state,
      submittedById: actor.userId,
      submittedAt: now,
      updatedAt: now,
      lockVersion: input.lockVersion + 1,
    },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  // Only the winner of eight clicks comes here: the number is taken once.
  const number = entry.number ?? (await nextNumber(tx, entry.kind === "offer" ? "CG" : "XQ"));
  await tx.entry.update({
    where: { id: entry.id },
    data: { number, jurisdictionId: organisation.jurisdictionId, updatedAt: now, version: { increment: 1 } },
  });
  await recordAudit(tx, actor, "entry.submit", {
    subjectKind: "entry",
    subjectId: entry.id,
    changed: ["state"],
    values: { number, revisionNo: revision.no, warnings: findings.length, acknowledged: toAcknowledge(findings) },
  });
  if (options.tellsDesk !== false) {
    const county = await coordinatorsOf(tx, organisation.jurisdictionId, "county");
    await notify(tx, {
      userIds: county.length ? county : await coordinatorsOf(tx, organisation.jurisdictionId, "city"),
      kind: "notify.entry_submitted",
      params: { number, title: content.title, organisation: organisation.name },
      link: `/app/vetting/${revision.id}`,
      dedupeKey: `entry.submitted:${revision.id}:${input.lockVersion}`,
    });
  }
  return number;
}
