import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  coveredJurisdictions,
  differencesOf,
  type EntryContent,
  isBarredFromVetting,
  lintEntry,
  type RevisionState,
  requireUser,
  type VettingCase,
  type VettingListInput,
  type VettingPage,
  vettingActions,
  vettingListInput,
} from "@jiebang/domain";
import { toAttachmentViews } from "../attachment/attachment.queries.ts";
import { lintContextOf } from "../entry/lint-context.ts";
import { contentOf } from "../entry/revision-content.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { decisionsOf } from "./decision.queries.ts";
import { fetchCase, type VettingCaseRows } from "./vetting.access.ts";
import { loadVettingClock } from "./vetting-clock.ts";

type QueueRow = {
  entry_id: string;
  revision_id: string;
  revision_no: number;
  kind: string;
  number: string | null;
  title: string;
  organisation_id: string;
  organisation_name: string;
  jurisdiction_id: string | null;
  jurisdiction_name: string | null;
  on_behalf_by_id: string | null;
  submitted_by_id: string | null;
  state: string;
  submitted_at: Date;
  total: number;
};

/** What waits in the coordinator's jurisdictions, the longest waiting first. */
export async function listVetting(ctx: Ctx, raw: VettingListInput): Promise<VettingPage> {
  const actor = requireUser(ctx.actor);
  const input = vettingListInput.parse(raw);
  const tx = ctx.db.prisma;
  const clock = await loadVettingClock(tx);
  const where = [
    Prisma.sql`e.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])`,
    // Written out so that the partial index on what waits is used.
    Prisma.sql`r.state IN ('submitted', 'recommended', 'held')`,
    ...(input.states?.length ? [Prisma.sql`r.state = ANY(${input.states}::text[])`] : []),
    ...(input.kind ? [Prisma.sql`e.kind = ${input.kind}`] : []),
    ...(input.jurisdictionId ? [Prisma.sql`e.jurisdiction_id = ${input.jurisdictionId}`] : []),
    ...(input.isOverdue === true ? [Prisma.sql`r.submitted_at < ${clock.overdueBefore}`] : []),
    ...(input.isOverdue === false ? [Prisma.sql`r.submitted_at >= ${clock.overdueBefore}`] : []),
    ...(input.text
      ? [
          Prisma.sql`(strpos(lower(r.title), lower(${input.text})) > 0 OR strpos(o.name, ${input.text}) > 0 OR e.number = upper(${input.text}))`,
        ]
      : []),
  ];
  const order =
    input.order === "newest" ? Prisma.sql`r.submitted_at DESC, r.id DESC` : Prisma.sql`r.submitted_at, r.id`;
  const rows = await tx.$queryRaw<QueueRow[]>`
    SELECT e.id AS entry_id, r.id AS revision_id, r.no AS revision_no, e.kind, e.number, r.title, e.organisation_id,
      o.name AS organisation_name, e.jurisdiction_id, j.name AS jurisdiction_name, e.on_behalf_by_id, r.submitted_by_id, r.state,
      r.submitted_at, count(*) OVER ()::int AS total
    FROM revision r JOIN entry e ON e.id = r.entry_id JOIN organisation o ON o.id = e.organisation_id
      LEFT JOIN jurisdiction j ON j.id = e.jurisdiction_id
    WHERE ${Prisma.join(where, " AND ")} ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => {
      const dueOn = clock.dueOn(r.submitted_at);
      return {
        entryId: r.entry_id,
        revisionId: r.revision_id,
        revisionNo: r.revision_no,
        kind: r.kind as "offer" | "demand",
        number: r.number,
        title: r.title,
        organisationName: r.organisation_name,
        jurisdictionName: r.jurisdiction_name,
        state: r.state as RevisionState,
        submittedAt: r.submitted_at.toISOString(),
        waitingDays: Math.floor((clock.now.getTime() - r.submitted_at.getTime()) / 86_400_000),
        dueOn,
        isOverdue: dueOn < clock.today,
        isBarred: isBarredFromVetting(actor, {
          organisationId: r.organisation_id,
          jurisdictionId: r.jurisdiction_id,
          state: r.state as RevisionState,
          onBehalfById: r.on_behalf_by_id,
          submittedById: r.submitted_by_id,
        }),
      };
    }),
  };
}

export async function getVettingCase(ctx: Ctx, input: { revisionId: string }): Promise<VettingCase> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  return loadCase(tx, actor, await fetchCase(tx, actor, input.revisionId));
}

async function loadCase(tx: Tx, actor: Actor, { entry, revision, standing }: VettingCaseRows): Promise<VettingCase> {
  const content = contentOf(entry.kind, revision);
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: entry.organisationId } });
  const jurisdiction = entry.jurisdictionId
    ? await tx.jurisdiction.findUnique({ where: { id: entry.jurisdictionId }, select: { name: true } })
    : null;
  const submitter = revision.submittedById
    ? await tx.user.findUnique({ where: { id: revision.submittedById }, select: { name: true } })
    : null;
  const clock = await loadVettingClock(tx);
  const isWaiting = ["submitted", "recommended", "held"].includes(revision.state);
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
    isOnBehalfUnconfirmed: entry.onBehalfById !== null && entry.onBehalfConfirmedAt === null,
    submittedAt: revision.submittedAt?.toISOString() ?? null,
    submittedByName: submitter?.name ?? null,
    dueOn,
    isOverdue: dueOn !== null && dueOn < clock.today,
    content,
    findings: lintEntry(content, await lintContextOf(tx, entry.organisationId, content)),
    attachments: (await toAttachmentViews(tx, revision.id)).map(({ id, fileName, mediaType, size, layer }) => ({
      id,
      fileName,
      mediaType,
      size,
      layer,
    })),
    differences: await differencesToBefore(tx, entry.kind, revision),
    history: await decisionsOf(tx, entry.id, { withNames: true }),
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
