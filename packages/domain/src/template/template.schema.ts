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
  /** `pause`: a stage of its own name in which nothing is done; without it the key says what kind it is. */
  kind: z.literal("pause").optional(),
  /** Working days of a pause that the clock ends. */
  days: z.number().int().optional(),
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

/** What is wrong with a template, or what it asks for that nothing carries out yet. `details` may hold texts in both languages. */
export const templateProblem = z.object({
  /** `fault`: cannot be published; `waits`: can be published, but no round is made from it yet. */
  weight: z.enum(["fault", "waits"]),
  reason: z.string(),
  path: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), texts])),
});
export type TemplateProblem = z.infer<typeof templateProblem>;

export const templateView = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  version: z.number().int(),
  effectiveFrom: z.iso.date(),
  hash: z.string(),
  content: templateContent,
  /** Whether a round can be made from it: everything in it has something that carries it out. */
  isUsable: z.boolean(),
  waitsFor: z.array(templateProblem),
});
export type TemplateView = z.infer<typeof templateView>;

/** One field that differs between two versions; `before` or `after` is null where it is missing. */
export const templateChange = z.object({
  path: z.string(),
  /** Which stage, parameter or text, where it has a name. */
  subject: texts.nullable(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type TemplateChange = z.infer<typeof templateChange>;

export const templateListItem = z.object({
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  versions: z.number().int(),
  /** The version rounds are made from today; null while all lie ahead. */
  inForce: z.number().int().nullable(),
  effectiveFrom: z.iso.date().nullable(),
  isUsable: z.boolean(),
  waitsFor: z.array(templateProblem),
  rounds: z.number().int(),
});
export type TemplateListItem = z.infer<typeof templateListItem>;

export const versionOfTemplate = z.object({
  version: z.number().int(),
  effectiveFrom: z.iso.date(),
  /** The last day before a later version takes over; null while none does. */
  effectiveTo: z.iso.date().nullable(),
  state: z.enum(["future", "in_force", "past", "never"]),
  hash: z.string(),
  note: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: z.string(),
  rounds: z.number().int(),
  content: templateContent,
  isUsable: z.boolean(),
  waitsFor: z.array(templateProblem),
});
export type VersionOfTemplate = z.infer<typeof versionOfTemplate>;

export const templateDetail = z.object({
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  /** The newest first. */
  versions: z.array(versionOfTemplate),
  mayPublish: z.boolean(),
  today: z.iso.date(),
});
export type TemplateDetail = z.infer<typeof templateDetail>;

export const templateRef = z.object({ key: z.string().min(1).max(60) });
export type TemplateRef = z.infer<typeof templateRef>;

const number = z.number().int().min(1);
export const compareVersionsInput = templateRef.extend({ from: number, to: number });
export type CompareVersionsInput = z.infer<typeof compareVersionsInput>;

export const checkTemplateInput = templateRef.extend({
  /** What was open in the editor: the answer compares with it. */
  baseVersion: number,
  content: templateContent,
  /** The day a round would begin, for the timeline; today when left out. */
  startsOn: z.iso.date("template.day_shape").nullish(),
});
export type CheckTemplateInput = z.infer<typeof checkTemplateInput>;

export const timelineDay = z.object({
  key: z.string(),
  name: texts,
  from: z.iso.date(),
  /** Null for the end, and for what lasts as long as it lasts. */
  to: z.iso.date().nullable(),
  workingDays: z.number().int().nullable(),
  /** What sets its length: a parameter, the stage itself, or nothing (a person ends it). */
  setBy: z.string().nullable(),
});
export type TimelineDay = z.infer<typeof timelineDay>;

export const templateCheck = z.object({
  problems: z.array(templateProblem),
  timeline: z.array(timelineDay),
  changes: z.array(templateChange),
  /** Set when somebody published a newer version meanwhile: what it changed against `baseVersion`. */
  newer: z.object({ version: z.number().int(), changes: z.array(templateChange) }).nullable(),
});
export type TemplateCheck = z.infer<typeof templateCheck>;

export const publishTemplateInput = checkTemplateInput.omit({ startsOn: true }).extend({
  effectiveFrom: z.iso.date("template.day_shape"),
  note: z.string().trim().min(1, "template.note_missing").max(500, "template.note_long"),
});
export type PublishTemplateInput = z.infer<typeof publishTemplateInput>;
