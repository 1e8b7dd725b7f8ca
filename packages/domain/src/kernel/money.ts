import { z } from "zod";

/** 元 as a decimal string with at most two places, never negative: the shape in zod, JSON and ledger. */
export const money = z
  .string()
  .regex(/^(0|[1-9]\d{0,15})(\.\d{1,2})?$/, "money.shape")
  .transform((text) => {
    const [whole, cents = ""] = text.split(".");
    return `${whole}.${cents.padEnd(2, "0")}`;
  });
export type Money = z.infer<typeof money>;

/** Compares two money strings by value: negative when a < b. */
export function compareMoney(a: Money, b: Money): number {
  const fen = (text: string) => BigInt(money.parse(text).replace(".", ""));
  const [x, y] = [fen(a), fen(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** 万元 as people type it ("12.5") → 元 ("125000.00"). Throws on anything that is not a plain number. */
export function fromWan(text: string): Money {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) throw new RangeError("money.shape");
  const digits = `${match[1]}${(match[2] ?? "").padEnd(6, "0")}`;
  return money.parse(`${BigInt(digits.slice(0, -2))}.${digits.slice(-2)}`);
}

/** 元 ("125000.00") → 万元 without trailing zeros ("12.5"). */
export function toWan(value: Money): string {
  const fen = money.parse(value).replace(".", "").padStart(7, "0");
  const fraction = fen.slice(-6).replace(/0+$/, "");
  return `${BigInt(fen.slice(0, -6))}${fraction ? `.${fraction}` : ""}`;
}
