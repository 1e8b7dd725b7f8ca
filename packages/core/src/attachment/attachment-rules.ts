import type { rows, Tx } from "@jiebang/db";
import type { Actor } from "@jiebang/domain";
import { readingOfCorrectionFile } from "../bid/correction-files.ts";
import { readingOfEvidence } from "../fulfilment/evidence-files.ts";
import { readingOfLeadPhoto } from "../lead/lead-photos.ts";
import { readingOfPaperScan } from "../paper/scan-files.ts";
import { readingOfVisitPhoto } from "../visit/visit-photos.ts";
import { readingOfRevisionFile } from "./revision-files.ts";

/** `public`: anybody may; `own`: those whose it is; `logged`: allowed, and a line was left. */
export type Reading = "own" | "public" | "logged";
/** Who may read a file of one kind of subject; null: for this actor it does not exist. */
export type AttachmentRule = (tx: Tx, actor: Actor, file: rows.AttachmentModel) => Promise<Reading | null>;

/** One line per kind of subject (`attachment.subject_kind`) that keeps files. */
export const attachmentRules: Record<string, AttachmentRule> = {
  revision: readingOfRevisionFile,
  correction: readingOfCorrectionFile,
  milestone: readingOfEvidence,
  lead: readingOfLeadPhoto,
  visit: readingOfVisitPhoto,
  paper_scan: readingOfPaperScan,
};
