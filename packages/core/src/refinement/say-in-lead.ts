import {
  type LeadState,
  newId,
  nextLeadState,
  type RefinementView,
  requireUser,
  type SayInLeadInput,
  sayInLeadInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchLeadFor, moveLead, refinersOf } from "../lead/lead.access.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { loadRefinement } from "./refinement.queries.ts";

/** A question to the firm. The clock turns to the firm; a text that lay before it is taken back until the answer is in. */
export async function askInLead(ctx: Ctx, raw: SayInLeadInput): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  const input = sayInLeadInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "ask");
    const after = await moveLead(tx, lead, {
      state: nextLeadState(lead.state as LeadState, "ask"),
      isFirmAsked: true,
    });
    await tx.leadProposal.updateMany({
      where: { leadId: lead.id, state: "proposed" },
      data: { state: "superseded", decidedAt: after.updatedAt, decidedById: actor.userId },
    });
    await tx.leadMessage.create({
      data: {
        id: newId("lms"),
        leadId: lead.id,
        kind: "question",
        text: input.text,
        byId: actor.userId,
        isFirm: false,
        at: after.updatedAt,
      },
    });
    await recordAudit(tx, actor, "lead.ask", { subjectKind: "lead", subjectId: lead.id, changed: ["state"] });
    await notify(tx, {
      userIds: await membersOf(tx, lead.organisationId),
      kind: "notify.lead_question",
      params: { name: actor.name, text: input.text.slice(0, 80) },
      link: `/app/leads/${lead.id}`,
      dedupeKey: `lead.question:${lead.id}:${after.version}`,
      mail: true,
    });
    return loadRefinement(tx, actor, lead.id);
  });
}

/** The firm's word, to a question or of its own accord. */
export async function answerInLead(ctx: Ctx, raw: SayInLeadInput): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  const input = sayInLeadInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "answer");
    const after = await moveLead(tx, lead, {
      state: nextLeadState(lead.state as LeadState, "answer"),
      isFirmAsked: false,
    });
    // A remark beside a text that waits for its yes does not give the firm more time.
    if (lead.state === "proposed") await tx.lead.update({ where: { id: lead.id }, data: { dueAt: lead.dueAt } });
    await tx.leadMessage.create({
      data: {
        id: newId("lms"),
        leadId: lead.id,
        kind: lead.isFirmAsked ? "answer" : "note",
        text: input.text,
        byId: actor.userId,
        isFirm: true,
        at: after.updatedAt,
      },
    });
    await recordAudit(tx, actor, "lead.answer", { subjectKind: "lead", subjectId: lead.id });
    await notify(tx, {
      userIds: (await refinersOf(tx, lead)).filter((id) => id !== actor.userId),
      kind: "notify.lead_answer",
      params: { name: actor.name, text: input.text.slice(0, 80) },
      link: `/app/leads/${lead.id}`,
      dedupeKey: `lead.answer:${lead.id}:${after.version}`,
    });
    return loadRefinement(tx, actor, lead.id);
  });
}
