import type { Prisma, Tx } from "@jiebang/db";
import {
  type Actor,
  clockText,
  coordinatesRound,
  DomainError,
  isMemberOf,
  notFound,
  organisationsOf,
} from "@jiebang/domain";
import type { LockedStage } from "../procedure/lock-stage.ts";
import { lockStage } from "../procedure/lock-stage.ts";
import { findRound, type RoundRow, stageOf } from "../round/load-round.ts";

export const bidInclude = {
  item: true,
  partners: { orderBy: { createdAt: "asc" } },
  envelopes: { where: { supersededAt: null }, include: { files: true } },
  checks: { orderBy: [{ checkedAt: "asc" }, { id: "asc" }] },
  decisions: { where: { supersededAt: null } },
  agreement: { select: { id: true } },
} satisfies Prisma.BidInclude;
export type BidRow = NonNullable<Awaited<ReturnType<typeof fetchBid>>>;
const fetchBid = (tx: Tx, id: string) => tx.bid.findUnique({ where: { id }, include: bidInclude });

export async function roundIdOfBid(tx: Tx, bidId: string): Promise<string> {
  const bid = await tx.bid.findUnique({ where: { id: bidId }, select: { procedureId: true } });
  if (!bid) throw notFound();
  return bid.procedureId;
}

const LIVE_PARTNER = ["invited", "signed", "declined"];

/** As what somebody sees a bid: its lead, a partner, or not at all. */
export function sideOf(
  actor: Actor,
  bid: { organisationId: string; partners: { organisationId: string; state: string }[] },
): "lead" | "partner" | null {
  if (isMemberOf(actor, bid.organisationId)) return "lead";
  const own = organisationsOf(actor);
  return bid.partners.some((p) => own.includes(p.organisationId) && LIVE_PARTNER.includes(p.state)) ? "partner" : null;
}

/** One's own bid, as lead or partner; for everybody else it does not exist. */
export async function findOwnBid(
  tx: Tx,
  actor: Actor,
  bidId: string,
): Promise<{ bid: BidRow; round: RoundRow; as: "lead" | "partner" }> {
  const bid = await fetchBid(tx, bidId);
  const as = bid && sideOf(actor, bid);
  if (!bid || !as) throw notFound();
  return { bid, as, round: await findRound(tx, actor, bid.procedureId) };
}

export async function findLedBid(tx: Tx, actor: Actor, bidId: string) {
  const found = await findOwnBid(tx, actor, bidId);
  if (found.as !== "lead") throw new DomainError("forbidden", "bid.lead_only");
  return found;
}

/** An opened bid for a coordinator of its round; before the opening it does not exist for them. */
export async function findOpenedBid(tx: Tx, actor: Actor, bidId: string) {
  const bid = await fetchBid(tx, bidId);
  if (!bid?.openedAt) throw notFound();
  const round = await findRound(tx, actor, bid.procedureId);
  if (!coordinatesRound(actor, round)) throw notFound();
  return { bid, round };
}

/** Locks the bid's row and reads it again, after the stage is locked. */
export async function lockBid(tx: Tx, bidId: string): Promise<BidRow> {
  await tx.$queryRaw`SELECT id FROM bid WHERE id = ${bidId} FOR UPDATE`;
  const bid = await fetchBid(tx, bidId);
  if (!bid) throw notFound();
  return bid;
}

/** Until when an item takes bids. */
export const closingOf = (round: RoundRow, item: { bidsCloseAt: Date | null }): Date | null =>
  item.bidsCloseAt ?? stageOf(round, "bid")?.closesAt ?? null;

/**
 * The item takes bids at this very moment: by the database's clock, under a share lock on the stage, so that the clock
 * cannot turn and nobody can open or extend before this transaction is over. Refused with the deadline and the time it was.
 */
export async function requireBidding(
  tx: Tx,
  round: RoundRow,
  itemId: string,
): Promise<LockedStage & { deadline: Date }> {
  const stage = await lockStage(tx, round.id, "share");
  const item = await tx.boardItem.findUniqueOrThrow({ where: { id: itemId } });
  const [bid] = await tx.$queryRaw<
    { closesAt: Date | null }[]
  >`SELECT closes_at AS "closesAt" FROM stage WHERE procedure_id = ${round.id} AND key = 'bid'`;
  const deadline = item.bidsCloseAt ?? bid?.closesAt ?? null;
  if (!stage.allows.includes("bid.start") || item.state !== "bidding" || !deadline) {
    if (deadline && stage.now >= deadline) throw late(deadline, stage.now);
    throw new DomainError("conflict", "bid.not_taken_now", { stage: stage.key });
  }
  if (stage.now >= deadline) throw late(deadline, stage.now);
  return { ...stage, deadline };
}

const late = (deadline: Date, now: Date) =>
  new DomainError("conflict", "bid.late", {
    closedAt: clockText(deadline),
    now: clockText(now),
    closesAt: deadline.toISOString(),
  });
