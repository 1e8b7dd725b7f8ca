import { AsyncLocalStorage } from "node:async_hooks";
import type { Authentication } from "@jiebang/core";
import type pg from "pg";

/** What one request gathers for its one log event. */
export interface RequestScope {
  requestId: string;
  startedAt: number;
  ip: string;
  /** Statements sent to PostgreSQL while this request was served. */
  queries: number;
  authentication?: Promise<Authentication>;
  actorId?: string;
  /** The procedure or route pattern, never the path with what people typed. */
  route?: string;
  ids: Record<string, string>;
  reason?: string;
  error?: unknown;
}

const storage = new AsyncLocalStorage<RequestScope>();

export const withScope = <T>(scope: RequestScope, work: () => T): T => storage.run(scope, work);
export const currentScope = (): RequestScope | undefined => storage.getStore();

const ID = /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/;

/** Ids of the input explain a log line; nothing else of a body is ever logged. */
export function noteIds(input: unknown): void {
  const scope = currentScope();
  if (!scope || typeof input !== "object" || input === null) return;
  for (const [key, value] of Object.entries(input))
    if (typeof value === "string" && ID.test(value)) scope.ids[key] = value;
}

/** Counts at the connection, below Prisma and typed SQL alike. */
export function countQueries(pool: pg.Pool): void {
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const scope = storage.getStore();
      if (scope) scope.queries += 1;
      return query(...args);
    }) as typeof client.query;
  });
}
