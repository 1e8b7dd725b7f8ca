import { z } from "zod";
import { instant } from "../kernel/instants.ts";

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "overview.month_shape");

/** Figures of the desk: months from and to (both counted), of all that one covers or of one jurisdiction. */
export const overviewInput = z
  .object({ from: month.optional(), to: month.optional(), jurisdictionId: z.string().max(60).optional() })
  .refine((v) => !v.from || !v.to || v.from <= v.to, { error: "overview.period_order", path: ["to"] });
export type OverviewInput = z.input<typeof overviewInput>;

/** Below this a figure of somebody else's area is not shown: one could tell whom it is about. */
export const SMALL_CELL = 5;

export const FUNNEL_STEPS = ["lead", "submitted", "published", "interest", "accepted", "agreement"] as const;
const count = z.number().int();
/** Null: fewer than five, not shown. */
const kept = z.number().int().nullable();

export const overviewView = z.object({
  from: month,
  to: month,
  /** The figures were put together at this instant; null: not yet. */
  asOf: instant.nullable(),
  jurisdictions: z.array(z.object({ id: z.string(), name: z.string(), isCovered: z.boolean() })),
  funnel: z.array(z.object({ step: z.enum(FUNNEL_STEPS), offers: count, demands: count })),
  /** Published in the period, by chain and tier of the organisation; an empty code is "none given". */
  heat: z.array(z.object({ chain: z.string(), tier: z.string(), offers: count, demands: count })),
  counties: z.array(
    z.object({
      jurisdictionId: z.string(),
      name: z.string(),
      isCovered: z.boolean(),
      offers: kept,
      demands: kept,
      due: kept,
      /** Share of due answers in time, 0..1. */
      answerRate: z.number().nullable(),
      /** Mean days from handing in to publication. */
      waitingDays: z.number().nullable(),
    }),
  ),
  flows: z.array(
    z.object({
      organisationId: z.string().nullable(),
      name: z.string().nullable(),
      chain: z.string(),
      interests: count,
      awards: count,
    }),
  ),
  answers: z.object({
    /** Answered after so many days: upper bound of the class (null: more). */
    distribution: z.array(z.object({ upTo: count.nullable(), inTime: count, late: count })),
    medianDays: z.number().nullable(),
    inTime: count,
    late: count,
    /** Due and not answered. */
    missing: count,
    byMonth: z.array(z.object({ month, inTime: count, late: count, missing: count })),
  }),
});
export type OverviewView = z.infer<typeof overviewView>;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];
