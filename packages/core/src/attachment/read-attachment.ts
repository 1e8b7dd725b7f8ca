import { notFound } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { attachmentRules } from "./attachment-rules.ts";

export interface AttachmentFile {
  fileName: string;
  mediaType: string;
  sha256: string;
  /** Everybody may read it: a cache may keep it for a moment. */
  isPublic: boolean;
  bytes: Uint8Array;
}

/** A file for whom it is meant; every opening above the public layer leaves a line that the owner reads. */
export async function readAttachment(ctx: Ctx, input: { attachmentId: string }): Promise<AttachmentFile> {
  const file = await ctx.transaction(async (tx) => {
    const found = await tx.attachment.findFirst({ where: { id: input.attachmentId, removedAt: null } });
    const reading = found && (await attachmentRules[found.subjectKind]?.(tx, ctx.actor, found));
    if (!found || !reading) throw notFound();
    return { ...found, isPublic: reading === "public" };
  });
  const bytes = await ctx.services.files.get(file.storageKey);
  return { fileName: file.fileName, mediaType: file.mediaType, sha256: file.sha256, isPublic: file.isPublic, bytes };
}
