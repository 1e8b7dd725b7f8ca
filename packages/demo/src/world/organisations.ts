import { inventedCreditCode } from "./invented-numbers.ts";

export interface DemoOrganisation {
  key: string;
  kind: "university" | "institute" | "enterprise" | "agency";
  name: string;
  nameEn: string;
  creditCode: string;
  jurisdiction: string;
  areaCode: string;
  industry?: string;
  tier?: "innovative" | "specialised" | "little_giant" | "champion";
  honours?: string[];
  chains?: string[];
  summary: string;
  summaryEn: string;
}

let serial = 100;
const firm = (o: Omit<DemoOrganisation, "kind" | "creditCode">): DemoOrganisation => ({
  kind: "enterprise",
  creditCode: inventedCreditCode("91", serial++),
  ...o,
});
const body = (
  kind: "university" | "institute" | "agency",
  o: Omit<DemoOrganisation, "kind" | "creditCode">,
): DemoOrganisation => ({ kind, creditCode: inventedCreditCode("12", serial++), ...o });

/** Twenty-five bodies. None exists; the names were made for this world. */
// biome-ignore format: one organisation, a few lines
export const organisations: DemoOrganisation[] = [
  body("university", { key: "dizhu", name: "砥澜理工大学", nameEn: "Dilan University of Technology", jurisdiction: "411200-sfq", areaCode: "411202",
    summary: "以矿冶、材料、机电为主的综合性工科高校，设技术转移中心，受理成果许可、作价入股与委托开发。",
    summaryEn: "An engineering university strong in mining, metallurgy, materials and machinery, with a technology transfer office." }),
  body("university", { key: "nanyuan", name: "南塬农林大学", nameEn: "Nanyuan University of Agriculture and Forestry", jurisdiction: "411202", areaCode: "411202",
    summary: "面向黄土塬区果业、食用菌和中药材，建有贮藏加工与植保两个试验站。",
    summaryEn: "Fruit, edible fungi and medicinal plants of the loess plateau; two experiment stations." }),
  body("institute", { key: "xisan", name: "砥澜稀散金属研究院", nameEn: "Dilan Institute of Scattered Metals", jurisdiction: "411203", areaCode: "411203",
    summary: "专做锗、镓、铟、砷的提取、提纯与晶体生长，有百公斤级中试线和痕量分析平台。",
    summaryEn: "Extraction, purification and crystal growth of Ge, Ga, In and As, with a 100 kg pilot line." }),
  body("institute", { key: "zonghe", name: "金塬矿产综合利用研究所", nameEn: "Jinyuan Institute of Comprehensive Mineral Utilisation", jurisdiction: "411282", areaCode: "411282",
    summary: "从事难处理矿石选冶、尾矿与冶炼渣资源化、矿山生态修复的应用研究。",
    summaryEn: "Applied research on refractory ores, tailings, slags and mine rehabilitation." }),
  body("university", { key: "zhiyuan", name: "砥澜工业职业学院", nameEn: "Dilan Vocational College of Industry", jurisdiction: "411202", areaCode: "411202",
    summary: "以数控、焊接、矿山机电和工业互联网为特色，提供工艺验证和小批试制服务。",
    summaryEn: "CNC, welding, mine electromechanics and industrial internet; process validation and small-batch trials." }),
  firm({ key: "chengshi", name: "澄石金业股份有限公司", nameEn: "Chengshi Gold Co., Ltd.", jurisdiction: "411282", areaCode: "411282", industry: "B0921", tier: "specialised", honours: ["high_tech", "above_scale"], chains: ["gold"],
    summary: "地下金矿开采与选矿，日处理原矿 3000 吨，含砷微细粒金矿占一半以上。", summaryEn: "Underground gold mining and dressing, 3,000 t/d, half of it arsenic-bearing fine-grained ore." }),
  firm({ key: "mingquan", name: "鸣泉黄金冶炼有限公司", nameEn: "Mingquan Gold Smelting Co., Ltd.", jurisdiction: "411282", areaCode: "411282", industry: "C3221", tier: "innovative", honours: ["above_scale"], chains: ["gold"],
    summary: "两段焙烧—氰化提金与阳极泥综合回收，副产硫酸、阴极铜和三氧化二砷。", summaryEn: "Two-stage roasting and cyanidation, anode slime recovery; by-products sulphuric acid, cathode copper and arsenic trioxide." }),
  firm({ key: "bolan", name: "箔澜电子材料有限公司", nameEn: "Bolan Electronic Materials Co., Ltd.", jurisdiction: "411282", areaCode: "411282", industry: "C3985", tier: "little_giant", honours: ["high_tech", "above_scale"], chains: ["copper_foil"],
    summary: "电解铜箔年产 2 万吨，产品覆盖 4.5～12 微米锂电箔与 HVLP 高频箔。", summaryEn: "Electrodeposited copper foil, 20,000 t/a: 4.5-12 µm battery foil and HVLP foil for high-frequency boards." }),
  firm({ key: "dieguang", name: "叠光覆铜板有限公司", nameEn: "Dieguang Laminates Co., Ltd.", jurisdiction: "411200-sfq", areaCode: "411202", industry: "C3985", tier: "specialised", honours: ["high_tech"], chains: ["copper_foil"],
    summary: "高速高频覆铜板与半固化片，服务通信基站和车载雷达。", summaryEn: "High-speed and high-frequency laminates and prepregs for base stations and automotive radar." }),
  firm({ key: "diyuan", name: "坻源铝业有限公司", nameEn: "Diyuan Aluminium Co., Ltd.", jurisdiction: "411221", areaCode: "411221", industry: "C3216", honours: ["above_scale"], chains: ["aluminium"],
    summary: "氧化铝年产 120 万吨，拜耳法为主，母液中镓含量稳定，赤泥年排放约 150 万吨。", summaryEn: "1.2 Mt/a alumina by the Bayer process, gallium-bearing liquor, about 1.5 Mt/a of red mud." }),
  firm({ key: "jinli", name: "锦砾轻合金有限公司", nameEn: "Jinli Light Alloys Co., Ltd.", jurisdiction: "411203", areaCode: "411203", industry: "C3252", tier: "specialised", honours: ["high_tech", "above_scale"], chains: ["aluminium"],
    summary: "铝板带箔与新能源汽车结构型材，再生铝用量占四成。", summaryEn: "Aluminium strip, foil and profiles for electric vehicles; forty per cent recycled metal." }),
  firm({ key: "yaoheng", name: "曜衡稀散金属有限公司", nameEn: "Yaoheng Scattered Metals Co., Ltd.", jurisdiction: "411203", areaCode: "411203", industry: "C3239", tier: "little_giant", honours: ["high_tech", "tech_sme"], chains: ["key_metals"],
    summary: "从锌冶炼渣、粉煤灰和氧化铝母液回收锗、镓，主产 6N 镓和区熔锗锭。", summaryEn: "Germanium and gallium from zinc residues, fly ash and Bayer liquor; 6N gallium and zone-refined germanium." }),
  firm({ key: "jingshen", name: "净砷高纯材料有限公司", nameEn: "Jingshen High-Purity Materials Co., Ltd.", jurisdiction: "411282", areaCode: "411282", industry: "C3985", tier: "innovative", honours: ["tech_sme"], chains: ["key_metals"],
    summary: "以冶炼副产白砷为原料生产金属砷、高纯砷及砷烷前驱体。", summaryEn: "Metallic and high-purity arsenic and precursors from smelter by-product." }),
  firm({ key: "langu", name: "岚谷煤化有限公司", nameEn: "Langu Coal Chemicals Co., Ltd.", jurisdiction: "411281", areaCode: "411281", industry: "C2522", honours: ["above_scale"], chains: ["coal_chemistry"],
    summary: "碎煤加压气化联产甲醇、合成氨与焦油加氢，日处理煤 4500 吨。", summaryEn: "Pressurised gasification with methanol, ammonia and tar hydrogenation, 4,500 t/d coal." }),
  firm({ key: "qingyan", name: "青焰精细化工有限公司", nameEn: "Qingyan Fine Chemicals Co., Ltd.", jurisdiction: "411281", areaCode: "411281", industry: "C2614", tier: "innovative", honours: ["tech_sme"], chains: ["coal_chemistry"],
    summary: "以甲醇、粗酚为原料生产聚甲醛、间甲酚等化学品。", summaryEn: "Polyoxymethylene and cresols from methanol and crude phenol." }),
  firm({ key: "zhuheng", name: "铸衡重型装备有限公司", nameEn: "Zhuheng Heavy Equipment Co., Ltd.", jurisdiction: "411202", areaCode: "411202", industry: "C3511", tier: "specialised", honours: ["high_tech", "above_scale"], chains: ["equipment"],
    summary: "破碎机、球磨机、浮选机与矿用高压辊磨机的设计制造。", summaryEn: "Crushers, ball mills, flotation cells and high-pressure grinding rolls." }),
  firm({ key: "jingliang", name: "泾量精密量仪有限公司", nameEn: "Jingliang Precision Gauging Co., Ltd.", jurisdiction: "411202", areaCode: "411202", industry: "C4013", tier: "little_giant", honours: ["high_tech", "tech_sme"], chains: ["equipment"],
    summary: "轴承、缸体在线主动量仪与光谱共焦测头，国内轴承行业用户 300 余家。", summaryEn: "In-process gauging for bearings and cylinder blocks, chromatic confocal probes." }),
  firm({ key: "chiyue", name: "驰岳专用汽车有限公司", nameEn: "Chiyue Special Vehicles Co., Ltd.", jurisdiction: "411200-sfq", areaCode: "411202", industry: "C3630", tier: "innovative", honours: ["above_scale"], chains: ["equipment"],
    summary: "矿用自卸车、洒水抑尘车和换电重卡上装的改装制造。", summaryEn: "Mine dump trucks, dust-suppression trucks and bodies for battery-swap trucks." }),
  firm({ key: "chengneng", name: "澄能储能科技有限公司", nameEn: "Chengneng Energy Storage Co., Ltd.", jurisdiction: "411200-sfq", areaCode: "411202", industry: "C3841", tier: "innovative", honours: ["high_tech", "tech_sme"], chains: ["new_energy"],
    summary: "磷酸铁锂电芯与工商业储能系统，年产能 2 吉瓦时。", summaryEn: "LFP cells and commercial energy storage systems, 2 GWh a year." }),
  firm({ key: "fengwan", name: "风湾新能源有限公司", nameEn: "Fengwan New Energy Co., Ltd.", jurisdiction: "411221", areaCode: "411221", industry: "D4415", honours: ["above_scale"], chains: ["new_energy"],
    summary: "山地风电与矿山光伏的建设运维，在运装机 86 万千瓦。", summaryEn: "Mountain wind and mine-site solar farms, 860 MW in operation." }),
  firm({ key: "guoling", name: "果岭源食品有限公司", nameEn: "Guolingyuan Foods Co., Ltd.", jurisdiction: "411282", areaCode: "411282", industry: "C1523", tier: "innovative", honours: ["above_scale"], chains: ["fruit"],
    summary: "浓缩苹果汁、NFC 果汁与果渣利用，年加工苹果 20 万吨。", summaryEn: "Apple concentrate, NFC juice and pomace, 200,000 t apples a year." }),
  firm({ key: "luling", name: "麓岭菌业有限公司", nameEn: "Luling Mushrooms Co., Ltd.", jurisdiction: "411224", areaCode: "411224", industry: "A0142", honours: ["tech_sme"], chains: ["fruit"],
    summary: "香菇、羊肚菌工厂化栽培和菌棒集中生产，年产菌棒 1200 万棒。", summaryEn: "Shiitake and morel cultivation; twelve million substrate logs a year." }),
  firm({ key: "lianzhi", name: "连枝本草药业有限公司", nameEn: "Lianzhi Herbal Medicines Co., Ltd.", jurisdiction: "411224", areaCode: "411224", industry: "C2730", tier: "innovative", honours: ["high_tech"], chains: ["fruit"],
    summary: "连翘、丹参规范化种植与饮片加工，连翘基地 3 万亩。", summaryEn: "Forsythia and danshen growing and processing; 2,000 ha of forsythia." }),
  firm({ key: "jingli", name: "净砾固废资源化有限公司", nameEn: "Jingli Waste Recovery Co., Ltd.", jurisdiction: "411221", areaCode: "411221", industry: "N7723", tier: "innovative", honours: ["tech_sme"], chains: ["building_materials"],
    summary: "尾矿、赤泥、煤气化渣的建材化利用与填充料生产。", summaryEn: "Building materials and backfill from tailings, red mud and gasification slag." }),
  body("agency", { key: "pingtai", name: "市中小企业服务平台（演示）", nameEn: "City SME Service Platform (demonstration)", jurisdiction: "411200", areaCode: "411200",
    summary: "受托组织供需对接与揭榜轮次的服务机构。", summaryEn: "The service body that runs matchmaking and challenge rounds." }),
];
