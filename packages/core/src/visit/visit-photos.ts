import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  type AttachmentRef,
  DomainError,
  MAX_VISIT_PHOTOS,
  notFound,
  requireUser,
  type VisitPhoto,
  type VisitView,
} from "@jiebang/domain";
import type { Reading } from "../attachment/attachment-rules.ts";
import { checkFile } from "../attachment/check-file.ts";
import { storeFile } from "../attachment/store-file.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { lockVisitFor } from "./fetch-visit.ts";
import { canReadVisit, loadVisit } from "./visit.queries.ts";

/** Adds a photo to one's own visit; the same picture sent twice (a lost answer) is one photo. */
export async function addVisitPhoto(
  ctx: Ctx,
  input: { visitId: string; fileName: string; bytes: Uint8Array },
): Promise<VisitPhoto> {
  const actor = requireUser(ctx.actor);
  await ctx.transaction((tx) => lockVisitFor(tx, actor, input.visitId, "addPhoto")); // before anything is stored
  const file = await checkFile(input.fileName, input.bytes);
  if (!file.mediaType.startsWith("image/")) throw new DomainError("invalid", "visit.photo_type");
  const { attachmentId, storageKey } = await storeFile(ctx, file);
  let isKept = false;
  try {
    return await ctx.transaction(async (tx) => {
      await lockVisitFor(tx, actor, input.visitId, "addPhoto");
      const others = await tx.attachment.findMany({
        where: { subjectKind: "visit", subjectId: input.visitId, removedAt: null },
      });
      const same = others.find((o) => o.sha256 === file.sha256);
      if (same) return { id: same.id, fileName: same.fileName, mediaType: same.mediaType, size: same.size };
      if (others.length >= MAX_VISIT_PHOTOS)
        throw new DomainError("conflict", "attachment.too_many", { max: MAX_VISIT_PHOTOS });
      const { fileName, mediaType, size, sha256 } = file;
      await tx.attachment.create({
        data: {
          id: attachmentId,
          subjectKind: "visit",
          subjectId: input.visitId,
          layer: "sealed",
          fileName,
          mediaType,
          size,
          sha256,
          storageKey,
          uploadedById: actor.userId,
        },
      });
      await recordAudit(tx, actor, "visit.add_photo", {
        subjectKind: "visit",
        subjectId: input.visitId,
        values: { attachmentId, mediaType, size, sha256 },
      });
      isKept = true;
      return { id: attachmentId, fileName, mediaType, size };
    });
  } finally {
    if (!isKept) await ctx.services.files.remove(storageKey); // nothing points to it
  }
}

/** Takes a wrong picture out again. */
export async function removeVisitPhoto(ctx: Ctx, input: AttachmentRef): Promise<VisitView> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const photo = await tx.attachment.findFirst({
      where: { id: input.attachmentId, subjectKind: "visit", removedAt: null },
    });
    if (!photo) throw notFound();
    await lockVisitFor(tx, actor, photo.subjectId, "addPhoto");
    await tx.attachment.update({ where: { id: photo.id }, data: { removedAt: await appNow(tx) } });
    await recordAudit(tx, actor, "visit.remove_photo", {
      subjectKind: "visit",
      subjectId: photo.subjectId,
      values: { attachmentId: photo.id },
    });
    return loadVisit(tx, actor, photo.subjectId);
  });
}

export async function readingOfVisitPhoto(tx: Tx, actor: Actor, file: rows.AttachmentModel): Promise<Reading | null> {
  const visit = await tx.visit.findUnique({ where: { id: file.subjectId }, select: { organisationId: true } });
  const firm = visit && (await tx.organisation.findUnique({ where: { id: visit.organisationId } }));
  return firm && canReadVisit(actor, firm) ? "own" : null;
}
