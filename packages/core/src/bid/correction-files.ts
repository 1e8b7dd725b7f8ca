import { mayReadOpenedBids } from "@jiebang/domain";
import type { AttachmentRule } from "../attachment/attachment-rules.ts";
import { loadRound } from "../round/load-round.ts";
import { sideOf } from "./bid-in-round.ts";

/** Documents of a formal correction: for the bidders themselves and for those who read their bid. */
export const readingOfCorrectionFile: AttachmentRule = async (tx, actor, file) => {
  const check = await tx.formalCheck.findUnique({
    where: { id: file.subjectId },
    include: { bid: { include: { item: true, partners: true } } },
  });
  if (!check) return null;
  if (sideOf(actor, check.bid)) return "own";
  const round = await loadRound(tx, check.bid.procedureId);
  const opened = { jurisdictionId: round.jurisdictionId, openedAt: round.round?.openedAt ?? null };
  return mayReadOpenedBids(actor, opened, check.bid.item.organisationId) ? "own" : null;
};
