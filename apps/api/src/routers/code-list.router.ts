import { getCodeList, importCodeList, listCodeLists } from "@jiebang/core";
import {
  codeListHead,
  codeListView,
  getCodeListInput,
  importCodeListInput,
  importCodeListResult,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const codeListRouter = router({
  get: access("public")
    .input(getCodeListInput)
    .output(codeListView)
    .query(({ ctx, input }) => getCodeList(ctx.ctx, input)),
  list: access("public")
    .output(z.array(codeListHead))
    .query(({ ctx }) => listCodeLists(ctx.ctx)),
  import: access("admin")
    .input(importCodeListInput)
    .output(importCodeListResult)
    .mutation(({ ctx, input }) => importCodeList(ctx.ctx, input)),
});
