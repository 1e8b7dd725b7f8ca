import { z } from "zod";
import { entryContent, entryKind } from "../entry/entry-content.ts";
import { instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";

/** What a column may become. Several columns may become one long text. */
export const importFields = [
  "title", "titleEn", "summary", "body", "appendix", "keywords", "keywordsEn", "externalId", "industry", "chain", "area",
  "modes", "money", "moneyMinWan", "moneyMaxWan", "maturity", "ipKind", "patentNumbers", "inventors", "department", "validity", "validUntil", "status",
  "problem", "todayState", "targets", "deadline", "partnerConditions", "ipWish", "conditions", "proven", "team",
  "contactName", "contactPhone", "contactEmail",
] as const; // biome-ignore format: a list of words
export const importField = z.enum(importFields);
export type ImportField = z.infer<typeof importField>;

export const importColumn = z.object({
  /** The header of the column, or the key of a JSON object. */
  from: z.string().min(1).max(200),
  to: importField,
  /** Written before the text of an appendix. */
  label: z.string().max(60).optional(),
});

/** One way the rows of a source may look; the first shape whose `when` columns are all there is taken. */
export const importShape = z.object({
  kind: entryKind,
  when: z.array(z.string().max(200)).max(20).default([]),
  columns: z.array(importColumn).min(1, "import.mapping_empty").max(200),
});
export type ImportShape = z.infer<typeof importShape>;

export const importMapping = z.object({
  /** Who the list comes from; part of every source id. */
  source: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, "import.source_shape"),
  /** The name of the placeholder organisation of this source, "to be claimed". */
  sourceName: z.string().trim().max(100).optional(),
  shapes: z.array(importShape).min(1, "import.mapping_empty").max(10),
});
export type ImportMapping = z.infer<typeof importMapping>;
export type ImportMappingInput = z.input<typeof importMapping>;

/** What is wrong or worth knowing about a row. `error` keeps it out, `note` only says what was done. */
export const importProblem = z.object({
  severity: z.enum(["error", "note"]),
  /** A key of i18n: `import.problem.<…>`. */
  reason: z.string(),
  field: z.string().optional(),
  value: z.string().optional(),
});
export type ImportProblem = z.infer<typeof importProblem>;

export const importRowStatus = z.enum(["ready", "changed", "known", "duplicate", "refused", "committed"]);
export type ImportRowStatus = z.infer<typeof importRowStatus>;

/** Where a row stands, as people count in their file. */
export const importPlace = z.object({ file: z.string(), line: z.number().int() });
export type ImportPlace = z.infer<typeof importPlace>;

export const importRowView = importPlace.extend({
  no: z.number().int(),
  status: importRowStatus,
  title: z.string(),
  kind: entryKind.nullable(),
  problems: z.array(importProblem),
  duplicateOf: importPlace.nullable(),
  entryId: z.string().nullable(),
  entryNumber: z.string().nullable(),
});
export type ImportRowView = z.infer<typeof importRowView>;
export const importRowDetail = importRowView.extend({
  raw: z.record(z.string(), z.unknown()),
  content: entryContent.nullable(),
});
export type ImportRowDetail = z.infer<typeof importRowDetail>;

// A list is uploaded, then read row by row into a staging table, looked at, and confirmed as a whole or not at all.
// What was interrupted while reading goes on where it stopped; what was interrupted while committing never happened.
export const IMPORT_STATES = [
  "uploaded",
  "staging",
  "staged",
  "committing",
  "committed",
  "cancelled",
  "failed",
] as const;
export const importState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof importState>;

export const importCounts = z.object({
  ready: z.number().int().default(0),
  changed: z.number().int().default(0),
  known: z.number().int().default(0),
  duplicate: z.number().int().default(0),
  refused: z.number().int().default(0),
  committed: z.number().int().default(0),
  /** Of the rows that come in: with something to look at. */
  noted: z.number().int().default(0),
  /** After a publication: past their validity. */
  historical: z.number().int().default(0),
  published: z.number().int().default(0),
});
export type ImportCounts = z.infer<typeof importCounts>;

export const IMPORT_ACTIONS = ["start", "confirm", "publish", "cancel"] as const;

export const importBatchView = z.object({
  id: z.string(),
  state: importState,
  source: z.string(),
  fileName: z.string(),
  size: z.number().int(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  isBulkPublication: z.boolean(),
  /** 0 while it is not known yet. */
  rowsTotal: z.number().int(),
  rowsDone: z.number().int(),
  counts: importCounts,
  error: z.string().nullable(),
  startedByName: z.string().nullable(),
  createdAt: instant,
  committedAt: instant.nullable(),
  allowedActions: z.array(z.enum(IMPORT_ACTIONS)),
});
export type ImportBatchView = z.infer<typeof importBatchView>;

export const importMappingView = importMapping.extend({
  id: z.string(),
  name: z.string(),
  isShipped: z.boolean(),
});
export type ImportMappingView = z.infer<typeof importMappingView>;

/** How certain we are of what a column is; `unsure` asks for a look. */
export const guessConfidence = z.enum(["sure", "likely", "unsure"]);
export type GuessConfidence = z.infer<typeof guessConfidence>;

/** What an uploaded file looks like, and how we would read it. */
export const importPreview = z.object({
  batch: importBatchView,
  format: z.enum(["xlsx", "csv", "json", "jsonl"]),
  encoding: z.string().nullable(),
  columns: z.array(
    z.object({ name: z.string(), samples: z.array(z.string()), confidence: guessConfidence.nullable() }),
  ),
  /** A saved mapping that fits, or one guessed from the headers. */
  suggested: importMapping.nullable(),
  suggestedMappingId: z.string().nullable(),
  /** The way this organisation's list was read the last time. */
  isRemembered: z.boolean(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importBatchRef = z.object({ batchId: z.string() });
export type ImportBatchRef = z.infer<typeof importBatchRef>;

export const startImportInput = z.object({
  batchId: z.string(),
  mappingId: z.string().optional(),
  mapping: importMapping.optional(),
  /** For whom: required for members; coordinators may leave it out, then the source's placeholder holds the entries. */
  organisationId: z.string().optional(),
});
export type StartImportInput = z.input<typeof startImportInput>;

export const confirmImportInput = z.object({
  batchId: z.string(),
  /** Publish at once: a vetting of the whole list by a city coordinator. */
  publish: z.boolean().default(false),
});
export type ConfirmImportInput = z.input<typeof confirmImportInput>;

export const importRowRef = z.object({ batchId: z.string(), no: z.number().int() });
export type ImportRowRef = z.infer<typeof importRowRef>;
export const importBatchPage = pageOf(importBatchView);

export const listImportRowsInput = paging.extend({
  batchId: z.string(),
  status: importRowStatus.optional(),
  onlyWithProblems: z.boolean().default(false),
});
export type ListImportRowsInput = z.input<typeof listImportRowsInput>;
export const importRowPage = pageOf(importRowView);

export const saveImportMappingInput = z.object({
  name: z.string().trim().min(1, "import.name_missing").max(80),
  mapping: importMapping,
});
export type SaveImportMappingInput = z.input<typeof saveImportMappingInput>;

/** Limits of one file. */
export const IMPORT_LIMITS = {
  fileBytes: 50 * 1024 * 1024,
  unzippedBytes: 300 * 1024 * 1024,
  rows: 50_000,
  columns: 200,
  cellCharacters: 40_000,
} as const;
