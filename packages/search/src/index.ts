export * from "./port.ts";
export { clearIndex, IndexWriter, type Run, recountTerms } from "./postgres/index-writer.ts";
export { PostgresSearchEngine, type Queryable } from "./postgres/postgres-engine.ts";
export * from "./text/index.ts";
