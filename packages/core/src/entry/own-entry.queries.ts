import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  blocksSubmission,
  coveredJurisdictions,
  entryActions,
  hasRole,
  instantOf,
  lintEntry,
  type OpeningListInput,
  type OpeningPage,
  type OwnEntry,
  type OwnEntryListInput,
  type OwnEntryPage,
  openingListInput,
  organisationsOf,
  ownEntryListInput,
  requireUser,
} from "@jiebang/domain";
import { toAttachmentViews } from "../attachment/attachment.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { decisionsOf } from "../vetting/decision.queries.ts";
import { fetchOwnEntry } from "./entry.access.ts";
import { lintContextOf } from "./lint-context.ts";
import { contentOf } from "./revision-content.ts";

export function getOwnEntry(ctx: Ctx, input: { entryId: string }): Promise<OwnEntry> {
  return loadOwnEntry(ctx.db.prisma, requireUser(ctx.actor), input.entryId);
}

/** The whole of an entry for its own people. */
export async function loadOwnEntry(tx: Tx, actor: Actor, entryId: string): Promise<OwnEntry> {
  const { entry, revision, standing } = await fetchOwnEntry(tx, actor, entryId);
  const content = contentOf(entry.kind, revision);
  const organisation = await tx.organisation.findUniqueOrThrow({
    where: { id: entry.organisationId },
    select: { id: true, name: true },
  });
  const jurisdiction = entry.jurisdictionId
    ? await tx.jurisdiction.findUnique({ where: { id: entry.jurisdictionId }, select: { id: true, name: true } })
    : null;
  const revisions = await tx.revision.findMany({
    where: { entryId },
    orderBy: { no: "desc" },
    select: { id: true, no: true, state: true, title: true, submittedAt: true, decidedAt: true, updatedAt: true },
  });
  const people = await namesOf(tx, [revision.savedById, entry.onBehalfById]);
  const findings = lintEntry(content, await lintContextOf(tx, entry.organisationId, content, revision.id));
  const [counts] = await tx.$queryRaw<{ open: number; overdue: number; total: number; openings: number }[]>`
    SELECT count(*) FILTER (WHERE state = 'open')::int AS open,
      count(*) FILTER (WHERE state = 'open' AND due_at < (SELECT app_now()))::int AS overdue, count(*)::int AS total,
      (SELECT count(*)::int FROM layer_opening WHERE entry_id = ${entryId}) AS openings
    FROM interest WHERE entry_id = ${entryId}`;
  const { openings, ...interests } = counts!;
  const allowedActions = entryActions(actor, standing);
  return {
    id: entry.id,
    kind: entry.kind as OwnEntry["kind"],
    number: entry.number,
    state: standing.state,
    isHistorical: entry.isHistorical,
    audience: entry.audience as OwnEntry["audience"],
    organisation,
    jurisdiction,
    publishedAt: entry.publishedAt?.toISOString() ?? null,
    expiresAt: entry.expiresAt?.toISOString() ?? null,
    endReason: entry.endReason,
    onBehalf: entry.onBehalfById
      ? {
          byName: people.get(entry.onBehalfById) ?? null,
          confirmedAt: entry.onBehalfConfirmedAt?.toISOString() ?? null,
          isStamped: entry.onBehalfStampRevisionId === revision.id,
        }
      : null,
    revision: {
      id: revision.id,
      no: revision.no,
      state: standing.revisionState,
      lockVersion: revision.lockVersion,
      content,
      savedAt: revision.updatedAt.toISOString(),
      savedByName: people.get(revision.savedById ?? "") ?? null,
      submittedAt: revision.submittedAt?.toISOString() ?? null,
    },
    publishedRevisionNo: revisions.find((r) => r.state === "published")?.no ?? null,
    findings,
    canSubmit: allowedActions.includes("submit") && !blocksSubmission(findings),
    attachments: await toAttachmentViews(tx, revision.id),
    revisions: revisions.map((r) => ({
      ...r,
      state: r.state as OwnEntry["revision"]["state"],
      submittedAt: r.submittedAt?.toISOString() ?? null,
      decidedAt: r.decidedAt?.toISOString() ?? null,
      updatedAt: r.updatedAt.toISOString(),
    })),
    // Owners read the decision and its reasons, not who decided.
    history: await decisionsOf(tx, entryId, { withNames: false }),
    interests,
    openings,
    allowedActions,
  };
}

async function namesOf(tx: Tx, ids: (string | null)[]): Promise<Map<string, string>> {
  const users = await tx.user.findMany({
    where: { id: { in: ids.filter((id): id is string => id !== null) } },
    select: { id: true, name: true },
  });
  return new Map(users.map((u) => [u.id, u.name]));
}

type OwnRow = {
  id: string;
  kind: string;
  number: string | null;
  title: string;
  state: string;
  revision_state: string;
  organisation_id: string;
  organisation_name: string;
  is_on_behalf: boolean;
  open_interests: number;
  expires_at: Date | null;
  updated_at: Date;
  total: number;
};

/** Entries of the own organisations and, for coordinators, those entered on behalf and not yet confirmed. */
export async function listOwnEntries(ctx: Ctx, raw: OwnEntryListInput): Promise<OwnEntryPage> {
  const actor = requireUser(ctx.actor);
  const input = ownEntryListInput.parse(raw);
  const jurisdictions = coveredJurisdictions(actor);
  const where = [
    Prisma.sql`(e.organisation_id = ANY(${organisationsOf(actor)}::text[])
      OR (e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL AND e.jurisdiction_id = ANY(${jurisdictions}::text[])))`,
    ...(input.kind ? [Prisma.sql`e.kind = ${input.kind}`] : []),
    ...(input.state ? [Prisma.sql`e.state = ${input.state}`] : []),
    ...(input.revisionState ? [Prisma.sql`r.state = ${input.revisionState}`] : []),
    ...(input.organisationId ? [Prisma.sql`e.organisation_id = ${input.organisationId}`] : []),
    ...(input.text
      ? [Prisma.sql`(strpos(lower(r.title), lower(${input.text})) > 0 OR e.number = upper(${input.text}))`]
      : []),
  ];
  const rows = await ctx.db.prisma.$queryRaw<OwnRow[]>`
    SELECT e.id, e.kind, e.number, r.title, e.state, r.state AS revision_state, e.organisation_id, o.name AS organisation_name,
      e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL
        AND e.on_behalf_stamp_revision_id IS DISTINCT FROM r.id AS is_on_behalf,
      (SELECT count(*)::int FROM interest i WHERE i.entry_id = e.id AND i.state = 'open') AS open_interests,
      e.expires_at, e.updated_at, count(*) OVER ()::int AS total
    FROM entry e JOIN revision r ON r.id = e.current_revision_id JOIN organisation o ON o.id = e.organisation_id
    WHERE ${Prisma.join(where, " AND ")}
    ORDER BY e.updated_at DESC, e.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => ({
      id: r.id,
      kind: r.kind as "offer" | "demand",
      number: r.number,
      title: r.title,
      state: r.state as OwnEntryPage["items"][number]["state"],
      revisionState: r.revision_state as OwnEntryPage["items"][number]["revisionState"],
      organisationId: r.organisation_id,
      organisationName: r.organisation_name,
      isOnBehalf: r.is_on_behalf,
      openInterests: r.open_interests,
      expiresAt: r.expires_at?.toISOString() ?? null,
      updatedAt: r.updated_at.toISOString(),
    })),
  };
}

/** Who opened what lies above the public layer: shown to the owner. */
export async function listOpenings(ctx: Ctx, raw: OpeningListInput): Promise<OpeningPage> {
  const actor = requireUser(ctx.actor);
  const input = openingListInput.parse(raw);
  if (!hasRole(actor, "auditor")) await fetchOwnEntry(ctx.db.prisma, actor, input.entryId);
  const rows = await ctx.db.prisma.$queryRaw<
    {
      id: string;
      user_name: string;
      organisation_name: string | null;
      layer: string;
      file_name: string | null;
      opened_at: Date;
      total: number;
    }[]
  >`
    SELECT l.id, u.name AS user_name, o.name AS organisation_name, l.layer, a.file_name, l.opened_at, count(*) OVER ()::int AS total
    FROM layer_opening l JOIN users u ON u.id = l.user_id LEFT JOIN organisation o ON o.id = l.organisation_id
      LEFT JOIN attachment a ON a.id = l.attachment_id
    WHERE l.entry_id = ${input.entryId}
      ${input.from ? Prisma.sql`AND l.opened_at >= ${instantOf(input.from)}` : Prisma.empty}
      ${input.to ? Prisma.sql`AND l.opened_at < ${instantOf(input.to)}::timestamptz + interval '1 day'` : Prisma.empty}
    ORDER BY l.opened_at DESC, l.id DESC LIMIT ${input.limit} OFFSET ${input.offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => ({
      id: r.id,
      userName: r.user_name,
      organisationName: r.organisation_name,
      layer: r.layer as OpeningPage["items"][number]["layer"],
      fileName: r.file_name,
      openedAt: r.opened_at.toISOString(),
    })),
  };
}
