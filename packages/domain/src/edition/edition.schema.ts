import { z } from "zod";
import { citedBasis } from "../basis/basis.schema.ts";
import { entryKind } from "../entry/entry-content.ts";
import { day, instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { editionState } from "./edition.states.ts";
import { editionDifference } from "./edition-difference.ts";
import { frozenEntry } from "./frozen-entry.ts";

const id = z.string().min(1).max(60);
const line = (max: number) => z.string().trim().max(max, "edition.too_long");
const optional = (max: number) =>
  line(max)
    .nullable()
    .default(null)
    .transform((text) => text || null);
const place = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() });

/** Editions are counted (第N批) within a jurisdiction and one of these. */
export const EDITION_SERIES = ["offers", "demands", "catalogue"] as const;
export const editionSeries = z.enum(EDITION_SERIES);
export type EditionSeries = z.infer<typeof editionSeries>;
export const kindsOfSeries = (series: EditionSeries): ("offer" | "demand")[] =>
  series === "offers" ? ["offer"] : series === "demands" ? ["demand"] : ["offer", "demand"];

/** More than this is no catalogue that anybody reads. */
export const EDITION_LIMIT = 2000;

/** Which published entries are taken in; everything left out means "any". */
export const editionFilter = z.object({
  callId: id.nullable().default(null),
  chainCodes: z.array(line(40).min(1)).max(50).default([]),
  industryPrefixes: z
    .array(z.string().regex(/^[A-T]?\d{0,4}$/, "edition.industry_shape"))
    .max(50)
    .default([]),
  jurisdictionIds: z.array(id).max(100).default([]),
  /** Days in Shanghai on which the entry was published, both included. */
  publishedFrom: day.nullable().default(null),
  publishedTo: day.nullable().default(null),
});
export type EditionFilter = z.infer<typeof editionFilter>;

const citation = z.object({ basisId: id, overrideReason: optional(1000) });
const texts = {
  title: line(120).min(1, "edition.title_missing"),
  titleEn: optional(240),
  preface: line(10_000).default(""),
  prefaceEn: optional(20_000),
  /** Who issues it, one line each: 主办, 承办. */
  issuers: z.array(line(200).min(1)).max(20, "edition.too_many").default([]),
  bases: z.array(citation).max(10).default([]),
};
export const createEditionInput = z.object({ jurisdictionId: id, series: editionSeries, ...texts });
export type CreateEditionInput = z.input<typeof createEditionInput>;
export const updateEditionInput = z.object({ editionId: id, version: z.number().int(), ...texts });
export type UpdateEditionInput = z.input<typeof updateEditionInput>;
export const editionRef = z.object({ editionId: id });
export type EditionRef = z.input<typeof editionRef>;

/** `replace` begins anew, `add` keeps what was picked by hand. */
export const fillEditionInput = z.object({
  editionId: id,
  filter: editionFilter.prefault({}),
  mode: z.enum(["replace", "add"]).default("replace"),
});
export type FillEditionInput = z.input<typeof fillEditionInput>;
/** The picks, in their order. */
export const saveEditionPicksInput = z.object({
  editionId: id,
  version: z.number().int(),
  entryIds: z.array(id).max(EDITION_LIMIT, "edition.too_many_entries"),
});
export type SaveEditionPicksInput = z.input<typeof saveEditionPicksInput>;
export const sortEditionInput = z.object({ editionId: id, by: z.enum(["chain", "industry", "number", "published"]) });
export type SortEditionInput = z.input<typeof sortEditionInput>;
export const addToEditionInput = z.object({ editionId: id, number: line(40).min(1, "edition.number_missing") });
export type AddToEditionInput = z.input<typeof addToEditionInput>;
export const addErratumInput = z.object({
  editionId: id,
  entryNumber: optional(40),
  text: line(4000).min(2, "edition.erratum_missing"),
  textEn: optional(8000),
});
export type AddErratumInput = z.input<typeof addErratumInput>;
export const listEditionsInput = paging.extend({ state: editionState.optional(), series: editionSeries.optional() });
export type ListEditionsInput = z.input<typeof listEditionsInput>;
export const editionRuleInput = z.object({ jurisdictionId: id, needsSecondPerson: z.boolean() });
export type EditionRuleInput = z.input<typeof editionRuleInput>;
export const editionRule = z.array(
  z.object({
    jurisdictionId: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    needsSecondPerson: z.boolean(),
  }),
);
export type EditionRule = z.infer<typeof editionRule>;

export const EDITION_ACTIONS = ["edit", "prepare", "giveBack", "issue", "discard", "addErratum"] as const;
export const editionAction = z.enum(EDITION_ACTIONS);
export type EditionAction = z.infer<typeof editionAction>;

/** Why a picked entry does not go in. Said to coordinators of its area only. */
export const LEFT_OUT_REASONS = [
  "not_published",
  "withdrawn",
  "expired",
  "historical",
  "limited_circle",
  "other_area",
  "other_kind",
] as const;
export const leftOutReason = z.enum(LEFT_OUT_REASONS);
export type LeftOutReason = z.infer<typeof leftOutReason>;

export const editionCard = z.object({
  entryId: z.string(),
  number: z.string(),
  kind: entryKind,
  title: z.string(),
  titleEn: z.string().nullable(),
  posterName: z.string().nullable(),
  isPosterHidden: z.boolean(),
  chain: z.string().nullable(),
  industry: z.string().nullable(),
  validUntil: day.nullable(),
});
export type EditionCard = z.infer<typeof editionCard>;
export const leftOutEntry = z.object({
  entryId: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  reason: leftOutReason,
});
export type LeftOutEntry = z.infer<typeof leftOutEntry>;

/** What would be issued now. */
export const editionPreview = z.object({
  entries: z.array(editionCard),
  leftOut: z.array(leftOutEntry),
  difference: editionDifference,
  previous: z.object({ slug: z.string(), no: z.number().int(), title: z.string() }).nullable(),
});
export type EditionPreview = z.infer<typeof editionPreview>;

export const editionFile = z.object({
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
});
export type EditionFile = z.infer<typeof editionFile>;
export const editionErratum = z.object({
  no: z.number().int(),
  entryNumber: z.string().nullable(),
  text: z.string(),
  textEn: z.string().nullable(),
  createdAt: instant,
});
export type EditionErratum = z.infer<typeof editionErratum>;

export const editionRow = z.object({
  id: z.string(),
  series: editionSeries,
  state: editionState,
  no: z.number().int().nullable(),
  slug: z.string().nullable(),
  title: z.string(),
  titleEn: z.string().nullable(),
  jurisdiction: place,
  entryCount: z.number().int(),
  issuedOn: day.nullable(),
  updatedAt: instant,
});
export type EditionRow = z.infer<typeof editionRow>;
export const editionPage = pageOf(editionRow);
export type EditionPage = z.infer<typeof editionPage>;

export const ISSUE_STEPS = ["queued", "freezing", "jsonld", "xlsx", "docx", "pdf", "storing", "done"] as const;
export const issueStep = z.enum(ISSUE_STEPS);
export type IssueStep = z.infer<typeof issueStep>;

export const editionView = z.object({
  id: z.string(),
  series: editionSeries,
  state: editionState,
  no: z.number().int().nullable(),
  slug: z.string().nullable(),
  jurisdiction: place,
  title: z.string(),
  titleEn: z.string().nullable(),
  preface: z.string(),
  prefaceEn: z.string().nullable(),
  issuers: z.array(z.string()),
  bases: z.array(citedBasis),
  selection: editionFilter.nullable(),
  pickCount: z.number().int(),
  entryCount: z.number().int(),
  rootHash: z.string().nullable(),
  issuedOn: day.nullable(),
  preparedByName: z.string().nullable(),
  preparedAt: instant.nullable(),
  issuedByName: z.string().nullable(),
  issuedAt: instant.nullable(),
  progress: z.object({ step: issueStep, done: z.number().int(), total: z.number().int() }).nullable(),
  /** Why the last attempt to issue stopped; it can be repeated. */
  failure: z.string().nullable(),
  files: z.array(editionFile),
  errata: z.array(editionErratum),
  difference: editionDifference.nullable(),
  obstacles: z.array(z.object({ reason: z.string(), details: z.record(z.string(), z.unknown()) })),
  needsSecondPerson: z.boolean(),
  version: z.number().int(),
  allowedActions: z.array(editionAction),
});
export type EditionView = z.infer<typeof editionView>;

/** What the root hash covers beside the entries. */
export const editionHeader = z.object({
  format: z.literal("jiebang.edition/1"),
  slug: z.string(),
  no: z.number().int(),
  series: editionSeries,
  jurisdiction: z.object({ code: z.string(), name: z.string(), nameEn: z.string().nullable() }),
  title: z.string(),
  titleEn: z.string().nullable(),
  preface: z.string(),
  prefaceEn: z.string().nullable(),
  issuers: z.array(z.string()),
  bases: z.array(z.object({ documentNo: z.string(), title: z.string(), issuer: z.string() })),
  issuedOn: day,
  previous: z.object({ slug: z.string(), rootHash: z.string() }).nullable(),
});
export type EditionHeader = z.infer<typeof editionHeader>;

export const publicEditionRow = z.object({
  id: z.string(),
  slug: z.string(),
  no: z.number().int(),
  series: editionSeries,
  title: z.string(),
  titleEn: z.string().nullable(),
  jurisdictionName: z.string(),
  jurisdictionNameEn: z.string().nullable(),
  entryCount: z.number().int(),
  issuedOn: day,
  issuedAt: instant,
  rootHash: z.string(),
});
export type PublicEditionRow = z.infer<typeof publicEditionRow>;

/** An entry as it was frozen, with what became of it since. */
export const publicEditionEntry = z.object({
  position: z.number().int(),
  hash: z.string(),
  content: frozenEntry,
  /** Null while it still stands in the catalogue. */
  since: z.enum(["withdrawn", "expired", "matched", "changed"]).nullable(),
});
export type PublicEditionEntry = z.infer<typeof publicEditionEntry>;

export const publicEdition = publicEditionRow.extend({
  header: editionHeader,
  entries: z.array(publicEditionEntry),
  difference: editionDifference,
  files: z.array(editionFile),
  errata: z.array(editionErratum),
  previous: z.object({ slug: z.string(), no: z.number().int() }).nullable(),
  next: z.object({ slug: z.string(), no: z.number().int() }).nullable(),
});
export type PublicEdition = z.infer<typeof publicEdition>;
