import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/checks.ts";
import { button, signIn } from "./support/people.ts";

const RUN = Date.now().toString().slice(-5);
const LIST = [
  "需求名称,需求简介,预算(万元),联系人,联系电话",
  `矿用滚筒轴承油脂寿命在线判定${RUN},在不停机条件下判断润滑脂劣化程度并给出换脂时间建议。,30,设备科,0398-0000000`,
  `浸出槽搅拌桨防结垢涂层${RUN},碳酸钙结垢每月清理两次，希望涂层使清理间隔延长到半年。,25,生产科,0398-0000000`,
  `矿用滚筒轴承油脂寿命在线判定${RUN},在不停机条件下判断润滑脂劣化程度并给出换脂时间建议。,30,设备科,0398-0000000`,
  ",这一行没有名称，只有简介，应当被拒绝并说明理由。,10,生产科,0398-0000000",
].join("\n");
// Real listings lie beside the checkout on machines that have them.
const REAL = path.resolve(import.meta.dirname, "../../../../shared/data/tech-market-zh/raw");

test("a city imports a list of demands, sees each row's fault in words, publishes it and finds it", async ({
  browser,
}) => {
  const city = await signIn(browser, "city", "/app/import");
  await city.locator('input[type="file"]').setInputFiles({
    name: `需求清单${RUN}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(`\uFEFF${LIST}`),
  });
  await expect(city.getByRole("heading", { name: "列对应" })).toBeVisible();
  await expectAccessible(city);
  await button(city, "读取").click();
  await expect(city.getByText(/第 4 行与第 2 行重复/)).toBeVisible({ timeout: 30_000 });
  await expect(city.getByText(/没有标题/)).toBeVisible();
  await city.getByLabel(/同时整批发布/).check();
  await expectAccessible(city);
  await button(city, "确认导入 2 条").click();
  await expect(city.getByText(/已导入 2 条，发布 2 条/)).toBeVisible({ timeout: 60_000 });

  await city.goto(`/search?q=${encodeURIComponent(`防结垢涂层${RUN}`)}`);
  await expect(city.getByRole("link", { name: new RegExp(`防结垢涂层${RUN}`) }).first()).toBeVisible();
  await city.context().close();
});

test("the real listings come in whole: every row is in, or a duplicate, or refused with its reason", async ({
  browser,
}) => {
  test.skip(!existsSync(REAL), "the real listings are not on this machine");
  test.setTimeout(300_000);
  const city = await signIn(browser, "city", "/app/import");
  await city.locator('input[type="file"]').setInputFiles(readdirSync(REAL).map((name) => path.join(REAL, name)));
  await expect(city.getByText(/该方案认得 \d+ 种表式/)).toBeVisible({ timeout: 60_000 });
  await button(city, "读取").click();
  await expect(city.getByLabel(/同时整批发布/)).toBeVisible({ timeout: 120_000 });
  const facts = city.locator("dl.facts").first();
  const numbers = (await facts.locator("dd").allTextContents()).map(Number);
  const [read, ...parts] = numbers.slice(0, 6);
  expect(parts.reduce((sum, n) => sum + n, 0)).toBe(read); // ready, changed, known, duplicate, refused
  await city.getByLabel(/同时整批发布/).check();
  await city.getByRole("button", { name: /^确认导入 \d+ 条$/ }).click();
  await expect(city.getByText(new RegExp(`已导入 ${parts[0]} 条，发布 ${parts[0]} 条`))).toBeVisible({
    timeout: 180_000,
  });
  await city.goto("/demands");
  await expect(city.getByText(/共 [\d,]{4,} 项/)).toBeVisible();
  await city.context().close();
});
