import {
  DomainError,
  differencesOf,
  lintEntry,
  requireUser,
  type SaveDraftInput,
  type SaveDraftResult,
  saveDraftInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchForAction } from "./entry.access.ts";
import { lintContextOf } from "./lint-context.ts";
import { columnsOf, contentOf } from "./revision-content.ts";

/**
 * Keeps what was typed. Of two who write at once the second learns what stands now and how it differs;
 * nothing of either text is lost: one is stored, the other is still on the screen.
 */
export async function saveDraft(ctx: Ctx, raw: SaveDraftInput): Promise<SaveDraftResult> {
  const actor = requireUser(ctx.actor);
  const input = saveDraftInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { entry, revision } = await fetchForAction(tx, actor, input.entryId, "save");
    if (input.content.kind !== entry.kind) throw new DomainError("invalid", "entry.kind_differs");
    const now = await appNow(tx);
    const lockVersion = input.lockVersion + 1;
    const { count } = await tx.revision.updateMany({
      // The version in the where clause lets exactly one of two savers through.
      where: { id: revision.id, lockVersion: input.lockVersion, state: { in: ["draft", "returned"] } },
      data: { ...columnsOf(input.content), lockVersion, savedById: actor.userId, updatedAt: now },
    });
    if (count === 1) {
      await tx.entry.update({ where: { id: entry.id }, data: { updatedAt: now } });
      const changed = differencesOf(contentOf(entry.kind, revision), input.content).map((d) => d.field);
      // An autosave that changed nothing leaves no line.
      if (changed.length)
        await recordAudit(tx, actor, "entry.save", { subjectKind: "entry", subjectId: entry.id, changed });
      const findings = lintEntry(
        input.content,
        await lintContextOf(tx, entry.organisationId, input.content, revision.id),
      );
      return { outcome: "saved", lockVersion, savedAt: now.toISOString(), findings };
    }
    const stands = await tx.revision.findUniqueOrThrow({ where: { id: revision.id } });
    if (stands.state !== "draft" && stands.state !== "returned")
      throw new DomainError("conflict", "entry.action_not_allowed", { action: "save", revisionState: stands.state });
    const savedBy = stands.savedById
      ? await tx.user.findUnique({ where: { id: stands.savedById }, select: { name: true } })
      : null;
    const content = contentOf(entry.kind, stands);
    return {
      outcome: "conflict",
      lockVersion: stands.lockVersion,
      savedAt: stands.updatedAt.toISOString(),
      savedByName: savedBy?.name ?? null,
      content,
      differences: differencesOf(content, input.content),
    };
  });
}
