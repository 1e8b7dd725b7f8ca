import { issueSetupCode, reloadWords, seedReferenceData } from "@jiebang/core";
import { lockDataDir, makeDataDir, openDatabase, readSecrets, removeRunFile, writeRunFile } from "@jiebang/db";
import type { Env } from "../env.ts";
import type { ServerDeps } from "../http/deps.ts";
import { listen } from "../http/listen.ts";
import { startWorker } from "../jobs/start-worker.ts";
import { openLiveHub } from "../live/live-hub.ts";
import { createLogger } from "../logging/logger.ts";
import { createMetrics } from "../logging/metrics.ts";
import { countQueries } from "../logging/request-scope.ts";
import { createServer } from "../server.ts";
import { type DemoAccountLine, playInOwnProcess, prepareDemonstration } from "./demonstration.ts";
import { openOwnDatabase } from "./open-database.ts";
import { openSearch } from "./open-search.ts";
import { openServices } from "./open-services.ts";
import { createReadiness } from "./readiness.ts";

export interface RunningServer {
  url: string;
  accounts: DemoAccountLine[];
  /** While nobody has an account: lets whoever reads the console become the first administrator. */
  setupCode: string | null;
  stop(): Promise<void>;
}

/**
 * Starts everything in an order in which each step may fail without a trace: folder, port, database, world, worker.
 * What was started is stopped in the reverse order, by `stop` and after a failure alike.
 */
export async function startServer(
  env: Env,
  hooks: { say(line: string): void; onFailure(reason: string): void; signal: AbortSignal },
): Promise<RunningServer> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse())
      await (async () => step())().catch((error) => console.error(`jiebang: while stopping: ${error}`));
  };
  try {
    makeDataDir(env.DATA_DIR);
    if (!env.DATABASE_URL) {
      const lock = lockDataDir(env.DATA_DIR);
      undo.push(() => lock.release());
    }
    const http = await listen(env.HOST, env.PORT);
    const closeDoor = once(() => http.stop());
    undo.push(closeDoor);
    const url = `http://${shownHost(env.HOST)}:${http.port}`;

    const logger = createLogger(env.LOG_LEVEL);
    const secrets = readSecrets(env.DATA_DIR);
    const database = await openOwnDatabase(env, secrets, hooks.onFailure);
    undo.push(() => database.stop());

    const publicUrl = env.PUBLIC_URL ?? url;
    const secret = env.APP_SECRET ?? secrets.appSecret;
    const services = await openServices(env, secret, publicUrl);
    undo.push(() => services.mailer?.close());
    const play = () => playInOwnProcess({ ownerUrl: database.url, secret, publicUrl }, hooks.signal);
    const accounts = env.DEMO ? await prepareDemonstration(database.url, play, hooks.say) : [];
    hooks.signal.throwIfAborted();

    const db = openDatabase(database.url, { max: env.DATABASE_POOL });
    countQueries(db.pool);
    undo.push(() => db.close());
    await seedReferenceData(db);
    const setupCode = await issueSetupCode({ db });
    const metrics = createMetrics();
    const live = openLiveHub(database.url, logger, { dictionary: () => reloadWords(db) });
    const search = await openSearch(env, { db, databaseUrl: database.url, logger, say: hooks.say });
    undo.push(() => search.stop());
    const worker = env.WORKER ? await startWorker({ db, services, logger, metrics }, database.url) : undefined;
    if (worker) undo.push(() => worker.stop());
    if (database.isEmbedded) {
      writeRunFile(env.DATA_DIR, { pid: process.pid, port: http.port, databaseUrl: database.url });
      undo.push(() => removeRunFile(env.DATA_DIR));
    }

    const deps: ServerDeps = {
      db,
      services,
      logger,
      metrics,
      live,
      readiness: createReadiness(db, () => worker?.isRunning() ?? true),
      settings: {
        publicUrl,
        isProduction: env.isProduction,
        isDemo: accounts.length > 0,
        trustProxy: env.TRUST_PROXY,
        webDist: env.WEB_DIST,
        metricsToken: env.METRICS_TOKEN,
        apiRatePerMinute: env.API_RATE_PER_MINUTE,
      },
    };
    http.serve(createServer(deps));
    // First of all when stopping: no new requests, then the open pages let go, then those at work finish.
    undo.push(async () => {
      const closed = closeDoor();
      await live.close();
      await closed;
    });
    return { url, accounts, setupCode, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function once<T>(work: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: work() };
    return result.value;
  };
}

function shownHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
