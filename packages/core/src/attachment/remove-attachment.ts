import { type AttachmentRef, notFound, requireUser } from "@jiebang/domain";
import { fetchForAction } from "../entry/entry.access.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job } from "../kernel/job.ts";
import { recordAudit } from "../kernel/record-audit.ts";

/** Takes a file off a draft. The bytes go when no other revision holds them. */
export async function removeAttachment(ctx: Ctx, input: AttachmentRef): Promise<{ removed: true }> {
  const actor = requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const file = await tx.attachment.findFirst({
      where: { id: input.attachmentId, subjectKind: "revision", removedAt: null },
    });
    const of = file && (await tx.revision.findUnique({ where: { id: file.subjectId }, select: { entryId: true } }));
    if (!file || !of) throw notFound();
    const { entry, revision } = await fetchForAction(tx, actor, of.entryId, "attach");
    if (revision.id !== file.subjectId) throw notFound(); // a file of an older revision stays with it
    await tx.attachment.updateMany({
      where: { id: file.id, removedAt: null },
      data: { removedAt: await appNow(tx) },
    });
    await recordAudit(tx, actor, "attachment.remove", {
      subjectKind: "entry",
      subjectId: entry.id,
      values: { attachmentId: file.id, sha256: file.sha256 },
    });
    await enqueue(tx, "attachment.sweep", { storageKey: file.storageKey }, { key: `sweep:${file.storageKey}` });
    return { removed: true };
  });
}

export const sweepAttachmentJob: Job = {
  name: "attachment.sweep",
  async run(ctx, payload) {
    const { storageKey } = payload as { storageKey: string }; // written by `removeAttachment`
    const live = await ctx.db.prisma.attachment.count({ where: { storageKey, removedAt: null } });
    if (live === 0) await ctx.services.files.remove(storageKey);
  },
};
