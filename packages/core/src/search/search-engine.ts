import type { Database } from "@jiebang/db";
import type { EntryCard } from "@jiebang/domain";
import { PostgresSearchEngine, type SearchEngine } from "@jiebang/search";

const engines = new WeakMap<Database["pool"], SearchEngine<EntryCard>>();

/** The engine of a database; one per pool, because connections remember prepared statements. */
export function searchEngineOf(db: Pick<Database, "pool">): SearchEngine<EntryCard> {
  let engine = engines.get(db.pool);
  if (!engine) {
    engine = new PostgresSearchEngine<EntryCard>(db.pool);
    engines.set(db.pool, engine);
  }
  return engine;
}
