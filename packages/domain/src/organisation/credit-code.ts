const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const INNER_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export type CreditCodeProblem =
  | "organisation.credit_code_length"
  | "organisation.credit_code_character"
  | "organisation.credit_code_check"
  | "organisation.credit_code_inner_check";

export interface CreditCodeCheck {
  /** As it is stored: NFKC, no spaces or dashes, upper case. */
  code: string;
  problem: CreditCodeProblem | null;
}

/**
 * Checks a 统一社会信用代码 (GB 32100-2015): 18 characters, the last being (31 − Σ value·3^i mod 31) mod 31 over an
 * alphabet without I O S V Z; inside it, characters 9 to 17 are the 组织机构代码 of GB 11714 with its own check character.
 * A problem is a warning: five codes that registries really issued fail, so a reason lets one in.
 */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  return { code, problem: problemOf(code) };
}

function problemOf(code: string): CreditCodeProblem | null {
  if (code.length !== 18) return "organisation.credit_code_length";
  const values = [...code].map((c) => ALPHABET.indexOf(c));
  if (values.some((v) => v < 0) || !/^\d{6}$/.test(code.slice(2, 8))) return "organisation.credit_code_character";
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * values[i]!, 0);
  if ((31 - (sum % 31)) % 31 !== values[17]) return "organisation.credit_code_check";
  const innerSum = INNER_WEIGHTS.reduce((total, weight, i) => total + weight * INNER_ALPHABET.indexOf(code[8 + i]!), 0);
  const inner = 11 - (innerSum % 11);
  const expected = inner === 10 ? "X" : inner === 11 ? "0" : String(inner);
  return code[16] === expected ? null : "organisation.credit_code_inner_check";
}
