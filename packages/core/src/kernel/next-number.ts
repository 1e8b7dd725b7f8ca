import type { Tx } from "@jiebang/db";

export type NumberKind = "CG" | "XQ" | "JB" | "GG" | "XY" | "CGB" | "XQB" | "SQS" | "GSB" | "HZB" | "TJH" | "ZJ"; // offer, demand, round, notice, agreement, call

/** The next number such as `CG-2026-00012`: per kind and year of Asia/Shanghai, at least five digits, never reused. */
export async function nextNumber(tx: Tx, kind: NumberKind): Promise<string> {
  const [row] = await tx.$queryRaw<{ year: number; last: number }[]>`
    INSERT INTO number_counter (kind, year, last)
    VALUES (${kind}, extract(year FROM app_now() AT TIME ZONE 'Asia/Shanghai')::int, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = number_counter.last + 1
    RETURNING year, last`;
  return `${kind}-${row!.year}-${String(row!.last).padStart(5, "0")}`;
}
