import { z } from "zod";

const instant = z.iso.datetime();
const count = z.number().int();

export const INDEX_ENGINES = ["postgres", "meilisearch"] as const;
export const indexEngine = z.enum(INDEX_ENGINES);
export type IndexEngine = z.infer<typeof indexEngine>;

/** What may be wrong with the other engine; each has a sentence and an advice. */
export const SEARCH_PROBLEMS = [
  "unreachable",
  "slow",
  "full",
  "wrongVersion",
  "unauthorised",
  "missing",
  "failing",
] as const;
export const searchProblem = z.enum(SEARCH_PROBLEMS);
export type SearchProblem = z.infer<typeof searchProblem>;

export const indexRebuildView = z.object({
  state: z.enum(["idle", "waiting", "running", "failed"]),
  done: count,
  total: count.nullable(),
  startedAt: instant.nullable(),
  /** When the index that is searched was last built whole by a rebuild. */
  builtAt: instant.nullable(),
  failure: z.string().nullable(),
});
export type IndexRebuildView = z.infer<typeof indexRebuildView>;

/** Of every document, by its hash. What waits to be sent is no difference. */
export const indexComparison = z.object({
  documents: count,
  missing: count,
  stale: count,
  /** In the index, and public no more. */
  left: count,
  /** Entries that differ, a few of them. */
  examples: z.array(z.string()),
});
export type IndexComparison = z.infer<typeof indexComparison>;

export const indexComparisonView = z.object({
  state: z.enum(["never", "waiting", "running", "done", "failed"]),
  done: count,
  total: count.nullable(),
  askedAt: instant.nullable(),
  askedByName: z.string().nullable(),
  endedAt: instant.nullable(),
  result: indexComparison.nullable(),
  problem: searchProblem.nullable(),
  failure: z.string().nullable(),
});
export type IndexComparisonView = z.infer<typeof indexComparisonView>;

export const searchIndexAction = z.enum(["rebuild", "compare"]);
export const oneIndexView = z.object({
  engine: indexEngine,
  isAnswering: z.boolean(),
  version: z.string().nullable(),
  /** Null: nobody could be asked. */
  documents: count.nullable(),
  rebuild: indexRebuildView,
  comparison: indexComparisonView,
  allowedActions: z.array(searchIndexAction),
});
export type OneIndexView = z.infer<typeof oneIndexView>;

export const embedderView = z.object({
  source: z.enum(["rest", "ollama", "userProvided"]),
  /** Where vectors come from: host and port, never a key. */
  host: z.string().nullable(),
  model: z.string().nullable(),
  dimensions: count.nullable(),
  ratio: z.number(),
  /** Entries whose meaning could not be had yet: found by their words alone. */
  waiting: count,
  failure: z.object({ at: instant, text: z.string() }).nullable(),
});
export type EmbedderView = z.infer<typeof embedderView>;

export const searchIndexView = z.object({
  /** Where Meilisearch comes from: nowhere, an address that was given, a program found on this machine. */
  source: z.enum(["none", "url", "path"]),
  host: z.string().nullable(),
  answering: indexEngine,
  /** PostgreSQL answers although Meilisearch should. */
  isDegraded: z.boolean(),
  /** `building`: its index is not whole yet. */
  why: z.union([searchProblem, z.literal("building")]).nullable(),
  since: instant.nullable(),
  /** In the server's own words. */
  detail: z.string().nullable(),
  /** A process keeps the other index true. */
  isFed: z.boolean(),
  /** Public entries of the database. */
  entries: count,
  queue: z.object({
    waiting: count,
    /** Of these, what the engine refused and is tried again later. */
    refused: count,
    oldestAt: instant.nullable(),
    lagSeconds: count,
  }),
  lastFailure: z.object({ at: instant, text: z.string() }).nullable(),
  words: z.object({ published: count, inUse: count }),
  settings: z.object({ live: z.string().nullable(), wanted: z.string() }).nullable(),
  embedder: embedderView.nullable(),
  indexes: z.array(oneIndexView),
  checkedAt: instant,
});
export type SearchIndexView = z.infer<typeof searchIndexView>;

export const searchIndexInput = z.object({ engine: indexEngine });
export type SearchIndexInput = z.input<typeof searchIndexInput>;
