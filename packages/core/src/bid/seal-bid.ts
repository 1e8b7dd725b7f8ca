import type { Tx } from "@jiebang/db";
import {
  type BidState,
  type BidView,
  DomainError,
  newId,
  nextBidState,
  type Receipt,
  requireUser,
  type SealBidInput,
  sealBidInput,
} from "@jiebang/domain";
import {
  COMMITMENT_ALGORITHM,
  fromBase64Url,
  HPKE,
  NO_ENCRYPTION,
  openBid,
  signReceipt,
  sizeClassOf,
} from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { pseudonymFor } from "../procedure/pseudonym-for.ts";
import { signingKey } from "../procedure/signing-key.ts";
import { inRound } from "../round/in-round.ts";
import { parametersOf, type RoundRow } from "../round/load-round.ts";
import { type BidRow, findLedBid, lockBid, requireBidding, roundIdOfBid } from "./bid-in-round.ts";
import { isPosterHidden, requireEligible } from "./bid-obstacle.ts";
import { loadBidView } from "./to-bid-view.ts";

/**
 * Seals a bid, or replaces what was sealed: the last envelope before the deadline counts. The instant is the database's,
 * read under a share lock on the stage; the same idempotency key never makes a second envelope. Returns with the receipt.
 */
export async function sealBid(ctx: Ctx, raw: SealBidInput): Promise<BidView> {
  const input = sealBidInput.parse(raw);
  return inRound(ctx, await roundIdOfBid(ctx.db.prisma, input.bidId), async (tx) => {
    const user = requireUser(ctx.actor);
    const { round, bid: seen } = await findLedBid(tx, ctx.actor, input.bidId);
    const repeated = await tx.envelope.findUnique({
      where: { idempotencyKey: input.idempotencyKey },
      select: { bidId: true, commitment: true },
    });
    if (repeated) return sameAgain(tx, ctx, input, repeated);
    const stage = await requireBidding(tx, round, seen.itemId);
    const bid = await lockBid(tx, input.bidId);
    // Another of the same eight clicks may have been first while this one waited for the row.
    const first = await tx.envelope.findUnique({
      where: { idempotencyKey: input.idempotencyKey },
      select: { bidId: true, commitment: true },
    });
    if (first) return sameAgain(tx, ctx, input, first);

    const state = nextBidState(bid.state as BidState, "seal");
    const parameters = parametersOf(round);
    const item = { ...bid.item, isPosterHidden: isPosterHidden(bid.item) };
    await requireEligible(tx, bid.organisationId, item, parameters, "lead");
    for (const p of bid.partners)
      if (p.state === "invited" || p.state === "signed")
        await requireEligible(tx, p.organisationId, item, parameters, "partner");
    const { ciphertext, sizeClass } = checkEnvelope(input, round, bid);
    const files = await requireFiles(tx, round.id, bid.organisationId, input.files ?? []);

    const last = await tx.envelope.findFirst({
      where: { bidId: bid.id },
      orderBy: { seq: "desc" },
      select: { seq: true },
    });
    const seq = (last?.seq ?? 0) + 1;
    const head = await appendLedger(tx, round.id, "bid.sealed", {
      item: bid.itemId,
      bid: bid.id,
      seq,
      commitment: input.commitment,
      sizeClass,
      takenAt: stage.now.toISOString(),
      bidder: await pseudonymFor(tx, round.id, { kind: "bid", id: bid.id }, bid.organisationId),
    });
    const key = await signingKey(tx, ctx.services.secret);
    const receipt: Receipt = signReceipt(
      {
        format: "jiebang.receipt/1",
        procedureId: round.id,
        roundNumber: round.number ?? "",
        itemId: bid.itemId,
        itemNumber: bid.item.number ?? 0,
        bidId: bid.id,
        seq,
        commitment: input.commitment,
        sealedAt: stage.now.toISOString(),
        ledger: { seq: head.seq, head: head.head },
        keyId: key.id,
        publicKey: key.publicKey,
        algorithm: key.algorithm,
      },
      key.privateKey,
    );
    await tx.envelope.updateMany({ where: { bidId: bid.id, supersededAt: null }, data: { supersededAt: stage.now } });
    const envelopeId = newId("env");
    await tx.envelope.create({
      data: {
        id: envelopeId,
        bidId: bid.id,
        seq,
        algorithm: input.algorithm,
        ciphertext: Uint8Array.from(ciphertext),
        commitment: input.commitment,
        commitmentAlgorithm: COMMITMENT_ALGORITHM,
        sizeClass,
        sealedById: user.userId,
        idempotencyKey: input.idempotencyKey,
        receipt,
        sealedAt: stage.now,
      },
    });
    await tx.envelopeFile.updateMany({ where: { id: { in: files } }, data: { envelopeId } });
    await tx.bid.update({
      where: { id: bid.id, state: bid.state },
      data: { state, envelopeId, version: { increment: 1 }, updatedAt: stage.now },
    });
    await voidSignatures(tx, bid, round, seq);
    await recordAudit(tx, ctx.actor, "bid.seal", {
      subjectKind: "bid",
      subjectId: bid.id,
      values: { seq, commitment: input.commitment },
    });
    return loadBidView(tx, ctx.actor, bid.id);
  });
}

function sameAgain(
  tx: Tx,
  ctx: Ctx,
  input: { bidId: string; commitment: string },
  made: { bidId: string; commitment: string },
): Promise<BidView> {
  if (made.bidId !== input.bidId || made.commitment !== input.commitment)
    throw new DomainError("conflict", "bid.key_reused");
  return loadBidView(tx, ctx.actor, input.bidId);
}

/** The envelope must be of the round's kind and padded to a class; what is not encrypted is checked at once, for the bidder's sake. */
function checkEnvelope(input: ReturnType<typeof sealBidInput.parse>, round: RoundRow, bid: BidRow) {
  const expected = parametersOf(round).sealing === "platform" ? HPKE : NO_ENCRYPTION;
  if (input.algorithm !== expected) throw new DomainError("invalid", "bid.algorithm_wrong", { expected });
  const ciphertext = fromBase64Url(input.ciphertext);
  const sizeClass = sizeClassOf(input.algorithm, ciphertext.length);
  if (sizeClass === null) throw new DomainError("invalid", "bid.envelope_shape");
  if (input.algorithm === NO_ENCRYPTION) {
    const ids = { procedureId: round.id, itemId: bid.itemId, bidId: bid.id };
    const opened = openBid({
      ...ids,
      algorithm: input.algorithm,
      ciphertext,
      commitment: input.commitment,
      privateKey: null,
    });
    if (!opened.isOk) throw new DomainError("invalid", "bid.envelope_shape", { defect: opened.defect });
  }
  return { ciphertext, sizeClass };
}

async function requireFiles(tx: Tx, procedureId: string, organisationId: string, hashes: string[]): Promise<string[]> {
  const rows = await tx.envelopeFile.findMany({
    where: { procedureId, organisationId, sha256: { in: hashes } },
    select: { id: true, sha256: true },
  });
  const missing = hashes.filter((h) => !rows.some((r) => r.sha256 === h));
  if (missing.length > 0) throw new DomainError("invalid", "bid.file_not_uploaded", { sha256: missing });
  return rows.map((r) => r.id);
}

/** A new envelope is not what the partners signed: they are asked again. */
async function voidSignatures(tx: Tx, bid: BidRow, round: RoundRow, seq: number): Promise<void> {
  const asked = bid.partners.filter((p) => p.state === "invited" || p.state === "signed");
  if (asked.length === 0) return;
  await tx.bidPartner.updateMany({
    where: { bidId: bid.id, state: "signed" },
    data: { state: "invited", signedCommitment: null, signedById: null, signedAt: null },
  });
  for (const partner of asked)
    await notify(tx, {
      userIds: await membersOf(tx, partner.organisationId),
      kind: "notify.partner_sign",
      params: { round: round.title, item: bid.item.number ?? 0 },
      link: `/app/bids/${bid.id}`,
      dedupeKey: `sign:${partner.id}:${seq}`,
      mail: true,
    });
}
