import type { Prisma, Tx } from "@jiebang/db";
import {
  type ConfirmTextInput,
  type CorrectTextInput,
  confirmTextInput,
  correctTextInput,
  DomainError,
  type LeadState,
  newId,
  nextLeadState,
  type RefinementView,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchLeadFor, moveLead, refinersOf } from "../lead/lead.access.ts";
import { notify } from "../notification/notify.ts";
import { contentOfProposal, loadRefinement } from "./refinement.queries.ts";

/** The firm stands behind the text, exactly as it lies before it. */
export async function confirmText(ctx: Ctx, raw: ConfirmTextInput): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  const input = confirmTextInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "confirm");
    const proposal = await openProposal(tx, lead.id, input.proposalId);
    const after = await moveLead(tx, lead, { state: nextLeadState(lead.state as LeadState, "confirm") });
    await tx.leadProposal.update({
      where: { id: proposal.id },
      data: { state: "confirmed", decidedAt: after.updatedAt, decidedById: actor.userId },
    });
    await recordAudit(tx, actor, "lead.confirm", {
      subjectKind: "lead",
      subjectId: lead.id,
      changed: ["state"],
      values: { proposalId: proposal.id, no: proposal.no },
    });
    await notify(tx, {
      userIds: (await refinersOf(tx, lead)).filter((id) => id !== actor.userId),
      kind: "notify.lead_confirmed",
      params: { title: contentOfProposal(proposal).title, name: actor.name },
      link: `/app/leads/${lead.id}`,
      dedupeKey: `lead.confirmed:${proposal.id}`,
    });
    return loadRefinement(tx, actor, lead.id);
  });
}

/** Not so: in the firm's own words, and where it likes with its own version of the text, which stays beside the other. */
export async function correctText(ctx: Ctx, raw: CorrectTextInput): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  const input = correctTextInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "correct");
    const proposal = await openProposal(tx, lead.id, input.proposalId);
    const after = await moveLead(tx, lead, {
      state: nextLeadState(lead.state as LeadState, "correct"),
      isFirmAsked: false,
    });
    await tx.leadProposal.update({
      where: { id: proposal.id },
      data: { state: "corrected", decidedAt: after.updatedAt, decidedById: actor.userId },
    });
    await tx.leadMessage.create({
      data: {
        id: newId("lms"),
        leadId: lead.id,
        kind: "correction",
        text: input.text,
        byId: actor.userId,
        isFirm: true,
        at: after.updatedAt,
      },
    });
    if (input.content)
      await tx.leadProposal.create({
        data: {
          id: newId("lpr"),
          leadId: lead.id,
          no: proposal.no + 1,
          state: "superseded",
          content: input.content as unknown as Prisma.InputJsonObject,
          authorId: actor.userId,
          isFirm: true,
          note: input.text,
          savedAt: after.updatedAt,
          proposedAt: after.updatedAt,
        },
      });
    await recordAudit(tx, actor, "lead.correct", {
      subjectKind: "lead",
      subjectId: lead.id,
      changed: ["state"],
      values: { proposalId: proposal.id, hasText: Boolean(input.content) },
    });
    await notify(tx, {
      userIds: (await refinersOf(tx, lead)).filter((id) => id !== actor.userId),
      kind: "notify.lead_corrected",
      params: { name: actor.name, text: input.text.slice(0, 80) },
      link: `/app/leads/${lead.id}`,
      dedupeKey: `lead.corrected:${proposal.id}`,
    });
    return loadRefinement(tx, actor, lead.id);
  });
}

async function openProposal(tx: Tx, leadId: string, proposalId: string) {
  const proposal = await tx.leadProposal.findFirst({ where: { id: proposalId, leadId, state: "proposed" } });
  // Another version was laid before the firm meanwhile: nobody says yes to a text they have not seen.
  if (!proposal) throw new DomainError("conflict", "lead.text_changed");
  return proposal;
}
