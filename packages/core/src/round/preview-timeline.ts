import { type PreviewInput, previewInput, previewTimeline, type TimelineStep } from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { templateInForce } from "../template/list-templates.ts";
import { mergeParameters } from "./round-rules.ts";

/** The timeline that given parameters lead to, by today's calendar; nothing is saved. */
export async function previewRoundTimeline(ctx: Ctx, raw: PreviewInput): Promise<TimelineStep[]> {
  const { templateKey, parameters, schedule } = previewInput.parse(raw);
  const tx = ctx.db.prisma;
  const template = await templateInForce(tx, templateKey);
  return previewTimeline(
    template.content,
    mergeParameters(template, parameters),
    await loadCalendar(tx),
    await appNow(tx),
    {
      bidOpensAt: schedule.bidOpensAt ? new Date(schedule.bidOpensAt) : null,
      bidClosesAt: schedule.bidClosesAt ? new Date(schedule.bidClosesAt) : null,
    },
  );
}
