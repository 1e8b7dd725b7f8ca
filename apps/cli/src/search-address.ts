import { type MeilisearchAddress, managedAddress } from "@jiebang/core";
import type { CliEnv } from "./env.ts";

/** The Meilisearch of MEILI_URL, or the one that the running server keeps; undefined: PostgreSQL searches. */
export function searchAddress(env: CliEnv): MeilisearchAddress | undefined {
  const address = env.MEILI_URL ? { url: env.MEILI_URL, key: env.MEILI_KEY } : managedAddress(env.DATA_DIR);
  return address && { ...address, embedder: env.MEILI_EMBEDDER };
}
