import type { GuessConfidence, ImportField, ImportMapping } from "./import.schema.ts";
import { ownExport } from "./own-export.ts";
import { techMarketZh } from "./tech-market-zh.ts";

// Headers of people's own sheets, in both languages. The first column that fits a field takes it.
const SYNONYMS: [ImportField, string][] = [
  ["externalId", "编号|序号id|项目编号|成果编号|需求编号|id|no|number|code"],
  ["title", "标题|名称|成果名称|项目名称|技术名称|需求名称|需求标题|题目|技术需求名称|科技成果名称|成果题目|专利名称|title|name|subject"],
  ["titleEn", "英文标题|英文名称|title(en)|english title|titleen"],
  ["summary", "摘要|简述|一句话简介|成果摘要|summary|abstract"],
  ["problem", "技术难题|难题描述|存在问题|痛点|problem"],
  ["body", "内容|简介|正文|描述|详细描述|成果简介|成果介绍|项目简介|需求描述|需求内容|需求简介|技术简介|详情|说明|成果内容|技术内容|成果详情|主要内容|技术原理|description|body|content|details"],
  ["keywords", "关键词|关键字|技术领域|所属领域|领域|所属技术领域|学科领域|keywords|tags|field"],
  ["industry", "行业|所属行业|国民经济行业|应用行业|行业分类|industry"],
  ["chain", "产业链|chain"],
  ["area", "地区|区域|所在地区|行政区划|area|region"],
  ["modes", "合作方式|合作模式|合作意向|转化意向|拟转化方式|意向合作方式|拟合作方式|转化方式|转让方式|cooperation|mode|cooperation mode"],
  ["money", "价格|金额|预算|转让价格|拟投入资金|投入预算|意向价格|转化价格|意向金额|价格(万元/面议)|price|budget|money|amount"],
  ["moneyMinWan", "最低金额(万元)|金额下限(万元)|min (10k cny)"],
  ["moneyMaxWan", "最高金额(万元)|金额上限(万元)|预算(万元)|价格(万元)|金额(万元)|拟投入资金(万元)|max (10k cny)"],
  ["maturity", "成熟度|成果成熟度|技术成熟度(TRL)|TRL等级|成熟度等级|研发阶段|技术成熟度|所处阶段|成果阶段|maturity|trl|stage"],
  ["patentNumbers", "专利号|专利号/申请号|专利申请号|授权专利号|申请号|专利编号|专利号或登记号|知识产权编号|知识产权号|patent number|patent no|patent no."],
  ["inventors", "完成人|成果完成人|第一完成人|主要完成人|完成人员|发明人|项目负责人|负责人|成果负责人|inventor|inventors|pi"],
  ["department", "所属学院|学院|所属院系|院系|二级单位|所在学院|所属部门|所在部门|部门|完成单位|department|school|faculty"],
  ["ipKind", "知识产权|知识产权形式|专利状态|专利类型|知识产权类型|专利情况|ip|ip type|patent"],
  ["validUntil", "有效期至|截止日期|有效期截止|valid until|expires"],
  ["validity", "有效期|有效时间|validity"],
  ["deadline", "完成时间|完成期限|需求时限|要求完成时间|deadline|due"],
  ["targets", "技术指标|指标|目标指标|考核指标|主要技术指标|targets|specification"],
  ["todayState", "现状|目前状况|现有基础|现有条件|current state"],
  ["partnerConditions", "对合作方的要求|合作方要求|partner"],
  ["ipWish", "知识产权要求|知识产权归属|ip wish"],
  ["conditions", "转化条件|合作条件|所需条件|conditions"],
  ["proven", "应用情况|应用案例|已有应用|前期应用情况|推广应用情况|应用前景|应用领域|转化情况|proven"],
  ["team", "团队|研发团队|团队介绍|team"],
  ["contactName", "联系人|联系人姓名|成果联系人|contact|contact name"],
  ["contactPhone", "联系电话|电话|手机|手机号|手机号码|联系人电话|联系方式|phone|mobile|tel"],
  ["contactEmail", "邮箱|电子邮箱|email|e-mail"],
]; // biome-ignore format: a table
const DEMAND_WORDS = /需求|难题|预算|拟投入|demand|need|budget|problem/i;

const plain = (header: string) =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s*：:【】]/g, "");

/** What each column probably is, and how certain that is: by its header, else by what stands in it. */
export interface ColumnGuess {
  name: string;
  field: ImportField | null;
  confidence: GuessConfidence | null;
}

const LOOKS: [ImportField, RegExp][] = [
  ["contactEmail", /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/],
  ["contactPhone", /^(1[3-9]\d{9}|0\d{2,3}[-\s]?\d{7,8})(转\d+)?$/],
  ["patentNumbers", /^(ZL|CN)?\s?(\d{12}\.?[\dXx]|\d{8}\.[\dXx]|\d{9}[A-Z])\b/i],
  ["maturity", /^(实验室|小试|中试|产业化|TRL\s?\d|\d级)(阶段)?$/i],
  ["modes", /^(技术)?(转让|许可|开发|入股|作价入股|合作开发|委托开发|普通许可|独占许可)([、，,;；/]|$)/],
]; // biome-ignore format: a table

/** Several samples of one kind tell what a column is, whatever it is called. */
const looksLike = (samples: string[]): ImportField | undefined =>
  samples.length === 0 ? undefined : LOOKS.find(([, look]) => samples.every((text) => look.test(text.trim())))?.[0];

export function guessColumns(columns: { name: string; samples: string[] }[]): ColumnGuess[] {
  const guesses = columns.map(({ name, samples }): ColumnGuess & { rank: number } => {
    const exact = fieldOf(name);
    const shown = looksLike(samples);
    if (exact) {
      // A column called 联系人 that holds numbers wants a look.
      const isOdd = shown !== undefined && shown !== exact && LOOKS.some(([field]) => field === exact);
      return { name, field: exact, confidence: isOdd ? "unsure" : "sure", rank: isOdd ? 2 : 3 };
    }
    if (shown) return { name, field: shown, confidence: "likely", rank: 2 };
    const near = nearField(name);
    return near
      ? { name, field: near, confidence: "unsure", rank: 1 }
      : { name, field: null, confidence: null, rank: 0 };
  });
  // Of two columns for one question the more certain one, then the first, takes it.
  const taken = new Set<ImportField>();
  for (const guess of [...guesses].sort((a, b) => b.rank - a.rank)) {
    if (!guess.field) continue;
    if (taken.has(guess.field)) {
      guess.field = null;
      guess.confidence = null;
    } else taken.add(guess.field);
  }
  return guesses.map(({ rank: _rank, ...guess }) => guess);
}

/** "项目成果名称（中文）" still holds 成果名称; the longest known name inside decides. */
function nearField(header: string): ImportField | undefined {
  const wanted = plain(header).replace(/\(.*?\)/g, "");
  let best: { field: ImportField; length: number } | undefined;
  for (const [field, names] of SYNONYMS)
    for (const name of names.split("|").map(plain))
      if (
        name.length >= 2 &&
        /\p{Script=Han}/u.test(name) &&
        wanted.includes(name) &&
        name.length > (best?.length ?? 0)
      )
        best = { field, length: name.length };
  return best?.field;
}

/** A mapping for these columns: a shipped one that fits wholly, else each column by its name. Null when no title is found. */
export function guessMapping(
  headers: string[],
  source: string,
  samplesOf: (header: string) => string[] = () => [],
): ImportMapping | null {
  if (ownExport.shapes.some((shape) => shape.when.every((column) => headers.includes(column)))) return ownExport;
  if (techMarketZh.shapes.some((shape) => shape.when.every((column) => headers.includes(column)))) return techMarketZh;
  const guesses = guessColumns(headers.map((name) => ({ name, samples: samplesOf(name) })));
  const columns = guesses.flatMap(({ name, field }) => (field ? [{ from: name, to: field }] : []));
  const taken = new Set(columns.map((column) => column.to));
  if (!taken.has("title")) return null;
  const isOffer = taken.has("maturity") || taken.has("patentNumbers") || taken.has("inventors");
  const kind = headers.some((header) => DEMAND_WORDS.test(header)) && !isOffer ? "demand" : "offer";
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
