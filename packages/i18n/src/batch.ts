import type { Locale } from "./translate.ts";

const DIGITS = "零一二三四五六七八九";

/** 1 to 999 as people say it in Chinese: 十二, 一百零三. */
export function chineseNumber(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor((n % 100) / 10), n % 10];
  const digit = (d: number) => DIGITS[d]!;
  let text = hundreds > 0 ? `${digit(hundreds)}百` : "";
  if (tens > 0) text += `${tens === 1 && hundreds === 0 ? "" : digit(tens)}十`;
  else if (hundreds > 0 && ones > 0) text += "零";
  if (ones > 0) text += digit(ones);
  return text;
}

/** 第三批, No. 3. */
export function formatBatch(locale: Locale, no: number): string {
  if (locale === "en") return `No. ${no}`;
  return `第${no < 1000 ? chineseNumber(no) : no}批`;
}
