import { Prisma, type Tx } from "@jiebang/db";
import { type EntryContent, newId, type UserActor } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { EntryRow, RevisionRow } from "./entry.access.ts";
import { columnsOf } from "./revision-content.ts";

/** A new revision beside what stands, with the files of the one it begins from. The database holds one open revision per entry. */
export async function openRevision(
  tx: Tx,
  actor: UserActor,
  entry: EntryRow,
  from: { revisionId: string; content: EntryContent },
  state: "draft" | "published" = "draft",
): Promise<RevisionRow> {
  const last = await tx.revision.aggregate({ where: { entryId: entry.id }, _max: { no: true } });
  const now = await appNow(tx);
  const revision = await tx.revision.create({
    data: {
      id: newId("rev"),
      entryId: entry.id,
      no: (last._max.no ?? 0) + 1,
      state,
      savedById: actor.userId,
      ...(state === "published" && { submittedById: actor.userId, submittedAt: now, decidedAt: now }),
      ...columnsOf(from.content),
    },
  });
  const files = await tx.attachment.findMany({
    where: { subjectKind: "revision", subjectId: from.revisionId, removedAt: null },
  });
  await tx.attachment.createMany({
    data: files.map((file) => ({
      ...file,
      id: newId("att"),
      subjectId: revision.id,
      found: file.found ?? Prisma.DbNull,
    })),
  });
  await tx.entry.update({ where: { id: entry.id }, data: { currentRevisionId: revision.id } });
  return revision;
}
