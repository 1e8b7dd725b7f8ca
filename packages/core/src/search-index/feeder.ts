import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@jiebang/db";
import { type DocumentStore, IndexError, problemOf } from "@jiebang/search";
import pg from "pg";
import { useRecentWords } from "../dictionary/current-dictionary.ts";
import type { SearchConnection } from "./connection.ts";
import { feedMarks } from "./feed-marks.ts";
import {
  beginFeeding,
  isEveryChangeMarked,
  noteFailure,
  noteIndexGone,
  noteStanding,
  readIndexState,
  wantRebuild,
} from "./index-state.ts";
import { beginRebuild, continueRebuild, endRebuild, type Rebuild } from "./rebuild.ts";
import { retryUnembedded } from "./unembedded.ts";

const LOCK = 7140;
const TICK_MS = 200;
const WITHOUT_LOCK_MS = 1000;
const AFTER_TROUBLE_MS = 1000;
const CHECK_MS = 5000;

export interface Feeder {
  stop(): Promise<void>;
}

export interface FeederDeps {
  db: Pick<Database, "pool" | "prisma">;
  connection: SearchConnection;
  /** For the one connection that holds the lock: whoever loses it feeds no more. */
  databaseUrl: string;
  warn?(error: unknown): void;
}

/**
 * Keeps the index of the other engine true. Of all processes on a database one feeds at a time, the one that holds a lock
 * of the database; when it dies, the lock goes with its connection and another one takes over, with what is marked.
 */
export function startFeeder(deps: FeederDeps): Feeder {
  let isStopping = false;
  const running = (async () => {
    while (!isStopping) {
      const lock = new pg.Client({ connectionString: deps.databaseUrl, keepAlive: true });
      let isLost = false;
      lock.on("error", () => {
        isLost = true;
      });
      lock.on("end", () => {
        isLost = true;
      });
      try {
        await lock.connect();
        const { rows } = await lock.query(`SELECT pg_try_advisory_lock(${LOCK}) AS ok`);
        if (rows[0].ok) await new Shift(deps, () => isStopping || isLost).work();
      } catch (error) {
        if (!isStopping) deps.warn?.(error);
      } finally {
        await lock.end().catch(() => {});
      }
      if (!isStopping) await sleep(WITHOUT_LOCK_MS);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await running;
    },
  };
}

/** What one process does from getting the lock until it loses it. */
class Shift {
  readonly #deps: FeederDeps;
  readonly #isOver: () => boolean;
  #rebuild: Rebuild | undefined;
  #liveHash: string | undefined;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #told = "";

  constructor(deps: FeederDeps, isOver: () => boolean) {
    this.#deps = deps;
    this.#isOver = isOver;
  }

  async work(): Promise<void> {
    const { db } = this.#deps;
    if (await beginFeeding(db)) await wantRebuild(db);
    // A rebuild that died with its process begins again: the index beside is emptied.
    if ((await readIndexState(db)).state === "building") await wantRebuild(db);
    while (!this.#isOver()) {
      let wait = TICK_MS;
      try {
        if (await this.#round()) wait = 0;
      } catch (error) {
        wait = AFTER_TROUBLE_MS;
        await this.#trouble(error);
      }
      if (wait > 0 && !this.#isOver()) await sleep(wait);
    }
  }

  /** True when there is more to do at once. */
  async #round(): Promise<boolean> {
    const { db, connection } = this.#deps;
    await useRecentWords(db);
    const keeper = connection.keeper();
    if (performance.now() - this.#checkedAt > CHECK_MS) await this.#check();
    const state = await readIndexState(db);
    if (this.#rebuild && this.#rebuild.settingsHash !== keeper.settingsHash) this.#rebuild = undefined; // words changed
    const isWanted = state.wanted_at !== null || this.#liveHash !== keeper.settingsHash || state.built_at === null;
    if (!this.#rebuild && isWanted && (await isEveryChangeMarked(db))) this.#rebuild = await beginRebuild(db, keeper);
    const stores: DocumentStore[] = [];
    if (this.#liveHash) stores.push(connection.live(this.#liveHash));
    if (this.#rebuild) stores.push(this.#rebuild.store);
    if (stores.length === 0) return false;
    const fed = await feedMarks(db, stores, this.#isOver);
    if (!this.#rebuild || this.#isOver()) return fed > 0;
    if (!this.#rebuild.isFilled) await continueRebuild(db, this.#rebuild);
    else {
      await endRebuild(db, this.#rebuild);
      this.#liveHash = this.#rebuild.settingsHash;
      this.#rebuild = undefined;
    }
    this.#told = "";
    return true;
  }

  async #check(): Promise<void> {
    const { db, connection } = this.#deps;
    const keeper = connection.keeper();
    const status = await keeper.check();
    await noteStanding(db, status);
    if (!status.isAnswering) throw new IndexTrouble(status.problem ?? "failing", status.detail ?? "");
    this.#liveHash = await keeper.liveSettingsHash();
    const state = await readIndexState(db);
    // Another server than before, or one that lost what it had.
    if (state.built_at && (!this.#liveHash || (await isEmptied(this.#liveHash, connection, state.total ?? 0))))
      await noteIndexGone(db);
    if (connection.address.embedder && !connection.isEmbedderAway()) await retryUnembedded(db);
    this.#checkedAt = performance.now();
  }

  async #trouble(error: unknown): Promise<void> {
    const { db, warn } = this.#deps;
    this.#checkedAt = Number.NEGATIVE_INFINITY;
    const problem = error instanceof IndexTrouble ? error.problem : problemOf(error);
    const text = error instanceof Error ? error.message : String(error);
    // The index beside may be gone with the server; it is cheap to begin again compared with being wrong.
    if (this.#rebuild && (problem === undefined || problem === "missing" || isForeign(error)))
      this.#rebuild = undefined;
    if (this.#told !== text) warn?.(error);
    this.#told = text;
    try {
      await noteFailure(db, text);
      await noteStanding(db, { problem: problem ?? "failing" });
    } catch {
      // The database is away too; the next round says so.
    }
  }
}

class IndexTrouble extends Error {
  readonly problem: string;
  constructor(problem: string, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

const isForeign = (error: unknown) => error instanceof IndexError && error.code === "settings_differ";

async function isEmptied(hash: string, connection: SearchConnection, total: number): Promise<boolean> {
  return total > 0 && (await connection.live(hash).count()) === 0;
}
