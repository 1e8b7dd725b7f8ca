import {
  DomainError,
  type ImportBatchRef,
  type ImportBatchView,
  type ImportState,
  importCounts,
  mayPublishImport,
  requireImportAction,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { publishImported } from "../vetting/publish-imported.ts";
import { batchViews, fetchBatch } from "./import.queries.ts";

/** Publishes afterwards what a committed batch left as drafts: a vetting of the whole list by a city coordinator. */
export async function publishImport(ctx: Ctx, { batchId }: ImportBatchRef): Promise<ImportBatchView> {
  return ctx.db.prisma.$transaction(
    async (tx) => {
      const batch = await fetchBatch(tx, ctx.actor, batchId);
      requireImportAction(batch.state as ImportState, "publish");
      if (!mayPublishImport(ctx.actor, batch.organisationId))
        throw new DomainError("forbidden", "import.publish_not_for_you");
      const entries = await tx.$queryRaw<{ id: string }[]>`
        SELECT e.id FROM entry e JOIN revision r ON r.id = e.current_revision_id
        WHERE e.import_batch_id = ${batchId} AND e.state = 'draft' AND r.state IN ('draft', 'submitted') ORDER BY e.id`;
      const result = await publishImported(
        tx,
        ctx.actor,
        entries.map((e) => e.id),
        `${batch.source} ${batch.fileName}`.slice(0, 500),
      );
      const counts = importCounts.parse(batch.counts);
      await tx.importBatch.update({
        where: { id: batchId },
        data: {
          isBulkPublication: true,
          counts: {
            ...counts,
            published: counts.published + result.published,
            historical: counts.historical + result.historical,
          },
        },
      });
      const [view] = await batchViews(tx, ctx.actor, [await fetchBatch(tx, ctx.actor, batchId)]);
      return view!;
    },
    { maxWait: 30_000, timeout: 15 * 60_000 },
  );
}
