import { DomainError, requireUser } from "@jiebang/domain";
import { checkFile } from "../attachment/check-file.ts";
import { storeFile } from "../attachment/store-file.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { findLedBid, roundIdOfBid } from "./bid-in-round.ts";

const MAX_FILES = 10;

export interface CorrectionFile {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
}

/** A document that a formal correction needs (a stamped page, a licence), checked by content like every upload. */
export async function addCorrectionFile(
  ctx: Ctx,
  input: { bidId: string; fileName: string; bytes: Uint8Array },
): Promise<CorrectionFile> {
  const { bidId } = input;
  await findLedBid(ctx.db.prisma, ctx.actor, bidId); // before anything is stored
  const file = await checkFile(input.fileName, input.bytes);
  const { attachmentId, storageKey } = await storeFile(ctx, file);
  try {
    return await inRound(ctx, await roundIdOfBid(ctx.db.prisma, bidId), async (tx) => {
      const user = requireUser(ctx.actor);
      const { bid, round } = await findLedBid(tx, ctx.actor, bidId);
      const stage = await requireStage(tx, round.id, "bid.correct");
      const check = bid.checks.at(-1);
      if (check?.result !== "correct" || check.correctedAt)
        throw new DomainError("conflict", "bid.no_correction_asked");
      if (!check.dueAt || check.dueAt <= stage.now) throw new DomainError("conflict", "bid.correction_late");
      const subject = { subjectKind: "correction", subjectId: check.id };
      if ((await tx.attachment.count({ where: { ...subject, removedAt: null } })) >= MAX_FILES)
        throw new DomainError("too_many", "bid.too_many_files", { max: MAX_FILES });
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
      await recordAudit(tx, ctx.actor, "bid.add_correction_file", {
        subjectKind: "bid",
        subjectId: bidId,
        values: { attachmentId, mediaType, size, sha256 },
      });
      return { id: attachmentId, fileName, mediaType, size };
    });
  } catch (error) {
    await ctx.services.files.remove(storageKey); // nothing points to it
    throw error;
  }
}
