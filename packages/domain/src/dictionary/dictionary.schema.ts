import { z } from "zod";

// Words of the search that administrators and city coordinators edit. A draft gathers rows; publishing makes them a numbered
// version that never changes. Version 0 is what the software ships with; its words always stay.

export const DICTIONARY_KINDS = ["synonym", "word"] as const;
export const dictionaryKind = z.enum(DICTIONARY_KINDS);
export type DictionaryKind = z.infer<typeof dictionaryKind>;

export const MAX_DICTIONARY_NAMES = 12;
export const MAX_NAME_LENGTH = 60;
/** Lines of one glossary file [K]. */
export const MAX_IMPORT_LINES = 50_000;
/** Rows of all together: every process holds them in memory [K]. */
export const MAX_DICTIONARY_ROWS = 100_000;

const name = z.string().max(200, "dictionary.name_long");

export const saveDictionaryRowInput = z.object({
  /** Replaces this row; absent: a new one. */
  rowId: z.string().max(60).optional(),
  kind: dictionaryKind,
  /** Names of one thing in any language (at least two), or one word of the trade. */
  names: z.array(name).min(1, "dictionary.names_missing").max(MAX_DICTIONARY_NAMES, "dictionary.names_many"),
  note: z.string().trim().max(200, "dictionary.note_long").default(""),
  /** The query in vain that this row answers; it leaves the list of misses. */
  missedQuery: z.string().max(200).optional(),
});
export type SaveDictionaryRowInput = z.input<typeof saveDictionaryRowInput>;

export const dictionaryRowRef = z.object({ rowId: z.string().max(60) });
export type DictionaryRowRef = z.input<typeof dictionaryRowRef>;

export const listDictionaryInput = z.object({
  query: z.string().max(100).default(""),
  kind: dictionaryKind.optional(),
  /** Only what changes with the next version. */
  isChangedOnly: z.boolean().default(false),
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).max(1_000_000).default(0),
});
export type ListDictionaryInput = z.input<typeof listDictionaryInput>;

export const dictionaryRowView = z.object({
  rowId: z.string(),
  kind: dictionaryKind,
  names: z.array(z.string()),
  note: z.string(),
  source: z.enum(["hand", "miss", "import", "restore"]),
  /** new: comes with the next version; leaving: goes with it; published: stands. */
  state: z.enum(["new", "leaving", "published"]),
  sinceNo: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  byName: z.string().nullable(),
  allowedActions: z.array(z.enum(["edit", "remove", "keep"])),
});
export type DictionaryRowView = z.infer<typeof dictionaryRowView>;

export const dictionaryVersionView = z.object({
  no: z.number().int(),
  note: z.string(),
  restoresNo: z.number().int().nullable(),
  added: z.number().int(),
  removed: z.number().int(),
  publishedAt: z.iso.datetime(),
  byName: z.string().nullable(),
  state: z.enum(["building", "built"]),
  /** Texts to cut anew, once they are counted. */
  total: z.number().int().nullable(),
  done: z.number().int(),
  builtAt: z.iso.datetime().nullable(),
  isCurrent: z.boolean(),
  allowedActions: z.array(z.enum(["restore"])),
});
export type DictionaryVersionView = z.infer<typeof dictionaryVersionView>;

export const dictionaryPage = z.object({
  items: z.array(dictionaryRowView),
  total: z.number().int(),
  counts: z.object({ published: z.number().int(), new: z.number().int(), leaving: z.number().int() }),
  current: dictionaryVersionView.nullable(),
  /** What the software brings along, for the eye: never edited here. */
  shipped: z.object({ synonyms: z.number().int(), words: z.number().int(), cedictEntries: z.number().int() }),
  allowedActions: z.array(z.enum(["add", "import", "publish", "discard"])),
});
export type DictionaryPage = z.infer<typeof dictionaryPage>;

export const dictionaryVersions = z.object({ items: z.array(dictionaryVersionView), total: z.number().int() });
export type DictionaryVersions = z.infer<typeof dictionaryVersions>;
export const listVersionsInput = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).max(100_000).default(0),
});
export type ListVersionsInput = z.input<typeof listVersionsInput>;

export const publishDictionaryInput = z.object({
  note: z.string().trim().max(500, "dictionary.note_long").default(""),
  /** The version that the draft was read against: two who publish at once do not overwrite each other. */
  currentNo: z.number().int().min(0),
});
export type PublishDictionaryInput = z.input<typeof publishDictionaryInput>;

export const restoreDictionaryInput = z.object({
  no: z.number().int().min(0),
  currentNo: z.number().int().min(0),
  reason: z.string().trim().min(4, "dictionary.reason_missing").max(500, "dictionary.note_long"),
});
export type RestoreDictionaryInput = z.input<typeof restoreDictionaryInput>;

/** A glossary: one line, one term: Chinese ⇥ English, further columns are other names; a line that begins with # is skipped. */
export const glossaryImportInput = z.object({
  text: z.string().min(1, "dictionary.file_empty").max(6_000_000, "dictionary.file_large"),
  fileName: z.string().max(200).default(""),
});
export type GlossaryImportInput = z.input<typeof glossaryImportInput>;

export const glossaryPreview = z.object({
  lines: z.number().int(),
  /** What an import would add; the first of them to look at. */
  fresh: z.number().int(),
  /** Already in the dictionary or the draft, word for word. */
  known: z.number().int(),
  sample: z.array(z.object({ line: z.number().int(), names: z.array(z.string()) })),
  failed: z.number().int(),
  errors: z.array(z.object({ line: z.number().int(), text: z.string(), reason: z.string() })),
});
export type GlossaryPreview = z.infer<typeof glossaryPreview>;
