import { type Meilisearch, MeilisearchApiError, type Settings } from "meilisearch";
import type { DocumentStore, IndexFailure, IndexKeeper, IndexRebuild, StoredHash } from "../index-port.ts";
import type { EngineStatus, SearchDocument } from "../port.ts";
import { toIndexDocument } from "./index-document.ts";
import { MeilisearchStore, type StoreOptions } from "./meilisearch-store.ts";
import { EngineVersionError, problemOf } from "./problem.ts";
import { marked, markedHash, settingsHash } from "./settings.ts";
import { settled } from "./tasks.ts";

/** The oldest server whose settings and answers we know; `docs/search.md` names the one that all tests passed on. */
export const OLDEST_SERVER = "1.50.0";

export interface KeeperOptions extends Pick<StoreOptions, "extra" | "onWithoutMeaning"> {
  client: Meilisearch;
  /** The name of the live index; others begin with it and `__`. */
  index: string;
  settings: Settings;
  /** How long the server may take for what it was given [120,000]. */
  taskTimeoutMs?: number;
}

type Optional = "extra" | "onWithoutMeaning";

/** Keeps one index of a Meilisearch server: written to, compared, built anew and swapped. */
export class MeilisearchKeeper implements IndexKeeper {
  readonly engine = "meilisearch";
  readonly settingsHash: string;
  readonly #client: Meilisearch;
  readonly #options: Required<Omit<KeeperOptions, Optional>> & Pick<KeeperOptions, Optional>;
  readonly #live: MeilisearchStore;

  constructor(options: KeeperOptions) {
    this.#options = { taskTimeoutMs: 120_000, ...options };
    this.#client = options.client;
    this.settingsHash = settingsHash(options.settings);
    this.#live = this.#store(options.index);
  }

  write(documents: SearchDocument[]): Promise<void> {
    return this.#live.write(documents);
  }

  drop(ids: string[]): Promise<void> {
    return this.#live.drop(ids);
  }

  count(): Promise<number> {
    return this.#live.count();
  }

  hashes(after: string | undefined, limit: number): Promise<StoredHash[]> {
    return this.#live.hashes(after, limit);
  }

  hashOf(document: SearchDocument): string {
    return toIndexDocument(document).hash;
  }

  async liveSettingsHash(): Promise<string | undefined> {
    try {
      return markedHash(await this.#client.index(this.#options.index).getStopWords());
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async ensure(): Promise<boolean> {
    if (await this.#exists(this.#options.index)) return false;
    await this.#make(this.#options.index);
    return true;
  }

  async prepareRebuild(): Promise<IndexRebuild> {
    const { index } = this.#options;
    const { results } = await this.#client.getIndexes({ limit: 1000 });
    for (const { uid } of results) if (uid.startsWith(`${index}__`)) await this.#remove(uid);
    const beside = `${index}__${this.settingsHash}`;
    await this.#make(beside);
    const store = this.#store(beside);
    return Object.assign(bound(store), {
      index: beside,
      swap: async () => {
        await this.ensure();
        const { taskUid } = await this.#client.swapIndexes([{ indexes: [index, beside], rename: false }]);
        await this.#settled(taskUid);
        await this.#remove(beside);
      },
      abandon: () => this.#remove(beside),
    });
  }

  async failures(limit = 20): Promise<IndexFailure[]> {
    const { results } = await this.#client.tasks.getTasks({ indexUids: this.#uids(), statuses: ["failed"], limit });
    return results.map((task) => ({
      at: task.finishedAt ?? task.enqueuedAt,
      what: task.type,
      code: task.error?.code ?? "internal",
      message: task.error?.message ?? "",
    }));
  }

  async pending(): Promise<number> {
    const waiting = { indexUids: this.#uids(), statuses: ["enqueued" as const, "processing" as const], limit: 1 };
    return (await this.#client.tasks.getTasks(waiting)).total;
  }

  async check(): Promise<EngineStatus> {
    let version: string | undefined;
    try {
      await this.#client.health();
      version = (await this.#client.getVersion()).pkgVersion;
      if (!isKnown(version)) throw new EngineVersionError(`${version}; ${OLDEST_SERVER} or a later 1.x is needed`);
      const [last] = await this.failures(1);
      const isFull = last && FULL.has(last.code) && !(await this.#hasSucceededSince(last.at));
      return {
        engine: this.engine,
        isAnswering: true,
        version,
        ...(isFull && { problem: "full" as const, detail: last.message }),
      };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return {
        engine: this.engine,
        isAnswering: false,
        problem: problemOf(error) ?? "failing",
        detail: detail.slice(0, 500),
        ...(version && { version }),
      };
    }
  }

  async #hasSucceededSince(at: string): Promise<boolean> {
    const { total } = await this.#client.tasks.getTasks({
      indexUids: this.#uids(),
      types: ["documentAdditionOrUpdate"],
      statuses: ["succeeded"],
      afterFinishedAt: at,
      limit: 1,
    });
    return total > 0;
  }

  #uids(): string[] {
    return [this.#options.index, `${this.#options.index}__${this.settingsHash}`];
  }

  #store(index: string): MeilisearchStore {
    return new MeilisearchStore({ ...this.#options, index, settingsHash: this.settingsHash });
  }

  async #exists(uid: string): Promise<boolean> {
    try {
      await this.#client.getRawIndex(uid);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #make(uid: string): Promise<void> {
    const made = await this.#client.createIndex(uid, { primaryKey: "id" });
    await this.#settled(made.taskUid);
    const set = await this.#client.index(uid).updateSettings(marked(this.#options.settings));
    await this.#settled(set.taskUid);
  }

  async #remove(uid: string): Promise<void> {
    const { taskUid } = await this.#client.deleteIndex(uid);
    try {
      await this.#settled(taskUid);
    } catch (error) {
      if (problemOf(error) !== "missing") throw error;
    }
  }

  #settled(taskUid: number) {
    return settled(this.#client, taskUid, this.#options.taskTimeoutMs);
  }
}

const FULL = new Set(["no_space_left_on_device", "database_size_limit_reached"]);

const isMissing = (error: unknown) => error instanceof MeilisearchApiError && error.cause?.code === "index_not_found";

function isKnown(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  const [oldMajor, oldMinor] = OLDEST_SERVER.split(".").map(Number);
  return major === oldMajor && minor! >= oldMinor!;
}

const bound = (store: DocumentStore): DocumentStore => ({
  write: (documents) => store.write(documents),
  drop: (ids) => store.drop(ids),
  count: () => store.count(),
  hashes: (after, limit) => store.hashes(after, limit),
});
