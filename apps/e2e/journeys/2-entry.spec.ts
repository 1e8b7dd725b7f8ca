import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/checks.ts";
import { button, dialog, signIn } from "./support/people.ts";

// Its own words in every run, so that a run on a kept server finds its own entry.
const TITLE = `冶炼渣中伴生碲的真空还原短流程回收 ${Date.now().toString().slice(-5)}`;

test("a university writes an offer, badly and then well; county returns it, city publishes it, everybody finds it", async ({
  browser,
}) => {
  const author = await signIn(browser, "dizhu");

  await test.step("the linter says what is missing before anyone reads it", async () => {
    await author.goto("/app/entries/new?kind=offer");
    await author.getByRole("button", { name: "开始填写" }).click();
    await expect(author).toHaveURL(/\/edit/);
    await author.getByLabel("标题", { exact: true }).fill("碲");
    const lint = author.getByRole("region", { name: /还缺什么/ });
    await expect(lint.getByText("提交前必须补上")).toBeVisible();
    await expect(author.getByRole("button", { name: "提交审核" })).toBeDisabled();
    await expectAccessible(author);
  });

  await test.step("written well it can be handed in", async () => {
    await author.getByLabel("标题", { exact: true }).fill(TITLE);
    await author
      .getByLabel("摘要", { exact: true })
      .fill("冶炼渣经真空碳热还原一步得到粗碲，直收率九成以上，无含碲废水产生。");
    await author
      .getByLabel("详细说明", { exact: true })
      .fill("渣料制粒后在真空炉内分段升温，碲以单质挥发并在冷凝段收集；尾气含尘低，能耗每吨渣 620 千瓦时。");
    await author.getByText("中试", { exact: true }).click();
    await author.getByLabel("联系人", { exact: true }).fill("技术转移中心");
    await author.getByLabel("邮箱", { exact: true }).fill("transfer@demo.example");
    await author.getByLabel("英文标题").fill("Short vacuum route for tellurium from smelter slag");
    await expect(author.getByRole("region", { name: /还缺什么/ }).getByText("可以提交了")).toBeVisible();
    await author.getByRole("button", { name: "提交审核" }).click();
    await author.getByRole("button", { name: "我确认内容真实、不涉密" }).click();
    await expect(author).not.toHaveURL(/\/edit/);
    await expect(author.getByText("待审核").first()).toBeVisible();
  });

  await test.step("the county reads it, finds no evidence and returns it with a coded reason", async () => {
    const county = await signIn(browser, "sfq");
    await openCase(county);
    await expectAccessible(county);
    await button(county, "退回修改").click();
    await dialog(county).getByLabel("缺少证明材料").check();
    await dialog(county).getByRole("textbox").fill("请写明中试规模、时间和检测单位。");
    await button(dialog(county), "退回修改").click();
    await expect(county.getByText("已退回").first()).toBeVisible();
    await county.context().close();
  });

  await test.step("the author reads the reason, corrects and hands it in again", async () => {
    await author.reload();
    await expect(author.getByText("缺少证明材料").first()).toBeVisible();
    await expect(author.getByText("请写明中试规模、时间和检测单位。").first()).toBeVisible();
    await author.getByRole("button", { name: "继续填写" }).click();
    await author
      .getByLabel("成熟度依据", { exact: true })
      .fill("日处理 300 千克中试炉连续运行 40 天，第三方检测报告两份。");
    await button(author, "提交审核").click();
    await button(dialog(author), "我确认内容真实、不涉密").click();
    await expect(author).not.toHaveURL(/\/edit/);
  });

  await test.step("the county ticks three boxes and recommends", async () => {
    const county = await signIn(browser, "sfq");
    await openCase(county);
    await expect(button(county, "推荐")).toBeDisabled();
    for (const tick of ["真实", "完整", "不涉密"]) await county.getByLabel(tick, { exact: true }).check();
    await button(county, "推荐").click();
    await expect(county.getByText("已推荐").first()).toBeVisible();
    await county.context().close();
  });

  await test.step("the city scores it by the rubric and publishes it", async () => {
    const city = await signIn(browser, "city");
    await openCase(city);
    const criteria = city.getByRole("radiogroup");
    await expect(criteria).toHaveCount(4);
    await criteria.nth(0).getByText("0", { exact: true }).click();
    for (const i of [1, 2, 3]) await criteria.nth(i).getByText("4", { exact: true }).click();
    await expect(city.getByText("有一项为 0 分：必须暂缓，不能发布。")).toBeVisible();
    await expect(button(city, "发布")).toBeDisabled();
    await criteria.nth(0).getByText("4", { exact: true }).click();
    await button(city, "发布").click();
    await expect(city.getByText("已发布").first()).toBeVisible();
    await city.context().close();
  });

  await test.step("everybody finds it by Chinese words, by an English word and by its number", async () => {
    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto(`/search?q=${encodeURIComponent("真空还原 碲")}`);
    await visitor.getByRole("link", { name: TITLE }).first().click();
    await expect(visitor.getByRole("heading", { level: 1 })).toContainText(TITLE);
    await expectAccessible(visitor);
    const number = /CG-\d{4}-\d{5}/.exec(visitor.url())![0];
    for (const query of ["tellurium", number]) {
      await visitor.goto(`/search?q=${query}`);
      await expect(visitor.getByRole("link", { name: TITLE }).first()).toBeVisible();
    }
    await visitor.context().close();
  });
});

async function openCase(page: Page): Promise<void> {
  await page.goto(`/app/vetting?q=${encodeURIComponent(TITLE)}`);
  await page.getByRole("link", { name: TITLE }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(TITLE);
}
