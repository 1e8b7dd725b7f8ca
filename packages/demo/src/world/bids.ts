import type { notSelectedReason, selectedReason } from "@jiebang/domain";

type NotSelectedReason = (typeof notSelectedReason.options)[number];
type SelectedReason = (typeof selectedReason.options)[number];

export interface DemoBid {
  round: string;
  item: string;
  org: string;
  title: string;
  approach: string;
  /** 万元 */
  price: string;
  months: number;
  ip: string;
  cites?: string[];
  partner?: { org: string; task: string };
  /** Days before "now" on which it was sealed. */
  ago: number;
  check?: "pass" | "correct" | "fail" | "open";
  checkNote?: string;
  outcome?: { selected: SelectedReason; text: string } | { not: NotSelectedReason; text: string };
}

const shared = "本项目新产生的知识产权由双方共有，发榜方在本行业内有优先实施权。";
const toPoster = "本项目新产生的知识产权归发榜方，揭榜方可用于教学与研究。";

// biome-ignore format: one bid, a few lines
export const bids: DemoBid[] = [
  { round: "completed", item: "need-foil-wrinkle", org: "dizhu", ago: 94, price: "128", months: 10, ip: toPoster, cites: ["foil-45"], partner: { org: "zhiyuan", task: "纠偏控制器样机制造与现场调试" },
    title: "薄带张力—起皱耦合模型与张力锥度自适应控制", approach: "以薄膜非线性屈曲理论建立张力—摩擦—起皱临界曲线，用激光位移阵列和分布测力辊在线辨识边部松弛，按卷径实时修正张力锥度；先在一台机上标定，再推广三台连续考核两个月。",
    outcome: { selected: "targets_met_best", text: "模型有既往数据支撑，三项指标逐项响应，考核安排明确。" } },
  { round: "completed", item: "need-foil-wrinkle", org: "zhuheng", ago: 93, price: "150", months: 12, ip: shared,
    title: "收卷辊系精度提升改造", approach: "重新设计展平辊与过辊平行度，提高同心度和刚度，辅以手动张力调节表，从设备精度入手降低起皱。",
    outcome: { not: "targets_not_met", text: "未给出在线辨识与自动纠偏方案，断带率指标仅承诺 1.0 次/万米。" } },
  { round: "completed", item: "need-mill-liner", org: "dizhu", ago: 95, price: "168", months: 14, ip: shared,
    title: "钢基陶瓷蜂窝增强复合衬板", approach: "采用氧化锆增韧氧化铝蜂窝预制体负压铸渗，离散元与有限元联合优化提升角，一整套装机考核，附第三方失效分析。",
    outcome: { selected: "plan_convincing", text: "复合路线与我厂铸造条件匹配，试验板寿命数据可信。" } },
  { round: "completed", item: "need-mill-liner", org: "zhiyuan", ago: 92, price: "96", months: 9, ip: toPoster,
    title: "堆焊强化高锰钢衬板", approach: "在现有高锰钢衬板工作面堆焊高铬合金条带，形成软硬交替的耐磨结构，周期短、成本低。",
    outcome: { not: "plan_not_convincing", text: "堆焊层在强冲击下剥落风险未作说明，缺少大型磨机业绩。" } },
  { round: "completed", item: "need-slag-use", org: "jingli", ago: 96, price: "110", months: 12, ip: shared,
    title: "灰渣陶粒与充填联合消纳", approach: "高烧失量部分先浮选脱碳，余料烧制陶粒，其余供周边矿山充填，按季节调配。",
    outcome: { not: "money_not_fitting", text: "运输半径测算偏乐观，吨渣净收益未达 15 元。" } },
  { round: "cancelled", item: "need-ga-residue", org: "zonghe", ago: 50, price: "76", months: 9, ip: shared,
    title: "碱性氧化洗脱与表面重接枝再生", approach: "先以稀碱过氧化物洗脱占位的钒与有机物，再在骨架上接枝偕胺肟，恢复吸附容量；残余物炭化为吸附剂。" },
  { round: "decide", item: "need-battery-foil", org: "dizhu", ago: 17, price: "138", months: 12, ip: shared, check: "pass",
    title: "微量锰锆微合金化高强铝箔", approach: "在工业纯铝中加入微量锰锆，控制均匀化析出与冷轧储能，末次退火窗口收窄到 8℃，兼顾强度和电导。" },
  { round: "decide", item: "need-battery-foil", org: "zhiyuan", ago: 16, price: "92", months: 10, ip: toPoster, check: "pass",
    title: "箔轧工艺窗口优化", approach: "以现有合金为基础，通过道次压下和张力优化提高强度，配合表面残油在线检测。" },
  { round: "decide", item: "need-foil-dissolve", org: "zonghe", ago: 18, price: "86", months: 8, ip: shared, check: "pass",
    title: "文丘里循环喷射富氧溶铜", approach: "单罐改造为循环喷射，富氧浓度 30%，余热回用于电解液加热，分罐轮换实施不停产。" },
  { round: "notice", item: "need-ge-recovery", org: "xisan", ago: 24, price: "320", months: 15, ip: shared, cites: ["ge-zinc-residue"], partner: { org: "zonghe", task: "残渣建材化与环境风险评价" },
    title: "弱酸选择性浸出—异羟肟酸树脂吸附富集锗", approach: "控制硅聚合的弱酸浸出避免胶化，异羟肟酸树脂逆流吸附，富集比可达 260；200 千克级试验分三批，残渣由协作方开展建材化评价。",
    outcome: { selected: "targets_met_best", text: "富集比与成本均优于指标，残渣出路完整。" } },
  { round: "notice", item: "need-ge-recovery", org: "dizhu", ago: 23, price: "280", months: 12, ip: shared,
    title: "离子液体萃取低品位锗", approach: "以双水相离子液体直接萃取锗，氟化铵反萃，试剂循环使用。",
    outcome: { not: "too_early", text: "离子液体循环损失仅有实验室数据，放大风险较高。" } },
  { round: "notice", item: "need-arsenic-gold", org: "zonghe", ago: 25, price: "560", months: 18, ip: shared, cites: ["gold-biox"], partner: { org: "dizhu", task: "有机碳钝化药剂与工艺矿物学研究" },
    title: "生物氧化与碳钝化联合处理双重难处理金矿", approach: "先以耐砷菌群预氧化释放包裹金，再用协作方的钝化剂屏蔽有机碳劫金，树脂矿浆法吸附；日处理 10 吨连续试验 60 天。",
    outcome: { selected: "team_strong", text: "两家优势互补，有连续中试线，指标承诺明确。" } },
  { round: "notice", item: "need-arsenic-gold", org: "xisan", ago: 22, price: "480", months: 16, ip: shared,
    title: "常压碱浸预处理", approach: "超细磨后常压碱性氧化，抑制砷进入溶液，尾渣以铁盐稳定。",
    outcome: { not: "another_fits_better", text: "超细磨能耗高，未涉及有机碳劫金的应对。" } },
  { round: "notice", item: "need-scrap-sort", org: "jingliang", ago: 23, price: "240", months: 12, ip: "算法著作权归揭榜方，发榜方免费使用。", cites: ["eq-confocal"],
    title: "激光诱导击穿与三维视觉联合分选", approach: "扫描头先烧蚀去除油污，再采集光谱，三维视觉剔除镶嵌件，气阀分五类。",
    outcome: { selected: "plan_convincing", text: "油污预烧蚀思路可行，设备国产化率高。" } },
  { round: "check", item: "need-cell-life", org: "dizhu", ago: 8, price: "230", months: 18, ip: shared, cites: ["ne-lfp-recycle"], check: "pass",
    title: "电解液双添加剂与负极预补锂协同", approach: "以含硼、含磷双添加剂抑制铁溶出与膜增厚，负极表面微量预锂补偿首周损失，20 支电芯 45℃ 加速验证并解剖。" },
  { round: "check", item: "need-redmud", org: "zonghe", ago: 9, price: "420", months: 18, ip: shared, cites: ["al-redmud-iron"], check: "correct", checkNote: "团队成员表缺少现场负责人，请在期限内补正。",
    title: "提铁—脱碱—路基材料梯级利用", approach: "先磁化焙烧提铁，余料二氧化碳加压脱钠，再制备公路底基层材料，铺筑 1 公里示范段并监测一年。" },
  { round: "check", item: "need-patulin", org: "zhiyuan", ago: 7, price: "118", months: 12, ip: toPoster, check: "open",
    title: "近红外透射与气味传感联合剔除霉烂果", approach: "双光路透射识别霉心，电子鼻判别表面霉变，机械臂剔除；汁中毒素采用荧光免疫快速卡。" },
  { round: "closed", item: "need-fire-safe", org: "dizhu", ago: 4, price: "146", months: 14, ip: shared, cites: ["ne-bms-soc"],
    title: "多气体融合与舱内流场布点优化", approach: "以氢、一氧化碳和碳酸酯蒸气三元特征识别早期失控，计算流场后确定 9 个布点，簇级定向喷放。" },
  { round: "closed", item: "need-blade-repair", org: "zhiyuan", ago: 3, price: "88", months: 10, ip: shared,
    title: "轮腿式叶片内检机器人", approach: "变直径轮腿在腹板间爬行，搭载全景相机与空气耦合超声，拖曳缆兼做防坠。" },
  { round: "closed", item: "need-blade-repair", org: "jingliang", ago: 2, price: "102", months: 12, ip: shared,
    title: "激光散斑与敲击声联合内检装置", approach: "推杆式小车携带激光散斑头与自动敲击器，识别脱粘与褶皱。" },
  { round: "closed", item: "need-curtail", org: "dizhu", ago: 2, price: "176", months: 15, ip: shared,
    title: "安全约束下的两级滚动调度", approach: "对排水、通风、充填负荷分级建模，日前鲁棒优化加实时滚动修正，储能与柔性负荷联合消纳。" },
  { round: "bidding", item: "need-foil-rtf", org: "dizhu", ago: 5, price: "460", months: 18, ip: shared, cites: ["foil-hvlp"],
    title: "分子级偶联与纳米氧化层复合界面", approach: "在低轮廓箔面构筑有序纳米氧化铜层并接枝乙烯基硅烷，与聚苯醚形成共价互穿，完成五吨试产。" },
  { round: "bidding", item: "need-arsenic-safe", org: "xisan", ago: 4, price: "112", months: 12, ip: shared, cites: ["gold-smelter-arsenic"],
    title: "铜基捕硒剂与梯度冷凝联合除硒", approach: "升华前以铜锆合金床捕硒，分段冷凝控制硒在低温区富集，GDMS 全元素验证无二次污染。" },
  { round: "bidding", item: "need-mushroom-strain", org: "nanyuan", ago: 3, price: "42", months: 14, ip: shared,
    title: "耐热菌株与棚内微气候协同控制", approach: "以三个耐热亲本杂交选育，配合菌丝呼吸在线监测调节刺孔与通风，二十棚两季验证。" },
];
