import { cleanLine, cleanText } from "../import/clean-text.ts";
import { readIndustry } from "../import/read-values.ts";
import { checkCreditCode } from "./credit-code.ts";
import type { FirmField, FirmProblem } from "./firm-list.schema.ts";

// Headers as lists of counties, bureaus and associations really write them. The first column that fits a field takes it.
const SYNONYMS: [FirmField, RegExp][] = [
  ["creditCode", /信用代码|社会信用|机构代码|creditcode|uscc/],
  ["nameEn", /英文名|nameen|englishname/],
  ["name", /^(单位|企业|公司|厂商|申报单位|申报企业|主体|机构)?(名称|全称)(\(?全称\)?)?$|^(企业|公司|单位|申报单位|申报企业|单位企业)$|^(firm|company|enterprise|organisation|organization)?name$|^(firm|company|enterprise)$/],
  ["tier", /梯度|培育层次|企业层次|专精特新|tier/],
  ["honours", /资质|荣誉|认定|称号|企业类型|honou?r|qualification/],
  ["chain", /产业链|链条|chain/],
  ["industry", /行业|主营领域|industry/],
  ["county", /县区|县\(?（?市|区县|县市|辖区|所属地|所在地|属地|推荐单位|所在区|地区|区域|county|district|area/],
  ["contactPhone", /电话|手机|联系方式|号码|phone|mobile|tel/],
  ["contactEmail", /邮箱|邮件|e-?mail/],
  ["contactName", /联系人|负责人|法人代表|法定代表人|contact/],
  ["address", /地址|住所|address/],
  ["website", /网址|网站|官网|website|url/],
  ["summary", /简介|主营|主要产品|经营范围|summary|product/],
]; // biome-ignore format: a table

const plain = (header: string) =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s*:：【】]/g, "");

/** Which field each column holds; a column that no field wants is left aside. */
export function recogniseFirmColumns(headers: string[]): Map<string, FirmField> {
  const found = new Map<string, FirmField>();
  const taken = new Set<FirmField>();
  for (const [field, pattern] of SYNONYMS)
    for (const header of headers) {
      if (found.has(header) || taken.has(field) || !pattern.test(plain(header))) continue;
      found.set(header, field);
      taken.add(field);
    }
  return found;
}

export interface FirmLookups {
  counties: { id: string; name: string; areaCode: string | null; isCity: boolean }[];
  tiers: { code: string; name: string }[];
  honours: { code: string; name: string }[];
  chainOf: (words: string) => string | undefined;
  /** Jurisdiction of a row that names none: the coordinator's own, when there is one. */
  homeId: string | null;
}

export interface FirmFields {
  name: string;
  nameEn: string | null;
  creditCode: string | null;
  creditCodeOverrideReason: string | null;
  jurisdictionId: string | null;
  areaCode: string | null;
  industryCode: string | null;
  tier: string | null;
  honours: string[];
  chainCodes: string[];
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  address: string | null;
  website: string | null;
  summary: string | null;
}

const EMPTY = /^(无|暂无|没有|空|-+|—+|\/+|n\/?a|none|null)$/i;
const value = (text: string | undefined, max: number) => {
  const clean = cleanLine(text ?? "");
  return EMPTY.test(clean) ? "" : clean.slice(0, max);
};

/** The same firm, however its name was typed: brackets, spaces and width do not count. */
export function firmNameKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s（）()【】[\]·.,，。、]/g, "");
}

/** One row of a list. What cannot be read is left out and said; only a row without a name is refused. */
export function readFirmRow(
  raw: Partial<Record<FirmField, string>>,
  lookups: FirmLookups,
): { fields: FirmFields; problems: FirmProblem[] } {
  const problems: FirmProblem[] = [];
  const note = (
    code: string,
    field: FirmField | null,
    params: FirmProblem["params"] = {},
    severity: FirmProblem["severity"] = "warn",
  ) => problems.push({ code, severity, field, params });
  const name = value(raw.name, 300);
  if (!name) note("name_missing", "name", {}, "refuse");
  else if (name.length < 4) note("name_short", "name", { text: name }, "refuse");
  else if (name.length > 120) note("name_long", "name", {}, "refuse");
  const { creditCode, reason } = readCode(value(raw.creditCode, 60), note);
  const county = readCounty(value(raw.county, 60), lookups, note);
  const industryText = value(raw.industry, 100);
  const industry = industryText
    ? /^[A-T]?\d{0,4}$/i.test(industryText)
      ? industryByCode(industryText)
      : readIndustry(industryText)?.code
    : undefined;
  if (industryText && !industry) note("industry_unknown", "industry", { text: industryText });
  const { tier, honours } = readHonours(value(raw.tier, 200), value(raw.honours, 400), lookups, note);
  const chainText = value(raw.chain, 200);
  const chain = chainText ? lookups.chainOf(chainText) : undefined;
  if (chainText && !chain) note("chain_unknown", "chain", { text: chainText });
  const phone = value(raw.contactPhone, 120);
  const phones = phone.split(/[、,，;；/ ]+/).filter(Boolean);
  const email = value(raw.contactEmail, 120);
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) note("email_shape", "contactEmail", { text: email });
  const website = value(raw.website, 200);
  return {
    fields: {
      name,
      nameEn: value(raw.nameEn, 200) || null,
      creditCode,
      creditCodeOverrideReason: reason,
      jurisdictionId: county?.id ?? lookups.homeId,
      areaCode: county?.areaCode ?? null,
      industryCode: industry ?? null,
      tier,
      honours,
      chainCodes: chain ? [chain] : [],
      contactName: value(raw.contactName, 60) || null,
      contactPhone: readPhone(phones, note),
      contactEmail: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null,
      address: value(raw.address, 200) || null,
      website: website ? (/^https?:\/\//i.test(website) ? website : `http://${website}`) : null,
      summary: cleanText(raw.summary ?? "").slice(0, 2000) || null,
    },
    problems,
  };
}

type Note = (
  code: string,
  field: FirmField | null,
  params?: FirmProblem["params"],
  severity?: FirmProblem["severity"],
) => void;

/** A wrong check character warns and stays; only what is no code at all is left out. */
function readCode(text: string, note: Note): { creditCode: string | null; reason: string | null } {
  if (!text) return { creditCode: null, reason: null };
  // A spreadsheet program turns eighteen digits into 9.14112E+17: the rest of them is lost.
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) {
    note("credit_code_rounded", "creditCode", { text });
    return { creditCode: null, reason: null };
  }
  const { code, problem } = checkCreditCode(text);
  if (problem === "organisation.credit_code_length") {
    note("credit_code_length", "creditCode", { text: text.slice(0, 40), length: code.length });
    return { creditCode: null, reason: null };
  }
  if (problem) note("credit_code_check", "creditCode", { text: code });
  return { creditCode: code, reason: problem ? "名单原文如此，校验位不符，待核对" : null };
}

const short = (name: string) =>
  name.replace(
    /(城乡一体化)?(经济技术|高新技术产业)?(示范区|开发区|市|县|区)(管委会|管理委员会|人民政府|工信局|科工信局)?$/,
    "",
  );

function readCounty(text: string, { counties, homeId }: FirmLookups, note: Note) {
  if (!text) {
    if (!homeId) note("county_missing", "county");
    return counties.find((c) => c.id === homeId) ?? null;
  }
  const exact = counties.find((c) => c.name === text || c.areaCode === text);
  const parts = [...counties].sort((a, b) => b.name.length - a.name.length);
  const found =
    exact ??
    parts.find((c) => !c.isCity && text.includes(c.name)) ??
    parts.find((c) => !c.isCity && short(c.name).length >= 2 && text.includes(short(c.name))) ??
    parts.find((c) => text.includes(short(c.name)) && short(c.name).length >= 2);
  if (!found) note("county_unknown", "county", { text });
  return found ?? null;
}

function industryByCode(text: string): string | undefined {
  const bare = text.toUpperCase();
  return /^[A-T](\d{2,4})?$/.test(bare) ? bare : undefined;
}

// What people write for the four tiers, the highest first: a little giant is also specialised.
const TIER_WORDS: [string, RegExp][] = [
  ["champion", /单项冠军/],
  ["little_giant", /小巨人/],
  ["specialised", /专精特新/],
  ["innovative", /创新型/],
];
const HONOUR_WORDS: [string, RegExp][] = [
  ["high_tech", /高新技术企业|高企/],
  ["tech_sme", /科技型中小/],
  ["above_scale", /规模以上|规上/],
  ["technology_centre", /技术中心/],
  ["gazelle", /瞪羚/],
];

function readHonours(tierText: string, honourText: string, lookups: FirmLookups, note: Note) {
  const all = `${tierText} ${honourText}`;
  const known = (list: { code: string }[], code: string) => list.some((item) => item.code === code);
  const tier =
    lookups.tiers.find((t) => t.code === tierText || t.name === tierText)?.code ??
    TIER_WORDS.find(([code, words]) => words.test(all) && known(lookups.tiers, code))?.[0] ??
    null;
  if (tierText && !tier) note("tier_unknown", "tier", { text: tierText });
  const honours = [
    ...new Set([
      ...lookups.honours
        .filter((h) => honourText.includes(h.name) || honourText.split(/[、,，;；\s]+/).includes(h.code))
        .map((h) => h.code),
      ...HONOUR_WORDS.filter(([code, words]) => words.test(all) && known(lookups.honours, code)).map(([code]) => code),
    ]),
  ];
  if (honourText && honours.length === 0 && !TIER_WORDS.some(([, words]) => words.test(honourText)))
    note("honour_unknown", "honours", { text: honourText.slice(0, 80) });
  return { tier, honours };
}

function readPhone(phones: string[], note: Note): string | null {
  const good =
    phones.find((p) => /^(\+?86)?1[3-9]\d{9}$/.test(p.replace(/-/g, ""))) ??
    phones.find((p) => /^[\d+()（）-]{7,20}$/.test(p));
  if (phones.length > 0 && !good) note("phone_shape", "contactPhone", { text: phones.join(" ").slice(0, 40) });
  return good?.slice(0, 40) ?? null;
}
