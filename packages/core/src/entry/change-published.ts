import type { Tx } from "@jiebang/db";
import { DomainError, type EntryContent, newId, type UserActor } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import type { EntryRow, RevisionRow } from "./entry.access.ts";
import { openRevision } from "./open-revision.ts";

/**
 * Harmless fields of what stands (see BULK_FIELDS): a new revision takes its place at once, without vetting.
 * Even so nothing is edited in place: the earlier text stays readable, and the history says who changed what.
 */
export async function changePublished(
  tx: Tx,
  actor: UserActor,
  { entry, revision }: { entry: EntryRow; revision: RevisionRow },
  content: EntryContent,
  fields: string[],
): Promise<{ entry: EntryRow; revision: RevisionRow }> {
  const now = await appNow(tx);
  const { count } = await tx.entry.updateMany({
    where: { id: entry.id, version: entry.version, publishedRevisionId: revision.id },
    data: { updatedAt: now, version: { increment: 1 } },
  });
  if (count === 0) throw new DomainError("conflict", "common.stale");
  await tx.revision.updateMany({ where: { id: revision.id, state: "published" }, data: { state: "superseded" } });
  const next = await openRevision(tx, actor, entry, { revisionId: revision.id, content }, "published");
  await tx.entry.update({ where: { id: entry.id }, data: { publishedRevisionId: next.id } });
  await tx.vettingDecision.create({
    data: {
      id: newId("vet"),
      entryId: entry.id,
      revisionId: next.id,
      step: "direct",
      action: "publish",
      reasons: [],
      decidedById: actor.userId,
      decidedAt: now,
    },
  });
  await recordAudit(tx, actor, "entry.change_direct", { subjectKind: "entry", subjectId: entry.id, changed: fields });
  await refreshEntryIndex(tx, [entry.id]);
  return { entry: await tx.entry.findUniqueOrThrow({ where: { id: entry.id } }), revision: next };
}
