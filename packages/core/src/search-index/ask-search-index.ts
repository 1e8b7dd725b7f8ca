import {
  DomainError,
  requireSearchKeeper,
  requireUser,
  type SearchIndexInput,
  type SearchIndexView,
  searchIndexInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { describeSearchIndex } from "./describe-search-index.ts";
import { searchServerOf } from "./search-server.ts";

/** Has an index built anew while people go on searching; refused while that is under way. */
export async function rebuildSearchIndex(ctx: Ctx, raw: SearchIndexInput): Promise<SearchIndexView> {
  const { engine } = searchIndexInput.parse(raw);
  if (engine === "postgres") return askTask(ctx, "rebuild", engine);
  const actor = requireUser(ctx.actor);
  requireSearchKeeper(actor);
  requireServer(ctx);
  await ctx.transaction(async (tx) => {
    const asked = await tx.$executeRaw`
      UPDATE search_index SET wanted_at = app_now() WHERE wanted_at IS NULL AND state = 'ready'`;
    if (asked === 0) throw new DomainError("conflict", "search_index.rebuild_runs");
    await recordAudit(tx, actor, "search_index.rebuild", { subjectKind: "search_index", subjectId: engine });
  });
  return describeSearchIndex(ctx);
}

/** Has every document of an index compared with the database; the result is kept. */
export async function compareSearchIndex(ctx: Ctx, raw: SearchIndexInput): Promise<SearchIndexView> {
  const { engine } = searchIndexInput.parse(raw);
  return askTask(ctx, "compare", engine);
}

async function askTask(
  ctx: Ctx,
  kind: "rebuild" | "compare",
  engine: "postgres" | "meilisearch",
): Promise<SearchIndexView> {
  const actor = requireUser(ctx.actor);
  requireSearchKeeper(actor);
  if (engine === "meilisearch") requireServer(ctx);
  await ctx.transaction(async (tx) => {
    const asked = await tx.$executeRaw`
      INSERT INTO search_index_task (kind, engine, asked_by_id) VALUES (${kind}, ${engine}, ${actor.userId})
      ON CONFLICT (kind, engine) DO UPDATE
      SET state = 'waiting', asked_by_id = excluded.asked_by_id, asked_at = app_now(), alive_at = app_now(), started_at = NULL,
        ended_at = NULL, run = NULL, done = 0, total = NULL, problem = NULL, failure = NULL
      WHERE search_index_task.state IN ('done', 'failed')`;
    if (asked === 0) throw new DomainError("conflict", `search_index.${kind}_runs`);
    const subject = { subjectKind: "search_index", subjectId: engine };
    if (kind === "rebuild") await recordAudit(tx, actor, "search_index.rebuild", subject);
    else await recordAudit(tx, actor, "search_index.compare", subject);
    await enqueue(tx, "search-index.task", { kind, engine }, { key: `search-index.task:${kind}:${engine}` });
  });
  return describeSearchIndex(ctx);
}

function requireServer(ctx: Ctx): void {
  if (!searchServerOf(ctx.db)) throw new DomainError("conflict", "search_index.no_server");
}
