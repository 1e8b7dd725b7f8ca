import {
  DomainError,
  type EvidenceFile,
  type FulfilmentView,
  hasRole,
  isMemberOf,
  MAX_EVIDENCE_FILES,
  type MilestoneState,
  mayMilestone,
  notFound,
  requireUser,
} from "@jiebang/domain";
import { runsAgreement } from "../agreement/agreement-in-round.ts";
import type { AttachmentRule } from "../attachment/attachment-rules.ts";
import { checkFile } from "../attachment/check-file.ts";
import { storeFile } from "../attachment/store-file.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type HeldFulfilment, holdMilestone, requireSide } from "./find-fulfilment.ts";
import { loadFulfilmentView } from "./load-fulfilment-view.ts";

const SUBJECT = "milestone";

/** Evidence for a milestone (a test report, a photo); the same file sent twice is one file. */
export async function addEvidence(
  ctx: Ctx,
  input: { milestoneId: string; fileName: string; bytes: Uint8Array },
): Promise<EvidenceFile> {
  const { milestoneId } = input;
  const user = requireUser(ctx.actor);
  await ctx.transaction(async (tx) => mayAdd(await holdMilestone(tx, ctx.actor, milestoneId))); // before anything is stored
  const file = await checkFile(input.fileName, input.bytes);
  const { attachmentId, storageKey } = await storeFile(ctx, file);
  let isKept = false;
  try {
    return await ctx.transaction(async (tx) => {
      mayAdd(await holdMilestone(tx, ctx.actor, milestoneId));
      const subject = { subjectKind: SUBJECT, subjectId: milestoneId };
      const others = await tx.attachment.findMany({ where: { ...subject, removedAt: null } });
      const same = others.find((one) => one.sha256 === file.sha256);
      if (same) return { id: same.id, fileName: same.fileName, mediaType: same.mediaType, size: same.size };
      if (others.length >= MAX_EVIDENCE_FILES)
        throw new DomainError("too_many", "attachment.too_many", { max: MAX_EVIDENCE_FILES });
      const { fileName, mediaType, size, sha256 } = file;
      await tx.attachment.create({
        data: {
          id: attachmentId,
          ...subject,
          layer: "sealed",
          fileName,
          mediaType,
          size,
          sha256,
          storageKey,
          uploadedById: user.userId,
        },
      });
      await recordAudit(tx, ctx.actor, "fulfilment.add_evidence", {
        ...subject,
        values: { attachmentId, mediaType, size, sha256 },
      });
      isKept = true;
      return { id: attachmentId, fileName, mediaType, size };
    });
  } finally {
    if (!isKept) await ctx.services.files.remove(storageKey); // nothing points to it
  }
}

/** Takes a file back while its milestone is open. */
export async function removeEvidence(ctx: Ctx, { attachmentId }: { attachmentId: string }): Promise<FulfilmentView> {
  requireUser(ctx.actor);
  return ctx.transaction(async (tx) => {
    const found = await tx.attachment.findUnique({ where: { id: attachmentId } });
    if (!found || found.subjectKind !== SUBJECT || found.removedAt) throw notFound();
    const held = await holdMilestone(tx, ctx.actor, found.subjectId);
    mayAdd(held);
    await tx.attachment.update({ where: { id: attachmentId }, data: { removedAt: await appNow(tx) } });
    await recordAudit(tx, ctx.actor, "fulfilment.remove_evidence", {
      subjectKind: SUBJECT,
      subjectId: found.subjectId,
      values: { attachmentId },
    });
    return loadFulfilmentView(tx, ctx.actor, held.milestone.agreementId);
  });
}

function mayAdd(held: HeldFulfilment & { milestone: { state: string } }): void {
  requireSide(held, "bidder");
  if (held.row.state !== "running") throw new DomainError("conflict", `fulfilment.not_${held.row.state}`);
  if (!mayMilestone(held.milestone.state as MilestoneState, "report"))
    throw new DomainError("conflict", `fulfilment.milestone_${held.milestone.state}`);
}

/** Evidence is for both parties, the coordinators of the round and auditors. */
export const readingOfEvidence: AttachmentRule = async (tx, actor, file) => {
  const milestone = await tx.milestone.findUnique({ where: { id: file.subjectId }, select: { agreementId: true } });
  const row =
    milestone &&
    (await tx.agreement.findUnique({
      where: { id: milestone.agreementId },
      include: { item: { include: { procedure: true } }, bid: true },
    }));
  if (!row?.item || !row.bid) return null;
  const isParty = isMemberOf(actor, row.item.organisationId) || isMemberOf(actor, row.bid.organisationId);
  return isParty || runsAgreement(actor, row) || hasRole(actor, "auditor") ? "own" : null;
};
