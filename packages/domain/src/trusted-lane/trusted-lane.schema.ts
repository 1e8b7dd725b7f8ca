import { z } from "zod";
import { submitEntryInput } from "../entry/entry.schema.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { type VettingReason, vettingReason, vettingTicks } from "../vetting/vetting.schema.ts";

// A verified university may have a trusted lane (可信通道): it records its own review, and its entries publish at once.
// The city looks at a share of them afterwards. Which ones follows from a seed drawn at the grant and the ids alone.
// A failed sample for a grave reason is withdrawn; for any other reason its text goes back to the university, while what
// stands stays until the correction is vetted by the city. So many failures within so many months end the lane.

const words = z.string().trim().min(2, "lane.reason_missing").max(500, "entry.too_long");
export const grantLaneInput = z.object({ organisationId: z.string().max(60), reason: words });
export type GrantLaneInput = z.input<typeof grantLaneInput>;
export const withdrawLaneInput = z.object({ laneId: z.string().max(60), reason: words });
export type WithdrawLaneInput = z.input<typeof withdrawLaneInput>;

export const laneView = z.object({
  laneId: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  cityName: z.string(),
  reason: z.string(),
  grantedByName: z.string().nullable(),
  grantedAt: instant,
  endedAt: instant.nullable(),
  endReason: z.enum(["withdrawn", "failures", "merged"]).nullable(),
  endNote: z.string().nullable(),
  /** SHA-256 of the seed while the lane runs; the seed itself afterwards, so that everybody can draw again. */
  seedHash: z.string(),
  seed: z.string().nullable(),
  samplePercent: z.number().int(),
  published: z.number().int(),
  open: z.number().int(),
  passed: z.number().int(),
  /** Within the period that counts. */
  failed: z.number().int(),
  failuresAllowed: z.number().int(),
  months: z.number().int(),
});
export type LaneView = z.infer<typeof laneView>;
export const lanePage = pageOf(laneView);
export const laneListInput = paging.extend({ isEnded: z.boolean().optional() });
export type LaneListInput = z.input<typeof laneListInput>;

/** What an organisation and its desk see of the lane: the running one, or the last, or none. */
export const organisationLane = z.object({
  lane: laneView.nullable(),
  allowedActions: z.array(z.enum(["grant", "withdraw"])),
});
export type OrganisationLane = z.infer<typeof organisationLane>;

/** The university's own review: the three ticks and who there looked at it. */
export const publishTrustedInput = z.object({
  entryId: z.string(),
  lockVersion: z.number().int(),
  acknowledged: submitEntryInput.shape.acknowledged,
  ticks: vettingTicks,
  reviewerName: z.string().trim().min(2, "lane.reviewer_missing").max(60, "entry.too_long"),
  note: z.string().trim().max(2000, "entry.too_long").default(""),
});
export type PublishTrustedInput = z.input<typeof publishTrustedInput>;

export const judgeSampleInput = z.object({
  sampleId: z.string().max(60),
  passes: z.boolean(),
  reasons: z.array(vettingReason).max(8).default([]),
  note: z.string().trim().max(2000, "entry.too_long").default(""),
});
export type JudgeSampleInput = z.input<typeof judgeSampleInput>;

const GRAVE: readonly VettingReason[] = ["secret_suspected", "unlawful", "not_authentic"];
/** What follows for the entry when a sample fails. */
export function sampleConsequence(reasons: readonly VettingReason[]): "withdrawn" | "returned" {
  return reasons.some((r) => GRAVE.includes(r)) ? "withdrawn" : "returned";
}

export const sampleRow = z.object({
  sampleId: z.string(),
  revisionId: z.string(),
  entryId: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  organisationName: z.string(),
  reviewerName: z.string().nullable(),
  state: z.enum(["open", "passed", "failed", "void"]),
  outcome: z.enum(["withdrawn", "returned"]).nullable(),
  dueOn: z.iso.date(),
  isOverdue: z.boolean(),
  publishedAt: instant,
  isBarred: z.boolean(),
});
export type SampleRow = z.infer<typeof sampleRow>;
export const samplePage = pageOf(sampleRow);
export const sampleListInput = paging.extend({ isOpen: z.boolean().default(true) });
export type SampleListInput = z.input<typeof sampleListInput>;
export const judgeOutcome = z.object({
  sampleId: z.string(),
  state: z.enum(["passed", "failed"]),
  outcome: z.enum(["withdrawn", "returned"]).nullable(),
  isLaneLost: z.boolean(),
});
export type JudgeOutcome = z.infer<typeof judgeOutcome>;
