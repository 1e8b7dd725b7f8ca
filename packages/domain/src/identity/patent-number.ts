export type PatentNumberKind = "application" | "patent" | "publication";
export type PatentNumberProblem = "patentNumber.shape" | "patentNumber.check";

export interface PatentNumberCheck {
  /** `ZL201410142425.6`, `201410142425.6` or `CN104123456B`: without spaces, upper case, with its check character when given. */
  number: string;
  kind: PatentNumberKind | null;
  type: "invention" | "utility" | "design" | null;
  problem: PatentNumberProblem | null;
}

const TYPES = { "1": "invention", "2": "utility", "3": "design", "8": "invention", "9": "utility" } as const;
const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/**
 * Reads the three numbers that a Chinese patent goes by (ZC 0006-2003, ZC 0007-2012): 申请号 (8 digits until September
 * 2003, then 12, "." and a check character: Σ digit·weight mod 11, 10 → X), 专利号 (ZL + the same) and 公开(公告)号
 * (CN + 7 or 9 digits + kind letter; it has no check character). The dot and the check character may be missing.
 * A problem is a warning for the author, never a refusal.
 */
export function checkPatentNumber(text: string): PatentNumberCheck {
  const number = text.normalize("NFKC").replace(/[\s·]/g, "").toUpperCase();
  const publication = /^CN(\d{7}|\d{9})([ABCUSY]\d?)$/.exec(number);
  if (publication) return { number, kind: "publication", type: typeOf(publication[1]![0]!), problem: null };
  const filing = /^(ZL|CN)?(\d{8}|\d{12})(?:\.?([\dX]))?$/.exec(number);
  if (!filing) return { number, kind: null, type: null, problem: "patentNumber.shape" };
  const [, prefix = "", digits = "", check] = filing;
  const kind = prefix === "ZL" ? "patent" : "application";
  const type = typeOf(digits.length === 12 ? digits[4]! : digits[2]!);
  const written = `${prefix}${digits}${check ? `.${check}` : ""}`;
  if (!type || (digits.length === 12 && !/^(19|20)/.test(digits)))
    return { number: written, kind, type, problem: "patentNumber.shape" };
  const isRight = !check || check === checkCharacter(digits);
  return { number: written, kind, type, problem: isRight ? null : "patentNumber.check" };
}

function checkCharacter(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0) % 11;
  return sum === 10 ? "X" : String(sum);
}

function typeOf(digit: string) {
  return TYPES[digit as keyof typeof TYPES] ?? null;
}
