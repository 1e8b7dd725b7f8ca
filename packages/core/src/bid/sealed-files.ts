import { bidContent, DomainError, isMemberOf, mayReadOpenedBids, newId, notFound, requireUser } from "@jiebang/domain";
import { isSealedFileSize, openFile, sha256Hex } from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { findRound } from "../round/load-round.ts";
import { sideOf } from "./bid-in-round.ts";

/** Files one organisation may have waiting in one round: enough for every item, too few to fill a disk. */
const MAX_FILES = 200;
/** The largest padded file with nonce and tag. */
export const MAX_SEALED_FILE_BYTES = 32 * 1024 * 1024 + 40;

/** Takes a file of a bid before the bid itself: ciphertext, kept under its own hash. Sent twice it is one. */
export async function uploadSealedFile(
  ctx: Ctx,
  input: { roundId: string; organisationId: string; bytes: Uint8Array },
): Promise<{ id: string; sha256: string; size: number }> {
  const { roundId, organisationId, bytes } = input;
  const user = requireUser(ctx.actor);
  const round = await findRound(ctx.db.prisma, ctx.actor, roundId);
  if (!isMemberOf(ctx.actor, organisationId)) throw new DomainError("forbidden", "bid.not_member");
  if (!isSealedFileSize(bytes.length)) throw new DomainError("invalid", "bid.file_not_sealed");
  const bid = await ctx.db.prisma.bid.findFirst({ where: { procedureId: roundId, organisationId } });
  if (!bid) throw new DomainError("conflict", "bid.start_first");
  const sha256 = sha256Hex(bytes);
  const storageKey = `sealed/${round.id}/${sha256}`;
  const count = await ctx.db.prisma.envelopeFile.count({ where: { procedureId: roundId, organisationId } });
  if (count >= MAX_FILES) throw new DomainError("too_many", "bid.too_many_files", { max: MAX_FILES });
  await ctx.services.files.put(storageKey, bytes);
  return ctx.transaction(async (tx) => {
    const key = { procedureId: roundId, organisationId, sha256 };
    const made = await tx.envelopeFile.createMany({
      data: [{ id: newId("evf"), ...key, size: bytes.length, storageKey, uploadedById: user.userId }],
      skipDuplicates: true,
    });
    const row = await tx.envelopeFile.findUniqueOrThrow({ where: { procedureId_organisationId_sha256: key } });
    if (made.count === 1)
      await recordAudit(tx, ctx.actor, "bid.upload_file", {
        subjectKind: "bid",
        subjectId: bid.id,
        values: { sha256, size: bytes.length },
      });
    return { id: row.id, sha256, size: row.size };
  });
}

/** A file of an opened bid, decrypted: for its poster, coordinators, auditors, and the bidders themselves. */
export async function readBidFile(
  ctx: Ctx,
  { bidId, cipherSha256 }: { bidId: string; cipherSha256: string },
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: string }> {
  const bid = await ctx.db.prisma.bid.findUnique({
    where: { id: bidId },
    include: { item: true, partners: true, envelopes: { where: { supersededAt: null }, include: { files: true } } },
  });
  if (!bid?.openedAt || !bid.content) throw notFound();
  const round = await findRound(ctx.db.prisma, ctx.actor, bid.procedureId);
  const opened = { jurisdictionId: round.jurisdictionId, openedAt: round.round?.openedAt ?? null };
  if (!sideOf(ctx.actor, bid) && !mayReadOpenedBids(ctx.actor, opened, bid.item.organisationId)) throw notFound();
  const named = bidContent.parse(bid.content).attachments.find((a) => a.cipherSha256 === cipherSha256);
  const stored = bid.envelopes[0]?.files.find((f) => f.sha256 === cipherSha256);
  if (!named || !stored) throw notFound();
  try {
    const bytes = openFile(await ctx.services.files.get(stored.storageKey), named);
    return { bytes, fileName: named.fileName, mediaType: named.mediaType };
  } catch {
    throw new DomainError("conflict", "bid.file_unreadable");
  }
}
