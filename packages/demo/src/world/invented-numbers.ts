// Numbers that pass every check digit and belong to nobody.

const CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A 统一社会信用代码 under a registration place that does not exist (division 419999), so that no body can ever hold it.
 * `type` is "91" for an enterprise, "12" for a public institution.
 */
export function inventedCreditCode(type: "91" | "12", serial: number): string {
  const body = `MAD${String(serial).padStart(5, "0")}`;
  const bodySum = [...body].reduce((sum, char, i) => sum + BODY.indexOf(char) * BODY_WEIGHTS[i]!, 0);
  const bodyCheck = 11 - (bodySum % 11);
  const bodyCheckChar = bodyCheck === 10 ? "X" : bodyCheck === 11 ? "0" : String(bodyCheck);
  const head = `${type}419999${body}${bodyCheckChar}`;
  const sum = [...head].reduce((total, char, i) => total + CREDIT.indexOf(char) * CREDIT_WEIGHTS[i]!, 0);
  return head + CREDIT[(31 - (sum % 31)) % 31];
}

const PATENT_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** An application number from the end of a year's series, which the office has never reached. */
export function inventedPatentNumber(year: number, type: 1 | 2, serial: number): string {
  const digits = `${year}${type}99${String(serial).padStart(5, "0")}`;
  const sum = [...digits].reduce((total, char, i) => total + Number(char) * PATENT_WEIGHTS[i]!, 0);
  const check = sum % 11;
  return `${digits}.${check === 10 ? "X" : check}`;
}
