import type { Ctx } from "./ctx.ts";

/** A background handler. The payload is what `enqueue` was given; running twice must do no harm. */
export interface Job {
  name: string;
  run(ctx: Ctx, payload: unknown): Promise<void>;
  /** A crontab pattern (minute hour day month weekday) when it also runs by itself. */
  cron?: string;
}

/** Called every five seconds in every process with a worker; must bear others doing the same at the same moment. */
export interface Ticker {
  name: string;
  run(ctx: Ctx): Promise<void>;
}
