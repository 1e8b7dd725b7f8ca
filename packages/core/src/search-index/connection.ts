import {
  currentDictionary,
  type Dictionary,
  type Embed,
  type EmbedderConfig,
  EmbedderError,
  embeddedExtra,
  embedOver,
  indexSettings,
  MeilisearchKeeper,
  MeilisearchStore,
  type SearchDocument,
  withEmbedder,
} from "@jiebang/search";
import { Meilisearch } from "meilisearch";
import { embedderDoor } from "./embedder-door.ts";

export interface MeilisearchAddress {
  url: string;
  key?: string;
  /** The name of our index on that server [jiebang]. */
  index?: string;
  /** Search by meaning; without it words decide alone. */
  embedder?: EmbedderConfig;
}

/** Longest wait for one answer of the server; tasks are waited for apart. */
const REQUEST_MS = 15_000;
const TASK_MS = 60_000;

export const INDEX = "jiebang";

export const clientOf = ({ url, key }: MeilisearchAddress, timeout = REQUEST_MS): Meilisearch =>
  new Meilisearch({ host: url, apiKey: key, timeout });

export interface SearchConnection {
  address: MeilisearchAddress;
  /** By the words that stand now. */
  keeper(): MeilisearchKeeper;
  /** The live index as it was made, whatever settings are wanted by now. */
  live(settingsHash: string): MeilisearchStore;
  /** Vectors could not be had a moment ago: documents go without them meanwhile. */
  isEmbedderAway(): boolean;
}

export interface ConnectionOptions {
  requestMs?: number;
  /** Told of documents that went without their meaning. */
  onUnembedded?(entryIds: string[], error: unknown): Promise<void>;
}

/** How long an embedder that failed is left alone. */
export const restOf = ({ embedder }: MeilisearchAddress): number => embedder?.restMs ?? 30_000;

export const embedOf = ({ embedder }: MeilisearchAddress): Embed | undefined =>
  embedder?.vectorsFrom && embedOver(embedder.vectorsFrom, embedder.setting.dimensions);

export function connectMeilisearch(address: MeilisearchAddress, options: ConnectionOptions = {}): SearchConnection {
  const { requestMs = REQUEST_MS, onUnembedded } = options;
  const client = clientOf(address, requestMs);
  const index = address.index ?? INDEX;
  const { embedder } = address;
  let awaySince = Number.NEGATIVE_INFINITY;
  const isEmbedderAway = () => performance.now() - awaySince < restOf(address);
  const isShut = embedder && "url" in embedder.setting ? embedderDoor(embedder.setting.url) : undefined;
  const extra = embedder && embeddedExtra(embedder.setting, embedOf(address));
  const store = {
    client,
    index,
    taskTimeoutMs: TASK_MS,
    ...(extra && {
      extra: async (documents: SearchDocument[]) => {
        if (isEmbedderAway()) throw new EmbedderError("the embedder failed a moment ago");
        if (await isShut?.()) throw new EmbedderError("the embedder cannot be reached");
        return extra(documents);
      },
      onWithoutMeaning: async (documents: SearchDocument[], error: unknown) => {
        const isNew = !isEmbedderAway();
        if (isNew) awaySince = performance.now();
        await onUnembedded?.(
          documents.map((d) => d.id),
          isNew ? error : undefined,
        );
      },
    }),
  };
  let made: { words: Dictionary; keeper: MeilisearchKeeper } | undefined;
  return {
    address,
    keeper() {
      const words = currentDictionary();
      if (made?.words !== words) {
        const plain = indexSettings({ synonyms: words.groups, dictionary: words.words });
        const settings = embedder ? withEmbedder(plain, embedder.setting) : plain;
        made = { words, keeper: new MeilisearchKeeper({ ...store, settings }) };
      }
      return made.keeper;
    },
    live: (settingsHash) => new MeilisearchStore({ ...store, settingsHash }),
    isEmbedderAway,
  };
}

export { embedderText } from "@jiebang/search";
