import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  coversOrganisation,
  hasRole,
  isCoordinator,
  type ListVisitsInput,
  listVisitsInput,
  notFound,
  type Page,
  requireUser,
  type VisitOutcome,
  type VisitPhoto,
  type VisitRef,
  type VisitView,
  visitActions,
} from "@jiebang/domain";
import { coveredFirms, requireDesk } from "../firm-file/covered-firms.ts";
import type { Ctx } from "../kernel/ctx.ts";

interface VisitRow {
  id: string;
  version: number;
  organisation_id: string;
  organisation_name: string;
  jurisdiction_id: string | null;
  jurisdiction_name: string | null;
  visited_on: string;
  people: string;
  note: string;
  outcomes: string[];
  next_step: string;
  next_on: string | null;
  next_done_at: Date | null;
  next_done_by_name: string | null;
  created_by_id: string;
  by_name: string;
  created_at: Date;
  photos: VisitPhoto[];
}

const SELECT = Prisma.sql`
  SELECT v.id, v.version, v.organisation_id, o.name AS organisation_name, o.jurisdiction_id, j.name AS jurisdiction_name,
    v.visited_on::text, v.people, v.note, v.outcomes, v.next_step, v.next_on::text, v.next_done_at, d.name AS next_done_by_name,
    v.created_by_id, u.name AS by_name, v.created_at,
    (SELECT coalesce(json_agg(json_build_object('id', a.id, 'fileName', a.file_name, 'mediaType', a.media_type, 'size', a.size)
        ORDER BY a.created_at, a.id), '[]')
      FROM attachment a WHERE a.subject_kind = 'visit' AND a.subject_id = v.id AND a.removed_at IS NULL) AS photos
  FROM visit v JOIN organisation o ON o.id = v.organisation_id LEFT JOIN jurisdiction j ON j.id = o.jurisdiction_id
    JOIN users u ON u.id = v.created_by_id LEFT JOIN users d ON d.id = v.next_done_by_id`;

/** Visits to the firms of one's desk, the latest first. */
export async function listVisits(ctx: Ctx, raw: ListVisitsInput): Promise<Page<VisitView>> {
  const actor = requireUser(ctx.actor);
  requireDesk(actor);
  const input = listVisitsInput.parse(raw);
  const where = [
    coveredFirms(actor),
    ...(input.organisationId ? [Prisma.sql`v.organisation_id = ${input.organisationId}`] : []),
    ...(input.jurisdictionId ? [Prisma.sql`o.jurisdiction_id = ${input.jurisdictionId}`] : []),
    ...(input.outcome ? [Prisma.sql`${input.outcome} = ANY(v.outcomes)`] : []),
    ...(input.isMine ? [Prisma.sql`v.created_by_id = ${actor.userId}`] : []),
    ...(input.isStepOpen ? [Prisma.sql`v.next_on IS NOT NULL AND v.next_done_at IS NULL`] : []),
  ];
  const order = input.isStepOpen ? Prisma.sql`v.next_on, v.id` : Prisma.sql`v.visited_on DESC, v.id DESC`;
  const which = Prisma.sql`FROM visit v JOIN organisation o ON o.id = v.organisation_id WHERE ${Prisma.join(where, " AND ")}`;
  const tx = ctx.db.prisma;
  const [count] = await tx.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${which}`;
  // The page first, by its order's index; texts and photos only of what is on it.
  const rows = await tx.$queryRaw<VisitRow[]>`
    ${SELECT} WHERE v.id IN (SELECT v.id ${which} ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset}) ORDER BY ${order}`;
  return { total: count!.total, items: rows.map((row) => toVisitView(actor, row)) };
}

/** The latest visits to one firm; the caller made sure that the firm may be seen. */
export async function visitsOf(tx: Tx, actor: Actor, organisationId: string, limit: number): Promise<VisitView[]> {
  const rows = await tx.$queryRaw<VisitRow[]>`
    ${SELECT} WHERE v.organisation_id = ${organisationId} ORDER BY v.visited_on DESC, v.id DESC LIMIT ${limit}`;
  return rows.map((row) => toVisitView(actor, row));
}

export function getVisit(ctx: Ctx, input: VisitRef): Promise<VisitView> {
  return loadVisit(ctx.db.prisma, requireUser(ctx.actor), input.visitId);
}

export async function loadVisit(tx: Tx, actor: Actor, visitId: string): Promise<VisitView> {
  const [row] = await tx.$queryRaw<VisitRow[]>`${SELECT} WHERE v.id = ${visitId}`;
  if (!row || !canReadVisit(actor, { jurisdictionId: row.jurisdiction_id })) throw notFound();
  return toVisitView(actor, row);
}

/** Notes about a firm are the desk's: its coordinators and auditors, never the firm's own people. */
export function canReadVisit(actor: Actor, firm: { jurisdictionId: string | null }): boolean {
  return hasRole(actor, "auditor") || (isCoordinator(actor) && coversOrganisation(actor, firm));
}

function toVisitView(actor: Actor, row: VisitRow): VisitView {
  return {
    visitId: row.id,
    version: row.version,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    jurisdictionName: row.jurisdiction_name,
    visitedOn: row.visited_on,
    people: row.people,
    note: row.note,
    outcomes: row.outcomes as VisitOutcome[],
    nextStep: row.next_step,
    nextOn: row.next_on,
    nextDoneAt: row.next_done_at?.toISOString() ?? null,
    nextDoneByName: row.next_done_by_name,
    byName: row.by_name,
    createdAt: row.created_at.toISOString(),
    photos: row.photos,
    allowedActions: visitActions(actor, {
      jurisdictionId: row.jurisdiction_id,
      createdById: row.created_by_id,
      nextOn: row.next_on,
      nextDoneAt: row.next_done_at,
    }),
  };
}
