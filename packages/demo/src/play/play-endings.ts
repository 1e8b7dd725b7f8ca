import { confirmItem, fileObjection, getRound, recordAgreement, saveAgreement } from "@jiebang/core";
import { addDays, fromWan } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import { organisations } from "../world/organisations.ts";
import { people } from "../world/people.ts";
import type { DemoRound } from "../world/rounds.ts";
import { bidsOf } from "./play-bids.ts";
import type { Stage } from "./stage.ts";

/** A bidder that was not taken objects to the first item, in its own name. */
export async function fileObjections(stage: Stage, round: DemoRound): Promise<void> {
  const ctx = await stage.as("dizhu");
  const view = await getRound(ctx, { roundId: stage.ids.rounds.get(round.key) });
  const notice = view.notices.find((n) => n.kind === "result")!;
  await fileObjection(ctx, {
    noticeId: notice.id,
    itemId: stage.ids.items.get(round.items[0]!),
    organisationId: stage.ids.organisations.get("dizhu"),
    text: "我单位认为评选中“富集比”指标的比较口径不一致：入选方案以干基计，我方按原料湿基填报，请求核对并说明理由。",
  });
}

/** After the notice: what nobody objected to is confirmed. */
export async function confirmItems(stage: Stage, round: DemoRound): Promise<void> {
  const city = await stage.as("city");
  for (const key of selectedItems(round)) await confirmItem(city, { itemId: stage.ids.items.get(key) });
}

/** Both parties' agreement with the fields of technology-contract registration, recorded by the coordinator. */
export async function settleAgreements(stage: Stage, round: DemoRound): Promise<void> {
  const city = await stage.as("city");
  const { items } = await getRound(city, { roundId: stage.ids.rounds.get(round.key) });
  for (const key of selectedItems(round)) {
    const bid = bidsOf(round).find((b) => b.item === key && b.outcome && "selected" in b.outcome)!;
    const poster = entries.find((entry) => entry.key === key)!.org;
    const item = items.find((i) => i.id === stage.ids.items.get(key))!;
    const agreementId = item.agreements[0]!.id;
    const { version } = await saveAgreement(await stage.as(poster), {
      agreementId,
      version: 1,
      contractKind: "development_commissioned",
      title: `${bid.title}技术开发合同`,
      amount: fromWan(bid.price),
      technologyAmount: fromWan(bid.price),
      signedOn: addDays(stage.today, -48),
      endsOn: addDays(stage.today, -48 + bid.months * 30),
      registrationNo: null,
      fields: {
        buyer: partyOf(stage, poster, "150"),
        seller: partyOf(stage, bid.org, "022"),
        projectSummary: bid.approach,
        deliverables: "工艺包、样机或样品、考核报告及操作培训。",
        acceptance: "以榜题指标为准，由双方共同组织现场考核并委托第三方检测。",
        payment: "签约、中期、验收按 4:3:3 支付。",
        ipOwnership: bid.ip,
        ipKinds: ["invention", "know_how"],
        placeOfSigning: "市政务服务中心（演示）",
      },
    });
    await recordAgreement(city, { agreementId, version });
  }
}

export const selectedItems = (round: DemoRound) =>
  round.items.filter((key) =>
    bidsOf(round).some((bid) => bid.item === key && bid.outcome && "selected" in bid.outcome),
  );

function partyOf(stage: Stage, key: string, nature: string) {
  const organisation = organisations.find((o) => o.key === key)!;
  const name = people.find((person) => person.key === key)!.name;
  return {
    organisationId: stage.ids.organisations.get(key),
    name: organisation.name,
    creditCode: organisation.creditCode,
    areaCode: organisation.areaCode,
    nature,
    representative: name,
    contactName: name,
    phone: "0398-0000000",
    address: "演示路 1 号",
  };
}
