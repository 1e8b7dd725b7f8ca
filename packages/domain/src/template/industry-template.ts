import type { RoundParameterKey, RoundParameters } from "../round/round-parameters.ts";
import type { TemplateContent, TemplateParameter, TemplateStage } from "./template.schema.ts";

// 大中小企业揭榜, version 1. The procedure follows the MIIT practice of posting needs of large firms to smaller ones: the
// poster chooses one to three and the parties contract freely. What no retrieved text prescribes is marked `practice`.

export const INDUSTRY_DEFAULTS: RoundParameters = {
  posterKinds: ["enterprise"],
  bidderKinds: ["university", "institute", "enterprise"],
  maxPartners: 5,
  maxBidsPerOrganisation: 0,
  creditLookbackMonths: 36,
  excludeRelated: true,
  sealing: "platform",
  minimumValidBids: 1,
  tooFewExtensions: 1,
  winnersMax: 3,
  bidWindowDays: 15,
  closingHour: "17:00",
  correctionDays: 3,
  decideDays: 10,
  noticeDays: 5,
  objectionAnswerDays: 10,
  contractDays: 30,
};

const practice = {
  kind: "practice",
  zh: "平台默认值，可按本轮次依据文件调整；并非法定要求。",
  en: "A default of this platform, adjustable to the basis document of the round; not a legal requirement.",
} as const;
const source = (zh: string, en: string) => ({ kind: "source", zh, en }) as const;

const stage = (
  key: string,
  turn: "clock" | "hand",
  name: [string, string],
  explains: [string, string],
  allows: string[],
  shows: string[] = [],
): TemplateStage => ({
  key,
  turn,
  name: { zh: name[0], en: name[1] },
  explains: { zh: explains[0], en: explains[1] },
  allows,
  shows,
});

const stages: TemplateStage[] = [
  stage(
    "prepare",
    "hand",
    ["筹备", "Preparation"],
    [
      "协调员拟定轮次、依据文件、参数和日期，邀请发榜方。",
      "The coordinator drafts the round, its basis, parameters and dates, and invites posters.",
    ],
    ["round.edit", "round.startSolicitation", "round.announce", "item.proposeByCoordinator", "item.judge"],
  ),
  stage(
    "solicit",
    "clock",
    ["征集榜题", "Solicitation"],
    ["企业将已发布的技术需求申报为榜题。", "Enterprises propose their published demands for the board."],
    [
      "round.edit",
      "round.closeSolicitation",
      "round.announce",
      "item.propose",
      "item.proposeByCoordinator",
      "item.judge",
    ],
    ["draft"],
  ),
  stage(
    "vet",
    "hand",
    ["遴选榜题", "Selection of items"],
    [
      "协调员逐项接受或退回申报，退回须写明理由。",
      "The coordinator accepts each proposal or declines it with a reason.",
    ],
    ["round.edit", "round.announce", "item.proposeByCoordinator", "item.judge"],
    ["draft"],
  ),
  stage(
    "announce",
    "clock",
    ["发榜", "Announcement"],
    [
      "榜单公布并固化：编号、快照、校验码一经公布不再改动。",
      "The board is public and frozen: numbers, texts and hashes no longer change.",
    ],
    ["round.extend", "item.fail"],
    ["board"],
  ),
  stage(
    "bid",
    "clock",
    ["揭榜", "Bidding"],
    [
      "揭榜方密封提交申请；截止前可替换、可撤回，以截止前最后一次为准。任何人在启封前都看不到内容。",
      "Bids are handed in sealed; until the deadline they can be replaced or withdrawn, and the last one counts. Nobody reads them before the opening.",
    ],
    ["bid.start", "bid.seal", "bid.withdraw", "bid.sign", "round.extend"],
    ["counts"],
  ),
  stage(
    "open",
    "hand",
    ["启封", "Opening"],
    [
      "协调员启封全部申请。揭榜数不足的榜题可先延期一次、说明理由后继续，或流标。",
      "The coordinator opens all envelopes. An item with too few bids can be extended once, go on with a reason, or fail.",
    ],
    ["round.open", "bid.start", "item.extendBids", "item.continue", "item.fail"],
  ),
  stage(
    "check",
    "hand",
    ["形式审查", "Formal check"],
    [
      "只审查资格与完整性；形式问题可在规定工作日内补正。",
      "Only eligibility and completeness are checked; formal gaps can be corrected within the days given.",
    ],
    ["bid.check", "bid.correct", "bid.handIn", "item.continue", "item.fail", "round.finishCheck"],
    ["bids"],
  ),
  stage(
    "decide",
    "hand",
    ["择优", "Selection"],
    [
      "发榜方为每个榜题选定一至三家并说明理由，其余申请逐一给出理由；统一发布前不对外。",
      "The poster picks one to three per item with reasons, every other bid gets a coded reason; nothing is known until the release.",
    ],
    ["item.decide", "round.release", "item.fail"],
    ["bids"],
  ),
  stage(
    "notice",
    "clock",
    ["公示", "Public notice"],
    [
      "公示入选结果，按工作日计算；异议只影响所涉榜题。不公布未入选者。",
      "The result is on public notice for working days; an objection holds its item only. Bidders who were not selected are never named.",
    ],
    ["objection.file", "objection.answer", "item.decide", "round.release", "item.fail"],
    ["result"],
  ),
  stage(
    "confirm",
    "hand",
    ["确认", "Confirmation"],
    ["公示期满且无未决异议的榜题予以确认。", "Items whose notice has passed without an open objection are confirmed."],
    [
      "objection.file",
      "objection.answer",
      "item.decide",
      "round.release",
      "item.confirm",
      "item.fail",
      "agreement.save",
      "agreement.record",
    ],
    ["result"],
  ),
  stage(
    "contract",
    "hand",
    ["签约", "Agreement"],
    [
      "双方签订合作协议，按技术合同认定登记要素备案。",
      "The parties sign an agreement; it is recorded with the fields of technology-contract registration.",
    ],
    ["agreement.save", "agreement.record", "item.fail"],
    ["result"],
  ),
  stage(
    "close",
    "hand",
    ["办结", "Closed"],
    ["所有榜题均已有结果，存证记录已签名。", "Every item has its result; the ledger is signed."],
    [],
    ["result"],
  ),
];

const parameter = (
  key: RoundParameterKey,
  name: [string, string],
  explains: [string, string],
  citation: TemplateParameter["citation"] = practice,
): TemplateParameter => ({
  key,
  name: { zh: name[0], en: name[1] },
  explains: { zh: explains[0], en: explains[1] },
  citation,
  default: INDUSTRY_DEFAULTS[key],
});

const hunan = source(
  "参考湖南省揭榜挂帅项目通知：牵头单位加参与单位一般不超过 5 家。",
  "After a Hunan call: a lead and normally at most five members.",
);
const guangdong = source(
  "参考工信部大企业“发榜”中小企业“揭榜”工作（广东文本）：每项需求择优 1—3 家。",
  "After the MIIT programme (Guangdong text): one to three bidders per need.",
);
const bidding = source(
  "参考电子招标投标规则的通行做法：截止前可修改、撤回，截止后不得撤回。揭榜不是法定招标。",
  "After common rules of electronic tendering; a challenge round is no statutory tender.",
);
const lookback = source(
  "参考湖南、长沙通知：近三年无严重失信记录。",
  "After Hunan and Changsha calls: no serious breach of trust within three years.",
);
const changsha = source(
  "参考长沙通知：需求单位不得作为牵头揭榜单位；关联方的范围由本轮次依据文件确定。",
  "After a Changsha call: the owner of a need may not lead a bid on it; how far related parties reach is for the basis document to say.",
);

const parameters: TemplateParameter[] = [
  parameter(
    "posterKinds",
    ["发榜方类型", "Who may post"],
    ["哪些类型的单位可以发榜。", "Kinds of organisations whose demands come on the board."],
  ),
  parameter(
    "bidderKinds",
    ["揭榜方类型", "Who may bid"],
    ["哪些类型的单位可以牵头或参与揭榜。", "Kinds of organisations that may lead or join a bid."],
  ),
  parameter(
    "maxPartners",
    ["参与单位上限", "Most partners"],
    ["牵头单位之外最多几家参与单位。", "How many partners may stand beside the lead."],
    hunan,
  ),
  parameter(
    "maxBidsPerOrganisation",
    ["每单位揭榜数上限", "Most bids per organisation"],
    [
      "同一单位在本轮牵头的申请上限，0 为不限；每个榜题限一份。",
      "Bids one organisation may lead in this round, 0 for no limit; one per item in any case.",
    ],
  ),
  parameter(
    "creditLookbackMonths",
    ["信用承诺期（月）", "Credit look-back (months)"],
    [
      "揭榜方承诺在此期间内无严重失信行为，0 为不要求。",
      "The bidder declares no serious breach of trust within these months; 0 asks for nothing.",
    ],
    lookback,
  ),
  parameter(
    "excludeRelated",
    ["排除关联方", "Exclude related parties"],
    [
      "与发榜方存在已申报关联关系的单位不得揭榜，展示依据。",
      "Organisations declared as related to the poster cannot bid; the evidence is shown.",
    ],
    changsha,
  ),
  parameter(
    "sealing",
    ["密封方式", "Sealing"],
    [
      "平台密封：浏览器加密，启封前平台也不读取；规则密封：不加密，启封前按规则不得读取。",
      "Platform: encrypted in the browser to the round's key. Off: not encrypted, kept closed by rule until the opening.",
    ],
    bidding,
  ),
  parameter(
    "minimumValidBids",
    ["最低有效揭榜数", "Fewest valid bids"],
    [
      "不足时可延期一次、说明理由后继续，或流标。",
      "With fewer, an item is extended once, goes on with a reason, or fails.",
    ],
  ),
  parameter(
    "tooFewExtensions",
    ["不足时可延期次数", "Extensions for too few bids"],
    [
      "揭榜数不足的榜题在启封前可延期的次数。",
      "How often an item with too few bids can be extended before the opening.",
    ],
  ),
  parameter(
    "winnersMax",
    ["每题最多入选", "Most selected per item"],
    ["发榜方每个榜题最多选定几家。", "How many bidders a poster may select per item."],
    guangdong,
  ),
  parameter(
    "bidWindowDays",
    ["揭榜期不少于（天）", "Shortest bidding period (days)"],
    ["从开始揭榜到截止的最短自然日数。", "Calendar days from the start of bidding to the deadline, at least."],
  ),
  parameter(
    "closingHour",
    ["截止时刻", "Closing hour"],
    [
      "截止日的时刻（北京时间），以服务器数据库时间为准。",
      "The hour of the last day (Beijing time) by the clock of the database.",
    ],
  ),
  parameter(
    "correctionDays",
    ["补正期限（工作日）", "Days to correct (working)"],
    ["形式问题的补正期限。", "How long a bidder has to correct formal gaps."],
  ),
  parameter(
    "decideDays",
    ["择优期限（工作日）", "Days to select (working)"],
    ["形式审查结束后发榜方作出选择的期限。", "How long the poster has to decide after the formal check."],
  ),
  parameter(
    "noticeDays",
    ["公示期（工作日）", "Notice (working days)"],
    [
      "结果公示的工作日数，自公示次日起算，按可编辑工作日历计算。",
      "Working days of the public notice, counted from the next day by the editable calendar.",
    ],
  ),
  parameter(
    "objectionAnswerDays",
    ["异议答复期限（工作日）", "Days to answer objections (working)"],
    ["收到异议后答复的期限。", "How soon an objection is answered."],
  ),
  parameter(
    "contractDays",
    ["签约期限（天）", "Days to contract"],
    [
      "确认后签订协议的期限，逾期列入催办。",
      "How long the parties have to sign after the confirmation; then they are chased.",
    ],
  ),
];

export const INDUSTRY_TEMPLATE_V1: TemplateContent = {
  stages,
  parameters,
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
  },
  citations: [{ title: "关于开展大企业“发榜”中小企业“揭榜”工作的通知", documentNo: null, issuer: "工业和信息化部" }],
};
