import { z } from "zod";

// A template is data: an old round keeps the version it was made from, a new one takes the version in force.

const texts = z.object({ zh: z.string(), en: z.string() });
export type LocalText = z.infer<typeof texts>;

/** What a parameter can be: a word, a number, yes or no, or a list of words. */
export const parameterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type ParameterValue = z.infer<typeof parameterValue>;

export const templateStage = z.object({
  key: z.string(),
  name: texts,
  /** What happens in it, in one sentence for everybody. */
  explains: texts,
  /** Who ends it: the clock at its closing instant, or a person. */
  turn: z.enum(["clock", "hand"]),
  /** Actions that people may do while it is active. */
  allows: z.array(z.string()),
  /** What becomes visible from it on: `board`, `counts`, `bids` (to poster and coordinators), `result`. */
  shows: z.array(z.string()),
});
export type TemplateStage = z.infer<typeof templateStage>;

export const templateParameter = z.object({
  key: z.string(),
  name: texts,
  explains: texts,
  /** Where the default comes from. `practice` is a custom or our choice: it is never printed as law. */
  citation: z.object({ kind: z.enum(["source", "practice"]), zh: z.string(), en: z.string() }),
  default: parameterValue,
});
export type TemplateParameter = z.infer<typeof templateParameter>;

export const templateContent = z.object({
  stages: z.array(templateStage).min(1),
  parameters: z.array(templateParameter),
  /** Printed on boards and notices. */
  texts: z.record(z.string(), texts),
  citations: z.array(z.object({ title: z.string(), documentNo: z.string().nullable(), issuer: z.string() })),
});
export type TemplateContent = z.infer<typeof templateContent>;

export const templateView = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  version: z.number().int(),
  effectiveFrom: z.iso.date(),
  hash: z.string(),
  content: templateContent,
});
export type TemplateView = z.infer<typeof templateView>;
