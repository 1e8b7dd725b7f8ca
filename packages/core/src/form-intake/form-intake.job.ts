import { z } from "zod";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { bringInForms } from "./commit-intake.ts";
import { readIntake } from "./read-intake.ts";

const payloadOf = z.object({ intakeId: z.string() });

export const readIntakeJob: Job = {
  name: "form-intake.read",
  run: (ctx, payload) => readIntake(ctx, payloadOf.parse(payload).intakeId),
};

export const commitIntakeJob: Job = {
  name: "form-intake.commit",
  run: (ctx, payload) => bringInForms(ctx, payloadOf.parse(payload).intakeId),
};

/** Nothing was heard of a tray for this long: its process was killed. */
const SILENT_SECONDS = 45;

/** Takes up again what was interrupted; the queue itself would wait for hours before it trusts that a worker is gone. */
export const resumeIntakes: Ticker = {
  name: "form-intake.resume",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const stale = await tx.$queryRaw<{ id: string; state: string }[]>`
        UPDATE form_intake i SET updated_at = app_now()
        WHERE i.updated_at < app_now() - make_interval(secs => ${SILENT_SECONDS}::int)
          AND (i.state = 'committing'
            OR (i.state = 'open' AND EXISTS (SELECT 1 FROM form_file f WHERE f.intake_id = i.id AND f.state = 'waiting')))
        RETURNING i.id, i.state`;
      for (const { id, state } of stale) {
        const name = state === "committing" ? "form-intake.commit" : "form-intake.read";
        await enqueue(tx, name, { intakeId: id }, { key: `${name}:${id}` });
      }
    });
  },
};
