import type { TemplateContent } from "./template.schema.ts";
import { ownParameter, ownStage, priceNotice, sharedParameter, sharedStage } from "./template-parts.ts";

// 双向揭榜, version 1: demands and offers stand on one board, each side bids on the other, both rank, a stable matching decides.

export const TWO_WAY_TEMPLATE_V1: TemplateContent = {
  stages: [
    sharedStage("prepare"),
    sharedStage("solicit", {
      explains: {
        zh: "企业申报技术需求，高校院所申报技术成果，同上一个榜单。",
        en: "Enterprises propose demands, universities and institutes propose offers, for one board.",
      },
    }),
    sharedStage("vet"),
    sharedStage("announce"),
    sharedStage("bid", {
      explains: {
        zh: "供需双方互相揭榜，密封提交；截止前可替换、可撤回。",
        en: "Each side bids on the other under seal; until the deadline a bid can be replaced or withdrawn.",
      },
    }),
    sharedStage("open"),
    sharedStage("check"),
    ownStage(
      "rank",
      "clock",
      ["意向排序", "Ranking"],
      [
        "双方各自对揭榜者和所揭榜题排序，可并列、可标为不接受；截止前对任何人封存。",
        "Each side ranks those who bid for it and those it bid for; ties and “not acceptable” are allowed; sealed until the stage ends.",
      ],
      ["bids"],
    ),
    ownStage(
      "match",
      "hand",
      ["匹配", "Matching"],
      [
        "按公布的规则计算稳定匹配，附无阻塞对证明；统一发布前不对外。",
        "A stable matching by the published rules, with a certificate that no pair would rather leave it; nothing is known until the release.",
      ],
      ["bids"],
    ),
    sharedStage("notice"),
    sharedStage("confirm"),
    sharedStage("contract"),
    sharedStage("close"),
  ],
  parameters: [
    sharedParameter("posterKinds", ["enterprise", "university", "institute"]),
    sharedParameter("bidderKinds", ["university", "institute", "enterprise"]),
    ownParameter(
      "visibility",
      "public",
      ["榜题公开范围", "Who sees the items"],
      [
        "向社会公开；签署保密承诺后可见；或只对指定单位可见（定向）。",
        "Everybody; those who signed an undertaking; or only named organisations.",
      ],
    ),
    sharedParameter("maxPartners", 5),
    sharedParameter("maxBidsPerOrganisation", 0),
    sharedParameter("creditLookbackMonths", 36),
    sharedParameter("excludeRelated", true),
    sharedParameter("sealing", "platform"),
    sharedParameter("minimumValidBids", 1),
    sharedParameter("tooFewExtensions", 1),
    sharedParameter("winnersMax", 1, {
      explains: {
        zh: "每个榜题最多匹配几家。",
        en: "How many an item may be matched with.",
      },
    }),
    sharedParameter("bidWindowDays", 15),
    sharedParameter("closingHour", "17:00"),
    sharedParameter("correctionDays", 3),
    ownParameter(
      "rankDays",
      5,
      ["排序期限（工作日）", "Days to rank (working)"],
      ["双方提交排序的期限。", "How long both sides have to rank."],
    ),
    ownParameter(
      "favouredSide",
      "demand",
      ["优先方", "Favoured side"],
      [
        "在所有稳定结果中取对需求方或成果方最有利的一个，须在规则中公布。",
        "Of all stable results the one best for demands, or for offers; named in the published rules.",
      ],
    ),
    ownParameter(
      "capacityPerBidder",
      1,
      ["揭榜方容量", "Capacity per bidder"],
      ["一家揭榜方最多匹配几个榜题。", "How many items one bidder may be matched with."],
    ),
    ownParameter(
      "tieRule",
      "lottery",
      ["并列处理", "Ties"],
      [
        "并列按公布的抽签次序区分，或取匹配对数最多的弱稳定结果。",
        "Broken by a published lottery, or by the weakly stable result with most pairs.",
      ],
    ),
    sharedParameter("noticeDays", 5),
    sharedParameter("objectionAnswerDays", 10),
    sharedParameter("contractDays", 30),
    priceNotice,
  ],
  texts: {
    secrecy: {
      zh: "严禁填报、上传涉及国家秘密的内容。",
      en: "Nothing that is a state secret may be entered or uploaded.",
    },
    freely: {
      zh: "供需双方自主签约，平台不参与定价。",
      en: "The parties contract freely; the platform takes no part in the price.",
    },
    notTender: { zh: "揭榜不属于法定招标投标程序。", en: "A challenge round is no statutory tender." },
    truth: {
      zh: "对优先方而言，如实排序即是最优；结果稳定，没有一对双方更愿彼此而未匹配的。",
      en: "For the favoured side a true ranking is the best one; in the result no two would rather have each other.",
    },
  },
  citations: [
    { title: "技术供需双向“揭榜”工作依据文件（由承办单位在开轮时引用）", documentNo: null, issuer: "本轮次主办单位" },
  ],
};
