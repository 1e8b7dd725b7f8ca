import { expect, it } from "vitest";
import { offerContent } from "./entry-content.ts";
import { differencesOf } from "./entry-difference.ts";

it("tells field by field what differs, whatever the order of keys", () => {
  const before = offerContent.parse({
    kind: "offer",
    title: "a",
    layers: { body: "sealed", team: "sealed" },
    detail: { maturity: { stage: "lab" }, inventors: [{ name: "x" }] },
  });
  const after = offerContent.parse({
    kind: "offer",
    title: "b",
    layers: { team: "sealed", body: "sealed" },
    detail: { maturity: { stage: "pilot" }, inventors: [{ name: "x" }] },
  });
  expect(differencesOf(before, before)).toEqual([]);
  expect(differencesOf(before, after)).toEqual([
    { field: "title", before: "a", after: "b" },
    { field: "detail.maturity.stage", before: "lab", after: "pilot" },
  ]);
});
