import { type CtxDeps, createCtx } from "@jiebang/core";
import { jobs, tickers } from "@jiebang/core/jobs.ts";
import { systemActor } from "@jiebang/domain";
import { parseCronItems, Logger as QueueLogger, run } from "graphile-worker";
import pg from "pg";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../logging/metrics.ts";

export interface Worker {
  isRunning(): boolean;
  stop(): Promise<void>;
}

const TICK = 5000;
const CONCURRENCY = 3;

/** Runs jobs of the outbox, what the calendar calls for (patterns are UTC) and the tickers, in this process. */
export async function startWorker(
  deps: CtxDeps & { logger: Logger; metrics: Metrics },
  ownerUrl: string,
): Promise<Worker> {
  const { logger, metrics } = deps;
  const perform = async (name: string, work: () => Promise<void>) => {
    const startedAt = performance.now();
    const ms = () => Math.round(performance.now() - startedAt);
    try {
      await work();
      metrics.jobs.inc({ job: name, outcome: "done" });
      return ms();
    } catch (error) {
      metrics.jobs.inc({ job: name, outcome: "failed" });
      logger.error({ event: "job", job: name, ms: ms(), err: error });
      throw error;
    }
  };

  // The queue's tables belong to the owner; handlers work as the application. The pool is ours, so that it is empty
  // before PostgreSQL is stopped, and a connection lost while idle is no crash.
  const pool = new pg.Pool({ connectionString: ownerUrl, max: CONCURRENCY + 2 });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: new QueueLogger(() => (level, message) => {
      // Failures are logged whole by `perform`; of the rest only what the queue itself complains about is news.
      if (level === "warning" || level === "error") logger.debug({ event: "queue", message });
    }),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.name,
        async (payload: unknown, { job: row }: { job: { id: string; attempts: number } }) => {
          const ms = await perform(job.name, () =>
            job.run(createCtx(deps, systemActor(job.name), `job:${row.id}`), payload),
          );
          logger.info({ event: "job", job: job.name, id: row.id, attempt: row.attempts, ms });
        },
      ]),
    ),
    parsedCronItems: parseCronItems(
      jobs.flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron, identifier: job.name }] : [])),
    ),
  });
  let isRunning = true;
  runner.promise.then(
    () => {
      isRunning = false;
    },
    (error) => {
      isRunning = false;
      logger.error({ event: "worker.ended", err: error });
    },
  );

  let isStopping = false;
  let ticking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const tick = async () => {
    for (const ticker of tickers)
      await perform(ticker.name, () => ticker.run(createCtx(deps, systemActor(ticker.name)))).catch(() => {});
  };
  const loop = () => {
    ticking = tick().finally(() => {
      if (!isStopping) timer = setTimeout(loop, TICK);
    });
  };
  timer = setTimeout(loop, 0); // at once: a clock that passed while the server was off turns now

  return {
    isRunning: () => isRunning,
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      await ticking;
      await runner.stop().catch(() => {}); // it may have ended by itself
      await pool.end();
    },
  };
}
