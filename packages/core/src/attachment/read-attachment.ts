import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  attachmentLayer,
  coversJurisdiction,
  type Layer,
  notFound,
  PUBLIC_ENTRY_STATES,
  READABLE_AT_DESK,
  type RevisionState,
  seesOwnEntry,
} from "@jiebang/domain";
import { standingOf } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { hasUndertaking } from "../undertaking/has-undertaking.ts";
import { recordOpening } from "../undertaking/record-opening.ts";

export interface AttachmentFile {
  fileName: string;
  mediaType: string;
  sha256: string;
  /** Everybody may read it: a cache may keep it for a moment. */
  isPublic: boolean;
  bytes: Uint8Array;
}

type Reading = "own" | "public" | "logged";
/** Nouns beside entries that keep files say here who may read them; `null` = for this actor it does not exist. */
export type AttachmentRule = (tx: Tx, actor: Actor, file: rows.AttachmentModel) => Promise<Reading | null>;
const rules = new Map<string, AttachmentRule>([["revision", revisionRule]]);
export function addAttachmentRule(subjectKind: string, rule: AttachmentRule): void {
  rules.set(subjectKind, rule);
}

/** A file for whom it is meant; every opening above the public layer leaves a line that the owner reads. */
export async function readAttachment(ctx: Ctx, input: { attachmentId: string }): Promise<AttachmentFile> {
  const file = await ctx.transaction(async (tx) => {
    const found = await tx.attachment.findFirst({ where: { id: input.attachmentId, removedAt: null } });
    const reading = found && (await rules.get(found.subjectKind)?.(tx, ctx.actor, found));
    if (!found || !reading) throw notFound();
    return { ...found, isPublic: reading === "public" };
  });
  const bytes = await ctx.services.files.get(file.storageKey);
  return { fileName: file.fileName, mediaType: file.mediaType, sha256: file.sha256, isPublic: file.isPublic, bytes };
}

async function revisionRule(tx: Tx, actor: Actor, file: rows.AttachmentModel): Promise<Reading | null> {
  const revision = await tx.revision.findUnique({ where: { id: file.subjectId }, include: { entry: true } });
  if (!revision) return null;
  const { entry } = revision;
  const isPublished =
    entry.publishedRevisionId === revision.id && (PUBLIC_ENTRY_STATES as readonly string[]).includes(entry.state);
  const layer = attachmentLayer(revision, file.layer as Layer);
  if (isPublished && layer === "public") return "public";
  if (actor.kind !== "user") return null;
  if (seesOwnEntry(actor, standingOf(entry, revision))) return "own";
  const log = () => recordOpening(tx, actor, { entryId: entry.id, layer, attachmentId: file.id });
  if (
    coversJurisdiction(actor, entry.jurisdictionId) &&
    (READABLE_AT_DESK as readonly RevisionState[]).includes(revision.state as RevisionState)
  ) {
    await log();
    return "logged";
  }
  if (!isPublished || layer !== "undertaking" || !(await hasUndertaking(tx, actor, entry.id))) return null;
  await log();
  return "logged";
}
