import type { Meilisearch, Task } from "meilisearch";
import { type DocumentStore, IndexError, type StoredHash } from "../index-port.ts";
import type { SearchDocument } from "../port.ts";
import { quote } from "./compile-filter.ts";
import { isOfEmbedder, withoutMeaning } from "./embedder.ts";
import { type IndexDocument, toIndexDocument } from "./index-document.ts";
import { markedHash } from "./settings.ts";
import { settled } from "./tasks.ts";

/** What one request holds at most, in characters; the server refuses 100 MB. */
const MOST_CHARACTERS = 8_000_000;
const MOST_IDS = 5000;

export interface StoreOptions {
  client: Meilisearch;
  index: string;
  settingsHash: string;
  taskTimeoutMs: number;
  /** What else a document carries, vectors for instance. */
  extra?(documents: SearchDocument[]): Promise<object[]>;
  /** Told when vectors could not be had, before documents are sent without them: search by words waits for nobody. */
  onWithoutMeaning?(documents: SearchDocument[], error: unknown): Promise<void>;
}

/** The documents of one index of a Meilisearch server. */
export class MeilisearchStore implements DocumentStore {
  readonly #options: StoreOptions;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  get index(): string {
    return this.#options.index;
  }

  async write(documents: SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const { extra, onWithoutMeaning } = this.#options;
    await this.#mustBeOurs();
    try {
      await this.#send(documents, await extra?.(documents));
    } catch (error) {
      if (!onWithoutMeaning || !isOfEmbedder(error)) throw error;
      await onWithoutMeaning(documents, error);
      await this.#send(documents, withoutMeaning(documents));
    }
  }

  async #send(documents: SearchDocument[], extras: object[] | undefined): Promise<void> {
    const { client, index } = this.#options;
    let portion: object[] = [];
    let characters = 0;
    const sent: Promise<Task>[] = [];
    const send = async () => {
      const { taskUid } = await client.index(index).addDocuments(portion);
      const task = this.#settled(taskUid);
      task.catch(() => {}); // is awaited below
      sent.push(task);
      portion = [];
      characters = 0;
    };
    for (const [i, document] of documents.entries()) {
      const made = { ...toIndexDocument(document), ...extras?.[i] };
      portion.push(made);
      characters += made.body_zh.length + made.characters.length;
      if (characters > MOST_CHARACTERS) await send();
    }
    if (portion.length > 0) await send();
    await Promise.all(sent);
  }

  async drop(ids: string[]): Promise<void> {
    const { client, index } = this.#options;
    if (ids.length === 0) return;
    await this.#mustBeOurs();
    for (let from = 0; from < ids.length; from += MOST_IDS) {
      const { taskUid } = await client.index(index).deleteDocuments(ids.slice(from, from + MOST_IDS));
      await this.#settled(taskUid);
    }
  }

  async count(): Promise<number> {
    return (await this.#options.client.index(this.index).getStats()).numberOfDocuments;
  }

  async hashes(after: string | undefined, limit: number): Promise<StoredHash[]> {
    const { results } = await this.#options.client.index<IndexDocument>(this.index).getDocuments({
      fields: ["id", "hash"],
      sort: ["id:asc"],
      limit,
      // With a condition the client sends a body instead of an address that may grow too long.
      filter: after === undefined ? "id EXISTS" : `id > ${quote(after)}`,
    });
    return results.map(({ id, hash }) => ({ id, hash }));
  }

  /** The server makes an index that is not there out of the first document, without a single setting of ours. */
  async #mustBeOurs(): Promise<void> {
    const { client, index, settingsHash } = this.#options;
    if (markedHash(await client.index(index).getStopWords()) !== settingsHash)
      throw new IndexError("settings_differ", `index ${index} was made with other settings: rebuild it`);
  }

  #settled(taskUid: number): Promise<Task> {
    return settled(this.#options.client, taskUid, this.#options.taskTimeoutMs);
  }
}
