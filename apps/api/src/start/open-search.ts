import {
  connectMeilisearch,
  findMeilisearch,
  type MeilisearchAddress,
  startFeeder,
  startManagedMeilisearch,
  useMeilisearch,
} from "@jiebang/core";
import type { Database } from "@jiebang/db";
import type { Env } from "../env.ts";
import type { Logger } from "../logging/logger.ts";

/**
 * MEILI_URL, else a `meilisearch` on PATH, else PostgreSQL alone; says which in one line. Where a server of Meilisearch
 * cannot be had, people still search: it is never a reason not to start.
 */
export async function openSearch(
  env: Pick<Env, "MEILI_URL" | "MEILI_KEY" | "DATA_DIR" | "WORKER" | "programPath">,
  deps: { db: Database; databaseUrl: string; logger: Logger; say(line: string): void },
): Promise<{ stop(): Promise<void> }> {
  const { db, databaseUrl, logger, say } = deps;
  let address: MeilisearchAddress | undefined;
  let stopChild: (() => Promise<void>) | undefined;
  if (env.MEILI_URL) {
    address = { url: env.MEILI_URL, key: env.MEILI_KEY };
    say(`search: Meilisearch at ${new URL(env.MEILI_URL).host}`);
  } else {
    const program = findMeilisearch(env.programPath);
    if (program) {
      try {
        const child = await startManagedMeilisearch(program, env.DATA_DIR, (text) =>
          logger.warn({ event: "search.child", reason: text }),
        );
        address = child.address;
        stopChild = child.stop;
        say("search: Meilisearch, found on PATH and kept by this server");
      } catch (error) {
        say(`search: PostgreSQL (${(error as Error).message})`);
      }
    } else say("search: PostgreSQL (no MEILI_URL, no meilisearch on PATH)");
  }
  if (!address) return { stop: async () => {} };
  useMeilisearch(db, address, (status) => logger.warn({ event: "search.engine", ...status }));
  const feeder = env.WORKER
    ? startFeeder({
        db,
        databaseUrl,
        connection: connectMeilisearch(address),
        warn: (error) => logger.warn({ event: "search.feed", reason: String(error) }),
      })
    : undefined;
  return {
    async stop() {
      await feeder?.stop();
      await stopChild?.();
    },
  };
}
