import { DomainError, type LeadView, requireUser } from "@jiebang/domain";
import type { AttachmentRule } from "../attachment/attachment-rules.ts";
import { checkFile } from "../attachment/check-file.ts";
import { storeFile } from "../attachment/store-file.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchLead, fetchLeadFor } from "./lead.access.ts";
import { loadLead } from "./lead.queries.ts";

const MOST = 9;

/** A photo of the machine, the part, the report. Only those who see the lead see it; where it was taken is removed from it. */
export async function addLeadPhoto(
  ctx: Ctx,
  input: { leadId: string; fileName: string; bytes: Uint8Array },
): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  await ctx.transaction((tx) => fetchLeadFor(tx, actor, { leadId: input.leadId }, "addPhoto")); // before anything is stored
  const file = await checkFile(input.fileName, input.bytes);
  if (!file.mediaType.startsWith("image/")) throw new DomainError("invalid", "lead.photo_type");
  const { attachmentId, storageKey } = await storeFile(ctx, file);
  try {
    return await ctx.transaction(async (tx) => {
      const { lead } = await fetchLeadFor(tx, actor, { leadId: input.leadId }, "addPhoto");
      const kept = await tx.attachment.findMany({
        where: { subjectKind: "lead", subjectId: lead.id, removedAt: null },
        select: { sha256: true },
      });
      // A phone that was not sure whether the photo arrived sends it again.
      if (kept.some((k) => k.sha256 === file.sha256)) {
        await ctx.services.files.remove(storageKey);
        return loadLead(tx, actor, lead.id);
      }
      if (kept.length >= MOST) throw new DomainError("conflict", "lead.photos_many", { max: MOST });
      await tx.attachment.create({
        data: {
          id: attachmentId,
          subjectKind: "lead",
          subjectId: lead.id,
          layer: "sealed",
          fileName: file.fileName,
          mediaType: file.mediaType,
          size: file.size,
          sha256: file.sha256,
          storageKey,
          uploadedById: actor.userId,
        },
      });
      await recordAudit(tx, actor, "lead.add_photo", {
        subjectKind: "lead",
        subjectId: lead.id,
        values: { attachmentId, mediaType: file.mediaType, size: file.size, sha256: file.sha256 },
      });
      return loadLead(tx, actor, lead.id);
    });
  } catch (error) {
    await ctx.services.files.remove(storageKey);
    throw error;
  }
}

/** Photos are read by those who see the lead. */
export const readingOfLeadPhoto: AttachmentRule = async (tx, actor, file) => {
  try {
    await fetchLead(tx, actor, file.subjectId);
    return "own";
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return null;
    throw error;
  }
};
