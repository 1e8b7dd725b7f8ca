import {
  checkTemplateDraft,
  compareVersions,
  getTemplate,
  listTemplateSummaries,
  publishTemplate,
} from "@jiebang/core";
import {
  checkTemplateInput,
  compareVersionsInput,
  publishTemplateInput,
  templateChange,
  templateCheck,
  templateDetail,
  templateListItem,
  templateRef,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const templateRouter = router({
  list: access("user")
    .output(z.array(templateListItem))
    .query(({ ctx }) => listTemplateSummaries(ctx.ctx)),
  get: access("user")
    .input(templateRef)
    .output(templateDetail)
    .query(({ ctx, input }) => getTemplate(ctx.ctx, input)),
  compare: access("user")
    .input(compareVersionsInput)
    .output(z.array(templateChange))
    .query(({ ctx, input }) => compareVersions(ctx.ctx, input)),
  /** Reads only; a mutation because what is typed is too long for an address. */
  check: access("admin")
    .input(checkTemplateInput)
    .output(templateCheck)
    .mutation(({ ctx, input }) => checkTemplateDraft(ctx.ctx, input)),
  publish: access("admin")
    .input(publishTemplateInput)
    .output(templateDetail)
    .mutation(({ ctx, input }) => publishTemplate(ctx.ctx, input)),
});
