import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCreditCode } from "./credit-code.ts";

const file = new URL("../../../../../shared/data/codes/uscc_vectors.json", import.meta.url);
const vectors: {
  valid_or_real: { code: string; check_digit_ok: boolean; orgcode_check_ok: boolean }[];
  negative: { code: string; reason: string }[];
} | null = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;

describe("the social credit code", () => {
  it("accepts a code as the registry prints it, and as people type it", () => {
    expect(checkCreditCode("91350100M000100Y43")).toEqual({ code: "91350100M000100Y43", problem: null });
    expect(checkCreditCode(" 91350100-m000100y-43 ")).toEqual({ code: "91350100M000100Y43", problem: null });
    expect(checkCreditCode("９１３５０１００Ｍ０００１００Ｙ４３").problem).toBe(null);
  });

  it("says what is wrong with a code", () => {
    expect(checkCreditCode("91350100M000100Y4").problem).toBe("organisation.credit_code_length");
    expect(checkCreditCode("91350100I000100Y43").problem).toBe("organisation.credit_code_character");
    expect(checkCreditCode("91350100M000100Y44").problem).toBe("organisation.credit_code_check");
  });

  it("notices every single wrong character", () => {
    const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (at, char) => {
        const code = "91350100M000100Y43";
        fc.pre(code[at] !== char);
        return checkCreditCode(code.slice(0, at) + char + code.slice(at + 1)).problem !== null;
      }),
    );
  });

  it.skipIf(!vectors)("agrees with the collected codes: five real ones fail their check digit", () => {
    const failing = vectors!.valid_or_real.filter((v) => checkCreditCode(v.code).problem !== null).map((v) => v.code);
    expect(failing.sort()).toEqual(
      vectors!.valid_or_real
        .filter((v) => !v.check_digit_ok || !v.orgcode_check_ok)
        .map((v) => v.code)
        .sort(),
    );
    expect(vectors!.valid_or_real.filter((v) => !v.check_digit_ok).length).toBe(5);
    // Lower case and full width are how people type; they are normalised, not refused.
    const wrong = vectors!.negative.filter((v) => !v.reason.includes("normalised"));
    expect(wrong.filter((v) => checkCreditCode(v.code).problem === null)).toEqual([]);
  });
});
