import type { Tx } from "@jiebang/db";
import {
  cleanName,
  type DictionaryRowView,
  DomainError,
  MAX_DICTIONARY_ROWS,
  newId,
  notFound,
  problemOfRow,
  requireDictionaryEditor,
  requireUser,
  type SaveDictionaryRowInput,
  saveDictionaryRowInput,
} from "@jiebang/domain";
import { nameKey } from "@jiebang/search";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { settleMiss } from "../search/settle-miss.ts";
import { loadDictionaryRow } from "./dictionary.queries.ts";

/** Different names of one row with what each is compared by, or the reason why they cannot stand. */
export function namesWithKeys(names: string[]): { names: string[]; keys: string[] } {
  const byKey = new Map(names.map(cleanName).filter(Boolean).map((name) => [nameKey(name), name])); // biome-ignore format: a line
  return { names: [...byKey.values()], keys: [...byKey.keys()] };
}

/**
 * Puts a row into the draft. A published row is not edited: it leaves with the next version, and what replaces it comes
 * with it. Nobody searches by it before it is published.
 */
export async function saveDictionaryRow(ctx: Ctx, raw: SaveDictionaryRowInput): Promise<DictionaryRowView> {
  const actor = requireUser(ctx.actor);
  requireDictionaryEditor(actor);
  const input = saveDictionaryRowInput.parse(raw);
  const { names, keys } = namesWithKeys(input.names);
  const problem = problemOfRow(input.kind, names);
  if (problem) throw new DomainError("invalid", problem, { fields: { names: problem } });
  return ctx.transaction(async (tx) => {
    await lockDictionary(tx);
    if (await isKnown(tx, input.kind, keys, input.rowId, input.note))
      throw new DomainError("conflict", "dictionary.row_known", { names: names.join(" = ") });
    const before = input.rowId ? await tx.dictionaryRow.findUnique({ where: { id: input.rowId } }) : null;
    if (input.rowId && (!before || before.removedIn !== null || before.isLeaving)) throw notFound();
    const data = { kind: input.kind, names, keys, note: input.note };
    let rowId = before?.id;
    if (before && before.addedIn === null) await tx.dictionaryRow.update({ where: { id: before.id }, data });
    else {
      if (before) await tx.dictionaryRow.update({ where: { id: before.id }, data: { isLeaving: true } });
      else await requireRoom(tx, 1);
      rowId = newId("dcr");
      const source = input.missedQuery ? "miss" : "hand";
      await tx.dictionaryRow.create({ data: { id: rowId, ...data, source, createdById: actor.userId } });
    }
    if (input.missedQuery) await settleMiss(tx, actor, input.missedQuery, "synonym");
    await recordAudit(tx, actor, before ? "dictionary.change_row" : "dictionary.add_row", {
      subjectKind: "dictionary_row",
      subjectId: rowId,
      values: { kind: input.kind, names, ...(before && { replaces: before.id, namesBefore: before.names }) },
    });
    return loadDictionaryRow(tx, actor, rowId!);
  });
}

/** Who changes the draft or publishes it takes turns. */
export async function lockDictionary(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('dictionary'))::text`;
}

export async function requireRoom(tx: Tx, more: number): Promise<void> {
  const count = await tx.dictionaryRow.count({ where: { removedIn: null } });
  if (count + more > MAX_DICTIONARY_ROWS)
    throw new DomainError("conflict", "dictionary.too_many", { max: MAX_DICTIONARY_ROWS });
}

async function isKnown(tx: Tx, kind: string, keys: string[], but: string | undefined, note: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM dictionary_row WHERE removed_in IS NULL AND NOT is_leaving AND kind = ${kind}
      AND keys @> ${keys}::text[] AND (id <> ${but ?? ""} OR (cardinality(keys) = ${keys.length} AND note = ${note} AND added_in IS NOT NULL))`;
  return row!.n > 0;
}
