export { documentHash } from "./document-hash.ts";
export * from "./guarded-engine.ts";
export * from "./index-port.ts";
export * from "./match-names.ts";
export {
  type Embed,
  EmbedderError,
  type EmbedderInput,
  type EmbedderSetting,
  embeddedExtra,
  embedderSetting,
  isOfEmbedder,
  withEmbedder,
} from "./meilisearch/embedder.ts";
export {
  type EmbedderConfig,
  embedderText,
  embedOver,
  readEmbedder,
  type VectorsFrom,
} from "./meilisearch/embedder-config.ts";
export { MeilisearchEngine, type MeilisearchEngineDeps, type Semantic } from "./meilisearch/meilisearch-engine.ts";
export { type KeeperOptions, MeilisearchKeeper, OLDEST_SERVER } from "./meilisearch/meilisearch-keeper.ts";
export { MeilisearchStore } from "./meilisearch/meilisearch-store.ts";
export { EngineSlowError, EngineVersionError, problemOf } from "./meilisearch/problem.ts";
export { type EditableWords, indexSettings } from "./meilisearch/settings.ts";
export * from "./port.ts";
export { databaseSide } from "./postgres/database-side.ts";
export { EmbeddedIndex } from "./postgres/embedded-index.ts";
export { clearIndex, IndexWriter, type Run, recountTerms } from "./postgres/index-writer.ts";
export { PostgresSearchEngine, type Queryable } from "./postgres/postgres-engine.ts";
export * from "./text/index.ts";
