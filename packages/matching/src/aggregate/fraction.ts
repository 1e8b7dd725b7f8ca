import { MatchingError } from "../kernel/matching-error.ts";

/** An exact number: published scores are never a matter of binary rounding. The divisor is positive. */
export interface Fraction {
  top: bigint;
  bottom: bigint;
}

const DECIMAL = /^-?\d{1,30}(\.\d{1,18})?$/;

/** From a decimal text such as `87.5`. */
export function fraction(text: string, place: string): Fraction {
  if (typeof text !== "string" || !DECIMAL.test(text)) throw new MatchingError("not_a_number", place, String(text));
  const [whole = "", digits = ""] = text.split(".");
  return reduce({ top: BigInt(whole + digits), bottom: 10n ** BigInt(digits.length) });
}

export const zero: Fraction = { top: 0n, bottom: 1n };
export const add = (a: Fraction, b: Fraction): Fraction =>
  reduce({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
export const times = (a: Fraction, b: Fraction): Fraction =>
  reduce({ top: a.top * b.top, bottom: a.bottom * b.bottom });
export const over = (a: Fraction, b: Fraction): Fraction =>
  b.top < 0n
    ? reduce({ top: -a.top * b.bottom, bottom: a.bottom * -b.top })
    : reduce({ top: a.top * b.bottom, bottom: a.bottom * b.top });
/** Negative, zero or positive. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const ofWhole = (n: number): Fraction => ({ top: BigInt(n), bottom: 1n });

function reduce({ top, bottom }: Fraction): Fraction {
  let a = top < 0n ? -top : top;
  let b = bottom;
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { top: top / a, bottom: bottom / a } : { top, bottom };
}

/** Rounded half away from zero to so many decimals, as people round by hand (GB/T 8170 names it among its ways). */
export function toDecimal({ top, bottom }: Fraction, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const size = top < 0n ? -top : top;
  const rounded = (2n * size * scale + bottom) / (2n * bottom);
  const digits = rounded.toString().padStart(decimals + 1, "0");
  const sign = top < 0n && rounded > 0n ? "-" : "";
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
