import {
  type AttachmentView,
  notFound,
  requireUser,
  type SetAttachmentLayerInput,
  setAttachmentLayerInput,
} from "@jiebang/domain";
import { fetchForAction } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { toAttachmentViews } from "./attachment.queries.ts";

/** Says who may read a file of a draft: everybody, those with an undertaking, or the desk alone. */
export async function setAttachmentLayer(ctx: Ctx, raw: SetAttachmentLayerInput): Promise<AttachmentView> {
  const actor = requireUser(ctx.actor);
  const input = setAttachmentLayerInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const file = await tx.attachment.findFirst({
      where: { id: input.attachmentId, subjectKind: "revision", removedAt: null },
    });
    const of = file && (await tx.revision.findUnique({ where: { id: file.subjectId }, select: { entryId: true } }));
    if (!file || !of) throw notFound();
    const { entry, revision } = await fetchForAction(tx, actor, of.entryId, "attach");
    if (revision.id !== file.subjectId) throw notFound();
    await tx.attachment.update({ where: { id: file.id }, data: { layer: input.layer } });
    await recordAudit(tx, actor, "attachment.set_layer", {
      subjectKind: "entry",
      subjectId: entry.id,
      values: { attachmentId: file.id, layer: input.layer },
    });
    return (await toAttachmentViews(tx, revision.id)).find((v) => v.id === file.id)!;
  });
}
