import { z } from "zod";
import { entryReasonInput } from "./entry.schema.ts";
import { cooperationMode, type EntryContent, entryKind } from "./entry-content.ts";

// Changing many entries at once obeys what holds for one. A draft, or a text that was returned, is written to.
// What stands published keeps standing: harmless fields become a revision that is published at once without vetting,
// all others a revision that is handed in. What lies in vetting is left alone: its author takes it back first.

/** The one table: which fields can be set for many, and what a change of a published entry needs. */
export const BULK_FIELDS = {
  validUntil: "direct", // renews; the text stays as it is
  contactName: "direct",
  contactPhone: "direct",
  contactEmail: "direct",
  areaCode: "vetting",
  chainCode: "vetting",
  industryCode: "vetting",
  cooperationModes: "vetting",
  keywords: "vetting",
} as const satisfies Partial<Record<keyof EntryContent, "direct" | "vetting">>;
export type BulkField = keyof typeof BULK_FIELDS;
export const isDirectField = (field: string): boolean => BULK_FIELDS[field as BulkField] === "direct";

const word = (max: number) => z.string().trim().min(1, "entry.bulk_empty").max(max, "entry.too_long");
export const bulkChanges = z
  .object({
    validUntil: z.iso.date("entry.day_shape"),
    contactName: word(60),
    contactPhone: word(40),
    contactEmail: word(120),
    areaCode: word(12),
    chainCode: word(40),
    industryCode: word(20),
    cooperationModes: z.array(cooperationMode).min(1, "entry.bulk_empty").max(13),
    keywords: z.array(z.string().trim().min(1).max(60)).min(1, "entry.bulk_empty").max(30),
  })
  .partial()
  .refine((changes) => Object.values(changes).some((v) => v !== undefined), { error: "entry.bulk_nothing" });
export type BulkChanges = z.infer<typeof bulkChanges>;

export const bulkAction = z.discriminatedUnion("action", [
  z.object({ action: z.literal("edit"), changes: bulkChanges }),
  z.object({ action: z.literal("renew"), validUntil: z.iso.date("entry.day_shape") }),
  z.object({
    action: z.literal("withdraw"),
    reason: entryReasonInput.shape.reason,
    text: entryReasonInput.shape.text,
  }),
  z.object({ action: z.literal("submit") }),
]);
export type BulkAction = z.infer<typeof bulkAction>;
export const BULK_MAX = 500;
/** Up to here in one breath; beyond, in the background with progress. */
export const BULK_AT_ONCE = 50;
export const bulkInput = z.object({
  entryIds: z.array(z.string().max(60)).min(1, "entry.bulk_none").max(BULK_MAX, "entry.bulk_too_many"),
  change: bulkAction,
});
export type BulkInput = z.input<typeof bulkInput>;

export const BULK_OUTCOMES = [
  "draft_changed",
  "published_changed",
  "to_vetting",
  "draft_opened", // a new revision, but not complete enough to be handed in
  "renewed",
  "withdrawn",
  "submitted",
  "unchanged",
  "refused",
] as const;
export const bulkResult = z.object({
  entryId: z.string(),
  kind: entryKind,
  number: z.string().nullable(),
  title: z.string(),
  outcome: z.enum(BULK_OUTCOMES),
  /** Field by field what changes. */
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  /** i18n key and its values, when it is refused or cannot be handed in. */
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type BulkResult = z.infer<typeof bulkResult>;

export const bulkView = z.object({
  /** Null for a preview. */
  changeId: z.string().nullable(),
  state: z.enum(["preview", "running", "done", "failed"]),
  total: z.number().int(),
  done: z.number().int(),
  results: z.array(bulkResult),
});
export type BulkView = z.infer<typeof bulkView>;
