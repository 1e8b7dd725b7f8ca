import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type ChainStep,
  coversJurisdiction,
  differencesOf,
  type EntryContent,
  isBarredFromVetting,
  isInVetting,
  lintEntry,
  type Proposal,
  type RubricScores,
  requireUser,
  stepInTurn,
  type VettingCase,
  vettingActions,
} from "@jiebang/domain";
import { toAttachmentViews } from "../attachment/attachment.queries.ts";
import { lintContextOf } from "../entry/lint-context.ts";
import { contentOf } from "../entry/revision-content.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { decisionsOf } from "./decision.queries.ts";
import { fetchCase, type VettingCaseRows } from "./vetting.access.ts";
import { loadVettingClock } from "./vetting-clock.ts";

export async function getVettingCase(ctx: Ctx, input: { revisionId: string }): Promise<VettingCase> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  return loadCase(tx, actor, await fetchCase(tx, actor, input.revisionId));
}

async function loadCase(tx: Tx, actor: Actor, found: VettingCaseRows): Promise<VettingCase> {
  const { entry, revision, standing } = found;
  const content = contentOf(entry.kind, revision);
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: entry.organisationId } });
  const jurisdiction = entry.jurisdictionId
    ? await tx.jurisdiction.findUnique({ where: { id: entry.jurisdictionId }, select: { name: true } })
    : null;
  const submitter = revision.submittedById
    ? await tx.user.findUnique({ where: { id: revision.submittedById }, select: { name: true } })
    : null;
  const clock = await loadVettingClock(tx);
  const isWaiting = isInVetting(standing.state);
  const isCity = coversJurisdiction(actor, entry.jurisdictionId, "city");
  const dueOn = revision.submittedAt && isWaiting ? clock.dueOn(revision.submittedAt) : null;
  return {
    entryId: entry.id,
    revisionId: revision.id,
    revisionNo: revision.no,
    lockVersion: revision.lockVersion,
    kind: entry.kind as VettingCase["kind"],
    number: entry.number,
    entryState: entry.state as VettingCase["entryState"],
    state: standing.state,
    organisation: {
      id: organisation.id,
      name: organisation.name,
      kind: organisation.kind,
      creditCode: organisation.creditCode,
      isVerified: organisation.verifiedAt !== null,
    },
    jurisdictionName: jurisdiction?.name ?? null,
    isOnBehalfUnconfirmed:
      entry.onBehalfById !== null &&
      entry.onBehalfConfirmedAt === null &&
      entry.onBehalfStampRevisionId !== revision.id,
    submittedAt: revision.submittedAt?.toISOString() ?? null,
    submittedByName: submitter?.name ?? null,
    dueOn,
    isOverdue: dueOn !== null && dueOn < clock.today,
    content,
    findings: lintEntry(content, {
      ...(await lintContextOf(tx, entry.organisationId, content)),
      stage: "publication",
    }),
    attachments: (await toAttachmentViews(tx, revision.id)).map(({ id, fileName, mediaType, size, layer }) => ({
      id,
      fileName,
      mediaType,
      size,
      layer,
    })),
    differences: await differencesToBefore(tx, entry.kind, revision),
    differencesToPublished: await differencesToPublished(tx, found),
    history: await decisionsOf(tx, entry.id, { withNames: true, withInternal: isCity }),
    assignee: await assigneeOf(tx, `vetting:${revision.id}`),
    chain: await chainOf(tx, found, isCity),
    sample: await sampleOf(tx, revision.id, clock.today),
    isBarred: isBarredFromVetting(actor, standing),
    allowedActions: vettingActions(actor, standing),
  };
}

/** Against the text that was returned, else against the last revision that was decided before this one. */
async function differencesToBefore(
  tx: Tx,
  kind: string,
  revision: VettingCaseRows["revision"],
): Promise<VettingCase["differences"]> {
  const after = contentOf(kind, revision);
  if (revision.returnedContent)
    // Written by `recordDecision` from a content.
    return {
      againstNo: revision.no,
      fields: differencesOf(revision.returnedContent as unknown as EntryContent, after),
    };
  const before = await tx.revision.findFirst({
    where: {
      entryId: revision.entryId,
      no: { lt: revision.no },
      state: { in: ["published", "superseded", "rejected"] },
    },
    orderBy: { no: "desc" },
  });
  return before && { againstNo: before.no, fields: differencesOf(contentOf(kind, before), after) };
}

/** What a reader would see change, where the author corrected a returned text of an entry that stands. */
async function differencesToPublished(
  tx: Tx,
  { entry, revision }: VettingCaseRows,
): Promise<VettingCase["differencesToPublished"]> {
  if (!entry.publishedRevisionId || entry.publishedRevisionId === revision.id || !revision.returnedContent) return null;
  const stands = await tx.revision.findUnique({ where: { id: entry.publishedRevisionId } });
  if (!stands) return null;
  return {
    againstNo: stands.no,
    fields: differencesOf(contentOf(entry.kind, stands), contentOf(entry.kind, revision)),
  };
}

async function assigneeOf(tx: Tx, stepKey: string): Promise<VettingCase["assignee"]> {
  const [row] = await tx.$queryRaw<{ userId: string; name: string }[]>`
    SELECT a.user_id AS "userId", u.name FROM case_assignment a JOIN users u ON u.id = a.user_id
    WHERE a.step_key = ${stepKey} AND a.ended_at IS NULL`;
  return row ?? null;
}

/** Who has taken which step of the passage under way, else of the last one; the proposal itself is the city's. */
async function chainOf(
  tx: Tx,
  { revision, run, standing }: VettingCaseRows,
  isCity: boolean,
): Promise<VettingCase["chain"]> {
  const { rule } = standing.chain;
  const shown =
    run ??
    (await tx.vettingRun.findFirst({
      where: { revisionId: revision.id, signedById: { not: null } },
      orderBy: { createdAt: "desc" },
    }));
  const ids = [shown?.preparedById, shown?.checkedById, shown?.signedById, shown?.secrecyById];
  const people = await tx.user.findMany({
    where: { id: { in: [...ids.filter((id): id is string => Boolean(id)), ...rule.secrecyReviewerIds] } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null | undefined) => people.find((p) => p.id === id)?.name ?? null;
  const taken: Record<ChainStep, [string | null | undefined, Date | null | undefined]> = {
    prepare: [shown?.preparedById, shown?.preparedAt],
    check: [shown?.checkedById, shown?.checkedAt],
    sign: [shown?.signedById, shown?.signedAt],
  };
  const inTurn = stepInTurn(standing.state, rule.steps);
  return {
    steps: rule.steps.map((step) => ({
      step,
      byName: nameOf(taken[step][0]),
      at: taken[step][1]?.toISOString() ?? null,
      isInTurn: step === inTurn,
    })),
    secrecy: rule.secrecyStep && {
      step: rule.secrecyStep,
      reviewers: rule.secrecyReviewerIds.map((id) => nameOf(id) ?? "").filter(Boolean),
      byName: nameOf(shown?.secrecyById),
      at: shown?.secrecyAt?.toISOString() ?? null,
      statement: isCity ? (shown?.secrecyStatement ?? null) : null,
    },
    proposal:
      isCity && run?.proposal && run.rubric
        ? {
            action: run.proposal as Proposal,
            rubric: run.rubric as unknown as RubricScores,
            total: run.total ?? 0,
            reasons: run.reasons,
            note: run.note || null,
          }
        : null,
  };
}

async function sampleOf(tx: Tx, revisionId: string, today: string): Promise<VettingCase["sample"]> {
  const row = await tx.vettingSample.findUnique({ where: { revisionId } });
  if (!row) return null;
  const dueOn = row.dueOn.toISOString().slice(0, 10);
  return {
    sampleId: row.id,
    state: row.state as NonNullable<VettingCase["sample"]>["state"],
    dueOn,
    isOverdue: row.state === "open" && dueOn < today,
  };
}
