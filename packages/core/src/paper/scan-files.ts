import { requireUser } from "@jiebang/domain";
import type { AttachmentRule } from "../attachment/attachment-rules.ts";
import { seesEntryPapers } from "./paper.queries.ts";

/** A stamped scan is for the owner and the desk: it shows signatures. */
export const readingOfPaperScan: AttachmentRule = async (tx, actor, file) => {
  if (actor.kind !== "user") return null;
  const scan = await tx.paperScan.findFirst({ where: { attachmentId: file.id }, select: { entryId: true } });
  return scan && (await seesEntryPapers(tx, requireUser(actor), scan.entryId)) ? "own" : null;
};
