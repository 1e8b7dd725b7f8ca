import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkPatentNumber } from "./patent-number.ts";

const file = new URL("../../../../../shared/data/codes/cn_patent_number_vectors.json", import.meta.url);
const vectors: { raw: string; kind: string; check_ok: boolean }[] | null = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : null;

describe("the number of a patent", () => {
  it.each([
    ["ZL201410142425.6", { number: "ZL201410142425.6", kind: "patent", type: "invention", problem: null }],
    ["zl 2017 2000 1285.x", { number: "ZL201720001285.X", kind: "patent", type: "utility", problem: null }],
    ["2020102888677", { number: "202010288867.7", kind: "application", type: "invention", problem: null }],
    ["202010288867", { number: "202010288867", kind: "application", type: "invention", problem: null }],
    [
      "202010000001.0",
      { number: "202010000001.0", kind: "application", type: "invention", problem: "patentNumber.check" },
    ],
    ["CN104123456B", { number: "CN104123456B", kind: "publication", type: "invention", problem: null }],
    ["CN 1234567 C", { number: "CN1234567C", kind: "publication", type: "invention", problem: null }],
    ["CN210987654U", { number: "CN210987654U", kind: "publication", type: "utility", problem: null }],
    ["专利号待定", { number: "专利号待定", kind: null, type: null, problem: "patentNumber.shape" }],
  ])("reads %s", (text, expected) => {
    expect(checkPatentNumber(text)).toEqual(expected);
  });

  it.skipIf(!vectors)("agrees with the collected numbers", () => {
    const wrong = vectors!.filter((v) => (checkPatentNumber(v.raw).problem === null) !== v.check_ok);
    expect(wrong).toEqual([]);
  });
});
