import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type BidView,
  bidContent,
  type FormalCheckView,
  isMemberOf,
  organisationsOf,
  publicEntry,
  type Receipt,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import { activeStage } from "../round/load-round.ts";
import { isUnreadable } from "../round/open-round.ts";
import { type BidRow, closingOf, findOwnBid } from "./bid-in-round.ts";

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

export function toCheckView(check: BidRow["checks"][number]): FormalCheckView {
  return {
    id: check.id,
    result: check.result as FormalCheckView["result"],
    reasons: check.reasons,
    note: check.note,
    dueAt: iso(check.dueAt),
    correction: check.correction as FormalCheckView["correction"],
    correctedAt: iso(check.correctedAt),
    checkedAt: check.checkedAt.toISOString(),
  };
}

/** Names of some organisations, in one query. */
export async function partiesByIds(tx: Tx, ids: string[]) {
  const rows = await tx.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, nameEn: true },
  });
  const byId = new Map(rows.map((r) => [r.id, r]));
  return (id: string) => byId.get(id) ?? { id, name: "", nameEn: null };
}

export function toPartnerViews(bid: BidRow, nameOf: Awaited<ReturnType<typeof partiesByIds>>): BidView["partners"] {
  const commitment = bid.envelopes[0]?.commitment ?? null;
  return bid.partners
    .filter((p) => p.state !== "removed")
    .map((p) => ({
      id: p.id,
      organisation: nameOf(p.organisationId),
      task: p.task,
      state: p.state as BidView["partners"][number]["state"],
      isSigned: p.state === "signed" && commitment !== null && p.signedCommitment === commitment,
      signedAt: iso(p.signedAt),
    }));
}

/** The bid as its lead and partners see it; a judgement that was not released yet does not show. */
export async function loadBidView(tx: Tx, actor: Actor, bidId: string): Promise<BidView> {
  const { bid, round, as } = await findOwnBid(tx, actor, bidId);
  const now = await appNow(tx);
  const nameOf = await partiesByIds(tx, [bid.organisationId, ...bid.partners.map((p) => p.organisationId)]);
  const files = await tx.envelopeFile.findMany({
    where: { procedureId: bid.procedureId, organisationId: bid.organisationId },
    orderBy: { createdAt: "asc" },
  });
  const envelope = bid.envelopes[0] ?? null;
  const decision = bid.decisions.find((d) => d.releaseId !== null) ?? null;
  const closesAt = closingOf(round, bid.item);
  const takesBids =
    bid.item.state === "bidding" &&
    closesAt !== null &&
    now < closesAt &&
    Boolean(activeStage(round)?.allows.includes("bid.start"));
  const lastCheck = bid.checks.at(-1);
  const isAsked =
    lastCheck?.result === "correct" && !lastCheck.correctedAt && lastCheck.dueAt !== null && lastCheck.dueAt > now;
  const isChecking = activeStage(round)?.key === "check" && bid.item.state === "opened";
  const isOwnPartner = bid.partners.find((p) => organisationsOf(actor).includes(p.organisationId));
  return {
    id: bid.id,
    roundId: round.id,
    roundNumber: round.number,
    roundTitle: round.title,
    itemId: bid.itemId,
    itemNumber: bid.item.number,
    itemTitle: publicEntry.parse(bid.item.snapshot).title,
    lead: nameOf(bid.organisationId),
    as,
    state: shownState(bid, decision !== null),
    seq: envelope?.seq ?? null,
    sealedAt: iso(envelope?.sealedAt),
    commitment: envelope?.commitment ?? null,
    sizeClass: envelope?.sizeClass ?? null,
    receipt: as === "lead" ? ((envelope?.receipt as Receipt | undefined) ?? null) : null,
    partners: toPartnerViews(bid, nameOf),
    files:
      as === "lead"
        ? files.map((f) => ({
            id: f.id,
            sha256: f.sha256,
            size: f.size,
            isSealed: f.envelopeId !== null && f.envelopeId === envelope?.id,
          }))
        : [],
    closesAt: iso(closesAt),
    content: bid.openedAt && bid.content ? bidContent.parse(bid.content) : null,
    defects: bid.defects,
    checks: bid.checks.filter((c) => decision !== null || c.result === "correct").map(toCheckView),
    decision: decision && { outcome: decision.outcome as "selected", reason: decision.reason, text: decision.text },
    agreementId: bid.agreement?.id ?? null,
    allowedActions: actions(),
    version: bid.version,
  };

  function actions(): BidView["allowedActions"] {
    const list: BidView["allowedActions"] = [];
    if (as === "lead") {
      if (takesBids) list.push("seal", "invitePartner");
      if (takesBids && bid.state === "sealed") list.push("withdraw");
      if (takesBids && bid.partners.some((p) => p.state === "invited" || p.state === "signed"))
        list.push("removePartner");
      if (isChecking && bid.state === "defective" && isUnreadable(bid.defects) && lastCheck?.result !== "fail")
        list.push("handInPlaintext");
      if (isChecking && isAsked) list.push("correct");
    }
    if (isOwnPartner && isMemberOf(actor, isOwnPartner.organisationId)) {
      const isSigned = isOwnPartner.state === "signed" && isOwnPartner.signedCommitment === envelope?.commitment;
      const maySign = takesBids || (isChecking && isAsked && lastCheck?.reasons.includes("unsigned_partner"));
      if (maySign && bid.envelopeId && !isSigned) list.push("sign");
      if (takesBids && isOwnPartner.state !== "declined") list.push("decline");
    }
    return list;
  }
}

/** Pending judgements show as an opened bid; what cannot be read must be known, so that the bidder can hand it in. */
function shownState(bid: BidRow, isReleased: boolean): BidView["state"] {
  const state = bid.state as BidView["state"];
  if (isReleased || ["draft", "sealed", "withdrawn"].includes(state)) return state;
  return state === "defective" && isUnreadable(bid.defects) ? "defective" : "opened";
}
