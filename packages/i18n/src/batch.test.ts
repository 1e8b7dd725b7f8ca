import { expect, test } from "vitest";
import { formatBatch } from "./batch.ts";

test.each([
  [1, "第一批"],
  [10, "第十批"],
  [12, "第十二批"],
  [20, "第二十批"],
  [101, "第一百零一批"],
  [110, "第一百一十批"],
  [999, "第九百九十九批"],
  [1000, "第1000批"],
])("edition %i is called %s", (no, text) => {
  expect([formatBatch("zh", no), formatBatch("en", no)]).toEqual([text, `No. ${no}`]);
});
