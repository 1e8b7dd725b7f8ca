import { createHash } from "node:crypto";
import { FormReader } from "@jiebang/documents/forms/form-reader.ts";
import { type FormFileRef, notFound } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchIntake } from "./form-intake.queries.ts";

export interface FormOriginal {
  fileName: string;
  mediaType: string;
  sha256: string;
  bytes: Uint8Array;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";
const MEDIA: Record<string, string> = {
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
};

/**
 * The file as it was handed in, for those who see the tray it lies in; each opening leaves a line, for a form names
 * people. What was never kept (a bid) or has gone with an emptied tray does not exist.
 */
export async function readFormOriginal(ctx: Ctx, { fileId }: FormFileRef): Promise<FormOriginal> {
  const { file, key } = await ctx.transaction(async (tx) => {
    const file = await tx.formFile.findUnique({ where: { id: fileId } });
    if (!file) throw notFound();
    await fetchIntake(tx, ctx.actor, file.intakeId);
    const archive = file.archiveId && (await tx.formFile.findUnique({ where: { id: file.archiveId } }));
    const key = archive ? archive.storageKey : file.storageKey;
    if (!key) throw notFound();
    await recordAudit(tx, ctx.actor, "form_intake.open_original", {
      subjectKind: "form_intake",
      subjectId: file.intakeId,
      values: { fileId, path: file.path, sha256: file.sha256 },
    });
    return { file, key };
  });
  const kept = await ctx.services.files.get(key);
  const bytes = file.archiveId ? await outOfArchive(file.path, kept) : kept;
  // Two files of one path in a ZIP: only the one that was read is handed out.
  if (!bytes || createHash("sha256").update(bytes).digest("hex") !== file.sha256) throw notFound();
  const fileName = plainName(file.path);
  const ending = fileName.split(".").at(-1)!.toLowerCase();
  const mediaType = (file.formCode && MEDIA[ending]) || "application/octet-stream"; // what is no form is nothing to open
  return { fileName, mediaType, sha256: file.sha256, bytes };
}

async function outOfArchive(path: string, archive: Uint8Array): Promise<Uint8Array | null> {
  const reader = new FormReader();
  try {
    return await reader.extract(path, archive);
  } finally {
    await reader.close();
  }
}

/** Without folders, and without characters that turn a name around or end a header. */
function plainName(path: string): string {
  const name = path
    .split("/")
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"\\:*?<>|]/gu, "_");
  return name.replace(/^[.\s]+/, "").trim() || "file";
}
