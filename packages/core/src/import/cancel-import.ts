import {
  DomainError,
  type ImportBatchRef,
  type ImportBatchView,
  type ImportState,
  requireImportAction,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { batchViews, fetchBatch, filesOf } from "./import.queries.ts";

/** Gives a batch up before it came in: its rows and files go, the line that it was there stays. */
export async function cancelImport(ctx: Ctx, { batchId }: ImportBatchRef): Promise<ImportBatchView> {
  const { view, keys } = await ctx.transaction(async (tx) => {
    const batch = await fetchBatch(tx, ctx.actor, batchId);
    requireImportAction(batch.state as ImportState, "cancel");
    const { count } = await tx.importBatch.updateMany({
      where: { id: batchId, state: batch.state },
      data: { state: "cancelled", updatedAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await tx.importRow.deleteMany({ where: { batchId } });
    await recordAudit(tx, ctx.actor, "import.cancel", { subjectKind: "import", subjectId: batchId });
    const after = await fetchBatch(tx, ctx.actor, batchId);
    const [own] = await batchViews(tx, ctx.actor, [after]);
    return { view: own!, keys: filesOf(after).map((file) => file.storageKey) };
  });
  // After the commit: a file too many harms nobody, a file too few would.
  for (const key of keys) await ctx.services.files.remove(key).catch(() => {});
  return view;
}
