import type { Tx } from "@jiebang/db";
import {
  type BidDefect,
  DomainError,
  missingParts,
  nextBidState,
  type RoundRef,
  type RoundView,
  requireUser,
  type SealedContent,
  UNREADABLE_DEFECTS,
} from "@jiebang/domain";
import { openBid, unwrapKey } from "@jiebang/ledger";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { appendLedger } from "../procedure/append-ledger.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { moveStage } from "../procedure/move-stage.ts";
import { roundKeyPurpose } from "./announce-round.ts";
import { inRound } from "./in-round.ts";
import { findCoordinatedRound, parametersOf, type RoundRow } from "./load-round.ts";
import { loadRoundView } from "./load-round-view.ts";
import { onStageEntered } from "./on-stage-entered.ts";
import { biddersOfItems } from "./people-of-round.ts";

/** 启封: all envelopes at once, after the deadline. What cannot be read is defective and spoils no other. */
export async function openRound(ctx: Ctx, { roundId }: RoundRef): Promise<RoundView> {
  return inRound(ctx, roundId, async (tx) => {
    const user = requireUser(ctx.actor);
    const round = await findCoordinatedRound(tx, ctx.actor, roundId);
    const stage = await requireStage(tx, roundId, "round.open", "update");
    const items = await tx.boardItem.findMany({
      where: { procedureId: roundId, state: "bidding" },
      orderBy: { number: "asc" },
    });
    const running = items.find((i) => i.bidsCloseAt && i.bidsCloseAt > stage.now);
    if (running)
      throw new DomainError("conflict", "round.extension_running", {
        number: running.number,
        closesAt: running.bidsCloseAt!.toISOString(),
      });

    const opened = await openEnvelopes(
      tx,
      ctx.services.secret,
      round,
      items.map((i) => i.id),
      stage.now,
    );
    await tx.boardItem.updateMany({
      where: { procedureId: roundId, state: "bidding" },
      data: { state: "opened", updatedAt: stage.now },
    });
    await tx.round.update({ where: { procedureId: roundId }, data: { openedAt: stage.now, openedById: user.userId } });
    await appendLedger(tx, roundId, "round.opened", { bids: opened });
    const next = await moveStage(tx, ctx.services.secret, stage);
    await onStageEntered(tx, ctx.services.secret, roundId, next.key);
    await notify(tx, {
      userIds: await biddersOfItems(
        tx,
        items.map((i) => i.id),
      ),
      kind: "notify.round_opened",
      params: { round: round.title },
      link: "/app/bids",
      dedupeKey: `opened:${roundId}`,
    });
    await recordAudit(tx, ctx.actor, "round.open", {
      subjectKind: "round",
      subjectId: roundId,
      values: { bids: opened.length, defective: opened.filter((b) => b.defects.length > 0).length },
    });
    return loadRoundView(tx, ctx.actor, roundId);
  });
}

async function openEnvelopes(tx: Tx, secret: string, round: RoundRow, itemIds: string[], now: Date) {
  const wrapped = round.round?.wrappedPrivateKey;
  const privateKey = wrapped ? unwrapOrNull(secret, round.id, wrapped) : null;
  const bids = await tx.bid.findMany({
    where: { itemId: { in: itemIds }, state: "sealed" },
    orderBy: [{ itemId: "asc" }, { id: "asc" }],
    include: { partners: true, envelopes: { where: { supersededAt: null }, include: { files: true } }, item: true },
  });
  const opened: { bid: string; commitment: string; defects: string[] }[] = [];
  for (const bid of bids) {
    const envelope = bid.envelopes[0]!; // a sealed bid has exactly one envelope that counts
    const ids = { procedureId: round.id, itemId: bid.itemId, bidId: bid.id };
    const result = openBid({
      ...ids,
      algorithm: envelope.algorithm,
      ciphertext: envelope.ciphertext,
      commitment: envelope.commitment,
      privateKey,
    });
    const defects = result.isOk ? formalDefects(result.plaintext, bid, envelope, round) : [result.defect];
    await tx.bid.update({
      where: { id: bid.id, state: "sealed" },
      data: {
        state: nextBidState("sealed", defects.length > 0 ? "findDefective" : "open"),
        content: result.isOk ? result.plaintext.content : undefined,
        defects,
        openedAt: now,
        version: { increment: 1 },
        updatedAt: now,
      },
    });
    opened.push({ bid: bid.id, commitment: envelope.commitment, defects });
  }
  return opened;
}

/** A key that cannot be unwrapped is a lost key: bidders hand in the plaintext, the opening goes on. */
function unwrapOrNull(secret: string, procedureId: string, wrapped: string): Uint8Array | null {
  try {
    return unwrapKey(secret, roundKeyPurpose(procedureId), wrapped);
  } catch {
    return null;
  }
}

interface OpenedCase {
  organisationId: string;
  partners: { organisationId: string; state: string; signedCommitment: string | null }[];
  item: { snapshot: unknown };
}

/** What a readable bid lacks in form: signatures of partners, parts, files. */
export function formalDefects(
  { content }: SealedContent,
  bid: OpenedCase,
  envelope: { commitment: string; files: { sha256: string }[] },
  round: RoundRow,
): BidDefect[] {
  const defects: BidDefect[] = [];
  const signed = new Set(
    bid.partners
      .filter((p) => p.state === "signed" && p.signedCommitment === envelope.commitment)
      .map((p) => p.organisationId),
  );
  const invited = bid.partners
    .filter((p) => p.state === "invited" || p.state === "signed")
    .map((p) => p.organisationId);
  const named = content.partners.map((p) => p.organisationId);
  if ([...new Set([...invited, ...named])].some((id) => !signed.has(id))) defects.push("unsigned_partner");
  const targets = (item: { snapshot: unknown }) =>
    (item.snapshot as { demand?: { targets?: unknown[] } } | null)?.demand?.targets?.length ?? 0;
  const asked = { targets: targets(bid.item), creditDeclaration: parametersOf(round).creditLookbackMonths > 0 };
  if (missingParts(content, asked).length > 0) defects.push("missing_part");
  const uploaded = new Set(envelope.files.map((f) => f.sha256));
  if (content.attachments.some((a) => !uploaded.has(a.cipherSha256))) defects.push("missing_file");
  return defects;
}

export const isUnreadable = (defects: string[]): boolean =>
  defects.some((d) => (UNREADABLE_DEFECTS as readonly string[]).includes(d));
