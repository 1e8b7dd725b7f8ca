import type { Tx } from "@jiebang/db";
import { DocumentError, readScan } from "@jiebang/documents";
import {
  DomainError,
  newId,
  notFound,
  type PaperCode,
  readCheckCode,
  readPaperCode,
  requireUser,
  type ScanVerdict,
  type ScanView,
  type TypeScanCodeInput,
  typeScanCodeInput,
} from "@jiebang/domain";
import { checkFile } from "../attachment/check-file.ts";
import { storeFile } from "../attachment/store-file.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { seesEntryPapers } from "./paper.queries.ts";
import { basisHash, entryBasisOf } from "./paper-basis.ts";
import { scanViews } from "./scan.queries.ts";

export interface AttachScanInput {
  entryId: string;
  fileName: string;
  bytes: Uint8Array;
}

const SCAN_TYPES = ["image/jpeg", "image/png", "application/pdf"];

/** The stamped paper comes back: kept for owner and desk with what its code says. What cannot be read is kept, too. */
export async function attachScan(ctx: Ctx, input: AttachScanInput): Promise<ScanView> {
  const actor = requireUser(ctx.actor);
  if (!(await seesEntryPapers(ctx.db.prisma, actor, input.entryId))) throw notFound();
  const file = await checkFile(input.fileName, input.bytes);
  if (!SCAN_TYPES.includes(file.mediaType)) throw new DomainError("invalid", "paper.scan_type");
  // What nobody can decode is a scan without a readable code; the person then types it.
  const read = await readScan(file.bytes).catch((error) => {
    if (error instanceof DocumentError) return { codes: [] };
    throw error;
  });
  const codes = read.codes.flatMap((text) => readPaperCode(text) ?? []);
  const { attachmentId, storageKey } = await storeFile(ctx, file);
  try {
    return await ctx.transaction(async (tx) => {
      if (!(await seesEntryPapers(tx, actor, input.entryId))) throw notFound();
      const entry = await tx.entry.findUniqueOrThrow({ where: { id: input.entryId } });
      const judged = await judge(tx, entry.id, codes);
      const { fileName, mediaType, size, sha256 } = file;
      const id = newId("psc");
      await tx.attachment.create({
        data: {
          id: attachmentId,
          subjectKind: "paper_scan",
          subjectId: id,
          layer: "sealed",
          fileName,
          mediaType,
          size,
          sha256,
          storageKey,
          uploadedById: actor.userId,
        },
      });
      const row = await tx.paperScan.create({
        data: {
          id,
          entryId: entry.id,
          revisionId: judged.revisionId ?? entry.currentRevisionId!,
          paperId: judged.paperId,
          attachmentId,
          verdict: judged.verdict,
          uploadedById: actor.userId,
        },
      });
      await recordAudit(tx, actor, "paper.scan", {
        subjectKind: "entry",
        subjectId: entry.id,
        values: { scanId: id, verdict: judged.verdict, paperId: judged.paperId, sha256 },
      });
      const [view] = await scanViews(tx, [row]);
      return view!;
    });
  } catch (error) {
    await ctx.services.files.remove(storageKey); // nothing points to it
    throw error;
  }
}

interface Judged {
  verdict: ScanVerdict;
  paperId: string | null;
  revisionId: string | null;
}

/** The best that the codes on a scan say; the paper of another entry stays unnamed. */
async function judge(tx: Tx, entryId: string, codes: PaperCode[]): Promise<Judged> {
  if (codes.length === 0) return { verdict: "unreadable", paperId: null, revisionId: null };
  let best: Judged = { verdict: "other_paper", paperId: null, revisionId: null };
  for (const code of codes) {
    const paper = await tx.paper.findUnique({ where: { number: code.number } });
    // A number alone could be on anything: the check code ties it to its content.
    if (paper?.subjectId !== entryId || !paper.revisionId || paper.checkCode !== code.checkCode) continue;
    const basis = await entryBasisOf(tx, paper.revisionId);
    const found = { paperId: paper.id, revisionId: paper.revisionId };
    if (basis && basisHash(basis) === paper.contentHash) return { verdict: "matches", ...found };
    best = { verdict: "changed", ...found };
  }
  return best;
}

/** Number and check code as a person reads them from the paper, where the code was not readable. */
export async function typeScanCode(ctx: Ctx, raw: TypeScanCodeInput): Promise<ScanView> {
  const actor = requireUser(ctx.actor);
  const input = typeScanCodeInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const scan = await tx.paperScan.findUnique({ where: { id: input.scanId } });
    if (!scan || !(await seesEntryPapers(tx, actor, scan.entryId))) throw notFound();
    if (scan.verdict !== "unreadable") throw new DomainError("conflict", "paper.scan_was_read");
    const code = { number: input.number.trim().toUpperCase(), checkCode: readCheckCode(input.checkCode) };
    const judged = await judge(tx, scan.entryId, [code]);
    // Whatever is wrong with what was typed, it is one answer: neither numbers nor codes can be tried out.
    if (!judged.paperId) throw new DomainError("invalid", "paper.code_wrong");
    const { count } = await tx.paperScan.updateMany({
      where: { id: scan.id, verdict: "unreadable" },
      data: { verdict: judged.verdict, paperId: judged.paperId, revisionId: judged.revisionId!, isTyped: true },
    });
    if (count === 0) throw new DomainError("conflict", "paper.scan_was_read");
    await recordAudit(tx, actor, "paper.scan_typed", {
      subjectKind: "entry",
      subjectId: scan.entryId,
      values: { scanId: scan.id, verdict: judged.verdict, paperId: judged.paperId },
    });
    const [view] = await scanViews(tx, [await tx.paperScan.findUniqueOrThrow({ where: { id: scan.id } })]);
    return view!;
  });
}
