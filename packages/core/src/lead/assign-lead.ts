import { Prisma, type Tx } from "@jiebang/db";
import {
  type AssignLeadInput,
  assignLeadInput,
  DomainError,
  type LeadAssignee,
  type LeadRef,
  type LeadState,
  type LeadVersionRef,
  type LeadView,
  leadRef,
  leadVersionRef,
  nextLeadState,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { fetchLeadFor, type LeadRow, moveLead } from "./lead.access.ts";
import { loadLead } from "./lead.queries.ts";

/** Gives a lead to somebody who works it out: an officer of the firm, a technology manager, a coordinator of the area. */
export async function assignLead(ctx: Ctx, raw: AssignLeadInput): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  const input = assignLeadInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "assign");
    const candidates = await loadAssignees(tx, lead);
    if (!candidates.some((c) => c.userId === input.userId))
      throw new DomainError("invalid", "lead.assignee_unknown", { field: "userId" });
    const after = await handOver(tx, lead, input.userId);
    await recordAudit(tx, actor, "lead.assign", {
      subjectKind: "lead",
      subjectId: lead.id,
      changed: ["assigneeId"],
      values: { from: lead.assigneeId, to: input.userId, state: after.state },
    });
    if (input.userId !== actor.userId)
      await notify(tx, {
        userIds: [input.userId],
        kind: "notify.lead_assigned",
        params: { sentence: lead.sentence.slice(0, 60), name: actor.name, note: input.note ?? "" },
        link: `/app/leads/${lead.id}`,
        dedupeKey: `lead.assigned:${lead.id}:${after.version}`,
      });
    return loadLead(tx, actor, lead.id);
  });
}

/** An officer or a coordinator takes it in hand. */
export async function takeLead(ctx: Ctx, raw: LeadVersionRef): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  const input = leadVersionRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "take");
    await handOver(tx, lead, actor.userId);
    await recordAudit(tx, actor, "lead.take", {
      subjectKind: "lead",
      subjectId: lead.id,
      changed: ["assigneeId"],
      values: { from: lead.assigneeId },
    });
    return loadLead(tx, actor, lead.id);
  });
}

async function handOver(tx: Tx, lead: LeadRow, userId: string): Promise<LeadRow> {
  const state = nextLeadState(lead.state as LeadState, "assign");
  const after = await moveLead(tx, lead, { state, assigneeId: userId, assignedAt: await appNow(tx) });
  // A new hand does not move the clock of a firm that was asked.
  if (lead.state !== "new" && lead.isFirmAsked)
    return tx.lead.update({ where: { id: lead.id }, data: { dueAt: lead.dueAt } });
  return after;
}

/** Who may be given this lead, those with few open ones first. */
export async function listLeadAssignees(ctx: Ctx, input: LeadRef): Promise<LeadAssignee[]> {
  const actor = requireUser(ctx.actor);
  const { leadId } = leadRef.parse(input);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, { leadId }, "assign");
    return loadAssignees(tx, lead);
  });
}

async function loadAssignees(tx: Tx, lead: LeadRow): Promise<LeadAssignee[]> {
  const area = lead.jurisdictionId
    ? Prisma.sql`c.jurisdiction_id IN (SELECT j.id FROM jurisdiction j WHERE j.id = ${lead.jurisdictionId}
        UNION SELECT j.parent_id FROM jurisdiction j WHERE j.id = ${lead.jurisdictionId})`
    : Prisma.sql`EXISTS (SELECT 1 FROM jurisdiction j WHERE j.id = c.jurisdiction_id AND j.level = 'city')`;
  const rows = await tx.$queryRaw<
    { user_id: string; name: string; role: LeadAssignee["role"]; speciality: string | null; open_leads: number }[]
  >`
    SELECT DISTINCT ON (x.user_id) x.user_id, u.name, x.role, x.speciality,
      (SELECT count(*)::int FROM lead l WHERE l.assignee_id = x.user_id AND l.due_at IS NOT NULL) AS open_leads
    FROM (
      SELECT f.user_id, 'officer' AS role, NULL AS speciality, 0 AS rank FROM organisation_officer f
        WHERE f.organisation_id = ${lead.organisationId} AND f.ended_at IS NULL
      UNION ALL SELECT m.user_id, 'technology_manager', m.speciality, 1 FROM technology_manager m WHERE m.ended_at IS NULL
      UNION ALL SELECT c.user_id, 'coordinator', NULL, 2 FROM coordinator_appointment c WHERE c.ended_at IS NULL AND ${area}
    ) x JOIN users u ON u.id = x.user_id AND u.disabled_at IS NULL
    -- Nobody refines the lead of a firm to which they belong: they speak for it.
    WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.user_id = x.user_id AND m.organisation_id = ${lead.organisationId} AND m.ended_at IS NULL)
    ORDER BY x.user_id, x.rank`;
  return rows
    .map((r) => ({ userId: r.user_id, name: r.name, role: r.role, speciality: r.speciality, openLeads: r.open_leads }))
    .sort(
      (a, b) => ROLE_ORDER[a.role] - ROLE_ORDER[b.role] || a.openLeads - b.openLeads || a.name.localeCompare(b.name),
    );
}

const ROLE_ORDER: Record<LeadAssignee["role"], number> = { officer: 0, technology_manager: 1, coordinator: 2 };
