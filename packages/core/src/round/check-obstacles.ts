import type { Tx } from "@jiebang/db";
import { VALID_BID_STATES } from "@jiebang/domain";
import type { Obstacle } from "./announce-obstacles.ts";
import { parametersOf, type RoundRow } from "./load-round.ts";

/** What keeps the formal check from being finished. */
export async function checkObstacles(tx: Tx, round: RoundRow): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  const items = await tx.boardItem.findMany({
    where: { procedureId: round.id, state: "opened" },
    orderBy: { number: "asc" },
    include: {
      bids: { where: { openedAt: { not: null } }, include: { checks: { orderBy: { checkedAt: "desc" }, take: 1 } } },
    },
  });
  const { minimumValidBids } = parametersOf(round);
  for (const item of items) {
    const open = item.bids.filter((b) => !isJudged(b));
    if (open.length > 0)
      obstacles.push({ reason: "round.bids_unchecked", details: { number: item.number, count: open.length } });
    const valid = item.bids.filter((b) => (VALID_BID_STATES as readonly string[]).includes(b.state)).length;
    if (valid === 0 && open.length === 0)
      obstacles.push({ reason: "round.item_without_bids", details: { number: item.number } });
    else if (valid < minimumValidBids && !item.continuedReason && open.length === 0)
      obstacles.push({
        reason: "round.too_few_bids",
        details: { number: item.number, count: valid, minimum: minimumValidBids },
      });
  }
  return obstacles;
}

const isJudged = (bid: { state: string; checks: { result: string }[] }): boolean =>
  bid.state === "valid" || (bid.state === "defective" && bid.checks[0]?.result === "fail");
