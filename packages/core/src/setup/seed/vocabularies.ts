import { itemsOf, type SeedList } from "./rows.ts";

const flat = () => null;

export const tiers: SeedList = {
  key: "tier",
  edition: "2022",
  title: "优质中小企业梯度",
  titleEn: "Tiers of high-quality SMEs",
  source: "《优质中小企业梯度培育管理暂行办法》（工信部企业〔2022〕63号）的层次，单项冠军另按其遴选办法",
  validFrom: "2022-08-01",
  isConfirmed: true,
  items: itemsOf(
    `
innovative | 创新型中小企业 | Innovative SME
specialised | 专精特新中小企业 | Specialised and new SME
little_giant | 专精特新“小巨人”企业 | Little giant
champion | 制造业单项冠军企业 | Single-product champion`,
    flat,
  ),
};

export const honours: SeedList = {
  key: "honour",
  edition: "2025",
  title: "企业资质",
  titleEn: "Honours of enterprises",
  source: "平台词表，按通行的认定名称整理",
  validFrom: "2025-01-01",
  isConfirmed: true,
  items: itemsOf(
    `
high_tech | 高新技术企业 | High-tech enterprise
tech_sme | 科技型中小企业 | Technology-based SME
above_scale | 规模以上工业企业 | Industrial enterprise above designated size
technology_centre | 省级以上企业技术中心 | Enterprise technology centre (provincial or higher)
gazelle | 瞪羚企业 | Gazelle enterprise`,
    flat,
  ),
};

/** Policy names the city's chains nowhere; these are the words of its reports, to be edited where they are wrong. */
export const chains: SeedList = {
  key: "chain",
  edition: "local-1",
  title: "重点产业链（待确认）",
  titleEn: "Key industrial chains (to be confirmed)",
  source: "平台初始词表，待市工业和信息化主管部门确认",
  validFrom: "2025-01-01",
  isConfirmed: false,
  items: itemsOf(
    `
gold | 黄金 | Gold
copper_foil | 铜箔与铜精深加工 | Copper foil and copper processing
aluminium | 铝及铝精深加工 | Aluminium and aluminium processing
key_metals | 稀散稀贵关键金属 | Scattered and key metals
coal_chemistry | 现代煤化工 | Coal chemistry
equipment | 装备制造与汽车 | Equipment and vehicles
new_energy | 新能源与储能 | New energy and storage
fruit | 果品与食品医药 | Fruit, food and medicine
building_materials | 绿色建材与固废利用 | Green building materials and waste recovery
digital | 电子信息与数字经济 | Electronics and digital economy`,
    flat,
  ),
};

export const maturityStages: SeedList = {
  key: "maturity",
  edition: "2025",
  title: "成果成熟阶段",
  titleEn: "Stages of maturity",
  source: "平台词表：实验室、小试、中试、产业化",
  validFrom: "2025-01-01",
  isConfirmed: true,
  items: itemsOf(
    `
lab | 实验室 | Laboratory
small_trial | 小试 | Bench trial
pilot | 中试 | Pilot
industrial | 产业化 | Industrial`,
    flat,
  ),
};
