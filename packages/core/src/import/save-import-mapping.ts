import {
  DomainError,
  type ImportMappingView,
  newId,
  type SaveImportMappingInput,
  saveImportMappingInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireImporter } from "./import.queries.ts";

/** Keeps a mapping under a name; one's own of the same name is replaced, another's never. */
export async function saveImportMapping(ctx: Ctx, raw: SaveImportMappingInput): Promise<ImportMappingView> {
  requireImporter(ctx.actor);
  const { name, mapping } = saveImportMappingInput.parse(raw);
  const createdById = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  return ctx.transaction(async (tx) => {
    const before = await tx.importMapping.findUnique({ where: { name } });
    if (before && (before.isShipped || before.createdById !== createdById))
      throw new DomainError("conflict", "import.name_taken", { name });
    const row = await tx.importMapping.upsert({
      where: { name },
      create: {
        id: newId("map"),
        name,
        source: mapping.source,
        kind: mapping.shapes[0]!.kind,
        content: mapping,
        createdById,
      },
      update: { source: mapping.source, kind: mapping.shapes[0]!.kind, content: mapping },
    });
    await recordAudit(tx, ctx.actor, "import.save_mapping", {
      subjectKind: "import_mapping",
      subjectId: row.id,
      values: { name },
    });
    return { ...mapping, id: row.id, name, isShipped: false };
  });
}
