import type { Database } from "@jiebang/db";
import type { EntryCard } from "@jiebang/domain";
import {
  databaseSide,
  type EngineStatus,
  GuardedSearchEngine,
  MeilisearchEngine,
  PostgresSearchEngine,
  type SearchEngine,
  type Semantic,
} from "@jiebang/search";
import { clientOf, embedOf, INDEX, type MeilisearchAddress, restOf } from "../search-index/connection.ts";
import { readIndexState } from "../search-index/index-state.ts";
import { noteEmbedderFailure } from "../search-index/unembedded.ts";

type Engine = SearchEngine<EntryCard>;
interface Engines {
  answering: Engine;
  guarded?: GuardedSearchEngine<EntryCard>;
}

const engines = new WeakMap<Database["pool"], Engines>();

/** Longest wait of somebody who searches for one answer of the other server. */
const SEARCH_MS = 3000;
/** How often a process looks whether the index has been built meanwhile. */
const LOOK_MS = 1000;

/** The engine of a database; one per pool, because connections remember prepared statements. */
export function searchEngineOf(db: Pick<Database, "pool">): Engine {
  return enginesOf(db).answering;
}

/** How the other engine stands, as searches of this process met it; undefined where there is none. */
export function guardStatusOf(db: Pick<Database, "pool">): EngineStatus | undefined {
  return enginesOf(db).guarded?.status();
}

/** From now on Meilisearch answers, as soon as its index is built and while it is there; PostgreSQL otherwise. */
export function useMeilisearch(
  db: Pick<Database, "pool">,
  address: MeilisearchAddress,
  onChange?: (status: EngineStatus) => void,
): void {
  const embedded = new PostgresSearchEngine<EntryCard>(db.pool);
  // Whoever makes vectors is left alone for a while after a failure: nobody who searches waits for it meanwhile.
  let awaySince = Number.NEGATIVE_INFINITY;
  const onTrouble = (error: unknown) => {
    awaySince = performance.now();
    noteEmbedderFailure(db, error).catch(() => {}); // the database is away too
  };
  const { embedder } = address;
  const semantic: Semantic | undefined = embedder && { ...embedder.setting, embed: embedOf(address), onTrouble };
  const main = new MeilisearchEngine<EntryCard>({
    ...databaseSide<EntryCard>(db.pool),
    client: clientOf(address, SEARCH_MS),
    index: address.index ?? INDEX,
    get semantic() {
      return performance.now() - awaySince < restOf(address) ? undefined : semantic;
    },
  });
  const guarded = new GuardedSearchEngine<EntryCard>(main, embedded, { onChange });
  let isBuilt = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Until the index is whole, it would find too little. */
  const engine = async (): Promise<Engine> => {
    if (performance.now() - lookedAt > LOOK_MS) {
      lookedAt = performance.now();
      isBuilt = (await readIndexState(db)).built_at !== null;
    }
    return isBuilt ? guarded : embedded;
  };
  const answering: Engine = {
    search: async (spec) => (await engine()).search(spec),
    listIds: async (spec) => (await engine()).listIds(spec),
    suggest: (input, options) => embedded.suggest(input, options),
    similar: async (id, options) => (await engine()).similar(id, options),
    facetSearch: async (spec) => (await engine()).facetSearch(spec),
  };
  engines.set(db.pool, { answering, guarded });
}

function enginesOf(db: Pick<Database, "pool">): Engines {
  let found = engines.get(db.pool);
  if (!found) {
    found = { answering: new PostgresSearchEngine<EntryCard>(db.pool) };
    engines.set(db.pool, found);
  }
  return found;
}
