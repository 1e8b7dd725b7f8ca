import { DomainError, type EntryRef, type OwnEntry, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { fetchForAction } from "./entry.access.ts";
import { openRevision } from "./open-revision.ts";
import { loadOwnEntry } from "./own-entry.queries.ts";
import { contentOf } from "./revision-content.ts";

/** Begins a new revision from what stands (or was rejected), with its files; the old one stands until the new one is published. */
export async function reviseEntry(ctx: Ctx, input: EntryRef): Promise<OwnEntry> {
  const actor = requireUser(ctx.actor);
  try {
    return await ctx.transaction(async (tx) => {
      const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "revise");
      await openRevision(tx, actor, entry, { revisionId: revision.id, content: contentOf(entry.kind, revision) });
      await recordAudit(tx, actor, "entry.revise", { subjectKind: "entry", subjectId: entry.id });
      return loadOwnEntry(tx, actor, entry.id);
    });
  } catch (error) {
    // Two clicks at once: the database holds one open revision per entry.
    if (isUniqueViolation(error)) throw new DomainError("conflict", "common.stale");
    throw error;
  }
}
