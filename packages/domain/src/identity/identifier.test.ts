import { describe, expect, it } from "vitest";
import { parseIdentifier, visibleEmail } from "./identifier.ts";

describe("what people sign in with", () => {
  it.each([
    ["13800000001", { kind: "phone", phone: "13800000001", email: "13800000001@mobile.invalid" }],
    ["+86 138-0000-0001", { kind: "phone", phone: "13800000001", email: "13800000001@mobile.invalid" }],
    ["8613800000001", { kind: "phone", phone: "13800000001", email: "13800000001@mobile.invalid" }],
    ["１３８０００００００１", { kind: "phone", phone: "13800000001", email: "13800000001@mobile.invalid" }],
    [" Li.Na@Example.CN ", { kind: "email", email: "li.na@example.cn" }],
    ["12345678901", null],
    ["someone", null],
    ["13800000001@mobile.invalid", null],
  ])("reads %s", (text, expected) => {
    expect(parseIdentifier(text)).toEqual(expected);
  });

  it("never shows the address that stands in for a missing one", () => {
    expect(visibleEmail("13800000001@mobile.invalid")).toBe(null);
    expect(visibleEmail("li.na@example.cn")).toBe("li.na@example.cn");
  });
});
