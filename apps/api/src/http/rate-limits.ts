import { DomainError } from "@jiebang/domain";
import type pg from "pg";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

export interface Limit {
  /** Takes one point or throws `too_many` with the seconds to wait. */
  take(key: string): Promise<void>;
  /** Forgets a key, for example after a successful sign-in. */
  forget(key: string): Promise<void>;
}

export interface LimitOptions {
  name: string;
  points: number;
  seconds: number;
}

export interface RateLimits {
  /**
   * Counted in PostgreSQL, so that N processes count as one: for what an attacker gains from by retrying
   * (sign-in, codes, registrations). One statement per call.
   */
  shared(options: LimitOptions): Limit;
  /**
   * Counted in this process only: a coarse dam against floods, where N times the limit behind a proxy does no harm and
   * a statement per request would cost more than the request.
   */
  local(options: LimitOptions): Limit;
}

export function createRateLimits(pool: pg.Pool): RateLimits {
  const wrap = (limiter: RateLimiterMemory | RateLimiterPostgres): Limit => ({
    take: async (key) => {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw new DomainError("too_many", "common.too_many", {
          retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
        });
      }
    },
    forget: async (key) => {
      await limiter.delete(key);
    },
  });
  return {
    shared: ({ name, points, seconds }) =>
      wrap(
        new RateLimiterPostgres({
          storeClient: pool,
          storeType: "pool",
          tableName: "rate_limit",
          tableCreated: true, // by a migration: the application role may not create tables
          clearExpiredByTimeout: false, // a job does it, once for all processes
          keyPrefix: name,
          points,
          duration: seconds,
        }),
      ),
    local: ({ name, points, seconds }) => wrap(new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })),
  };
}
