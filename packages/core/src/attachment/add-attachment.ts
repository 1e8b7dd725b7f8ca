import {
  type AttachmentView,
  DomainError,
  type Layer,
  layer as layerSchema,
  MAX_ATTACHMENTS,
  requireUser,
} from "@jiebang/domain";
import { fetchForAction } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { toAttachmentViews } from "./attachment.queries.ts";
import { checkFile } from "./check-file.ts";
import { storeFile } from "./store-file.ts";

export interface AddAttachmentInput {
  entryId: string;
  fileName: string;
  layer: Layer;
  bytes: Uint8Array;
}

/** Adds a file to the draft of an entry. */
export async function addAttachment(ctx: Ctx, input: AddAttachmentInput): Promise<AttachmentView> {
  const actor = requireUser(ctx.actor);
  const layer = layerSchema.parse(input.layer);
  await fetchForAction(ctx.db.prisma, actor, input.entryId, "attach"); // before anything is stored
  const file = await checkFile(input.fileName, input.bytes);
  const { attachmentId, storageKey } = await storeFile(ctx, file);
  try {
    return await ctx.transaction(async (tx) => {
      const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "attach");
      const others = await tx.attachment.count({
        where: { subjectKind: "revision", subjectId: revision.id, removedAt: null },
      });
      if (others >= MAX_ATTACHMENTS) throw new DomainError("conflict", "attachment.too_many", { max: MAX_ATTACHMENTS });
      await tx.attachment.create({
        data: {
          id: attachmentId,
          subjectKind: "revision",
          subjectId: revision.id,
          layer,
          fileName: file.fileName,
          mediaType: file.mediaType,
          size: file.size,
          sha256: file.sha256,
          storageKey,
          uploadedById: actor.userId,
        },
      });
      await recordAudit(tx, actor, "attachment.add", {
        subjectKind: "entry",
        subjectId: entry.id,
        values: { attachmentId, layer, mediaType: file.mediaType, size: file.size, sha256: file.sha256 },
      });
      const views = await toAttachmentViews(tx, revision.id);
      return views.find((v) => v.id === attachmentId)!;
    });
  } catch (error) {
    await ctx.services.files.remove(storageKey); // nothing points to it
    throw error;
  }
}
