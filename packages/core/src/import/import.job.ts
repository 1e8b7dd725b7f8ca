import { type Actor, anonymous, systemActor } from "@jiebang/domain";
import { z } from "zod";
import { loadActor } from "../identity/load-actor.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { commitImport } from "./commit-import.ts";
import { stageImport } from "./stage-import.ts";

const payloadOf = z.object({ batchId: z.string() });

export const stageImportJob: Job = {
  name: "import.stage",
  run: (ctx, payload) => stageImport(ctx, payloadOf.parse(payload).batchId),
};

export const commitImportJob: Job = {
  name: "import.commit",
  async run(ctx, payload) {
    const { batchId } = payloadOf.parse(payload);
    await commitImport(ctx, batchId, await confirmerOf(ctx, batchId));
  },
};

/** Who said yes, with the rights of today and not of then. */
async function confirmerOf(ctx: Ctx, batchId: string): Promise<Actor> {
  const line = await ctx.db.prisma.auditEvent.findFirst({
    where: { subjectId: batchId, action: "import.confirm" },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  if (line?.actorKind === "system") return systemActor(line.actorId ?? "import");
  return (line?.actorId && (await loadActor(ctx.db, { userId: line.actorId }))) || anonymous;
}

/** A batch that a killed process left behind: nothing was heard of it for this long. */
const SILENT_SECONDS = 45;

/** Takes up again what was interrupted; the queue itself would wait for hours before it trusts that a worker is gone. */
export const resumeImports: Ticker = {
  name: "import.resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<{ id: string; state: string }[]>`
        UPDATE import_batch SET updated_at = app_now()
        WHERE state IN ('staging', 'committing') AND updated_at < app_now() - make_interval(secs => ${SILENT_SECONDS}::int)
        RETURNING id, state`;
      for (const { id, state } of stale) {
        const name = state === "staging" ? "import.stage" : "import.commit";
        await enqueue(tx, name, { batchId: id }, { key: `${name}:${id}` });
      }
    });
  },
};
