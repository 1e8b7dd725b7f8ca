import type { Tx } from "@jiebang/db";
import { shippedMappings } from "@jiebang/domain";

/** Shipped mappings follow the software: an update of it updates them. */
export async function seedImportMappings(tx: Tx): Promise<void> {
  for (const { id, name, mapping } of shippedMappings) {
    const row = { source: mapping.source, kind: mapping.shapes[0]!.kind, content: mapping, isShipped: true };
    await tx.importMapping.upsert({ where: { name }, create: { id, name, ...row }, update: row });
  }
}
