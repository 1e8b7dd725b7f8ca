import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, forgetSessions, signIn } from "./support/people.ts";
import { beijing, boardRow, choose, fillProposal, seal, step, untilShown } from "./support/round-pages.ts";
import { moveClockTo, platformNow } from "./support/server.ts";

const ROUND = `关键装备与材料揭榜轮次 ${Date.now().toString().slice(-5)}`;
const DAY = 86_400_000;
// Five demands of five posters, published in the demonstration and on no board.
const ROPE = "千米竖井提升钢丝绳在线损伤检测";
const RESIN = "聚甲醛低析出与耐磨改性";
const FILLER = "球形低放射性二氧化硅填料表面改性国产化";
const BOARD = [
  { poster: "chengshi", title: ROPE },
  { poster: "qingyan", title: RESIN },
  { poster: "dieguang", title: FILLER },
  { poster: "mingquan", title: "氰化尾渣中铁与残金的协同回收" },
  { poster: "langu", title: "大型离心压缩机喘振边界在线辨识" },
];

test.describe.configure({ mode: "serial", timeout: 300_000 });
let roundPath = "";
let closesAt: Date;
let city: Page;

const close = (page: Page) => page.context().close();
const at = (browser: Browser, person: string, path = roundPath) => signIn(browser, person, path);

test("a city gathers five demands on a board, freezes it and announces it", async ({ browser }) => {
  city = await at(browser, "city", "/app/rounds/new");
  const now = await platformNow();
  closesAt = new Date(Date.parse(`${beijing(new Date(now.getTime() + 18 * DAY)).slice(0, 10)}T17:00:00+08:00`));
  await city.getByLabel("轮次名称").fill(ROUND);
  await city.getByLabel("英文名称").fill("Challenge round of the journey");
  await city.getByLabel("揭榜截止").fill(beijing(closesAt));
  await expectAccessible(city);
  await button(city, "创建轮次").click();
  await expect(city.getByRole("heading", { level: 1 })).toContainText(ROUND);
  roundPath = new URL(city.url()).pathname;

  await city.getByRole("tab", { name: "规则与依据" }).click();
  await button(city, "引用依据文件").click();
  await choose(city, dialog(city).getByRole("combobox"), /演示〔2026〕3 号/);
  await button(dialog(city), "引用依据文件").click();
  await expect(dialog(city)).toBeHidden();
  await step(city, "开始征集榜题");

  for (const { poster, title } of BOARD) {
    const page = await at(browser, poster);
    await button(page, "提名榜题").click();
    await page.getByRole("button", { name: `提名榜题: ${title}` }).click();
    await dialog(page)
      .getByRole("button", { name: /Close|关闭/ })
      .click();
    await expect(boardRow(page, title)).toBeVisible();
    await close(page);
  }
  await city.goto(roundPath);
  for (const { title } of BOARD) {
    await button(boardRow(city, title), "接受入榜").click();
    await expect(boardRow(city, title).getByText("已入榜")).toBeVisible();
  }
  await step(city, "结束征集");
  await step(city, "发榜");
  await untilShown(city, () => boardRow(city, ROPE).getByText("揭榜中").first());
  await expectAccessible(city);
});

test("three bidders seal their bids; nobody reads them, a related one is shut out, a late one is refused", async ({
  browser,
}) => {
  const lead = await at(browser, "dizhu");
  await button(boardRow(lead, ROPE), "我要揭榜").click();
  await fillProposal(lead, {
    title: "强磁饱和漏磁与图像融合检测",
    targets: ["1.5", "0.2", "14"],
    partner: { name: "砥澜稀散金属研究院", task: "磁敏元件标定" },
  });
  await seal(lead);
  await expect(lead.getByText("第 1 次封存")).toBeVisible();
  await expectAccessible(lead);
  const bidPath = new URL(lead.url()).pathname;

  const partner = await at(browser, "xisan", bidPath);
  await button(partner, "签署确认").click();
  await button(dialog(partner), "签署确认").click();
  await expect(partner.getByText("已签署")).toBeVisible();
  await partner.goto(roundPath);
  await button(boardRow(partner, FILLER), "我要揭榜").click();
  await fillProposal(partner, { title: "爆燃法球硅分级与接枝", targets: ["0.8", "0.0004", "62"] });
  await seal(partner);
  await expect(partner.getByText("第 1 次封存")).toBeVisible();
  await close(partner);

  const second = await at(browser, "zhiyuan");
  for (const [title, targets] of [
    [ROPE, ["2", "0.3", "12"]],
    [RESIN, ["4", "45"]],
  ] as const) {
    await second.goto(roundPath);
    await button(boardRow(second, title), "我要揭榜").click();
    await fillProposal(second, { title: `${title}方案`, targets: [...targets] });
    await seal(second);
    await expect(second.getByText("第 1 次封存")).toBeVisible();
  }
  await close(second);

  const related = await at(browser, "mingquan");
  await expect(boardRow(related, ROPE).getByText(/不能揭榜/)).toBeVisible();
  await expect(button(boardRow(related, ROPE), "我要揭榜")).toHaveCount(0);
  await close(related);

  await city.goto(roundPath);
  await expect(boardRow(city, ROPE).getByText("已封存 2 份")).toBeVisible();
  await boardRow(city, ROPE).getByRole("link", { name: ROPE }).click();
  await expect(city.getByText("强磁饱和漏磁与图像融合检测")).toHaveCount(0);

  const late = await at(browser, "zhuheng");
  // A page that hears nothing of the turn of the stage: its click must reach the server, and be refused there.
  await late.route("**/api/live", (route) => route.abort());
  await late.reload();
  await button(boardRow(late, ROPE), "我要揭榜").click();
  await fillProposal(late, { title: "迟到的方案", targets: ["1", "0.1", "15"] });
  await moveClockTo(new Date(closesAt.getTime() + 60_000));
  forgetSessions();
  await seal(late);
  await expect(late.getByText(/揭榜已于 .*截止/).last()).toBeVisible();
  await expect(late.getByText("第 1 次封存")).toHaveCount(0);
  await close(late);
  await close(lead);
});

test("the city opens and checks, posters pick, everything is released together", async ({ browser }) => {
  await close(city);
  city = await at(browser, "city");
  await untilShown(city, () => button(city, "启封"));
  await step(city, "启封");
  for (const title of [ROPE, RESIN, FILLER]) {
    await city.goto(roundPath);
    await boardRow(city, title).getByRole("link", { name: title }).click();
    await expect(city.locator("details.bid")).not.toHaveCount(0);
    for (const bid of await city.locator("details.bid").all()) {
      await bid.locator("summary").click();
      await button(bid, "形式审查").click();
      await button(dialog(city), "保存").click();
      await expect(dialog(city)).toBeHidden();
    }
    await expectAccessible(city);
  }
  await city.goto(roundPath);
  for (const { title } of BOARD.slice(3)) {
    await button(boardRow(city, title), "该题流标").click();
    await dialog(city).getByLabel("有效揭榜数不足").check();
    await dialog(city).getByRole("textbox").fill("截止时没有单位揭榜。");
    await button(dialog(city), "该题流标").click();
    await expect(dialog(city)).toBeHidden();
  }
  await step(city, "结束形式审查");

  for (const { poster, title } of BOARD.slice(0, 3)) {
    const page = await at(browser, poster);
    await boardRow(page, title).getByRole("link", { name: "择优决定" }).click();
    const panel = page.getByRole("region", { name: "择优决定" });
    const bidders = panel.getByRole("radiogroup");
    await expect(bidders).not.toHaveCount(0);
    for (const [i, bidder] of (await bidders.all()).entries()) {
      const name = (await bidder.getAttribute("aria-label"))!;
      const isFirst = title === ROPE ? name === "砥澜理工大学" : i === 0;
      await bidder.getByLabel(isFirst ? "入选" : "未入选", { exact: true }).check();
      await choose(page, panel.getByRole("combobox", { name: `原因: ${name}` }), isFirst ? /指标/ : /更合适/);
      await panel.getByLabel(`补充说明: ${name}`).fill("方案与我方条件匹配，理由已记录。");
    }
    await button(page, "保存决定").click();
    await expect(page.getByText("决定已保存，待统一发布")).toBeVisible();
    await close(page);
  }
  const loser = await at(browser, "zhiyuan", "/app/bids");
  await expect(loser.getByText("未入选")).toHaveCount(0); // pending until released
  await close(loser);

  await city.goto(roundPath);
  await step(city, "统一发布结果");
  await expect(boardRow(city, ROPE).getByText(/入选: 砥澜理工大学/)).toBeVisible();
});

test("a loser objects, the city answers, what stood through the notice is confirmed and the agreement recorded", async ({
  browser,
}) => {
  await city.goto(roundPath);
  await city.getByRole("tab", { name: "公告与存证" }).click();
  const notice = (await city.getByRole("link", { name: /揭榜结果公示/ }).getAttribute("href"))!;
  const number = notice.split("/").pop()!;

  const loser = await at(browser, "zhiyuan", `/app/notices/${number}`);
  await choose(loser, loser.getByLabel("针对哪个榜题"), new RegExp(ROPE));
  await loser
    .getByLabel("异议内容与事实依据")
    .fill("我单位的漏检率与定位误差均满足要求，请说明落选理由是否已逐项比较。");
  await button(loser, "提交异议").click();
  await expect(loser).toHaveURL(/objections/);
  await close(loser);

  await city.goto("/app/objections");
  await button(city.getByRole("row").or(city.getByRole("listitem")).filter({ hasText: ROPE }).first(), "答复").click();
  await dialog(city).getByLabel("未违反规则").check();
  await dialog(city).getByLabel("答复内容").fill("经核对，评选逐项比较了三项指标，程序符合本轮规则。");
  await button(dialog(city), "答复").click();
  await expect(dialog(city)).toBeHidden();

  const now = await platformNow();
  await moveClockTo(new Date(now.getTime() + 20 * DAY));
  forgetSessions();
  await close(city);
  city = await at(browser, "city");
  await untilShown(city, () => button(boardRow(city, ROPE), "确认结果"));
  for (const title of [ROPE, RESIN, FILLER]) {
    await button(boardRow(city, title), "确认结果").click();
    await button(dialog(city), "确认结果").click();
    await expect(dialog(city)).toBeHidden();
  }

  const poster = await at(browser, "chengshi", "/app/agreements");
  await poster
    .getByRole("link", { name: new RegExp(ROPE) })
    .first()
    .click();
  await choose(poster, poster.getByLabel("合同类型"), "技术开发（委托）");
  await poster.getByLabel("合同成交额").fill("98");
  await poster.getByLabel("其中技术交易额").fill("98");
  await poster.getByLabel("签订日期").fill(beijing(await platformNow()).slice(0, 10));
  await poster.keyboard.press("Enter");
  for (const [i, nature] of ["150", "022"].entries()) {
    await poster.getByLabel("单位性质（三位）").nth(i).fill(nature);
    await poster.getByLabel("行政区划（六位）").nth(i).fill("411202");
  }
  await poster.getByLabel("项目内容").fill("提升钢丝绳在线损伤检测装置的研制与现场考核。");
  await poster.getByLabel("知识产权归属").fill("双方共有，发榜方优先实施。");
  await button(poster, "保存").click();
  await expect(poster.getByText("登记还缺：")).toBeHidden();
  const agreement = new URL(poster.url()).pathname;
  await close(poster);

  await city.goto(agreement);
  await step(city, "登记为已签约");
  await city.goto("/app/agreements");
  for (const title of [RESIN, FILLER]) {
    await city.goto("/app/agreements");
    await city
      .getByRole("link", { name: new RegExp(title) })
      .first()
      .click();
    await step(city, "未达成协议", "双方对付款节点未达成一致。");
  }
  await city.goto(roundPath);
  await expect(city.getByText("已完成").first()).toBeVisible();
});

test("everybody reads it on the public pages, in both languages and on a phone", async ({ page }) => {
  await page.goto("/rounds");
  await page
    .getByRole("link", { name: new RegExp(ROUND) })
    .first()
    .click();
  const path = new URL(page.url()).pathname;
  for (const prefix of ["", "/en"]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(prefix + path);
    await expect(page.getByText(prefix ? "Dilan University of Technology" : "砥澜理工大学").first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    await expectNoSidewaysScroll(page);
  }
  await page.goto(path);
  await page
    .getByRole("link", { name: /揭榜结果公示/ })
    .first()
    .click();
  const text = await page.locator("main").textContent();
  expect(text).toContain("砥澜理工大学");
  expect(text).not.toContain("铸衡重型装备"); // a notice never names who was not taken
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("anybody goes through the round again, with the network off, and a changed bundle is found out", async ({
  page,
  context,
}) => {
  await page.goto("/rounds");
  await page
    .getByRole("link", { name: new RegExp(ROUND) })
    .first()
    .click();
  const number = new URL(page.url()).pathname.split("/").at(-1)!;
  const bundle = await (await page.request.get(`/rounds/${number}/bundle.json`)).text();
  await page.getByRole("link", { name: "在浏览器中核验本轮" }).click();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  const choose = (text: string) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name: "bundle.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await choose(bundle);
  await expect(page.getByRole("heading", { name: "核验通过" })).toBeVisible();
  await expect(page.locator(".verdict")).toContainText(number);
  const forged = JSON.parse(bundle);
  const opening = forged.ledger.events.findIndex((e: { type: string }) => e.type === "round.opened");
  forged.ledger.events[opening].payload.bids.pop();
  await choose(JSON.stringify(forged));
  await expect(page.getByRole("heading", { name: "核验不通过" })).toBeVisible();
  await expect(page.locator(".verdict")).toContainText(`ledger.events[${opening}]`);
  await choose("{");
  await expect(page.getByText("这不是可以读取的 JSON 文件。")).toBeVisible();
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await context.setOffline(false);
});
