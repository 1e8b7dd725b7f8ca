import type { Prisma, Tx } from "@jiebang/db";
import { type Actor, bidContent, coordinatesRound, mayReadOpenedBids, type OpenedBidView } from "@jiebang/domain";
import { activeStage, type RoundRow } from "../round/load-round.ts";
import { bidInclude } from "./bid-in-round.ts";
import { partiesByIds, toCheckView, toPartnerViews } from "./to-bid-view.ts";

/** Opened bids that this actor may read; everything else is left out as if it were not there. */
export async function loadOpenedBids(
  tx: Tx,
  actor: Actor,
  round: RoundRow,
  where: Prisma.BidWhereInput,
): Promise<OpenedBidView[]> {
  const rows = await tx.bid.findMany({
    where: { ...where, procedureId: round.id, openedAt: { not: null } },
    orderBy: [{ itemId: "asc" }, { id: "asc" }],
    include: bidInclude,
  });
  const seen = { jurisdictionId: round.jurisdictionId, openedAt: round.round?.openedAt ?? null };
  const bids = rows.filter((b) => mayReadOpenedBids(actor, seen, b.item.organisationId));
  const nameOf = await partiesByIds(
    tx,
    bids.flatMap((b) => [b.organisationId, ...b.partners.map((p) => p.organisationId)]),
  );
  const mayCheck = coordinatesRound(actor, round) && Boolean(activeStage(round)?.allows.includes("bid.check"));
  return bids.map((bid) => {
    const content = bid.content ? bidContent.parse(bid.content) : null;
    const envelope = bid.envelopes[0]!; // an opened bid has the envelope that was opened
    const decision = bid.decisions[0];
    return {
      id: bid.id,
      itemId: bid.itemId,
      lead: nameOf(bid.organisationId),
      state: bid.state as OpenedBidView["state"],
      sealedAt: envelope.sealedAt.toISOString(),
      commitment: envelope.commitment,
      openedAt: bid.openedAt?.toISOString() ?? null,
      // Keys of files stay with the server: it opens them for those who may read.
      content: content && { ...content, attachments: [] },
      partners: toPartnerViews(bid, nameOf),
      defects: bid.defects,
      checks: bid.checks.map(toCheckView),
      files: (content?.attachments ?? []).map(({ fileName, mediaType, size, cipherSha256 }) => ({
        fileName,
        mediaType,
        size,
        cipherSha256,
      })),
      decision: decision
        ? {
            outcome: decision.outcome as "selected",
            reason: decision.reason,
            text: decision.text,
            isReleased: decision.releaseId !== null,
          }
        : null,
      allowedActions: mayCheck && (bid.state === "opened" || bid.state === "defective") ? ["check"] : [],
    };
  });
}
