import { fileURLToPath } from "node:url";
import { ANSWERS_HASH } from "@jiebang/matching/same-bytes/answers-hash.ts";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";

test("the matching engine answers in a browser with the bytes it answers with on a server", async ({ page }) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve("@jiebang/matching/same-bytes/answers-hash.ts"))],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "matching",
    target: "es2022",
  });
  await page.goto("about:blank");
  await page.addScriptTag({ content: outputFiles[0]!.text });
  expect(await page.evaluate("matching.answersHash()")).toBe(ANSWERS_HASH);
});
