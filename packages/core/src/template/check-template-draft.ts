import {
  type CheckTemplateInput,
  checkTemplate,
  checkTemplateInput,
  compareTemplates,
  notFound,
  type TemplateCheck,
  templateTimeline,
} from "@jiebang/domain";
import { loadCalendar } from "../calendar/load-calendar.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { getTemplate } from "./get-template.ts";

/** What an editor sees beside the fields: faults in words, the timeline, the difference, and what others published meanwhile. */
export async function checkTemplateDraft(ctx: Ctx, raw: CheckTemplateInput): Promise<TemplateCheck> {
  const { key, baseVersion, content, startsOn } = checkTemplateInput.parse(raw);
  const { versions, today } = await getTemplate(ctx, { key });
  const base = versions.find((v) => v.version === baseVersion);
  if (!base) throw notFound();
  const last = versions[0]!;
  return {
    problems: checkTemplate(content),
    timeline: templateTimeline(content, await loadCalendar(ctx.db.prisma), startsOn ?? today),
    changes: compareTemplates(base.content, content),
    newer:
      last.version > baseVersion
        ? { version: last.version, changes: compareTemplates(base.content, last.content) }
        : null,
  };
}
