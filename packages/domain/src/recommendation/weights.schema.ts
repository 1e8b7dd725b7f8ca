import { z } from "zod";
import { entryKind } from "../entry/entry-content.ts";
import { instant } from "../kernel/instants.ts";
import { RECOMMENDATION_PARTS, type RecommendationPart } from "./recommendation.schema.ts";

// How much each part counts is set by the platform administrators, in versions that stand: a change is a new version with
// a reason, going back is a new version too. Only the ratios count; a part of weight 0 counts for nothing.

const weight = z
  .number("recommendation.weight_shape")
  .min(0, "recommendation.weight_shape")
  .max(100, "recommendation.weight_shape")
  .multipleOf(0.1, "recommendation.weight_shape");
const shape = Object.fromEntries(RECOMMENDATION_PARTS.map((part) => [part, weight])) as Record<
  RecommendationPart,
  typeof weight
>;
export const partWeights = z
  .strictObject(shape)
  .refine((weights) => Object.values(weights).some((value) => value > 0), "recommendation.weights_nothing");
export type PartWeights = Record<RecommendationPart, number>;

export const weightsVersionView = z.object({
  /** 0 is what the software ships with. */
  version: z.number().int(),
  weights: z.object(shape),
  reason: z.string(),
  /** Set when the version takes up an earlier one again. */
  revertsTo: z.number().int().nullable(),
  byName: z.string().nullable(),
  at: instant.nullable(),
  isCurrent: z.boolean(),
});
export type WeightsVersionView = z.infer<typeof weightsVersionView>;

export const rebuildView = z.object({
  cause: z.enum(["weights", "statistics", "asked"]),
  state: z.enum(["running", "done", "replaced"]),
  weightsVersion: z.number().int(),
  done: z.number().int(),
  total: z.number().int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
});
export type RebuildView = z.infer<typeof rebuildView>;

export const weightsPage = z.object({
  current: weightsVersionView,
  history: z.array(weightsVersionView),
  rebuild: rebuildView.nullable(),
  /** Entries that wait for their recommendations, and pairs that stand. */
  waiting: z.number().int(),
  pairs: z.number().int(),
});
export type WeightsPage = z.infer<typeof weightsPage>;

const reason = z.string().trim().min(4, "recommendation.reason_missing").max(500, "entry.too_long");
export const saveWeightsInput = z.object({ weights: partWeights, reason, basedOn: z.number().int().min(0) });
export type SaveWeightsInput = z.infer<typeof saveWeightsInput>;
export const revertWeightsInput = z.object({
  version: z.number().int().min(0),
  reason,
  basedOn: z.number().int().min(0),
});
export type RevertWeightsInput = z.infer<typeof revertWeightsInput>;

export const previewWeightsInput = z.object({
  weights: partWeights,
  sample: z.number().int().min(1, "recommendation.sample_size").max(500, "recommendation.sample_size").default(40),
  /** The same seed takes the same sample. */
  seed: z.string().trim().min(1).max(60).default("1"),
});
export type PreviewWeightsInput = z.input<typeof previewWeightsInput>;

const listed = z.object({ number: z.string(), title: z.string(), before: z.number().int(), after: z.number().int() });
export const previewedEntry = z.object({
  number: z.string(),
  kind: entryKind,
  title: z.string(),
  /** Counterparts of the first ten before or after; rank 0: not among them. */
  changes: z.array(listed),
  entered: z.number().int(),
  left: z.number().int(),
});
export type PreviewedEntry = z.infer<typeof previewedEntry>;
export const weightsPreview = z.object({
  previewId: z.string(),
  state: z.enum(["running", "done", "failed"]),
  done: z.number().int(),
  total: z.number().int(),
  weights: z.object(shape),
  seed: z.string(),
  comparedWith: z.number().int(),
  /** Most changed first. */
  entries: z.array(previewedEntry),
  summary: z.object({
    unchanged: z.number().int(),
    reordered: z.number().int(),
    replaced: z.number().int(),
    entered: z.number().int(),
  }),
});
export type WeightsPreview = z.infer<typeof weightsPreview>;
export const previewRef = z.object({ previewId: z.string().max(60) });
