import { createHash } from "node:crypto";
import { cleanFile } from "@jiebang/documents";
import {
  type AttachmentView,
  DomainError,
  type FileFindings,
  findIdentifiers,
  type Layer,
  layer as layerSchema,
  MAX_ATTACHMENTS,
  requireUser,
} from "@jiebang/domain";
import { fetchForAction } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { toAttachmentViews } from "./attachment.queries.ts";
import { type CheckedFile, checkFile } from "./check-file.ts";
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
  const checked = await checkFile(input.fileName, input.bytes);
  const { file, findings } = await cleaned(checked, await namesOf(ctx, input.entryId));
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
          found: findings,
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

/** Takes out what tells about its makers, and looks for what names the owner: the author sees both at once. */
async function cleaned(checked: CheckedFile, names: string[]): Promise<{ file: CheckedFile; findings: FileFindings }> {
  const found = await cleanFile(checked.mediaType, checked.bytes).catch(() => null);
  if (!found) return { file: checked, findings: { cleaned: [], warnings: ["unreadable"], identifiers: [] } };
  const { bytes, text, ...told } = found;
  const plain = checked.mediaType === "text/plain" ? new TextDecoder().decode(checked.bytes).slice(0, 200_000) : text;
  const identifiers = findIdentifiers(`${checked.fileName}\n${plain}`, names).slice(0, 20);
  const file =
    told.cleaned.length === 0
      ? checked
      : { ...checked, bytes, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  return { file, findings: { cleaned: told.cleaned, warnings: told.warnings, identifiers } };
}

async function namesOf(ctx: Ctx, entryId: string): Promise<string[]> {
  const entry = await ctx.db.prisma.entry.findUnique({
    where: { id: entryId },
    select: { organisation: { select: { name: true, nameEn: true } } },
  });
  return [entry?.organisation.name, entry?.organisation.nameEn].filter((name): name is string => Boolean(name));
}
