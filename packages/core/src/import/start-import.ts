import type { Tx } from "@jiebang/db";
import {
  type Actor,
  coveredJurisdictions,
  DomainError,
  type ImportBatchView,
  type ImportMapping,
  type ImportState,
  importMapping,
  isCoordinator,
  isMemberOf,
  newId,
  requireImportAction,
  requireImportTarget,
  type StartImportInput,
  startImportInput,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { batchViews, fetchBatch, findMapping } from "./import.queries.ts";

/** Says how the columns are to be read and for whom, and begins to read. Starting again reads again from the first row. */
export async function startImport(
  ctx: Ctx,
  raw: StartImportInput,
  options: { inline?: boolean } = {},
): Promise<ImportBatchView> {
  const input = startImportInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const batch = await fetchBatch(tx, ctx.actor, input.batchId);
    requireImportAction(batch.state as ImportState, "start");
    const mapping: ImportMapping = input.mappingId
      ? importMapping.parse(await findMapping(tx, ctx.actor, input.mappingId))
      : (input.mapping ?? importMapping.parse(batch.mapping));
    if (!mapping.shapes.every((shape) => shape.columns.some((column) => column.to === "title")))
      throw new DomainError("invalid", "import.title_unmapped");
    if (input.organisationId) {
      const organisation = await tx.organisation.findUnique({ where: { id: input.organisationId } });
      requireImportTarget(ctx.actor, organisation);
      if (input.mapping && organisation && isMemberOf(ctx.actor, organisation.id))
        await rememberMapping(tx, ctx.actor, organisation, mapping);
    } else if (ctx.actor.kind === "user" && !isCoordinator(ctx.actor))
      throw new DomainError("invalid", "import.organisation_missing");
    else await requireSourceInReach(tx, ctx.actor, mapping.source);
    await tx.importRow.deleteMany({ where: { batchId: batch.id } });
    const { count } = await tx.importBatch.updateMany({
      where: { id: batch.id, state: batch.state },
      data: {
        state: "staging",
        mapping,
        mappingId: input.mappingId ?? null,
        source: mapping.source,
        kind: mapping.shapes[0]!.kind,
        organisationId: input.organisationId ?? null,
        rowsDone: 0,
        counts: {},
        error: null,
        updatedAt: await appNow(tx),
      },
    });
    if (count === 0) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, ctx.actor, "import.start", {
      subjectKind: "import",
      subjectId: batch.id,
      values: { source: mapping.source, organisationId: input.organisationId ?? null },
    });
    if (!options.inline) await enqueue(tx, "import.stage", { batchId: batch.id }, { key: `import.stage:${batch.id}` });
    const [view] = await batchViews(tx, ctx.actor, [await fetchBatch(tx, ctx.actor, batch.id)]);
    return view!;
  });
}

/** How an organisation's list was read is how its next one is offered. */
async function rememberMapping(
  tx: Tx,
  actor: Actor,
  organisation: { id: string; name: string },
  mapping: ImportMapping,
): Promise<void> {
  const content = { source: mapping.source, kind: mapping.shapes[0]!.kind, content: mapping };
  const before = await tx.importMapping.findFirst({
    where: { organisationId: organisation.id, source: mapping.source },
  });
  const updatedAt = await appNow(tx);
  if (before) await tx.importMapping.update({ where: { id: before.id }, data: { ...content, updatedAt } });
  else
    await tx.importMapping.create({
      data: {
        id: newId("map"),
        name: `${organisation.name} · ${mapping.source} · ${organisation.id.slice(-6)}`,
        organisationId: organisation.id,
        createdById: actor.kind === "user" ? actor.userId : null,
        updatedAt,
        ...content,
      },
    });
}

/** A source belongs to the jurisdiction that brought it in first. */
async function requireSourceInReach(tx: Tx, actor: Actor, source: string): Promise<void> {
  if (actor.kind !== "user") return;
  const placeholder = await tx.organisation.findUnique({ where: { source } });
  if (!placeholder?.jurisdictionId) return;
  if (!coveredJurisdictions(actor).includes(placeholder.jurisdictionId))
    throw new DomainError("forbidden", "import.source_elsewhere", { source });
}
