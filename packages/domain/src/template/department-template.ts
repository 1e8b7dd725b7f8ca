import type { TemplateContent } from "./template.schema.ts";
import { ownParameter, ownStage, priceNotice, sharedParameter, sharedStage, source } from "./template-parts.ts";

// 部门揭榜挂帅, version 1: needs of enterprises with public co-funding, argued and reviewed by experts. What calls of places
// ask is cited as their text; what no retrieved text prescribes is a practice.

const hunan = source(
  "参考湖南通知：自筹与财政经费之比，企业牵头不低于 2:1，高校院所牵头不低于 1:1。",
  "After a Hunan call: own to public money at least 2:1 when a firm leads, 1:1 when a university or institute does.",
);
const ganzhou = source(
  "参考赣州 2023 年通知：发榜企业支付揭榜方的现金不低于市级资金的 40%，不得以资产、货物、技术或服务抵付。",
  "After a Ganzhou call of 2023: cash to the bidder at least 40% of the city's money, not payable in kind.",
);
const years = source("参考赣州通知：期限一般不超过三年。", "After a Ganzhou call: generally at most three years.");
const rongcheng = source(
  "参考荣成公示：专家名单和各项需求得分一并公示。",
  "After a Rongcheng notice: experts and scores were published together.",
);

/** Only the argument leads to the announcement. */
const notYet = (key: string) => {
  const stage = sharedStage(key);
  return { ...stage, allows: stage.allows.filter((action) => action !== "round.announce") };
};

export const DEPARTMENT_TEMPLATE_V1: TemplateContent = {
  stages: [
    notYet("prepare"),
    notYet("solicit"),
    notYet("vet"),
    ownStage(
      "argue",
      "hand",
      ["专家论证", "Expert argument"],
      [
        "专家就需求的真实性、先进性、可考核性和发榜企业的投入能力提出论证意见。",
        "Experts argue whether each need is real, advanced and measurable, and whether its poster can pay.",
      ],
      ["draft"],
    ),
    sharedStage("announce"),
    sharedStage("bid", {
      explains: {
        zh: "一家单位或联合体（牵头加参与单位）密封提交申请，须覆盖榜题全部内容和指标；截止前可替换、可撤回。",
        en: "One body or a consortium hands in a sealed bid that covers the whole item; until the deadline it can be replaced or withdrawn.",
      },
    }),
    sharedStage("open"),
    sharedStage("check"),
    ownStage(
      "review",
      "hand",
      ["专家评审", "Expert review"],
      [
        "按公布的种子分层随机抽取专家，回避并签署承诺后独立评分，评分完成前互不可见。",
        "Experts drawn at random from a published seed score on their own, after recusals and an undertaking; nobody sees another's scores before handing in.",
      ],
      ["bids"],
    ),
    ownStage(
      "hearing",
      "hand",
      ["答辩", "Hearing"],
      [
        "按抽签顺序答辩，专家组形成意见，由组长签署。",
        "Bidders are heard in an order drawn by lot; the panel's opinion is signed by its chair.",
      ],
      ["bids"],
    ),
    ownStage(
      "approve",
      "hand",
      ["部门审定", "Decision"],
      [
        "主管部门依据专家组意见审定；与意见不一致之处须说明理由，统一发布前不对外。",
        "The department decides on the panel's opinion; every departure from it carries a reason, and nothing is known until the release.",
      ],
      ["bids"],
    ),
    sharedStage("notice"),
    sharedStage("confirm"),
    sharedStage("contract", {
      name: { zh: "签订任务书", en: "Task book" },
      explains: {
        zh: "主管部门、发榜方与揭榜方签订项目任务书，明确指标、里程碑、经费与知识产权。",
        en: "Department, poster and bidder sign the task book: targets, milestones, money and IP.",
      },
    }),
    ownStage(
      "deliver",
      "hand",
      ["实施", "Delivery"],
      ["按里程碑提交证明，逾期可申请延期。", "Milestones are evidenced; an extension can be asked for."],
      ["result"],
      ["agreement.save"],
    ),
    ownStage(
      "accept",
      "hand",
      ["验收", "Acceptance"],
      ["发榜方逐项对照指标验收，主管部门确认。", "The poster ticks off each target; the department confirms."],
      ["result"],
    ),
    sharedStage("close"),
  ],
  parameters: [
    sharedParameter("posterKinds", ["enterprise"]),
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
    ownParameter(
      "quorumHolders",
      5,
      ["密钥保管人数（n）", "Key holders (n)"],
      ["采用多人共同启封时，启封密钥分给几人保管。", "With quorum sealing: among how many holders the key is split."],
    ),
    ownParameter(
      "quorumNeeded",
      3,
      ["启封所需人数（k）", "Holders needed (k)"],
      [
        "几位保管人到场即可启封，不得多于保管人数；缺席者不影响启封。",
        "How many of them open together; never more than there are. One who is away is no obstacle.",
      ],
    ),
    sharedParameter("minimumValidBids", 2),
    sharedParameter("tooFewExtensions", 1),
    sharedParameter("winnersMax", 1),
    sharedParameter("bidWindowDays", 30),
    sharedParameter("closingHour", "17:00"),
    sharedParameter("correctionDays", 3),
    ownParameter(
      "maxDurationMonths",
      36,
      ["最长实施期（月）", "Longest duration (months)"],
      ["揭榜方承诺的实施期限不得超过。", "A bid may not plan for longer."],
      years,
    ),
    ownParameter(
      "cashFloorPercent",
      40,
      ["现金支付下限（%）", "Cash floor (%)"],
      [
        "发榜方支付揭榜方的现金占财政资金的最低比例。",
        "Cash the poster pays the bidder, as a share of the public money, at least.",
      ],
      ganzhou,
    ),
    ownParameter(
      "coFundingFirm",
      2,
      ["企业牵头自筹比", "Own money, firm leads"],
      ["企业牵头时自筹与财政经费之比的下限。", "Least ratio of own to public money when a firm leads."],
      hunan,
    ),
    ownParameter(
      "coFundingUniversity",
      1,
      ["高校院所牵头自筹比", "Own money, university leads"],
      ["高校院所牵头时自筹与财政经费之比的下限。", "The same when a university or institute leads."],
      hunan,
    ),
    ownParameter(
      "argueDays",
      10,
      ["论证期限（工作日）", "Days to argue (working)"],
      ["专家论证的期限。", "How long the argument takes."],
    ),
    ownParameter(
      "panelSize",
      7,
      ["专家组人数", "Panel size"],
      ["每个榜题抽取的专家人数。", "How many experts are drawn per item."],
    ),
    ownParameter(
      "expertsPerBid",
      5,
      ["每份申请评审人数", "Experts per bid"],
      ["每份申请由几位专家评分，不得多于专家组人数。", "How many experts score a bid; never more than the panel has."],
    ),
    ownParameter(
      "reserveExperts",
      3,
      ["候补专家数", "Reserve experts"],
      ["按同一公布顺序递补的候补人数。", "How many stand by, called in the same published order."],
    ),
    ownParameter(
      "drawSeed",
      "ledger_and_public_number",
      ["抽取种子", "Seed of the draw"],
      [
        "以截止时的存证校验码与事先公布的公开数字共同生成，任何人不能选定，任何人可以复核。",
        "The ledger's head at the closing with a public number named in advance: nobody can choose it, anybody can check it.",
      ],
    ),
    ownParameter(
      "recusalYears",
      3,
      ["任职回避年限", "Years of recusal"],
      ["曾在同一单位任职几年内须回避。", "Who worked for a party within so many years is recused."],
    ),
    ownParameter(
      "isBlind",
      true,
      ["匿名评审", "Blind review"],
      ["评审期间隐去申请单位和人员名称。", "Names of bidders are hidden during the review."],
    ),
    ownParameter(
      "scoreSheet",
      [
        "技术先进性 / Technical merit=30",
        "指标响应 / Targets met=30",
        "团队与基础 / Team=20",
        "计划与经费 / Plan and money=20",
      ],
      ["评分表", "Score sheet"],
      ["每行一项“名称=权重”，权重合计 100。", "One criterion per line, `name=weight`; weights sum to 100."],
      rongcheng,
    ),
    ownParameter("scoreScale", 100, ["满分", "Scale"], ["每项评分的满分。", "The highest score of a criterion."]),
    ownParameter(
      "aggregation",
      "trimmed",
      ["汇总方法", "Aggregation"],
      ["中位数、平均数，或去掉最高最低后的平均数。", "Median, mean, or mean without the highest and lowest."],
    ),
    ownParameter(
      "reviewDays",
      10,
      ["评审期限（工作日）", "Days to review (working)"],
      ["专家完成评分的期限。", "How long experts have to score."],
    ),
    ownParameter(
      "approveDays",
      5,
      ["审定期限（工作日）", "Days to approve (working)"],
      ["评审结束后部门审定的期限。", "How soon after the review the department decides."],
    ),
    sharedParameter("noticeDays", 5),
    sharedParameter("objectionAnswerDays", 10),
    sharedParameter("contractDays", 30),
    priceNotice,
    ownParameter(
      "milestones",
      ["方案确认 / Design agreed", "样机或小试 / Prototype", "现场验证 / Site proof", "总结验收 / Final report"],
      ["里程碑模板", "Milestone template"],
      ["任务书默认的里程碑，每行一项。", "Milestones a task book starts with, one per line."],
    ),
    ownParameter(
      "acceptDays",
      20,
      ["验收期限（工作日）", "Days to accept (working)"],
      ["提交验收材料后完成验收的期限。", "How long acceptance takes once it is asked for."],
    ),
    ownParameter(
      "sanctionMonths",
      36,
      ["失信限制（月）", "Sanction (months)"],
      ["无正当理由违约后不得揭榜的月数。", "Months without bidding after a default without good reason."],
    ),
  ],
  texts: {
    secrecy: {
      zh: "严禁填报、上传涉及国家秘密的内容。",
      en: "Nothing that is a state secret may be entered or uploaded.",
    },
    notTender: { zh: "揭榜不属于法定招标投标程序。", en: "A challenge round is no statutory tender." },
    whole: {
      zh: "揭榜内容须覆盖榜题的全部内容和考核指标。",
      en: "A bid has to cover the whole item with all its targets.",
    },
    noThreshold: {
      zh: "对揭榜单位不设注册时间要求，对项目负责人不设年龄、学历和职称要求。",
      en: "No rule on how old a bidder is, nor on age, degree or title of who leads.",
    },
  },
  citations: [
    { title: "省级科技“揭榜挂帅”项目申报通知（联合体、自筹比例）", documentNo: null, issuer: "湖南省科学技术厅" },
    { title: "“揭榜挂帅”项目工作通知（不设门槛、发榜方择优）", documentNo: null, issuer: "海南省科学技术厅" },
    { title: "“揭榜挂帅”制项目申报通知（2023，论证、现金支付）", documentNo: null, issuer: "赣州市科学技术局" },
  ],
};
