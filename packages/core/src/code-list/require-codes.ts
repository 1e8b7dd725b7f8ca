import type { Tx } from "@jiebang/db";
import { type CodeListKey, DomainError } from "@jiebang/domain";

/**
 * Codes as they stand in the edition in force, aliases replaced. Refuses an unknown code by name.
 * A list that nobody has filled yet refuses nothing.
 */
export async function requireCodes(tx: Tx, key: CodeListKey, codes: string[], field: string): Promise<string[]> {
  const list = await currentList(tx, key);
  if (!list) return codes;
  const rows = await tx.codeItem.findMany({
    where: { listId: list.id, code: { in: codes }, retiredAt: null },
    select: { code: true, aliasOf: true },
  });
  const known = new Map(rows.map((row) => [row.code, row.aliasOf ?? row.code]));
  const unknown = codes.find((code) => !known.has(code));
  if (unknown !== undefined) throw new DomainError("invalid", "codeList.code_unknown", { field, key, code: unknown });
  return [...new Set(codes.map((code) => known.get(code)!))];
}

/** The edition in force today: the newest whose first day has come and whose last has not passed. */
export async function currentList(tx: Tx, key: CodeListKey) {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM code_list WHERE key = ${key}
      AND valid_from <= (app_now() AT TIME ZONE 'Asia/Shanghai')::date
      AND (valid_to IS NULL OR valid_to >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date)
    ORDER BY valid_from DESC, created_at DESC, id DESC LIMIT 1`;
  return row ?? null;
}
