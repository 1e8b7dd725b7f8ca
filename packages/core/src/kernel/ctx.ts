import type { Database, Tx } from "@jiebang/db";
import type { Actor } from "@jiebang/domain";
import type { Services } from "./services.ts";

/** What every verb gets first: who acts, on which database, with which services. Dependencies are arguments, never globals. */
export interface Ctx {
  actor: Actor;
  db: Database;
  services: Services;
  requestId?: string;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface CtxDeps {
  db: Database;
  services: Services;
}

export function createCtx(deps: CtxDeps, actor: Actor, requestId?: string): Ctx {
  return {
    actor,
    requestId,
    db: deps.db,
    services: deps.services,
    transaction: (work) => deps.db.prisma.$transaction(work, { maxWait: 10_000, timeout: 30_000 }),
  };
}
