export * from "./guarded-engine.ts";
export * from "./index-port.ts";
export * from "./match-names.ts";
export { EngineSlowError, EngineVersionError, problemOf } from "./meilisearch/problem.ts";
export * from "./port.ts";
export { clearIndex, IndexWriter, type Run, recountTerms } from "./postgres/index-writer.ts";
export { PostgresSearchEngine, type Queryable } from "./postgres/postgres-engine.ts";
export * from "./text/index.ts";
