import { z } from "zod";
import { day, instant } from "../kernel/instants.ts";

export const codeListKey = z.enum(["industry", "area", "chain", "discipline", "tier", "honour", "maturity"]);
export type CodeListKey = z.infer<typeof codeListKey>;

export const codeItemView = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  parentCode: z.string().nullable(),
  /** An old code that stands for a newer one (411222 陕县 → 411203 陕州区). */
  aliasOf: z.string().nullable(),
});
export type CodeItemView = z.infer<typeof codeItemView>;

const head = {
  listId: z.string(),
  key: codeListKey,
  edition: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  source: z.string().nullable(),
  validFrom: day,
  validTo: day.nullable(),
  /** False: a local vocabulary that no authority has confirmed yet; pages say so. */
  isConfirmed: z.boolean(),
};
export const codeListView = z.object({ ...head, items: z.array(codeItemView) });
export type CodeListView = z.infer<typeof codeListView>;
export const codeListHead = z.object({ ...head, createdAt: instant, itemCount: z.number().int() });
export type CodeListHead = z.infer<typeof codeListHead>;

export const getCodeListInput = z.object({
  key: codeListKey,
  /** The edition in force when left out. */
  edition: z.string().max(60).optional(),
  /** Only what lies directly under this code; null for the top. */
  parentCode: z.string().max(40).nullable().optional(),
});
export type GetCodeListInput = z.input<typeof getCodeListInput>;

export const importCodeListInput = z.object({
  key: codeListKey,
  edition: z.string().trim().min(1, "codeList.edition_missing").max(60),
  title: z.string().trim().min(1, "codeList.title_missing").max(120),
  titleEn: z.string().trim().max(200).optional(),
  source: z.string().trim().min(1, "codeList.source_missing").max(300),
  validFrom: day,
  isConfirmed: z.boolean().default(true),
  /** CSV with the header `code,name,nameEn,parentCode,aliasOf`; only the first two are needed. */
  csv: z.string().min(1, "codeList.rows_missing").max(2_000_000, "codeList.rows_many"),
  /** Only look: the answer says what would come in. */
  isDryRun: z.boolean().default(false),
});
export type ImportCodeListInput = z.input<typeof importCodeListInput>;
export const importCodeListResult = z.object({
  itemCount: z.number().int(),
  added: z.array(z.string()),
  renamed: z.array(z.string()),
  retired: z.array(z.string()),
  /** Per row, in words: `reason` is a message key, `details` fill it. */
  errors: z.array(z.object({ row: z.number().int(), reason: z.string(), details: z.record(z.string(), z.string()) })),
  isCommitted: z.boolean(),
});
export type ImportCodeListResult = z.infer<typeof importCodeListResult>;
