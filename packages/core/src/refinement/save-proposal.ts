import type { Prisma } from "@jiebang/db";
import {
  DomainError,
  newId,
  type RefinementView,
  requireUser,
  type SaveProposalInput,
  saveProposalInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchLeadFor } from "../lead/lead.access.ts";
import { loadRefinement } from "./refinement.queries.ts";

/** Keeps the text that is being written. Of two who write at once the second is told, and keeps its own on the screen. */
export async function saveProposal(ctx: Ctx, raw: SaveProposalInput): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  const input = saveProposalInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { lead } = await fetchLeadFor(tx, actor, input, "draft");
    const content = input.content as unknown as Prisma.InputJsonObject;
    const now = await appNow(tx);
    const draft = await tx.leadProposal.findFirst({ where: { leadId: lead.id, state: "draft" } });
    if ((draft?.lockVersion ?? 0) !== input.lockVersion) throw new DomainError("conflict", "lead.text_changed");
    if (draft)
      await tx.leadProposal.update({
        where: { id: draft.id },
        data: { content, authorId: actor.userId, lockVersion: { increment: 1 }, savedAt: now },
      });
    else {
      const last = await tx.leadProposal.aggregate({ where: { leadId: lead.id }, _max: { no: true } });
      await tx.leadProposal.create({
        data: {
          id: newId("lpr"),
          leadId: lead.id,
          no: (last._max.no ?? 0) + 1,
          state: "draft",
          content,
          authorId: actor.userId,
          savedAt: now,
        },
      });
    }
    await recordAudit(tx, actor, "lead.draft", { subjectKind: "lead", subjectId: lead.id, changed: ["proposal"] });
    return loadRefinement(tx, actor, lead.id);
  });
}
