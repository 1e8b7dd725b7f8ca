import type { ProcedureEndReason, RoundParameters } from "@jiebang/domain";

/** Where the demonstration leaves a round. */
export type RoundStand =
  | "solicit"
  | "announced"
  | "bidding"
  | "closed"
  | "check"
  | "decide"
  | "notice"
  | "completed"
  | "failed"
  | "cancelled";

export interface DemoRound {
  key: string;
  stand: RoundStand;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  basis: string;
  overrideReason?: string;
  parameters?: Partial<RoundParameters>;
  items: string[];
  /** Days: negative lies before "now", positive after. */
  days: { created: number; announced: number; opens: number; closes: number };
  end?: { day: number; reason: ProcedureEndReason; text: string };
}

/** Invented documents, marked as such. */
// biome-ignore format: a table
export const bases = [
  { key: "current", documentNo: "演示〔2026〕3 号", title: "关于开展大中小企业融通揭榜对接的通知（演示文件）", issuer: "市工业和信息化主管部门（演示）", validFrom: "2026-01-01", validTo: null },
  { key: "old", documentNo: "演示〔2023〕9 号", title: "关于征集产业链技术需求的通知（演示文件）", issuer: "市工业和信息化主管部门（演示）", validFrom: "2023-03-01", validTo: "2026-02-28" },
];

// biome-ignore format: prose in few lines
export const rounds: DemoRound[] = [
  {
    key: "completed", stand: "completed", basis: "current",
    title: "装备与新材料专题揭榜轮次", titleEn: "Challenge round: equipment and new materials",
    summary: "面向极薄铜箔收卷、大型磨机衬板和气化灰渣利用三项需求，征集可在本地试产验证的方案。",
    summaryEn: "Three demands: winding of ultra-thin foil, liners of large mills and use of gasification ash.",
    items: ["need-foil-wrinkle", "need-mill-liner", "need-slag-use"],
    days: { created: -121, announced: -116, opens: -116, closes: -90 },
  },
  {
    key: "failed", stand: "failed", basis: "old",
    overrideReason: "新文件尚在会签，原文件所列需求征集工作延续至新文件印发，经签发人同意。",
    title: "精密测量与化合物半导体专题揭榜轮次", titleEn: "Challenge round: precision gauging and compound semiconductors",
    summary: "两项“卡脖子”器件与材料需求。期满无人揭榜，延期一次后流标。",
    summaryEn: "Two hard demands in devices and materials. Nobody took them up, also after one extension.",
    items: ["need-gauge-chip", "need-gallium-arsenide"],
    days: { created: -108, announced: -103, opens: -103, closes: -78 },
    end: { day: -60, reason: "too_few_bids", text: "公告期及一次延期内两项榜题均未收到揭榜申请，按规则流标。需求单位将拆分指标后重新申报。" },
  },
  {
    key: "cancelled", stand: "cancelled", basis: "current",
    title: "冶炼节能与资源再生专题揭榜轮次", titleEn: "Challenge round: smelter efficiency and resource recovery",
    summary: "制酸优化控制与废树脂再生两项需求。", summaryEn: "Acid-plant control and regeneration of spent resin.",
    items: ["need-so2-acid", "need-ga-residue"],
    days: { created: -66, announced: -60, opens: -60, closes: -32 },
    end: { day: -47, reason: "demand_withdrawn", text: "两家发榜方调整年度技改计划，书面申请撤回需求，轮次终止。已递交的揭榜申请不予启封。" },
  },
  {
    key: "decide", stand: "decide", basis: "current",
    title: "轻合金与铜箔降耗专题揭榜轮次", titleEn: "Challenge round: light alloys and foil energy savings",
    summary: "钠电铝箔集流体和溶铜节能两项需求，形式审查已结束，发榜方正在选择。",
    summaryEn: "Sodium-ion foil and copper dissolution; the posters are choosing.",
    items: ["need-battery-foil", "need-foil-dissolve"],
    days: { created: -58, announced: -52, opens: -52, closes: -14 },
  },
  {
    key: "notice", stand: "notice", basis: "current",
    title: "有色金属绿色冶炼专题揭榜轮次", titleEn: "Challenge round: green non-ferrous metallurgy",
    summary: "低品位锗富集、双重难处理金矿、废铝分选三项需求，意向揭榜方公示中。",
    summaryEn: "Low-grade germanium, double-refractory gold and scrap sorting; the result is under public notice.",
    items: ["need-ge-recovery", "need-arsenic-gold", "need-scrap-sort"],
    days: { created: -56, announced: -50, opens: -50, closes: -20 },
  },
  {
    key: "check", stand: "check", basis: "current",
    title: "储能材料与固废利用专题揭榜轮次", titleEn: "Challenge round: storage materials and solid waste",
    summary: "万次循环电芯、赤泥大宗利用和展青霉素快检三项需求，已启封，形式审查中。",
    summaryEn: "Long-life cells, bulk use of red mud and patulin tests; opened, under formal check.",
    items: ["need-cell-life", "need-redmud", "need-patulin"],
    days: { created: -46, announced: -40, opens: -40, closes: -5 },
  },
  {
    key: "closed", stand: "closed", basis: "current",
    title: "新能源安全与运维专题揭榜轮次", titleEn: "Challenge round: safety and operation of new energy",
    summary: "储能舱预警、叶片巡检、矿区源网荷储三项需求，揭榜已截止，待启封。",
    summaryEn: "Storage safety, blade inspection and mine microgrids; bidding has closed, the opening is due.",
    items: ["need-fire-safe", "need-blade-repair", "need-curtail"],
    days: { created: -38, announced: -33, opens: -33, closes: -1 },
  },
  {
    key: "bidding", stand: "bidding", basis: "current", parameters: { winnersMax: 2 },
    title: "产业链关键技术综合揭榜轮次", titleEn: "Challenge round: key technologies of the local chains",
    summary: "高速铜箔界面、无人洒水车、二氧化碳利用、高纯砷除硒、香菇越夏五项需求，正在接受揭榜。",
    summaryEn: "Five demands, from foil interfaces to shiitake in summer. Bids are being taken.",
    items: ["need-foil-rtf", "need-truck-autonomous", "need-co2-use", "need-arsenic-safe", "need-mushroom-strain"],
    days: { created: -20, announced: -12, opens: -12, closes: 21 },
  },
  {
    key: "announced", stand: "announced", basis: "current",
    title: "氧化铝与破碎装备专题揭榜轮次", titleEn: "Challenge round: alumina and crushing equipment",
    summary: "母液有机物脱除与圆锥破碎机声纹诊断两项需求，榜单已发布，三日后开始揭榜。",
    summaryEn: "Organics in Bayer liquor and acoustic diagnosis of crushers. The board is out, bidding opens in three days.",
    items: ["need-bayer-organics", "need-crusher-noise"],
    days: { created: -9, announced: -2, opens: 3, closes: 38 },
  },
  {
    key: "solicit", stand: "solicit", basis: "current",
    title: "特色农产品与选矿药剂专题揭榜轮次", titleEn: "Challenge round: speciality crops and flotation reagents",
    summary: "正在征集榜题。", summaryEn: "Demands are being collected.",
    items: ["need-forsythia-dry", "need-fine-flotation"],
    days: { created: -6, announced: 8, opens: 10, closes: 45 },
  },
];
