import {
  blocksSubmission,
  DomainError,
  type LeadState,
  lintEntry,
  nextLeadState,
  type ProposeTextInput,
  proposeTextInput,
  type RefinementView,
  requireUser,
} from "@jiebang/domain";
import { lintContextOf } from "../entry/lint-context.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchLeadFor, moveLead } from "../lead/lead.access.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { contentOfProposal, loadRefinement } from "./refinement.queries.ts";

/** Lays the text before the firm. It must be fit to be handed in, or the firm would say yes to something unfinished. */
export async function proposeText(ctx: Ctx, raw: ProposeTextInput): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  const input = proposeTextInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "propose");
    const draft = await tx.leadProposal.findFirst({ where: { leadId: lead.id, state: "draft" } });
    if (!draft) throw new DomainError("invalid", "lead.text_missing");
    if (draft.lockVersion !== input.lockVersion) throw new DomainError("conflict", "lead.text_changed");
    const content = contentOfProposal(draft);
    const findings = lintEntry(content, await lintContextOf(tx, lead.organisationId, content));
    if (blocksSubmission(findings))
      throw new DomainError("invalid", "entry.not_ready", {
        findings: findings.filter((f) => f.severity === "block"),
      });
    const after = await moveLead(tx, lead, {
      state: nextLeadState(lead.state as LeadState, "propose"),
      isFirmAsked: false,
      // Who proposes has it in hand from then on.
      assigneeId: lead.assigneeId ?? actor.userId,
    });
    await tx.leadProposal.update({
      where: { id: draft.id },
      data: { state: "proposed", note: input.note || null, proposedAt: after.updatedAt },
    });
    await recordAudit(tx, actor, "lead.propose", {
      subjectKind: "lead",
      subjectId: lead.id,
      changed: ["state"],
      values: { proposalId: draft.id, no: draft.no },
    });
    await notify(tx, {
      userIds: await membersOf(tx, lead.organisationId),
      kind: "notify.lead_proposed",
      params: { title: content.title, name: actor.name },
      link: `/app/leads/${lead.id}`,
      dedupeKey: `lead.proposed:${draft.id}`,
      mail: true,
    });
    return loadRefinement(tx, actor, lead.id);
  });
}
