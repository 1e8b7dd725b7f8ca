import { z } from "zod";
import { money } from "../kernel/money.ts";

// What an author writes. A draft may be incomplete: here stand shapes and limits, the linter says what is missing.

export const ENTRY_KINDS = ["offer", "demand"] as const;
export const entryKind = z.enum(ENTRY_KINDS);
export type EntryKind = z.infer<typeof entryKind>;

/** Ways of cooperation (技术合同 kinds and what goes beside them); `licence` is a licence whose kind is still open. */
export const COOPERATION_MODES = [
  "development", // 技术开发
  "assignment", // 技术转让
  "licence", // 技术许可（方式待定）
  "licence_exclusive", // 独占许可
  "licence_sole", // 排他许可
  "licence_ordinary", // 普通许可
  "licence_open", // 开放许可
  "consulting", // 技术咨询
  "service", // 技术服务
  "equity", // 作价入股
  "use_first", // 先使用后付费
  "joint_platform", // 共建研发平台
  "other",
] as const;
export const cooperationMode = z.enum(COOPERATION_MODES);
export type CooperationMode = z.infer<typeof cooperationMode>;

/** 实验室 / 小试 / 中试 / 产业化: what screens show first. */
export const MATURITY_STAGES = ["lab", "small_trial", "pilot", "industrial"] as const;
export const maturityStage = z.enum(MATURITY_STAGES);
export type MaturityStage = z.infer<typeof maturityStage>;

/** Published scales of technology readiness; a level says nothing without its scale. */
export const MATURITY_SCALES = {
  stage: { levels: 0, title: "四阶段（实验室 / 小试 / 中试 / 产业化）", titleEn: "Four stages" },
  "gb-t-37264-2018": {
    levels: 9,
    title: "GB/T 37264-2018 新材料技术成熟度",
    titleEn: "GB/T 37264-2018, new materials",
  },
  "gb-t-22900-2022": {
    levels: 9,
    title: "GB/T 22900 科学技术研究项目评价通则",
    titleEn: "GB/T 22900, research projects",
  },
  "iso-16290": { levels: 9, title: "ISO 16290 技术成熟度", titleEn: "ISO 16290 TRL" },
} as const;
export const maturityScale = z.enum(
  Object.keys(MATURITY_SCALES) as [keyof typeof MATURITY_SCALES, ...(keyof typeof MATURITY_SCALES)[]],
);

export const LAYERS = ["public", "undertaking", "sealed"] as const;
export const layer = z.enum(LAYERS);
export type Layer = z.infer<typeof layer>;

/**
 * Fields whose layer an author may choose, with the layer they have when nothing is chosen. All others are public: the
 * title, because something must say what it is about; kind, industry, area, ways of cooperation, stage of maturity and
 * validity, because lists and filters stand on them. Single targets, inventors and rights may lie deeper than their list;
 * each file has a layer of its own.
 */
export const FIELD_LAYERS = {
  summary: "public",
  keywords: "public",
  chain: "public",
  ipcCodes: "public",
  deadline: "public",
  foundationClass: "public",
  body: "public",
  money: "public",
  contact: "sealed", // given to a person whose interest was accepted
  maturityEvidence: "public",
  ipRights: "public",
  inventors: "public",
  team: "public",
  conditions: "public",
  proven: "public",
  problem: "public",
  targets: "public",
  todayState: "public",
  partnerConditions: "public",
  ipWish: "public",
} as const satisfies Record<string, Layer>;
export type LayeredField = keyof typeof FIELD_LAYERS;
export const LAYERED_FIELDS = Object.keys(FIELD_LAYERS) as LayeredField[];

const long = (max: number) => z.string().trim().max(max, "entry.too_long").default("");
const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "entry.too_long")
    .nullable()
    .default(null)
    .transform((text) => text || null);
const words = z.array(z.string().trim().min(1).max(60, "entry.too_long")).max(30, "entry.too_many").default([]);

export const ipRight = z.object({
  kind: z.enum(["invention", "utility", "design", "software", "variety", "layout", "know_how", "other"]),
  holder: long(200),
  status: z.enum(["granted", "published", "pending", "lapsed", "not_registered"]),
  /** 申请号, 公开(公告)号 and 专利号 are all accepted; `registration` is for software and varieties. */
  numberKind: z.enum(["application", "publication", "patent", "registration"]).nullable().default(null),
  number: optional(60),
  layer: layer.optional(),
});
export type IpRight = z.infer<typeof ipRight>;

export const inventor = z.object({
  name: z.string().trim().min(1, "entry.name_missing").max(60, "entry.too_long"),
  unit: long(200),
  title: long(60),
  layer: layer.optional(),
});
export type Inventor = z.infer<typeof inventor>;

export const maturity = z.object({
  scaleId: maturityScale.default("stage"),
  level: z.number().int().min(1).max(9).nullable().default(null),
  stage: maturityStage.nullable().default(null),
  evidence: long(4000),
});
export type Maturity = z.infer<typeof maturity>;

export const offerDetail = z.object({
  maturity: maturity.nullable().default(null),
  ipRights: z.array(ipRight).max(50, "entry.too_many").default([]),
  inventors: z.array(inventor).max(50, "entry.too_many").default([]),
  team: long(4000),
  conditions: long(4000),
  proven: long(4000),
});
export type OfferDetail = z.infer<typeof offerDetail>;

export const COMPARATORS = ["le", "lt", "eq", "gt", "ge", "range", "text"] as const;
export const target = z.object({
  name: z.string().trim().max(200, "entry.too_long").default(""),
  comparator: z.enum(COMPARATORS).default("ge"),
  value: long(100),
  unit: long(40),
  layer: layer.optional(),
});
export type Target = z.infer<typeof target>;

export const demandDetail = z.object({
  problem: long(8000),
  targets: z.array(target).max(50, "entry.too_many").default([]),
  todayState: long(4000),
  /** By when the result is needed. */
  deadline: z.iso.date("entry.day_shape").nullable().default(null),
  partnerConditions: long(4000),
  ipWish: long(2000),
  /** Class of the 产业基础创新发展目录 (四基 as alias). */
  foundationClass: optional(60),
});
export type DemandDetail = z.infer<typeof demandDetail>;

const commonContent = z.object({
  title: long(120),
  titleEn: optional(240),
  summary: long(600),
  summaryEn: optional(1500),
  body: long(20_000),
  bodyEn: optional(40_000),
  keywords: words,
  keywordsEn: words,
  industryCode: optional(20), // GB/T 4754-2017: section letter, or 2 to 4 digits
  chainCode: optional(40),
  disciplineCode: optional(40),
  ipcCodes: z.array(z.string().trim().min(1).max(20)).max(20, "entry.too_many").default([]),
  areaCode: optional(12), // GB/T 2260: six digits
  cooperationModes: z.array(cooperationMode).max(13).default([]),
  moneyKind: z.enum(["range", "negotiable"]).nullable().default(null),
  /** 元; the forms show 万元. */
  moneyMin: money.nullable().default(null),
  moneyMax: money.nullable().default(null),
  validUntil: z.iso.date("entry.day_shape").nullable().default(null),
  contactName: optional(60),
  contactPhone: optional(40),
  contactEmail: optional(120),
  isPosterHidden: z.boolean().default(false),
  layers: z.partialRecord(z.enum(LAYERED_FIELDS as [LayeredField, ...LayeredField[]]), layer).default({}),
});

export const offerContent = commonContent.extend({ kind: z.literal("offer"), detail: offerDetail.prefault({}) });
export const demandContent = commonContent.extend({ kind: z.literal("demand"), detail: demandDetail.prefault({}) });
/** The content of one revision: common fields are columns of `revision`, `detail` is its JSON. */
export const entryContent = z.discriminatedUnion("kind", [offerContent, demandContent]);
export type OfferContent = z.infer<typeof offerContent>;
export type DemandContent = z.infer<typeof demandContent>;
export type EntryContent = z.infer<typeof entryContent>;
export type EntryContentInput = z.input<typeof entryContent>;

/** A code with its names from the code list; an unknown code shows as itself. */
export const codeRef = z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() });
export type CodeRef = z.infer<typeof codeRef>;
