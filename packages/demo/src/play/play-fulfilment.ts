import {
  addEvidence,
  agreePlan,
  confirmPayment,
  getFulfilment,
  getRound,
  judgeMilestone,
  notePayment,
  reportMilestone,
  savePlan,
} from "@jiebang/core";
import { addDays } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import type { DemoRound } from "../world/rounds.ts";
import { bidsOf } from "./play-bids.ts";
import { selectedItems } from "./play-endings.ts";
import type { Stage } from "./stage.ts";

// Of the recorded agreements one is under way with a milestone confirmed and one reported, one waits for the poster to agree
// to the plan, the others have none yet.

export async function carryOut(stage: Stage, round: DemoRound): Promise<void> {
  const { items } = await getRound(await stage.as("city"), { roundId: stage.ids.rounds.get(round.key) });
  for (const [i, key] of selectedItems(round).slice(0, 2).entries()) {
    const org = bidsOf(round).find((bid) => bid.item === key && bid.outcome && "selected" in bid.outcome)!.org;
    const [poster, bidder] = [await stage.as(entries.find((entry) => entry.key === key)!.org), await stage.as(org)];
    const agreementId = items.find((item) => item.id === stage.ids.items.get(key))!.agreements[0]!.id;
    const { suggested } = await getFulfilment(bidder, { agreementId });
    const plan = await savePlan(bidder, { agreementId, version: 1, milestones: suggested });
    if (i > 0) continue;
    const { milestones } = await agreePlan(poster, { agreementId, version: plan.version });
    const [first, second] = milestones.map((milestone) => milestone.id) as [string, string];
    const bytes = new TextEncoder().encode("方案细化与小试记录（演示）\n连续试验三批，指标稳定。\n");
    await addEvidence(bidder, { milestoneId: first, fileName: "小试记录.txt", bytes });
    await reportMilestone(bidder, { milestoneId: first, text: "方案细化和小试完成，三批试验指标稳定，记录见附件。" });
    await judgeMilestone(poster, { milestoneId: first, decision: "confirm" });
    await reportMilestone(bidder, { milestoneId: second, text: "中间试验装置已安装，首轮连续运行 72 小时。" });
    const paidOn = addDays(stage.today, -40);
    const paid = await notePayment(poster, { agreementId, paidOn, amount: "200000", note: "首款" });
    await confirmPayment(bidder, { paymentId: paid.payments[0]!.id });
  }
}
