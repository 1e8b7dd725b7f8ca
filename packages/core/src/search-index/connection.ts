import {
  currentDictionary,
  type Dictionary,
  indexSettings,
  MeilisearchKeeper,
  MeilisearchStore,
} from "@jiebang/search";
import { Meilisearch } from "meilisearch";

export interface MeilisearchAddress {
  url: string;
  key?: string;
  /** The name of our index on that server [jiebang]. */
  index?: string;
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
}

export function connectMeilisearch(address: MeilisearchAddress): SearchConnection {
  const client = clientOf(address);
  const index = address.index ?? INDEX;
  let made: { words: Dictionary; keeper: MeilisearchKeeper } | undefined;
  return {
    address,
    keeper() {
      const words = currentDictionary();
      if (made?.words !== words) {
        const settings = indexSettings({ synonyms: words.groups, dictionary: words.words });
        made = { words, keeper: new MeilisearchKeeper({ client, index, settings, taskTimeoutMs: TASK_MS }) };
      }
      return made.keeper;
    },
    live: (settingsHash) => new MeilisearchStore({ client, index, settingsHash, taskTimeoutMs: TASK_MS }),
  };
}
