import {
  type ConfirmImportInput,
  confirmImportInput,
  DomainError,
  type ImportBatchView,
  type ImportState,
  importCounts,
  mayPublishImport,
  requireImportAction,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { batchViews, fetchBatch } from "./import.queries.ts";

/** Says yes to what was staged. The rows come in as a whole, by a job, in one transaction. */
export async function confirmImport(
  ctx: Ctx,
  raw: ConfirmImportInput,
  options: { inline?: boolean } = {},
): Promise<ImportBatchView> {
  const input = confirmImportInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const batch = await fetchBatch(tx, ctx.actor, input.batchId);
    requireImportAction(batch.state as ImportState, "confirm");
    if (input.publish && !mayPublishImport(ctx.actor, batch.organisationId))
      throw new DomainError("forbidden", "import.publish_not_for_you");
    const { ready, changed } = importCounts.parse(batch.counts);
    const { count } = await tx.importBatch.updateMany({
      where: { id: batch.id, state: "staged" },
      data: {
        state: "committing",
        isBulkPublication: input.publish,
        rowsDone: 0,
        rowsTotal: ready + changed,
        updatedAt: await appNow(tx),
      },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, ctx.actor, "import.confirm", {
      subjectKind: "import",
      subjectId: batch.id,
      values: { publish: input.publish, ready, changed },
    });
    if (!options.inline)
      await enqueue(tx, "import.commit", { batchId: batch.id }, { key: `import.commit:${batch.id}` });
    const [view] = await batchViews(tx, ctx.actor, [await fetchBatch(tx, ctx.actor, batch.id)]);
    return view!;
  });
}
