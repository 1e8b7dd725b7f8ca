import { expect, it } from "vitest";
import { canonicalSearch, nextAlertAt } from "./saved-search.policy.ts";

it.each([
  ["daily", "2026-11-23T23:59:59Z", "2026-11-24T00:00:00.000Z"], // a second before eight in Shanghai
  ["daily", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00.000Z"],
  ["weekly", "2026-11-24T03:00:00Z", "2026-11-30T00:00:00.000Z"], // a Tuesday
  ["weekly", "2026-11-22T23:59:00Z", "2026-11-23T00:00:00.000Z"], // Monday morning before eight
  ["weekly", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00.000Z"],
  ["at_once", "2026-11-23T00:00:00Z", undefined],
  ["off", "2026-11-23T00:00:00Z", undefined],
] as const)("tells %s at %s next at %s", (cadence, now, next) => {
  expect(nextAlertAt(cadence, new Date(now))?.toISOString()).toBe(next);
});

it("knows one search by one address, on whatever page and in whatever order it was kept", () => {
  const kept = canonicalSearch("/search?page=3&sort=money&industry=38&kind=offer&q=%20电池%20&nonsense=1");
  expect(kept).toBe(canonicalSearch("q=电池&kind=offer&industry=38"));
  expect(canonicalSearch("")).toBe("");
});
