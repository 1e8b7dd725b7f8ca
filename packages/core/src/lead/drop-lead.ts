import {
  type DropLeadInput,
  dropLeadInput,
  isMemberOf,
  type LeadState,
  type LeadVersionRef,
  type LeadView,
  leadVersionRef,
  nextLeadState,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { fetchLeadFor, moveLead, refinersOf } from "./lead.access.ts";
import { loadLead } from "./lead.queries.ts";

/** Leads nowhere: with a reason, which the other side is told. */
export async function dropLead(ctx: Ctx, raw: DropLeadInput): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  const input = dropLeadInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "drop");
    const after = await moveLead(tx, lead, {
      state: nextLeadState(lead.state as LeadState, "drop"),
      dropReason: input.reason,
      dropNote: input.note || null,
      isFirmAsked: false,
    });
    await tx.leadProposal.updateMany({
      where: { leadId: lead.id, state: "proposed" },
      data: { state: "superseded", decidedAt: after.updatedAt, decidedById: actor.userId },
    });
    await recordAudit(tx, actor, "lead.drop", {
      subjectKind: "lead",
      subjectId: lead.id,
      changed: ["state"],
      values: { reason: input.reason, from: lead.state },
    });
    const isFirm = isMemberOf(actor, lead.organisationId);
    await notify(tx, {
      userIds: (isFirm ? await refinersOf(tx, lead) : await membersOf(tx, lead.organisationId)).filter(
        (id) => id !== actor.userId,
      ),
      kind: "notify.lead_dropped",
      params: { sentence: lead.sentence.slice(0, 60), name: actor.name },
      link: `/app/leads/${lead.id}`,
      dedupeKey: `lead.dropped:${lead.id}:${after.version}`,
    });
    return loadLead(tx, actor, lead.id);
  });
}

export async function reopenLead(ctx: Ctx, raw: LeadVersionRef): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  const input = leadVersionRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "reopen");
    await moveLead(tx, lead, {
      state: nextLeadState(lead.state as LeadState, "reopen"),
      dropReason: null,
      dropNote: null,
      assigneeId: null,
      assignedAt: null,
    });
    await recordAudit(tx, actor, "lead.reopen", { subjectKind: "lead", subjectId: lead.id, changed: ["state"] });
    return loadLead(tx, actor, lead.id);
  });
}
