import { createHash } from "node:crypto";
import type { Tx } from "@jiebang/db";
import { DomainError } from "@jiebang/domain";

export interface AttemptLimit {
  name: string;
  /** Attempts allowed within the window. */
  most: number;
  seconds: number;
}

// The key is hashed: the table names neither accounts that exist nor numbers that somebody guessed.
const keyOf = (limit: AttemptLimit, subject: string) =>
  `${limit.name}:${createHash("sha256").update(subject).digest("base64url")}`;

/** Counts one attempt and refuses beyond the limit. Never call it inside the transaction that may roll back: the count must stay. */
export async function limitAttempts(db: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  const [row] = await db.$queryRaw<{ count: number; wait: number }[]>`
    INSERT INTO attempt_counter AS c (key, count, resets_at)
    VALUES (${keyOf(limit, subject)}, 1, app_now() + make_interval(secs => ${limit.seconds}))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN c.resets_at <= app_now() THEN 1 ELSE c.count + 1 END,
      resets_at = CASE WHEN c.resets_at <= app_now() THEN excluded.resets_at ELSE c.resets_at END
    RETURNING count, ceil(extract(epoch FROM resets_at - app_now()))::int AS wait`;
  if (row!.count > limit.most)
    throw new DomainError("too_many", "common.too_many", { retryAfterSeconds: Math.max(1, row!.wait) });
}

export async function forgetAttempts(db: Tx, limit: AttemptLimit, subject: string): Promise<void> {
  await db.$executeRaw`DELETE FROM attempt_counter WHERE key = ${keyOf(limit, subject)}`;
}

/** Where a request comes from, as far as counting goes: an IPv6 household is its /64. */
export function addressGroup(ip: string): string {
  if (!ip.includes(":")) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  const [head = "", tail = ""] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const groups = ip.includes("::")
    ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right]
    : left;
  return groups
    .slice(0, 4)
    .map((g) => g.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
}
