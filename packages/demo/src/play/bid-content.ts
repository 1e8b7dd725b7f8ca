import { type BidContent, bidContent, fromWan } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import type { DemoBid } from "../world/bids.ts";
import { organisations } from "../world/organisations.ts";
import { people } from "../world/people.ts";
import type { Stage } from "./stage.ts";

/** A whole proposal from the short text of the world: every target answered, a team, a plan in three steps. */
export function bidContentOf(stage: Stage, bid: DemoBid): BidContent {
  const organisation = organisations.find((o) => o.key === bid.org)!;
  const demand = entries.find((entry) => entry.key === bid.item)!;
  const targets = demand.kind === "demand" ? demand.targets : [];
  const half = Math.floor(bid.months / 2);
  return bidContent.parse({
    title: bid.title,
    approach: bid.approach,
    targets: targets.map(([name, comparator, asked, unit]) => ({
      name,
      comparator,
      asked,
      unit,
      committed: asked,
      isMet: "met",
      how: "以连续试验或第三方检测数据验收。",
    })),
    team: [
      { name: leaderOf(bid.org), unit: organisation.name, title: "项目负责人", task: "总体方案与进度" },
      ...(bid.partner
        ? [
            {
              name: leaderOf(bid.partner.org),
              unit: nameOf(bid.partner.org),
              title: "任务负责人",
              task: bid.partner.task,
            },
          ]
        : []),
    ],
    plan: [
      { title: "方案细化与小试", fromMonth: 0, toMonth: Math.ceil(bid.months / 4), deliverable: "试验方案与小试报告" },
      {
        title: "放大验证",
        fromMonth: Math.ceil(bid.months / 4),
        toMonth: half + 2,
        deliverable: "中试数据与工艺包初稿",
      },
      { title: "现场考核与交付", fromMonth: half + 2, toMonth: bid.months, deliverable: "考核报告、图纸与培训" },
    ],
    durationMonths: bid.months,
    price: fromWan(bid.price),
    ownFunding: fromWan("20"),
    moneyNote: "按签约、中期、验收 4:3:3 支付。",
    ip: bid.ip,
    offersCited: (bid.cites ?? []).map((key) => stage.numbers.get(key)),
    partners: bid.partner
      ? [
          {
            organisationId: stage.ids.organisations.get(bid.partner.org),
            name: nameOf(bid.partner.org),
            task: bid.partner.task,
          },
        ]
      : [],
    contact: { name: leaderOf(bid.org), phone: "0398-0000000", email: `${bid.org}@demo.example` },
    creditDeclaration: true,
  });
}

const nameOf = (key: string) => organisations.find((o) => o.key === key)!.name;
const leaderOf = (key: string) => people.find((person) => person.key === key)!.name;
