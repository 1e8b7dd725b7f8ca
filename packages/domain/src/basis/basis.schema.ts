import { z } from "zod";
import { day } from "../kernel/instants.ts";

const text = (max: number) => z.string().trim().min(1, "basis.field_missing").max(max, "basis.too_long");

/** 依据文件: 文号, who issued it, how long it is valid. Every round cites at least one. */
export const createBasisInput = z
  .object({
    documentNo: text(120),
    title: text(300),
    issuer: text(200),
    validFrom: day,
    validTo: day.nullable().default(null),
    url: z
      .url({ protocol: /^https?$/, error: "basis.url_shape" })
      .nullable()
      .default(null),
    note: z.string().trim().max(2000, "basis.too_long").nullable().default(null),
  })
  .refine((b) => !b.validTo || b.validFrom <= b.validTo, { error: "basis.dates_reversed", path: ["validTo"] });
export type CreateBasisInput = z.input<typeof createBasisInput>;

export const basisView = z.object({
  id: z.string(),
  documentNo: z.string(),
  title: z.string(),
  issuer: z.string(),
  validFrom: day,
  validTo: day.nullable(),
  url: z.string().nullable(),
  note: z.string().nullable(),
  /** Today (Asia/Shanghai) lies outside its validity. */
  isExpired: z.boolean(),
});
export type BasisView = z.infer<typeof basisView>;

/** A basis as a round cites it. */
export const citedBasis = basisView.extend({
  overrideReason: z.string().nullable(),
});
export type CitedBasis = z.infer<typeof citedBasis>;

export function isBasisExpired(basis: { validFrom: string; validTo: string | null }, today: string): boolean {
  return today < basis.validFrom || (basis.validTo !== null && today > basis.validTo);
}
