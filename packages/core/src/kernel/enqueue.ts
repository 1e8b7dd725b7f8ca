import type { Tx } from "@jiebang/db";

export interface EnqueueOptions {
  /** Jobs with the same key coalesce while they wait. */
  key?: string;
  runAt?: Date;
  /** Jobs of one queue run one after another. */
  queue?: string;
}

/** The outbox: the job exists exactly when the transaction commits. Handlers are listed in `jobs.ts` and must be idempotent. */
export async function enqueue(tx: Tx, job: string, payload: object, options: EnqueueOptions = {}): Promise<void> {
  await tx.$queryRaw`SELECT enqueue_job(${job}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null}::timestamptz, ${options.queue ?? null})::text`;
}
