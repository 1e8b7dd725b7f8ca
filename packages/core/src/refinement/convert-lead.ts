import { Prisma } from "@jiebang/db";
import {
  type ConvertedLead,
  isMemberOf,
  type LeadState,
  type LeadVersionRef,
  leadVersionRef,
  newId,
  nextLeadState,
  requireUser,
} from "@jiebang/domain";
import { beginDraft } from "../entry/create-entry.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchLeadFor, moveLead } from "../lead/lead.access.ts";
import { contentOfProposal, suggestionFor } from "./refinement.queries.ts";

/**
 * The lead becomes the draft of a demand: with the text that the firm confirmed, else with its own words. The photos go
 * along in the sealed layer, where the firm may open them. A draft that a coordinator makes of a confirmed text is the
 * firm's from the first moment, because the firm has said yes to it already.
 */
export async function convertLead(ctx: Ctx, raw: LeadVersionRef): Promise<ConvertedLead> {
  const actor = requireUser(ctx.actor);
  const input = leadVersionRef.parse(raw);
  const copied: string[] = [];
  try {
    return await ctx.transaction(async (tx) => {
      const { lead } = await fetchLeadFor(tx, actor, input, "convert");
      const confirmed = await tx.leadProposal.findFirst({
        where: { leadId: lead.id, state: "confirmed" },
        orderBy: { no: "desc" },
      });
      const content = confirmed ? contentOfProposal(confirmed) : await suggestionFor(tx, lead);
      const entryId = await beginDraft(tx, actor, { kind: "demand", organisationId: lead.organisationId, content });
      if (!isMemberOf(actor, lead.organisationId) && confirmed)
        await tx.entry.update({ where: { id: entryId }, data: { onBehalfConfirmedAt: confirmed.decidedAt } });
      const revision = await tx.revision.findFirstOrThrow({ where: { entryId } });
      const photos = await tx.attachment.findMany({
        where: { subjectKind: "lead", subjectId: lead.id, removedAt: null },
      });
      for (const photo of photos) {
        const id = newId("att");
        const storageKey = `attachments/${photo.sha256.slice(0, 2)}/${photo.sha256}-${id}`;
        await ctx.services.files.put(storageKey, await ctx.services.files.get(photo.storageKey));
        copied.push(storageKey);
        await tx.attachment.create({
          data: {
            ...photo,
            id,
            subjectKind: "revision",
            subjectId: revision.id,
            layer: "sealed",
            storageKey,
            found: photo.found ?? Prisma.DbNull,
            createdAt: await appNow(tx),
          },
        });
      }
      await moveLead(tx, lead, {
        state: nextLeadState(lead.state as LeadState, "convert"),
        entryId,
        isFirmAsked: false,
      });
      await tx.leadProposal.updateMany({
        where: { leadId: lead.id, state: { in: ["draft", "proposed"] } },
        data: { state: "superseded" },
      });
      await recordAudit(tx, actor, "lead.convert", {
        subjectKind: "lead",
        subjectId: lead.id,
        changed: ["state"],
        values: { entryId, proposalId: confirmed?.id ?? null, photos: photos.length },
      });
      return { leadId: lead.id, entryId, lockVersion: revision.lockVersion };
    });
  } catch (error) {
    for (const key of copied) await ctx.services.files.remove(key); // nothing points to it
    throw error;
  }
}
