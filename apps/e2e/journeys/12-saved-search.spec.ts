import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn } from "./support/people.ts";

// Its own words in every run, so that a run on a kept server finds its own entry.
const RUN = Date.now().toString().slice(-6);
const TITLE = `含铟烟尘低温氯化挥发回收${RUN}`;
const SEARCH = `含铟烟尘 ${RUN}`;

test("a firm keeps a search, hears of what is published for it, and stops it by the link of the mail without signing in", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const firm = await signIn(browser, "zhuheng");

  await test.step("the public search page leads to keeping it; by keyboard, suggestions are a combobox", async () => {
    await firm.goto("/search");
    const box = firm.getByRole("combobox");
    await box.fill("冶炼");
    await expect(firm.getByRole("option").first()).toBeVisible();
    await expect(box).toHaveAttribute("aria-expanded", "true");
    await box.press("ArrowDown");
    await expect(firm.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await box.press("Escape");
    await expect(box).toHaveAttribute("aria-expanded", "false");
    await box.fill(SEARCH);
    await box.press("Enter");
    await expect(firm).toHaveURL(/\/search\?q=/);
    await expectAccessible(firm);
    await firm.getByRole("link", { name: "保存这个检索，有新结果时提醒我" }).click();
    await expect(firm.getByLabel("名称")).toHaveValue(SEARCH);
    await firm.getByText("立即", { exact: true }).click();
    await expectAccessible(firm);
    await button(firm, "保存").click();
    await expect(firm.getByRole("heading", { name: "我的检索" })).toBeVisible();
    await expect(firm.getByRole("link", { name: SEARCH })).toBeVisible();
  });

  await test.step("a university hands in what fits, the city publishes it", async () => {
    const author = await signIn(browser, "dizhu");
    await author.goto("/app/entries/new?kind=offer");
    await author.getByRole("button", { name: "开始填写" }).click();
    await expect(author).toHaveURL(/\/edit/);
    await author.getByLabel("标题", { exact: true }).fill(TITLE);
    await author
      .getByLabel("摘要", { exact: true })
      .fill("含铟烟尘经低温氯化挥发富集铟，直收率九成以上，无高盐废水产生，已完成中试。");
    await author
      .getByLabel("详细说明", { exact: true })
      .fill("烟尘制粒后在密闭炉内低温氯化，铟以氯化物挥发并在冷凝段收集；尾气碱洗达标，能耗每吨烟尘 420 千瓦时。");
    await author.getByText("中试", { exact: true }).click();
    await author.getByLabel("成熟度依据", { exact: true }).fill("日处理 200 千克中试炉连续运行 30 天，检测报告两份。");
    await author.getByLabel("联系人", { exact: true }).fill("技术转移中心");
    await author.getByLabel("邮箱", { exact: true }).fill("transfer@demo.example");
    await expect(author.getByText("可以提交了")).toBeVisible();
    await button(author, "提交审核").click();
    await button(dialog(author), "我确认内容真实、不涉密").click();
    await expect(author).not.toHaveURL(/\/edit/);
    await author.context().close();

    const county = await signIn(browser, "sfq");
    await openCase(county);
    for (const tick of ["真实", "完整", "不涉密"]) await county.getByLabel(tick, { exact: true }).check();
    await button(county, "推荐").click();
    await expect(county.getByText("已推荐").first()).toBeVisible();
    await county.context().close();

    const city = await signIn(browser, "city");
    await openCase(city);
    const criteria = city.getByRole("radiogroup");
    await expect(criteria).toHaveCount(4);
    for (const i of [0, 1, 2, 3]) await criteria.nth(i).getByText("4", { exact: true }).click();
    await button(city, "发布").click();
    await expect(city.getByText("已发布").first()).toBeVisible();
    await city.context().close();
  });

  let stop = "";
  await test.step("the firm is told in the workbench and by mail, once", async () => {
    const told = `您保存的检索“${SEARCH}”有 1 条新结果。`;
    await expect(async () => {
      await firm.goto("/app/notifications");
      await expect(firm.getByText(told).first()).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    await firm.getByText(told).first().click();
    await expect(firm.getByRole("heading", { name: `“${SEARCH}”的新结果` })).toBeVisible();
    await expect(firm.getByRole("link", { name: TITLE })).toBeVisible();
    await expectAccessible(firm);
    const mails = await mailsOf(firm, SEARCH);
    expect(mails.length).toBe(1);
    expect(mails[0]).toContain(TITLE);
    stop = /https?:\/\/\S+(\/unsubscribe\/\S+)/.exec(mails[0]!)![1]!;
  });

  await test.step("whoever opens the link sees what would stop, and stops it by a button", async () => {
    const anybody = await (await browser.newContext({ viewport: PHONE })).newPage();
    await anybody.goto(stop);
    await expect(anybody.getByText(`检索“${SEARCH}”`)).toBeVisible();
    await expectAccessible(anybody);
    await expectNoSidewaysScroll(anybody);
    await anybody.getByRole("button", { name: "退订" }).click();
    await expect(anybody.getByRole("heading", { name: "已退订" })).toBeVisible();
    await anybody.context().close();
    await firm.goto("/app/saved-searches");
    await expect(firm.getByText("已通过邮件退订").first()).toBeVisible();
  });

  await test.step("what the firm looked for is in its own history until it says otherwise", async () => {
    await firm.goto("/app/search-history");
    await expect(firm.getByRole("link", { name: SEARCH })).toBeVisible();
    await expectAccessible(firm);
    await firm.getByRole("switch").click();
    await expect(firm.getByText("您已关闭查找记录")).toBeVisible();
    await firm.getByRole("switch").click();
  });
});

async function openCase(page: Page): Promise<void> {
  await page.goto(`/app/vetting?q=${encodeURIComponent(TITLE)}`);
  await page.getByRole("link", { name: TITLE }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(TITLE);
}

/** Texts of one's own mails about this search, from the local mailbox. */
async function mailsOf(page: Page, about: string): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ limit: 50 }));
  let texts: string[] = [];
  await expect(async () => {
    const answer = await page.request.get(`/api/trpc/mail.localBox?input=${input}`);
    const { result } = (await answer.json()) as { result: { data: { items: { text: string | null }[] } } };
    texts = result.data.items.flatMap(({ text }) => (text?.includes(about) ? [text] : []));
    expect(texts.length).toBeGreaterThan(0);
  }).toPass({ timeout: 30_000 });
  return texts;
}
