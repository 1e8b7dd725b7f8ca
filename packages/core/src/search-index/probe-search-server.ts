import { setTimeout as sleep } from "node:timers/promises";
import type { EngineStatus } from "@jiebang/search";
import { connectMeilisearch } from "./connection.ts";
import type { SearchServer } from "./search-server.ts";

/** Somebody looks at the page: what does not answer in this time is called slow. */
const PROBE_MS = 3000;

export interface ServerStanding extends EngineStatus {
  documents: number | null;
  /** Of the settings and words that are wanted. */
  settingsHash: string;
}

/** Asks the other server itself how it is. Never rejects, never takes longer than a person waits. */
export async function probeSearchServer(server: SearchServer, waitMs = PROBE_MS): Promise<ServerStanding> {
  const keeper = connectMeilisearch(server.address, { requestMs: waitMs }).keeper();
  const late = new AbortController();
  const slow: EngineStatus = { engine: "meilisearch", isAnswering: false, problem: "slow" };
  const asked = Promise.all([keeper.check(), keeper.count().catch(() => null)]);
  try {
    const [status, documents] = await Promise.race([
      asked,
      sleep(waitMs, [{ ...slow, detail: `no answer within ${waitMs} ms` }, null] as const, { signal: late.signal }),
    ]);
    if (status.problem) server.troubledAt ??= performance.now();
    else server.troubledAt = undefined;
    return {
      ...status,
      ...(server.troubledAt !== undefined && { forMs: performance.now() - server.troubledAt }),
      documents,
      settingsHash: keeper.settingsHash,
    };
  } finally {
    late.abort();
  }
}
