import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { organisationKind } from "./organisation.schema.ts";

// Two records of one organisation become one. The survivor goes on, field by field with what the coordinator chose;
// the absorbed one stays as a row in state `merged` that points at it: nothing is deleted, sealed and signed records are
// never rewritten and are read through that pointer. One merge, one line in an append-only log.

/** What a coordinator chooses field by field. */
export const MERGE_FIELDS = [
  "kind",
  "name",
  "nameEn",
  "creditCode",
  "areaCode",
  "jurisdictionId",
  "industryCode",
  "tier",
  "summary",
  "summaryEn",
  "website",
  "address",
  "contactName",
  "contactPhone",
  "contactEmail",
] as const;
export const mergeField = z.enum(MERGE_FIELDS);
export type MergeField = z.infer<typeof mergeField>;

/** Lower case, full width folded, brackets and blanks and the usual endings gone: equal here means very likely one firm. */
export function foldOrganisationName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()[\]{}（）【】《》“”"'·.,，。、\-—_]/gu, "")
    .replace(/(股份有限责任公司|股份有限公司|有限责任公司|集团有限公司|有限公司|公司)$/u, "");
}
export const normalCreditCode = (code: string): string =>
  code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");

export const DUPLICATE_SIGNS = ["credit_code", "same_name", "similar_name"] as const;
export const duplicateSign = z.enum(DUPLICATE_SIGNS);
const side = z.object({
  organisationId: z.string(),
  version: z.number().int(),
  name: z.string(),
  kind: organisationKind,
  creditCode: z.string().nullable(),
  jurisdictionName: z.string().nullable(),
  isVerified: z.boolean(),
  members: z.number().int(),
  entries: z.number().int(),
});
export const duplicatePair = z.object({
  signs: z.array(duplicateSign),
  similarity: z.number(),
  a: side,
  b: side,
});
export type DuplicatePair = z.infer<typeof duplicatePair>;
export const duplicatePage = pageOf(duplicatePair);
export const duplicateListInput = paging.extend({ organisationId: z.string().max(60).optional() });
export type DuplicateListInput = z.input<typeof duplicateListInput>;

export const mergePairInput = z
  .object({ survivorId: z.string().max(60), absorbedId: z.string().max(60) })
  .refine((pair) => pair.survivorId !== pair.absorbedId, { error: "merge.same" });
export type MergePairInput = z.input<typeof mergePairInput>;

export const mergeSide = side.extend({
  fields: z.record(mergeField, z.string().nullable()),
  honours: z.array(z.string()),
  chainCodes: z.array(z.string()),
  createdAt: instant,
});
export const mergePreview = z.object({
  survivor: mergeSide,
  absorbed: mergeSide,
  /** Fields in which they differ, with what the survivor lacks proposed from the absorbed one. */
  differing: z.array(z.object({ field: mergeField, take: z.enum(["survivor", "absorbed"]) })),
  /** What moves, table by table: i18n key `merge.table.<table>`. */
  moves: z.array(z.object({ table: z.string(), count: z.number().int() })),
  /** What stays written in the absorbed one's name and is read through the merge. */
  stays: z.array(z.object({ table: z.string(), count: z.number().int() })),
  /** Why it cannot be done now (i18n key), when it cannot. */
  obstacle: z.string().nullable(),
});
export type MergePreview = z.infer<typeof mergePreview>;

export const mergeOrganisationsInput = z
  .object({
    survivorId: z.string().max(60),
    absorbedId: z.string().max(60),
    survivorVersion: z.number().int(),
    absorbedVersion: z.number().int(),
    /** Fields to take from the absorbed one; all others stay the survivor's. */
    take: z.array(mergeField).max(MERGE_FIELDS.length).default([]),
    reason: z.string().trim().min(2, "merge.reason_missing").max(500, "entry.too_long"),
  })
  .refine((pair) => pair.survivorId !== pair.absorbedId, { error: "merge.same" });
export type MergeOrganisationsInput = z.input<typeof mergeOrganisationsInput>;

export const mergeRecord = z.object({
  mergeId: z.string(),
  survivorId: z.string(),
  survivorName: z.string(),
  absorbedId: z.string(),
  absorbedName: z.string(),
  reason: z.string(),
  moved: z.record(z.string(), z.number()),
  mergedByName: z.string().nullable(),
  mergedAt: instant,
});
export type MergeRecord = z.infer<typeof mergeRecord>;
export const mergeRecordPage = pageOf(mergeRecord);
