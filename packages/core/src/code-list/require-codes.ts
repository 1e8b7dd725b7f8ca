import type { Tx } from "@jiebang/db";
import { type CodeListKey, DomainError } from "@jiebang/domain";

// These lists hold their upper levels only; a finer code of the same standard stands by what it lies under.
const FINER: Partial<Record<CodeListKey, RegExp>> = {
  industry: /^([A-T]\d{2})\d{1,2}$/,
  discipline: /^(\d{3})(?:\d{2}|\d{4})$/,
};

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
  if (known.size < codes.length && FINER[key]) {
    const coarse = codes.flatMap((code) => FINER[key]!.exec(code)?.[1] ?? []);
    const found = await tx.codeItem.findMany({
      where: { listId: list.id, code: { in: coarse } },
      select: { code: true },
    });
    const listed = new Set(found.map((row) => row.code));
    for (const code of codes)
      if (listed.has(FINER[key]!.exec(code)?.[1] ?? "")) known.set(code, known.get(code) ?? code);
  }
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
