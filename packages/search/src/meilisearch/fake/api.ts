// The part of Meilisearch's interface that we use, in our own words: what we send is closed (a key that is not named here is
// an error), what we get may hold more. `api.test.ts` compares it with the server's own description where that is at hand.

type Schema = Record<string, unknown>;

const text = { type: "string" };
const texts = { type: "array", items: text };
const count = { type: "integer", minimum: 0 };
const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: "null" }] });
const open = (properties: Record<string, Schema>, required: string[]): Schema => ({
  type: "object",
  properties,
  required,
});
const closed = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  ...open(properties, required),
  additionalProperties: false,
});
const listOf = (items: Schema): Schema => ({ type: "array", items });

const uid = { type: "string", pattern: "^[A-Za-z0-9_-]{1,400}$" };
const anything = { type: "object" };
const status = { enum: ["enqueued", "processing", "succeeded", "failed", "canceled"] };
const failure = open({ message: text, code: text, type: text, link: text }, ["message", "code", "type", "link"]);

const query = closed(
  {
    indexUid: uid,
    q: text,
    filter: { anyOf: [text, listOf(text)] },
    attributesToRetrieve: texts,
    attributesToSearchOn: texts,
    matchingStrategy: { enum: ["all", "last", "frequency"] },
    locales: texts,
    sort: texts,
    facets: texts,
    showRankingScore: { type: "boolean" },
    offset: count,
    limit: count,
    page: count,
    hitsPerPage: count,
    federationOptions: closed({ weight: { type: "number" } }),
    hybrid: closed({ embedder: text, semanticRatio: { type: "number", minimum: 0, maximum: 1 } }, ["embedder"]),
    vector: listOf({ type: "number" }),
  },
  ["indexUid"],
);

const searched = open(
  {
    hits: listOf(anything),
    query: text,
    processingTimeMs: count,
    facetDistribution: maybe(anything),
    totalHits: count,
    estimatedTotalHits: count,
  },
  ["hits", "processingTimeMs"],
);

const task = open(
  {
    uid: count,
    indexUid: maybe(text),
    status,
    type: text,
    error: maybe(failure),
    enqueuedAt: text,
    finishedAt: maybe(text),
  },
  ["uid", "status", "type", "enqueuedAt"],
);
const taken = open({ taskUid: count, indexUid: maybe(text), status, type: text, enqueuedAt: text }, [
  "taskUid",
  "status",
  "type",
  "enqueuedAt",
]);
const index = open({ uid: text, primaryKey: maybe(text), createdAt: text, updatedAt: text }, ["uid", "createdAt"]);

const settings = closed({
  searchableAttributes: texts,
  displayedAttributes: texts,
  filterableAttributes: listOf({ anyOf: [text, anything] }),
  sortableAttributes: texts,
  rankingRules: texts,
  stopWords: texts,
  dictionary: texts,
  synonyms: { type: "object", additionalProperties: texts },
  typoTolerance: anything,
  prefixSearch: { enum: ["indexingTime", "disabled"] },
  facetSearch: { type: "boolean" },
  faceting: anything,
  pagination: anything,
  proximityPrecision: { enum: ["byWord", "byAttribute"] },
  searchCutoffMs: count,
  localizedAttributes: listOf(anything),
  embedders: anything,
});

export interface Operation {
  /** As the server's description names it. */
  path: string;
  method: "get" | "post" | "patch" | "delete";
  body?: Schema;
  params?: string[];
  status: number;
  answer: Schema;
}

export const operations: Operation[] = [
  { path: "/health", method: "get", status: 200, answer: open({ status: text }, ["status"]) },
  { path: "/version", method: "get", status: 200, answer: open({ pkgVersion: text }, ["pkgVersion"]) },
  {
    path: "/multi-search",
    method: "post",
    body: closed({ queries: listOf(query), federation: closed({ offset: count, limit: count }) }, ["queries"]),
    status: 200,
    answer: { anyOf: [open({ results: listOf(searched) }, ["results"]), searched] },
  },
  { path: "/indexes", method: "get", params: ["offset", "limit"], status: 200, answer: open({ results: listOf(index), total: count }, ["results", "total"]) },
  { path: "/indexes", method: "post", body: closed({ uid, primaryKey: text }, ["uid"]), status: 202, answer: taken },
  { path: "/indexes/{index_uid}", method: "get", status: 200, answer: index },
  { path: "/indexes/{index_uid}", method: "delete", status: 202, answer: taken },
  { path: "/indexes/{index_uid}/stats", method: "get", status: 200, answer: open({ numberOfDocuments: count }, ["numberOfDocuments"]) },
  { path: "/indexes/{index_uid}/settings", method: "patch", body: settings, status: 202, answer: taken },
  { path: "/indexes/{index_uid}/settings/stop-words", method: "get", status: 200, answer: texts },
  { path: "/indexes/{index_uid}/documents", method: "post", body: listOf(open({ id: text }, ["id"])), status: 202, answer: taken },
  { path: "/indexes/{index_uid}/documents/delete-batch", method: "post", body: texts, status: 202, answer: taken },
  {
    path: "/indexes/{index_uid}/documents/fetch",
    method: "post",
    body: closed({ filter: text, ids: texts, fields: texts, sort: texts, limit: count, offset: count }),
    status: 200,
    answer: open({ results: listOf(anything), total: count }, ["results", "total"]),
  },
  { path: "/swap-indexes", method: "post", body: listOf(closed({ indexes: listOf(uid), rename: { type: "boolean" } }, ["indexes"])), status: 202, answer: taken },
  { path: "/tasks/{task_id}", method: "get", status: 200, answer: task },
  {
    path: "/tasks",
    method: "get",
    params: ["indexUids", "statuses", "types", "limit", "afterFinishedAt"],
    status: 200,
    answer: open({ results: listOf(task), total: count }, ["results", "total"]),
  },
]; // biome-ignore format: one operation a line

export const errorAnswer = failure;
