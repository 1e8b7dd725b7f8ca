import { listAudit } from "@jiebang/core";
import { auditPage, listAuditInput } from "@jiebang/domain";
import { access, router } from "../trpc.ts";

export const auditRouter = router({
  // A read that leaves its own line, hence a query all the same: asking twice does no harm.
  list: access("user")
    .input(listAuditInput)
    .output(auditPage)
    .query(({ ctx, input }) => listAudit(ctx.ctx, input)),
});
