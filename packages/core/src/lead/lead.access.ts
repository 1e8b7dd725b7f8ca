import { Prisma, type rows, type Tx } from "@jiebang/db";
import {
  type Actor,
  addWorkingDays,
  coveredJurisdictions,
  DomainError,
  dayOf,
  instantOf,
  isCoordinator,
  type LeadAction,
  type LeadStanding,
  type LeadState,
  leadActions,
  leadTurn,
  notFound,
  organisationsOf,
  seesLead,
  type UserActor,
} from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { numberSetting } from "../entry/entry-settings.ts";
import { announceChange } from "../kernel/announce-change.ts";
import { appNow } from "../kernel/app-now.ts";
import { coordinatorsOf, membersOf } from "../notification/notify.ts";

export type LeadRow = rows.LeadModel;
export interface LeadCase {
  lead: LeadRow;
  standing: LeadStanding;
}

export async function officersOf(tx: Tx, organisationId: string): Promise<string[]> {
  const found = await tx.organisationOfficer.findMany({
    where: { organisationId, endedAt: null },
    select: { userId: true },
  });
  return found.map((o) => o.userId);
}

/** A lead for those who may see it; for all others it does not exist. Locked: moves of one lead stand in line. */
export async function fetchLead(tx: Tx, actor: Actor, leadId: string, { lock = false } = {}): Promise<LeadCase> {
  if (lock) await tx.$queryRaw`SELECT id FROM lead WHERE id = ${leadId} FOR UPDATE`;
  const lead = await tx.lead.findUnique({ where: { id: leadId } });
  if (!lead) throw notFound();
  const standing: LeadStanding = {
    organisationId: lead.organisationId,
    jurisdictionId: lead.jurisdictionId,
    state: lead.state as LeadState,
    assigneeId: lead.assigneeId,
    officerIds: await officersOf(tx, lead.organisationId),
  };
  if (!seesLead(actor, standing)) throw notFound();
  return { lead, standing };
}

export async function fetchLeadFor(
  tx: Tx,
  actor: Actor,
  input: { leadId: string; version?: number },
  action: LeadAction,
): Promise<LeadCase> {
  const found = await fetchLead(tx, actor, input.leadId, { lock: true });
  if (!leadActions(actor, found.standing).includes(action))
    throw new DomainError("conflict", "lead.action_not_allowed", { state: found.lead.state, action });
  if (input.version !== undefined && input.version !== found.lead.version)
    throw new DomainError("conflict", "common.stale");
  return found;
}

/** Writes the next state with the clock of whose turn it is then. The row is locked by the fetch before. */
export async function moveLead(
  tx: Tx,
  lead: LeadRow,
  data: Prisma.LeadUncheckedUpdateInput & { state: LeadState; isFirmAsked?: boolean },
): Promise<LeadRow> {
  const now = await appNow(tx);
  const turn = leadTurn(data.state, data.isFirmAsked ?? lead.isFirmAsked);
  const dueAt = turn === null ? null : await dueDate(tx, turn, lead.organisationId, now);
  const after = await tx.lead.update({
    where: { id: lead.id, version: lead.version },
    data: { ...data, dueAt, version: { increment: 1 }, updatedAt: now },
  });
  await tellPages(tx, after);
  return after;
}

/** The end of the day on which a side should have moved: working days, the firm's announced vacations left out. */
export async function dueDate(
  tx: Tx,
  turn: "coordinator" | "refiner" | "firm",
  organisationId: string,
  now: Date,
): Promise<Date> {
  const days = await numberSetting(
    tx,
    turn === "coordinator" ? "lead.assign_days" : turn === "refiner" ? "lead.refine_days" : "lead.answer_days",
  );
  const calendar = await loadCalendar(tx, turn === "firm" ? organisationId : undefined);
  return instantOf(addWorkingDays(calendar, dayOf(now), days), "23:59");
}

/** Those who work it out: the one in charge, else the firm's officers, else the coordinators of the area. */
export async function refinersOf(tx: Tx, lead: LeadRow): Promise<string[]> {
  if (lead.assigneeId) return [lead.assigneeId];
  const officers = await officersOf(tx, lead.organisationId);
  if (officers.length) return officers;
  if (!lead.jurisdictionId) return [];
  const county = await coordinatorsOf(tx, lead.jurisdictionId, "county");
  return county.length ? county : coordinatorsOf(tx, lead.jurisdictionId, "city");
}

export async function tellPages(tx: Tx, lead: LeadRow): Promise<void> {
  const userIds = [...(await membersOf(tx, lead.organisationId)), ...(await refinersOf(tx, lead))];
  await announceChange(tx, { topic: "lead", id: lead.id, userIds: [...new Set(userIds)] });
}

/** What lists of leads may show this actor, as one condition on `lead l`. */
export function visibleLeads(actor: UserActor, scope: "all" | "firm" | "mine" | "officer" | "area"): Prisma.Sql {
  const parts: Record<"firm" | "mine" | "officer" | "area", Prisma.Sql> = {
    firm: Prisma.sql`l.organisation_id = ANY(${organisationsOf(actor)}::text[])`,
    mine: Prisma.sql`l.assignee_id = ${actor.userId}`,
    officer: Prisma.sql`l.organisation_id = ANY(ARRAY(SELECT f.organisation_id FROM organisation_officer f
      WHERE f.user_id = ${actor.userId} AND f.ended_at IS NULL))`,
    area: isCoordinator(actor, "city")
      ? Prisma.sql`(l.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[]) OR l.jurisdiction_id IS NULL)`
      : Prisma.sql`l.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])`,
  };
  if (scope !== "all") return parts[scope];
  return Prisma.sql`(${Prisma.join(Object.values(parts), " OR ")})`;
}
