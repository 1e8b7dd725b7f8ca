import { z } from "zod";
import { coordinatorLevel } from "../identity/session.schema.ts";

const text = (max: number) => z.string().trim().max(max, "common.text_long").nullable().optional();

/** A 辖区 is whoever recommends or decides; a development zone stands beside counties, without an area code of its own. */
export const jurisdictionView = z.object({
  jurisdictionId: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  level: coordinatorLevel,
  areaCode: z.string().nullable(),
  parentId: z.string().nullable(),
  recommendingBody: z.string().nullable(),
  sealLine: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  supervisorPhone: z.string().nullable(),
});
export type JurisdictionView = z.infer<typeof jurisdictionView>;
export const jurisdictionList = z.array(jurisdictionView);

const fields = {
  name: z.string().trim().min(2, "jurisdiction.name_short").max(80, "common.text_long"),
  nameEn: text(120),
  areaCode: text(12),
  recommendingBody: text(120),
  sealLine: text(120),
  phone: text(40),
  address: text(200),
  supervisorPhone: text(40),
};
export const createJurisdictionInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{2,40}$/, "jurisdiction.code_shape"),
  level: coordinatorLevel,
  /** A county level jurisdiction lies under a city; a city under nobody. */
  parentId: z.string().max(60).nullable().optional(),
  ...fields,
});
export type CreateJurisdictionInput = z.input<typeof createJurisdictionInput>;
export const updateJurisdictionInput = z.object({
  jurisdictionId: z.string().max(60),
  ...z.object(fields).partial().shape,
});
export type UpdateJurisdictionInput = z.input<typeof updateJurisdictionInput>;
export const jurisdictionRef = z.object({ jurisdictionId: z.string().max(60) });
export type JurisdictionRef = z.input<typeof jurisdictionRef>;
