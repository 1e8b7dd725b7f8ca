import {
  connectMeilisearch,
  findMeilisearch,
  type MeilisearchAddress,
  noteSearchServer,
  noteUnembedded,
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
  env: Pick<Env, "MEILI_URL" | "MEILI_KEY" | "MEILI_EMBEDDER" | "DATA_DIR" | "WORKER" | "programPath">,
  deps: { db: Database; databaseUrl: string; logger: Logger; say(line: string): void },
): Promise<{ stop(): Promise<void> }> {
  const { db, databaseUrl, logger, say } = deps;
  const { MEILI_EMBEDDER: embedder } = env;
  const byMeaning = embedder ? `, also by meaning (${embedder.setting.source})` : "";
  let address: MeilisearchAddress | undefined;
  let stopChild: (() => Promise<void>) | undefined;
  if (env.MEILI_URL) {
    address = { url: env.MEILI_URL, key: env.MEILI_KEY, embedder };
    say(`search: Meilisearch at ${new URL(env.MEILI_URL).host}${byMeaning}`);
  } else {
    const program = findMeilisearch(env.programPath);
    if (program) {
      try {
        const child = await startManagedMeilisearch(
          program,
          env.DATA_DIR,
          (text) => logger.warn({ event: "search.child", reason: text }),
          { mayAskLoopback: isOnLoopback(embedder) },
        );
        address = { ...child.address, embedder };
        stopChild = child.stop;
        say(`search: Meilisearch, found on PATH and kept by this server${byMeaning}`);
      } catch (error) {
        say(`search: PostgreSQL (${(error as Error).message})`);
      }
    } else say("search: PostgreSQL (no MEILI_URL, no meilisearch on PATH)");
  }
  if (!address) return { stop: async () => {} };
  noteSearchServer(db, { address, source: env.MEILI_URL ? "url" : "path" });
  useMeilisearch(db, address, (status) => logger.warn({ event: "search.engine", ...status }));
  const feeder = env.WORKER
    ? startFeeder({
        db,
        databaseUrl,
        connection: connectMeilisearch(address, {
          onUnembedded: async (ids, error) => {
            if (error) logger.warn({ event: "search.embedder", reason: String(error) });
            await noteUnembedded(db, ids, error);
          },
        }),
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

/** A Meilisearch of 1.50 asks no address of its own machine unless it is told that it may. */
function isOnLoopback(embedder: Env["MEILI_EMBEDDER"]): boolean {
  if (!embedder || embedder.setting.source === "userProvided") return false;
  const host = new URL(embedder.setting.url).hostname;
  return host === "localhost" || host === "[::1]" || /^127\./.test(host);
}
