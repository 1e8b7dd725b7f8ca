import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";

test("a visitor finds offers and demands by Chinese words, by an English word and by number, and reads them", async ({
  page,
}) => {
  await page.goto("/");
  await expectAccessible(page);
  const box = page.getByRole("main").locator('input[name="q"]'); // with its suggestions it is a combobox
  await box.fill("难处理金矿");
  await box.press("Enter");
  await expect(page.getByRole("link", { name: /含砷微细粒金精矿低温生物预氧化技术/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /含砷含碳双重难处理金矿高效回收技术/ })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/search?q=germanium");
  await page.getByRole("link", { name: /锌浸出渣还原酸浸/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("锌浸出渣还原酸浸—萃取提锗新工艺");
  await expectAccessible(page);
  const number = /CG-\d{4}-\d{5}/.exec((await page.locator("main").textContent()) ?? "")![0];

  await page.goto(`/search?q=${number}`);
  await expect(
    page
      .getByRole("main")
      .getByRole("link", { name: /锌浸出渣还原酸浸/ })
      .first(),
  ).toBeVisible();
});

test("a hidden poster stays hidden in its page, in search and in its organisation's list", async ({ page }) => {
  await page.goto("/search?q=微细粒硫化矿浮选");
  await page.getByRole("link", { name: /微细粒硫化矿浮选选择性捕收剂/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("微细粒硫化矿浮选选择性捕收剂");
  expect(await page.content()).not.toContain("澄石金业");
  expect(await page.content()).not.toContain("丁铵黑药"); // today's state lies in the second layer
  await page.goto("/organisations?q=澄石金业");
  await page.getByRole("link", { name: /澄石金业/ }).click();
  expect(await page.locator("main").textContent()).not.toContain("微细粒硫化矿");
});

test("every public page reads in both languages, on a phone, with nothing serious for axe", async ({ page }) => {
  await page.setViewportSize(PHONE);
  const first = async (list: string, pattern: RegExp) => {
    await page.goto(list);
    return (
      await page
        .getByRole("main")
        .locator(`a[href]`)
        .evaluateAll((links) => links.map((a) => a.getAttribute("href")!))
    ).find((href) => pattern.test(href))!;
  };
  const paths = [
    "/",
    "/offers",
    "/demands",
    "/search?q=%E9%87%91",
    "/rounds",
    "/notices",
    "/organisations",
    "/about",
    "/rules",
    await first("/offers", /\/offers\/CG-/),
    await first("/demands", /\/demands\/XQ-/),
    await first("/rounds", /\/rounds\/JB-/),
    await first("/notices", /\/notices\//),
    await first("/organisations", /\/organisations\/org_/),
  ];
  for (const path of paths)
    for (const prefix of ["", "/en"]) {
      const response = await page.goto(prefix && path === "/" ? "/en" : prefix + path);
      expect(response?.status(), prefix + path).toBe(200);
      await expect(page.locator("html")).toHaveAttribute("lang", prefix ? "en" : "zh-CN");
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("one searches, filters, reads and turns pages", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("main").getByRole("searchbox").fill("铜箔");
    await page.getByRole("main").getByRole("button", { name: "搜索" }).click();
    await expect(page).toHaveURL(/q=/);
    await page.getByRole("link", { name: /HVLP 铜箔/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("HVLP 铜箔无砷粗化");
    await page.goto("/offers");
    await page
      .getByRole("link", { name: /产业化/ })
      .first()
      .click();
    await expect(page).toHaveURL(/maturity|stage/);
    await page.goto("/offers");
    await page.getByRole("link", { name: /下一页/ }).click();
    await expect(page).toHaveURL(/page=2/);
  });
});
