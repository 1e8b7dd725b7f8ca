import { formProblem, type IntakeNote } from "@jiebang/domain";
import { fetchOwnEntry } from "../entry/entry.access.ts";
import type { Ctx } from "../kernel/ctx.ts";

/** What the form said that found no field of this entry; for those whose entry it is. */
export async function getIntakeNote(ctx: Ctx, { entryId }: { entryId: string }): Promise<IntakeNote | null> {
  return ctx.transaction(async (tx) => {
    await fetchOwnEntry(tx, ctx.actor, entryId);
    const row = await tx.formNote.findUnique({ where: { entryId } });
    if (!row) return null;
    return {
      fileName: row.fileName,
      formCode: row.formCode,
      note: row.note,
      problems: formProblem.array().parse(row.problems),
      at: row.at.toISOString(),
    };
  });
}
