import { createHash } from "node:crypto";
import type { ImportBatchView } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import type { UploadedList } from "./create-import.ts";
import { batchViews, findMapping, requireImporter } from "./import.queries.ts";

/** What identifies the files of a batch, whatever they are called. */
export function fingerprintOf(files: Pick<UploadedList, "bytes">[]): string {
  const each = files.map((file) => createHash("sha256").update(file.bytes).digest("hex"));
  return createHash("sha256").update(each.join("\n")).digest("hex");
}

/** The actor's own batch of exactly these files that was begun and neither came in nor was given up. */
export async function findResumableImport(
  ctx: Ctx,
  files: UploadedList[],
  mappingName?: string,
): Promise<ImportBatchView | null> {
  requireImporter(ctx.actor);
  return ctx.transaction(async (tx) => {
    const mapping = mappingName ? await findMapping(tx, ctx.actor, mappingName) : null;
    const batch = await tx.importBatch.findFirst({
      where: {
        sha256: fingerprintOf(files),
        state: { in: ["staging", "staged"] },
        startedById: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        ...(mapping && { source: mapping.source }),
      },
      orderBy: { createdAt: "desc" },
    });
    if (!batch) return null;
    const [view] = await batchViews(tx, ctx.actor, [batch]);
    return view!;
  });
}
