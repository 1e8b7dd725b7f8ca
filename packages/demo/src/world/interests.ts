import type { InterestReason, OutcomeKind } from "@jiebang/domain";

export interface DemoInterest {
  entry: string;
  asker: string;
  ago: number;
  cooperation: string;
  unclear?: string;
  about: string;
  /** Left out: still waiting; overdue when the response clock has run out. */
  answer?: { ago: number; accept: string } | { ago: number; decline: InterestReason; text: string };
  /** What the two said to each other after the acceptance, or before. */
  talk?: { ago: number; by: "owner" | "asker"; text: string }[];
  outcomes?: { ago: number; by: "owner" | "asker"; kind: OutcomeKind; note: string; amount?: string }[];
}

// biome-ignore format: one interest, one line
export const interests: DemoInterest[] = [
  { entry: "gold-biox", asker: "chengshi", ago: 130, cooperation: "委托开展我矿深部含砷矿样的适应性试验，可行后谈普通许可。", unclear: "氧化渣对后续浮选回水有无影响？", about: "日处理 3000 吨的地下金矿，矿石含砷 1.9%。", answer: { ago: 125, accept: "可以先做 50 千克可氧化性试验，周期 45 天，请联系中试部。" }, talk: [{ ago: 124, by: "asker", text: "矿样下周三发出，分两袋，各 30 千克，粒度负 2 毫米。" }, { ago: 123, by: "owner", text: "收到即开始。请随样附上矿石含砷、含硫化验单。" }, { ago: 76, by: "owner", text: "第 45 天氧化率 91.4%，报告已盖章寄出。" }], outcomes: [{ ago: 110, by: "asker", kind: "visited", note: "到中试部看了两级氧化槽。" }, { ago: 74, by: "owner", kind: "trial", note: "适应性试验完成，氧化率 91.4%。" }, { ago: 40, by: "owner", kind: "contract", note: "签订普通许可与技术服务合同。", amount: "1860000.00" }] },
  { entry: "gold-anode-slime", asker: "mingquan", ago: 102, cooperation: "希望以普通许可改造现有阳极泥车间。", unclear: "含硒 9% 时碲的直收率是多少？", about: "年处理阳极泥 260 吨的黄金冶炼企业。", answer: { ago: 97, accept: "数据可在签署保密承诺后提供，欢迎到验证线参观。" }, outcomes: [{ ago: 50, by: "owner", kind: "contract", note: "普通许可，含两次现场服务。", amount: "920000.00" }] },
  { entry: "foil-hvlp", asker: "bolan", ago: 120, cooperation: "联合试产，成熟后谈独家供货与许可。", unclear: "脉冲电源是否需要定制？", about: "年产 2 万吨电解铜箔，有两条表面处理线。", answer: { ago: 112, accept: "同意在 1.3 米线上做对比试验，电源参数可共享。" }, talk: [{ ago: 111, by: "asker", text: "对比试验排在下月 8 日起，需要贵方派一位工程师。" }, { ago: 110, by: "owner", text: "可以，人员名单周五前给到。" }], outcomes: [{ ago: 60, by: "asker", kind: "trial", note: "完成三卷对比，粗糙度达到要求，剥离强度还差一成。" }] },
  { entry: "foil-45", asker: "bolan", ago: 95, cooperation: "独占许可意向。", about: "锂电铜箔生产企业。", answer: { ago: 88, decline: "terms", text: "目前只做普通许可，独占需要三年销量承诺，双方尚有距离。" } },
  { entry: "ne-bms-soc", asker: "chengneng", ago: 78, cooperation: "在 2 兆瓦时样机上验证后采购算法许可。", unclear: "是否支持主动均衡拓扑？", about: "磷酸铁锂储能系统制造商。", answer: { ago: 70, accept: "支持，接口文档下周提供。" }, outcomes: [{ ago: 30, by: "asker", kind: "talking", note: "样机验证通过，正在谈许可费的计费方式。" }] },
  { entry: "al-battery-tray", asker: "jinli", ago: 64, cooperation: "先试用一个批次，合格后按吨付费。", about: "铝型材生产企业，有 36MN 挤压机。", answer: { ago: 57, accept: "可提供一炉铸棒，请安排挤压时间。" } },
  { entry: "coal-hydrogen", asker: "langu", ago: 41, cooperation: "焦炉气制氢二期技术咨询。", unclear: "40% 负荷下产品纯度能否保证？", about: "煤化工企业，现有甲醇与合成氨装置。" },
  { entry: "gold-microseismic", asker: "chengshi", ago: 6, cooperation: "在 980 米中段做半年试用。", unclear: "需要我方提供多少钻孔？", about: "地下金矿，深部开采。", talk: [{ ago: 5, by: "owner", text: "先请说明中段断面和现有通信条件，我们估一下钻孔数。" }, { ago: 4, by: "asker", text: "断面 3.2 米见方，光纤到中段口。附近没有现成钻孔。" }] },
  { entry: "ge-zinc-residue", asker: "yaoheng", ago: 118, cooperation: "独占许可，限本省。", unclear: "萃取剂的供货周期？", about: "锗镓回收企业。", answer: { ago: 110, accept: "可谈五年期限，附最低产量条款。" }, outcomes: [{ ago: 33, by: "owner", kind: "talking", note: "第三轮谈判，产量条款待定。" }] },
  { entry: "al-gallium-liquor", asker: "diyuan", ago: 101, cooperation: "在一组塔上试用抗钒树脂。", about: "120 万吨氧化铝企业。", answer: { ago: 95, accept: "首批树脂 4 吨可供货。" }, outcomes: [{ ago: 44, by: "asker", kind: "trial", note: "首组塔运行满一个月，吸附容量稳定。" }] },
  { entry: "in-scrap", asker: "jingli", ago: 60, cooperation: "固废企业希望增加铟回收。", about: "固废资源化企业。", answer: { ago: 52, decline: "capacity", text: "今年中试线排满，建议明年二季度再谈。" } },
  { entry: "ge-optical", asker: "yaoheng", ago: 48, cooperation: "共建 300 毫米锗单晶产线。", about: "有区熔锗锭原料。" },
  { entry: "mo-w-alloy", asker: "jingliang", ago: 3, cooperation: "来料加工 0.3 毫米钼片，用于高温测头屏蔽罩。", about: "精密量仪企业。" },
  { entry: "need-arsenic-gold", asker: "zonghe", ago: 128, cooperation: "提供生物预氧化方案。", about: "矿产综合利用研究所，有难处理金矿中试线。", answer: { ago: 122, accept: "欢迎来矿取样。" }, outcomes: [{ ago: 52, by: "owner", kind: "visited", note: "双方现场取样两次。" }] },
  { entry: "need-mine-dewater", asker: "zhiyuan", ago: 99, cooperation: "研制漏磁检测装置。", about: "职业院校智能矿山工作室。", answer: { ago: 92, decline: "information_missing", text: "请先补充矿用安标申办经历。" } },
  { entry: "need-redmud", asker: "zonghe", ago: 90, cooperation: "提铁与胶凝材料联合示范。", about: "赤泥专项团队。", answer: { ago: 83, accept: "可提供两万吨赤泥用于示范。" } },
  { entry: "need-fine-flotation", asker: "dizhu", ago: 30, cooperation: "合成选择性捕收剂并做单系列试验。", unclear: "矿石中砷矿物的种类与比例？", about: "矿物加工课题组。" },
  { entry: "need-patulin", asker: "zhiyuan", ago: 25, cooperation: "高光谱在线剔除样机。", about: "智能检测工作室，做过香菇分级。" },
  { entry: "ag-pomace", asker: "guoling", ago: 86, cooperation: "在榨季合作建设日处理 20 吨果渣线。", about: "年加工苹果 20 万吨。", answer: { ago: 80, accept: "建议先做一季中试，酶制剂由我方提供。" }, outcomes: [{ ago: 20, by: "asker", kind: "trial", note: "本榨季中试已开机。" }] },
  { entry: "foil-vision", asker: "dieguang", ago: 18, cooperation: "迁移到覆铜板表面检测。", about: "覆铜板企业。", answer: { ago: 12, accept: "可以，请寄 200 张缺陷样板。" } },
  { entry: "eq-confocal", asker: "bolan", ago: 35, cooperation: "用于铜箔面形在线测量。", about: "铜箔企业。", answer: { ago: 29, accept: "可先借用两只测头一个月。" }, outcomes: [{ ago: 3, by: "asker", kind: "talking", note: "借用测头已到，正在装夹具。" }] },
  { entry: "foil-composite", asker: "chengneng", ago: 21, cooperation: "复合集流体在储能电芯上的安全验证。", about: "储能电芯企业。", answer: { ago: 15, accept: "欢迎共同定义测试方案。" } },
];
