import type { rows, Tx } from "@jiebang/db";
import { notFound, requireUser, type ScanView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { seesEntryPapers } from "./paper.queries.ts";

export async function scanViews(tx: Tx, scans: rows.PaperScanModel[]): Promise<ScanView[]> {
  const files = await tx.attachment.findMany({
    where: { id: { in: scans.map((s) => s.attachmentId) } },
    select: { id: true, fileName: true },
  });
  const papers = await tx.paper.findMany({
    where: { id: { in: scans.flatMap((s) => s.paperId ?? []) } },
    select: { id: true, number: true },
  });
  const users = await tx.user.findMany({
    where: { id: { in: scans.flatMap((s) => s.uploadedById ?? []) } },
    select: { id: true, name: true },
  });
  return scans.map((scan) => ({
    id: scan.id,
    entryId: scan.entryId,
    revisionId: scan.revisionId,
    verdict: scan.verdict as ScanView["verdict"],
    isTyped: scan.isTyped,
    paperNumber: papers.find((p) => p.id === scan.paperId)?.number ?? null,
    attachmentId: scan.attachmentId,
    fileName: files.find((f) => f.id === scan.attachmentId)?.fileName ?? "",
    uploadedAt: scan.uploadedAt.toISOString(),
    uploadedByName: users.find((u) => u.id === scan.uploadedById)?.name ?? null,
  }));
}

/** Stamped scans of an entry, the newest first. */
export async function listScans(ctx: Ctx, { entryId }: { entryId: string }): Promise<ScanView[]> {
  const actor = requireUser(ctx.actor);
  if (!(await seesEntryPapers(ctx.db.prisma, actor, entryId))) throw notFound();
  const scans = await ctx.db.prisma.paperScan.findMany({
    where: { entryId },
    orderBy: [{ uploadedAt: "desc" }, { id: "desc" }],
    take: 50,
  });
  return scanViews(ctx.db.prisma, scans);
}
