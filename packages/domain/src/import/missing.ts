import { z } from "zod";
import { cooperationMode, type EntryContent, maturityStage } from "../entry/entry-content.ts";

// What is missing in the drafts of one list, asked together; what many of them lack can be filled in for many at once.

/** Which finding is cured by setting which field for many. All others are written one by one. */
export const FILLS = {
  contact_name_missing: "contactName",
  contact_missing: "contactPhone",
  area_missing: "areaCode",
  industry_missing: "industryCode",
  modes_missing: "cooperationModes",
  keywords_missing: "keywords",
  money_missing: "negotiable",
  maturity_missing: "maturityStage",
  validity_past: "validUntil",
  deadline_missing: "deadline",
  ip_wish_missing: "ipWish",
} as const satisfies Record<string, string>;
export type FillField = (typeof FILLS)[keyof typeof FILLS];

const words = (max: number) => z.string().trim().min(1, "entry.bulk_empty").max(max, "entry.too_long");
export const fillValue = z.discriminatedUnion("field", [
  z.object({ field: z.literal("contactName"), value: words(60) }),
  z.object({ field: z.literal("contactPhone"), value: words(40) }),
  z.object({ field: z.literal("areaCode"), value: words(12) }),
  z.object({ field: z.literal("industryCode"), value: words(20) }),
  z.object({
    field: z.literal("cooperationModes"),
    value: z.array(cooperationMode).min(1, "entry.bulk_empty").max(13),
  }),
  z.object({ field: z.literal("keywords"), value: z.array(words(60)).min(1, "entry.bulk_empty").max(30) }),
  z.object({ field: z.literal("negotiable"), value: z.literal(true) }),
  z.object({ field: z.literal("maturityStage"), value: maturityStage }),
  z.object({ field: z.literal("validUntil"), value: z.iso.date("entry.day_shape") }),
  z.object({ field: z.literal("deadline"), value: z.iso.date("entry.day_shape") }),
  z.object({ field: z.literal("ipWish"), value: words(2000) }),
]);
export type FillValue = z.infer<typeof fillValue>;

export const MISSING_MOST = 1_000;
export const fillMissingInput = z.object({
  batchId: z.string(),
  entryIds: z.array(z.string().max(60)).min(1, "entry.bulk_none").max(MISSING_MOST, "entry.bulk_too_many"),
  fill: fillValue,
});
export type FillMissingInput = z.input<typeof fillMissingInput>;

export const missingGroup = z.object({
  code: z.string(),
  severity: z.enum(["block", "ask", "warn"]),
  count: z.number().int(),
  fill: z.enum(Object.values(FILLS) as [FillField, ...FillField[]]).nullable(),
  drafts: z.array(z.object({ entryId: z.string(), title: z.string() })),
});
export type MissingGroup = z.infer<typeof missingGroup>;

export const importMissing = z.object({
  batchId: z.string(),
  fileName: z.string(),
  organisationName: z.string().nullable(),
  /** Drafts that the asker may work on. */
  drafts: z.number().int(),
  /** Handed in or further already. */
  submitted: z.number().int(),
  readyIds: z.array(z.string()),
  blocked: z.number().int(),
  groups: z.array(missingGroup),
});
export type ImportMissing = z.infer<typeof importMissing>;

/** The content with an empty answer filled in; the same object when there was one already. */
export function filled(content: EntryContent, fill: FillValue, today: string): EntryContent {
  const { detail } = content;
  switch (fill.field) {
    case "contactName":
      return content.contactName ? content : { ...content, contactName: fill.value };
    case "contactPhone":
      return content.contactPhone || content.contactEmail ? content : { ...content, contactPhone: fill.value };
    case "areaCode":
      return content.areaCode ? content : { ...content, areaCode: fill.value };
    case "industryCode":
      return content.industryCode ? content : { ...content, industryCode: fill.value };
    case "cooperationModes":
      return content.cooperationModes.length > 0 ? content : { ...content, cooperationModes: fill.value };
    case "keywords":
      return content.keywords.length > 0 ? content : { ...content, keywords: fill.value };
    case "negotiable":
      return content.moneyKind ? content : { ...content, moneyKind: "negotiable" };
    case "validUntil":
      return content.validUntil && content.validUntil >= today ? content : { ...content, validUntil: fill.value };
    case "maturityStage":
      if (content.kind !== "offer" || content.detail.maturity?.stage) return content;
      return {
        ...content,
        detail: {
          ...content.detail,
          maturity: { scaleId: "stage", level: null, evidence: "", ...content.detail.maturity, stage: fill.value },
        },
      };
    case "deadline":
      if (content.kind !== "demand" || content.detail.deadline) return content;
      return { ...content, detail: { ...content.detail, deadline: fill.value } };
    case "ipWish":
      if (content.kind !== "demand" || ("ipWish" in detail && detail.ipWish)) return content;
      return { ...content, detail: { ...content.detail, ipWish: fill.value } };
  }
}
