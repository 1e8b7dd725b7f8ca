import { DomainError } from "@jiebang/domain";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export interface LimitOptions {
  name: string;
  points: number;
  seconds: number;
}

/** Takes one point for a key or throws `too_many` with the seconds to wait. */
export type Limit = (key: string) => Promise<void>;

/**
 * A coarse dam, counted in this process only: N times the limit behind a proxy does no harm, while a statement per
 * request would cost more than the request. What somebody gains from by retrying (passwords, codes, registrations)
 * is counted in the database by the verbs themselves (`limitAttempts`).
 */
export function createLimit({ name, points, seconds }: LimitOptions): Limit {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new DomainError("too_many", "common.too_many", { retryAfterSeconds });
    }
  };
}
