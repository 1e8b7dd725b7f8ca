import type { Tx } from "@jiebang/db";
import { type Actor, dayOf, neutralFileName, notFound } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { attachmentRules } from "./attachment-rules.ts";
import { stampForReader } from "./stamp-for-reader.ts";

export interface AttachmentFile {
  fileName: string;
  mediaType: string;
  sha256: string;
  /** Everybody may read it: a cache may keep it for a moment. */
  isPublic: boolean;
  bytes: Uint8Array;
}

/**
 * A file for whom it is meant; every opening above the public layer leaves a line that the owner reads, and what is given
 * out carries the reader's name.
 */
export async function readAttachment(ctx: Ctx, input: { attachmentId: string }): Promise<AttachmentFile> {
  const file = await ctx.transaction(async (tx) => {
    const found = await tx.attachment.findFirst({ where: { id: input.attachmentId, removedAt: null } });
    const reading = found && (await attachmentRules[found.subjectKind]?.(tx, ctx.actor, found));
    if (!found || !reading) throw notFound();
    const isEntryFile = found.subjectKind === "revision";
    return {
      id: found.id,
      storageKey: found.storageKey,
      mediaType: found.mediaType,
      sha256: found.sha256,
      fileName: isEntryFile && reading !== "own" ? await nameForOthers(tx, ctx.actor, found) : found.fileName,
      isPublic: reading === "public",
      stamp: isEntryFile && reading === "logged" ? await readerLines(tx, ctx.actor) : null,
    };
  });
  const { id: _, storageKey, stamp, ...told } = file;
  const bytes = await ctx.services.files.get(storageKey);
  return stamp ? { ...told, ...(await stampForReader({ ...told, bytes }, stamp)) } : { ...told, bytes };
}

/** Who reads, for whom, when: what stands over a confidential text. */
export async function readerLines(tx: Tx, actor: Actor): Promise<string[]> {
  if (actor.kind !== "user") return [];
  const now = await appNow(tx);
  const organisation = actor.memberships[0]
    ? await tx.organisation.findUnique({ where: { id: actor.memberships[0].organisationId }, select: { name: true } })
    : null;
  const time = now.toLocaleTimeString("zh-CN", {
    timeZone: "Asia/Shanghai",
    hour12: false,
    hour: "2-digit",
    minute: "2-digit",
  });
  return [[actor.name, organisation?.name].filter(Boolean).join(" · "), `${dayOf(now)} ${time}`];
}

/** With a hidden poster a file goes by its number; its own name might be the poster's. */
async function nameForOthers(
  tx: Tx,
  actor: Actor,
  file: { id: string; subjectId: string; fileName: string },
): Promise<string> {
  const revision = await tx.revision.findUnique({ where: { id: file.subjectId }, select: { isPosterHidden: true } });
  if (!revision?.isPosterHidden || actor.kind === "system") return file.fileName;
  const files = await tx.attachment.findMany({
    where: { subjectKind: "revision", subjectId: file.subjectId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  return neutralFileName(file.fileName, files.findIndex((one) => one.id === file.id) + 1);
}
