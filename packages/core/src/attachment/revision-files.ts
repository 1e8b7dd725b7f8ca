import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  attachmentLayer,
  coversJurisdiction,
  type Layer,
  PUBLIC_ENTRY_STATES,
  READABLE_AT_DESK,
  type RevisionState,
  seesOwnEntry,
} from "@jiebang/domain";
import { standingOf } from "../entry/entry.access.ts";
import { mayMeetEntry } from "../entry/readable-entries.ts";
import { hasUndertaking } from "../undertaking/has-undertaking.ts";
import { recordOpening } from "../undertaking/record-opening.ts";
import type { Reading } from "./attachment-rules.ts";

/** Files of entries: by the layer of the file, the state of its revision, and who asks. */
export async function readingOfRevisionFile(tx: Tx, actor: Actor, file: rows.AttachmentModel): Promise<Reading | null> {
  const revision = await tx.revision.findUnique({ where: { id: file.subjectId }, include: { entry: true } });
  if (!revision) return null;
  const { entry } = revision;
  const isPublished =
    entry.publishedRevisionId === revision.id && (PUBLIC_ENTRY_STATES as readonly string[]).includes(entry.state);
  const layer = attachmentLayer(revision, file.layer as Layer);
  if (isPublished && layer === "public" && entry.audience === "public") return "public";
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
  if (!isPublished || !(await mayMeetEntry(tx, actor, entry.id))) return null;
  if (layer === "public") return "own"; // for its circle, which leaves no line
  if (layer !== "undertaking" || !(await hasUndertaking(tx, actor, entry.id))) return null;
  await log();
  return "logged";
}
