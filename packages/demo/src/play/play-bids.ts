import { checkBid, decideItem, getRound, sealBid as handInBid, invitePartner, signBid, startBid } from "@jiebang/core";
import { sealBid } from "@jiebang/ledger";
import { entries } from "../entries/index.ts";
import { bids, type DemoBid } from "../world/bids.ts";
import type { DemoRound } from "../world/rounds.ts";
import { bidContentOf } from "./bid-content.ts";
import type { Beat, Stage } from "./stage.ts";

const bidIds = new WeakMap<Stage, Map<DemoBid, string>>();
const idsOf = (stage: Stage) => {
  if (!bidIds.has(stage)) bidIds.set(stage, new Map());
  return bidIds.get(stage)!;
};
export const bidsOf = (round: DemoRound) => bids.filter((bid) => bid.round === round.key);

/** Sealed in the bidder's hands with the round's public key, exactly as the browser does it. */
export function bidBeats(stage: Stage, round: DemoRound): Beat[] {
  return bidsOf(round).flatMap((bid) => {
    let commitment = "";
    const seal: Beat = {
      day: -bid.ago,
      time: "14:30",
      run: async () => {
        const ctx = await stage.as(bid.org);
        const roundId = stage.ids.rounds.get(round.key);
        const itemId = stage.ids.items.get(bid.item);
        const { id: bidId } = await startBid(ctx, { itemId, organisationId: stage.ids.organisations.get(bid.org) });
        idsOf(stage).set(bid, bidId);
        if (bid.partner)
          await invitePartner(ctx, {
            bidId,
            organisationId: stage.ids.organisations.get(bid.partner.org),
            task: bid.partner.task,
          });
        const { mode, publicKey } = (await getRound(ctx, { roundId })).sealing;
        const content = bidContentOf(stage, bid);
        const sealed = sealBid({ procedureId: roundId, itemId, bidId, content, mode, publicKey });
        commitment = sealed.commitment;
        await handInBid(ctx, {
          bidId,
          algorithm: sealed.algorithm,
          ciphertext: sealed.ciphertext,
          commitment,
          idempotencyKey: `demonstration:${bidId}`,
        });
      },
    };
    const { partner } = bid;
    if (!partner) return [seal];
    const sign: Beat = {
      day: -bid.ago,
      time: "16:30",
      run: async () =>
        signBid(await stage.as(partner.org), {
          bidId: idsOf(stage).get(bid)!,
          organisationId: stage.ids.organisations.get(partner.org),
          commitment,
        }),
    };
    return [seal, sign];
  });
}

/** The formal check, as far as the story has come. */
export async function checkBids(stage: Stage, round: DemoRound): Promise<void> {
  const city = await stage.as("city");
  for (const bid of bidsOf(round)) {
    const result = bid.check ?? "pass";
    if (result === "open") continue;
    await checkBid(city, {
      bidId: idsOf(stage).get(bid)!,
      result,
      reasons: result === "pass" ? [] : ["missing_part"],
      note: bid.checkNote ?? null,
    });
  }
}

/** Each poster picks, and gives every other bidder a coded reason. */
export async function decideItems(stage: Stage, round: DemoRound): Promise<void> {
  for (const key of round.items) {
    const poster = entries.find((entry) => entry.key === key)!.org;
    const answered = bidsOf(round).filter((bid) => bid.item === key && bid.outcome);
    const selected = answered.flatMap((bid) =>
      bid.outcome && "selected" in bid.outcome
        ? [{ bidId: idsOf(stage).get(bid)!, reason: bid.outcome.selected, text: bid.outcome.text }]
        : [],
    );
    const others = answered.flatMap((bid) =>
      bid.outcome && "not" in bid.outcome
        ? [{ bidId: idsOf(stage).get(bid)!, reason: bid.outcome.not, text: bid.outcome.text }]
        : [],
    );
    await decideItem(await stage.as(poster), {
      itemId: stage.ids.items.get(key),
      selected,
      others,
      noneReason: selected.length ? null : "现有方案的经济测算与我方条件差距较大，本轮不选择，后续另行对接。",
    });
  }
}
