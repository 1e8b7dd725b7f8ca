import {
  type DictionaryRowRef,
  dictionaryRowRef,
  notFound,
  requireDictionaryEditor,
  requireDictionaryPublisher,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { lockDictionary } from "./save-dictionary-row.ts";

/** Takes a row out: a draft at once, a published one with the next version. */
export async function removeDictionaryRow(ctx: Ctx, raw: DictionaryRowRef): Promise<{ isGone: boolean }> {
  const actor = requireUser(ctx.actor);
  requireDictionaryEditor(actor);
  const { rowId } = dictionaryRowRef.parse(raw);
  return ctx.transaction(async (tx) => {
    await lockDictionary(tx);
    const row = await tx.dictionaryRow.findFirst({ where: { id: rowId, removedIn: null, isLeaving: false } });
    if (!row) throw notFound();
    if (row.addedIn === null) await tx.dictionaryRow.delete({ where: { id: rowId } });
    else await tx.dictionaryRow.update({ where: { id: rowId }, data: { isLeaving: true } });
    await recordAudit(tx, actor, "dictionary.remove_row", {
      subjectKind: "dictionary_row",
      subjectId: rowId,
      values: { kind: row.kind, names: row.names },
    });
    return { isGone: row.addedIn === null };
  });
}

/** A published row that was to leave stays. */
export async function keepDictionaryRow(ctx: Ctx, raw: DictionaryRowRef): Promise<{ isGone: boolean }> {
  const actor = requireUser(ctx.actor);
  requireDictionaryEditor(actor);
  const { rowId } = dictionaryRowRef.parse(raw);
  return ctx.transaction(async (tx) => {
    await lockDictionary(tx);
    const { count } = await tx.dictionaryRow.updateMany({
      where: { id: rowId, isLeaving: true, removedIn: null },
      data: { isLeaving: false },
    });
    if (count === 0) throw notFound();
    await recordAudit(tx, actor, "dictionary.keep_row", { subjectKind: "dictionary_row", subjectId: rowId });
    return { isGone: false };
  });
}

/** Back to what is published: drafts are thrown away, what was to leave stays. */
export async function discardDictionaryDraft(ctx: Ctx): Promise<{ discarded: number }> {
  const actor = requireUser(ctx.actor);
  requireDictionaryPublisher(actor);
  return ctx.transaction(async (tx) => {
    await lockDictionary(tx);
    const drafts = await tx.dictionaryRow.deleteMany({ where: { addedIn: null } });
    const kept = await tx.dictionaryRow.updateMany({ where: { isLeaving: true }, data: { isLeaving: false } });
    const discarded = drafts.count + kept.count;
    await recordAudit(tx, actor, "dictionary.discard", { subjectKind: "dictionary", values: { discarded } });
    return { discarded };
  });
}
