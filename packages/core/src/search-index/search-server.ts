import type { Database } from "@jiebang/db";
import type { MeilisearchAddress } from "./connection.ts";

/** The other search server that this process was started with. */
export interface SearchServer {
  address: MeilisearchAddress;
  /** An address that was given, or a program found on this machine and kept by the process. */
  source: "url" | "path";
  /** Since when this process finds it in trouble when it looks, by its own steady clock. */
  troubledAt?: number;
}

type Pool = Pick<Database, "pool">;
const servers = new WeakMap<Database["pool"], SearchServer>();

export function noteSearchServer(db: Pool, server: SearchServer): void {
  servers.set(db.pool, server);
}

/** Undefined: PostgreSQL searches, and nothing else is meant to. */
export const searchServerOf = (db: Pool): SearchServer | undefined => servers.get(db.pool);
