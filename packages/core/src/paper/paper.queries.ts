import type { rows, Tx } from "@jiebang/db";
import {
  coversJurisdiction, dayOf, isMemberOf, type ListPapersInput, listPapersInput, notFound, type PaperFormat, type PaperKind, type PaperPage,
  type PaperView, PUBLIC_ENTRY_STATES, type PublicPaper, requireUser, seesOwnEntry, type UserActor,
} from "@jiebang/domain"; // biome-ignore format: one block of names
import { standingOf } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { basisHash, entryBasesOf, entryBasisOf } from "./paper-basis.ts";

/** Views of papers, in their order; a fixed number of queries for any number of them. */
export async function paperViews(tx: Tx, papers: rows.PaperModel[]): Promise<PaperView[]> {
  const ids = papers.map((p) => p.id);
  const revisionIds = [...new Set(papers.flatMap((p) => (p.revisionId ? [p.revisionId] : [])))];
  const [versions, users, prints, files] = [
    await tx.formTemplateVersion.findMany({
      where: { id: { in: papers.map((p) => p.versionId) } },
      include: { template: true },
    }),
    await tx.user.findMany({
      where: { id: { in: papers.flatMap((p) => p.printedById ?? []) } },
      select: { id: true, name: true },
    }),
    await tx.paperPrint.findMany({ where: { paperId: { in: ids } } }),
    await tx.paperFile.findMany({ where: { paperId: { in: ids } }, orderBy: { format: "desc" } }),
  ] as const;
  const hashes = new Map([...(await entryBasesOf(tx, revisionIds))].map(([id, basis]) => [id, basisHash(basis)]));
  return papers.map((paper) => {
    const version = versions.find((v) => v.id === paper.versionId)!;
    const print = prints.find((p) => p.paperId === paper.id)!;
    return {
      id: paper.id,
      number: paper.number,
      kind: paper.kind as PaperKind,
      title: paper.title,
      lang: paper.lang as "zh" | "en",
      contentHash: paper.contentHash,
      checkCode: paper.checkCode,
      rows: paper.rows,
      printedAt: paper.printedAt.toISOString(),
      printedByName: users.find((u) => u.id === paper.printedById)?.name ?? null,
      template: { code: version.template.code, name: version.template.name, no: version.no },
      isCurrent: !paper.revisionId || hashes.get(paper.revisionId) === paper.contentHash,
      print: {
        state: print.state as PaperView["print"]["state"],
        done: print.done,
        total: print.total,
        fault: print.fault,
      },
      files: files
        .filter((f) => f.paperId === paper.id)
        .map(({ format, size, sha256 }) => ({ format: format as PaperFormat, size, sha256 })),
    };
  });
}

/** Who may see a paper: who may see its subject today, and for lists and letters the desk. */
async function fetchPaper(tx: Tx, actor: UserActor, where: { id: string }): Promise<rows.PaperModel> {
  const paper = await tx.paper.findUnique({ where });
  if (!paper || !(await seesPapersOf(tx, actor, paper))) throw notFound();
  return paper;
}

async function seesPapersOf(
  tx: Tx,
  actor: UserActor,
  paper: Pick<rows.PaperModel, "kind" | "subjectId" | "jurisdictionId" | "organisationId" | "printedById">,
): Promise<boolean> {
  switch (paper.kind) {
    case "offer":
    case "demand":
      return seesEntryPapers(tx, actor, paper.subjectId);
    case "entry_list":
    case "recommendation":
      return coversJurisdiction(actor, paper.jurisdictionId);
    case "bid":
      // Whoever else may read an opened bid prints its own paper.
      return isMemberOf(actor, paper.organisationId ?? "") || paper.printedById === actor.userId;
    default:
      return coversJurisdiction(actor, paper.jurisdictionId) || paper.printedById === actor.userId;
  }
}

/** Papers and scans of an entry: its own people, and the desk once something reached it. */
export async function seesEntryPapers(tx: Tx, actor: UserActor, entryId: string): Promise<boolean> {
  const entry = await tx.entry.findUnique({ where: { id: entryId } });
  const revision =
    entry?.currentRevisionId && (await tx.revision.findUnique({ where: { id: entry.currentRevisionId } }));
  if (!entry || !revision) return false;
  if (seesOwnEntry(actor, standingOf(entry, revision))) return true;
  return entry.number !== null && coversJurisdiction(actor, entry.jurisdictionId);
}

export async function getPaper(ctx: Ctx, input: { paperId: string }): Promise<PaperView> {
  const paper = await fetchPaper(ctx.db.prisma, requireUser(ctx.actor), { id: input.paperId });
  const [view] = await paperViews(ctx.db.prisma, [paper]);
  return view!;
}

/** Papers of one entry, bid, notice or desk, the newest first. */
export async function listPapers(ctx: Ctx, raw: ListPapersInput): Promise<PaperPage> {
  const actor = requireUser(ctx.actor);
  const { subjectId, limit, offset } = listPapersInput.parse(raw);
  const tx = ctx.db.prisma;
  const first = await tx.paper.findFirst({ where: { subjectId } });
  if (!first) return { items: [], total: 0 };
  const isShared = await seesPapersOf(tx, actor, { ...first, printedById: null });
  // A bid or a notice may be printed by many; each sees its own prints.
  const where = isShared ? { subjectId } : { subjectId, printedById: actor.userId };
  if (!isShared && ["offer", "demand", "entry_list", "recommendation"].includes(first.kind)) throw notFound();
  const total = await tx.paper.count({ where });
  const found = await tx.paper.findMany({
    where,
    orderBy: [{ printedAt: "desc" }, { id: "desc" }],
    take: limit,
    skip: offset,
  });
  return { items: await paperViews(tx, found), total };
}

export interface PaperBytes {
  fileName: string;
  mediaType: string;
  sha256: string;
  bytes: Uint8Array;
}
const MEDIA: Record<PaperFormat, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export async function readPaperFile(ctx: Ctx, input: { paperId: string; format: string }): Promise<PaperBytes> {
  const paper = await fetchPaper(ctx.db.prisma, requireUser(ctx.actor), { id: input.paperId });
  const file = await ctx.db.prisma.paperFile.findUnique({
    where: { paperId_format: { paperId: paper.id, format: input.format } },
  });
  if (!file) throw notFound();
  return {
    fileName: `${paper.number}.${file.format}`,
    mediaType: MEDIA[file.format as PaperFormat],
    sha256: file.sha256,
    bytes: await ctx.services.files.get(file.storageKey),
  };
}

/** What anybody learns who scans a paper. Of what is not public: kind, number, day and hash, nothing else. */
export async function getPublicPaper(db: Ctx["db"], number: string): Promise<PublicPaper | null> {
  const tx = db.prisma;
  const paper = await tx.paper.findUnique({ where: { number } });
  if (!paper) return null;
  const seen: PublicPaper = {
    number: paper.number,
    kind: paper.kind as PaperKind,
    printedOn: dayOf(paper.printedAt),
    contentHash: paper.contentHash,
    standing: null,
    noticeNumber: null,
  };
  if (paper.kind === "notice") {
    const notice = await tx.notice.findUnique({ where: { id: paper.subjectId }, select: { number: true } });
    return { ...seen, standing: "current", noticeNumber: notice?.number ?? null }; // a notice never changes
  }
  if (!paper.revisionId) return seen;
  const entry = await tx.entry.findUnique({ where: { id: paper.subjectId } });
  const isPublic =
    entry?.publishedRevisionId &&
    entry.audience === "public" &&
    (PUBLIC_ENTRY_STATES as readonly string[]).includes(entry.state);
  if (!isPublic) return seen;
  // A revision that was never published is nobody's business, nor are the papers of a poster who hides.
  const [printed, stands] = [
    await tx.revision.findUnique({ where: { id: paper.revisionId }, select: { state: true, isPosterHidden: true } }),
    await tx.revision.findUnique({ where: { id: entry.publishedRevisionId! }, select: { isPosterHidden: true } }),
  ];
  const wasPublic = printed && ["published", "superseded"].includes(printed.state);
  if (!wasPublic || printed.isPosterHidden || stands?.isPosterHidden) return seen;
  if (entry.publishedRevisionId !== paper.revisionId) return { ...seen, standing: "superseded" };
  const basis = await entryBasisOf(tx, paper.revisionId);
  return { ...seen, standing: basis && basisHash(basis) === paper.contentHash ? "current" : "superseded" };
}
