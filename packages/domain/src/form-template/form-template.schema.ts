import { z } from "zod";
import { day, instant } from "../kernel/instants.ts";
import { paperKind } from "../paper/paper-kind.ts";

export const TEMPLATE_LIMITS = { bytes: 5 * 1024 * 1024, unzippedBytes: 40 * 1024 * 1024 } as const;
export const templateFormat = z.enum(["built_in", "docx", "xlsx"]);

export const templateVersionView = z.object({
  id: z.string(),
  no: z.number().int(),
  format: templateFormat,
  fileName: z.string().nullable(),
  size: z.number().int().nullable(),
  sha256: z.string().nullable(),
  effectiveFrom: day,
  note: z.string(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  /** Papers that this version printed. */
  papers: z.number().int(),
  isInForce: z.boolean(),
});
export const formTemplateView = z.object({
  id: z.string(),
  code: z.string(),
  subjectKind: paperKind,
  name: z.string(),
  nameEn: z.string().nullable(),
  jurisdiction: z.object({ id: z.string(), name: z.string() }).nullable(),
  isRetired: z.boolean(),
  versions: z.array(templateVersionView),
  allowedActions: z.array(z.enum(["add_version", "retire", "restore"])),
});
export type FormTemplateView = z.infer<typeof formTemplateView>;

export const addTemplateInput = z.object({
  /** A further version of this one; else a new form. */
  templateId: z.string().optional(),
  subjectKind: paperKind.optional(),
  name: z.string().trim().max(80, "form_template.name_long").default(""),
  jurisdictionId: z.string().optional(),
  effectiveFrom: day.optional(),
  note: z.string().trim().max(500).default(""),
});
export type AddTemplateInput = z.input<typeof addTemplateInput>;

/** What is wrong with an uploaded form, one line each. */
export const formFault = z.object({ reason: z.string(), name: z.string().nullable(), place: z.string().nullable() });
export type FormFaultView = z.infer<typeof formFault>;
