import { DomainError, type EntryRef, newId, type OwnEntry, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { fetchForAction } from "./entry.access.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";
import { columnsOf, contentOf } from "./revision-content.ts";

/** Begins a new revision from what stands (or was rejected), with its files; the old one stands until the new one is published. */
export async function reviseEntry(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  try {
    return await ctx.transaction(async (tx) => {
      const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "revise");
      const last = await tx.revision.aggregate({ where: { entryId: entry.id }, _max: { no: true } });
      const revisionId = newId("rev");
      await tx.revision.create({
        data: {
          id: revisionId,
          entryId: entry.id,
          no: (last._max.no ?? 0) + 1,
          state: "draft",
          savedById: actor.userId,
          ...columnsOf(contentOf(entry.kind, revision)),
        },
      });
      const files = await tx.attachment.findMany({
        where: { subjectKind: "revision", subjectId: revision.id, removedAt: null },
      });
      await tx.attachment.createMany({
        data: files.map((file) => ({ ...file, id: newId("att"), subjectId: revisionId })),
      });
      await tx.entry.update({ where: { id: entry.id }, data: { currentRevisionId: revisionId } });
      await recordAudit(tx, actor, "entry.revise", { subjectKind: "entry", subjectId: entry.id });
      return loadOwnEntry(tx, actor, entry.id);
    });
  } catch (error) {
    // Two clicks at once: the database holds one open revision per entry.
    if (isUniqueViolation(error)) throw new DomainError("conflict", "common.stale");
    throw error;
  }
}
