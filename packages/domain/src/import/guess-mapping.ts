import type { ImportField, ImportMapping } from "./import.schema.ts";
import { techMarketZh } from "./tech-market-zh.ts";

// Headers of people's own sheets, in both languages. The first column that fits a field takes it.
const SYNONYMS: [ImportField, string][] = [
  ["externalId", "编号|序号id|项目编号|成果编号|需求编号|id|no|number|code"],
  ["title", "标题|名称|成果名称|项目名称|技术名称|需求名称|需求标题|题目|技术需求名称|title|name|subject"],
  ["titleEn", "英文标题|英文名称|title(en)|english title|titleen"],
  ["summary", "摘要|简述|一句话简介|summary|abstract"],
  ["problem", "技术难题|难题描述|存在问题|痛点|problem"],
  ["body", "内容|简介|正文|描述|详细描述|成果简介|成果介绍|项目简介|需求描述|需求内容|需求简介|技术简介|详情|说明|description|body|content|details"],
  ["keywords", "关键词|关键字|技术领域|所属领域|领域|keywords|tags|field"],
  ["industry", "行业|所属行业|国民经济行业|应用行业|行业分类|industry"],
  ["chain", "产业链|chain"],
  ["area", "地区|区域|所在地区|行政区划|area|region"],
  ["modes", "合作方式|合作模式|拟合作方式|转化方式|转让方式|cooperation|mode|cooperation mode"],
  ["money", "价格|金额|预算|转让价格|拟投入资金|投入预算|意向价格|price|budget|money|amount"],
  ["moneyMinWan", "最低金额(万元)|金额下限(万元)|min (10k cny)"],
  ["moneyMaxWan", "最高金额(万元)|金额上限(万元)|预算(万元)|价格(万元)|金额(万元)|拟投入资金(万元)|max (10k cny)"],
  ["maturity", "成熟度|技术成熟度|所处阶段|成果阶段|maturity|trl|stage"],
  ["ipKind", "知识产权|专利类型|知识产权类型|专利情况|ip|ip type|patent"],
  ["validUntil", "有效期至|截止日期|有效期截止|valid until|expires"],
  ["validity", "有效期|有效时间|validity"],
  ["deadline", "完成时间|完成期限|需求时限|要求完成时间|deadline|due"],
  ["targets", "技术指标|指标|目标指标|考核指标|主要技术指标|targets|specification"],
  ["todayState", "现状|目前状况|现有基础|现有条件|current state"],
  ["partnerConditions", "对合作方的要求|合作方要求|partner"],
  ["ipWish", "知识产权要求|知识产权归属|ip wish"],
  ["conditions", "转化条件|合作条件|所需条件|conditions"],
  ["proven", "应用情况|应用案例|已有应用|前期应用情况|proven"],
  ["team", "团队|研发团队|团队介绍|team"],
  ["contactName", "联系人|contact|contact name"],
  ["contactPhone", "联系电话|电话|手机|联系方式|phone|mobile|tel"],
  ["contactEmail", "邮箱|电子邮箱|email|e-mail"],
]; // biome-ignore format: a table
const DEMAND_WORDS = /需求|难题|预算|拟投入|demand|need|budget|problem/i;

const plain = (header: string) =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s*：:【】]/g, "");

/** A mapping for these headers: a shipped one that fits wholly, else each column by its name. Null when no title is found. */
export function guessMapping(headers: string[], source: string): ImportMapping | null {
  if (techMarketZh.shapes.some((shape) => shape.when.every((column) => headers.includes(column)))) return techMarketZh;
  const taken = new Set<ImportField>();
  const columns: ImportMapping["shapes"][number]["columns"] = [];
  for (const header of headers) {
    const field = fieldOf(header);
    if (!field || taken.has(field)) continue;
    taken.add(field);
    columns.push({ from: header, to: field });
  }
  if (!taken.has("title")) return null;
  const kind = headers.some((header) => DEMAND_WORDS.test(header)) && !taken.has("maturity") ? "demand" : "offer";
  return { source, shapes: [{ kind, when: [], columns }] };
}

export function fieldOf(header: string): ImportField | undefined {
  const wanted = plain(header);
  const named = (names: string) => names.split("|").map(plain);
  return (
    SYNONYMS.find(([, names]) => named(names).includes(wanted))?.[0] ??
    // "成果名称（必填）": what stands in brackets or follows says how to fill it in.
    SYNONYMS.find(([, names]) => named(names).includes(wanted.replace(/\((?!万元|en).*$/, "")))?.[0]
  );
}
