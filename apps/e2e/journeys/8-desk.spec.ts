import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn } from "./support/people.ts";

// Its own words in every run, so that a run on a kept server finds its own note.
const RUN = Date.now().toString().slice(-5);
const NOTE = `浮选车间冬季药剂结块，想换低温捕收剂 ${RUN}`;
const STEP = `带药剂样品再来 ${RUN}`;
const MONTHS = 1 + (Number(RUN) % 60);
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("a coordinator notes a visit on the phone, finds it in the firm's file and on the desk, keeps a view and takes the list along", async ({
  browser,
}) => {
  const phone = await signIn(browser, "lingbao", "/app/visits/new");
  await phone.setViewportSize(PHONE);

  await test.step("in the yard the network is gone: the text stays, and goes out once when it is back", async () => {
    await phone.goto("/app/visits/new");
    await phone.getByLabel("走访单位").fill("澄石");
    await phone.getByRole("button", { name: /澄石金业/ }).click();
    await phone.getByLabel(/^记录/).fill(NOTE);
    await phone.getByLabel("有技术需求").check();
    await phone.locator("input[type=file]").setInputFiles({ name: "车间.png", mimeType: "image/png", buffer: PNG });
    await expectNoSidewaysScroll(phone);
    await expectAccessible(phone);
    await phone.getByLabel(/^下一步/).fill(STEP);
    await button(phone, "保存").click();
    await expect(phone.getByText("选了日期").or(phone.getByText("请为下一步选择日期"))).toBeVisible();
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await phone.getByLabel("哪一天").fill(today);
    await phone.context().setOffline(true);
    await button(phone, "保存").click();
    await expect(phone.getByText("网络不通")).toBeVisible();
    await phone.context().setOffline(false);
    await expect(phone.getByRole("heading", { name: "走访已保存" })).toBeVisible();
  });

  await test.step("the firm's file holds the note with its photo, once", async () => {
    await phone.getByRole("link", { name: "打开企业档案" }).click();
    await expect(phone.getByText(NOTE)).toHaveCount(1);
    const visit = phone.getByRole("listitem").filter({ hasText: NOTE });
    await expect(visit.getByRole("img", { name: /车间/ })).toHaveCount(1);
    await expectNoSidewaysScroll(phone);
  });

  await test.step("the next step is on the desk, one click away, and leaves it when it is done", async () => {
    await phone.setViewportSize({ width: 1280, height: 900 });
    await phone.goto("/app/desk");
    const first = phone.getByRole("region", { name: "走访后续" });
    await expect(first.getByText(STEP)).toBeVisible();
    await expectAccessible(phone);
    await first.getByRole("link", { name: STEP }).click();
    await expect(phone).toHaveURL(/\/firms\//);
    await phone.getByRole("listitem").filter({ hasText: NOTE }).getByRole("button", { name: "办完了" }).click();
    await expect(phone.getByText("车望舒 已办").first()).toBeVisible();
  });

  await test.step("filters of the list of firms are kept under a name", async () => {
    await phone.goto(`/app/firms?unvisited=${MONTHS}`);
    await button(phone, "保存为视图").click();
    await dialog(phone).getByLabel("名称").fill(`久未走访 ${RUN}`);
    await button(dialog(phone), "保存为视图").click();
    await expect(dialog(phone)).toBeHidden();
    await phone.goto("/app/firms");
    await phone.getByRole("button", { name: `久未走访 ${RUN}` }).click();
    await expect(phone).toHaveURL(new RegExp(`unvisited=${MONTHS}`));
    await expectAccessible(phone);
  });

  await test.step("the list and the file are taken along", async () => {
    const take = async (format: string) => {
      await button(phone, "导出").click();
      const [download] = await Promise.all([
        phone.waitForEvent("download"),
        phone.getByRole("menuitem", { name: format }).click(),
      ]);
      return download.suggestedFilename();
    };
    expect(await take("XLSX")).toMatch(/^企业名单-.*\.xlsx$/);
    await phone.goto("/app/firms");
    await phone.getByRole("link", { name: "澄石金业股份有限公司" }).click();
    expect(await take("PDF")).toMatch(/^澄石金业股份有限公司-企业档案-.*\.pdf$/);
  });

  await test.step("the figures have their tables", async () => {
    await phone.goto("/app/desk/figures");
    const funnel = phone.getByRole("region", { name: "从线索到合作" });
    await button(funnel, "看表格").click();
    await expect(funnel.getByRole("rowheader", { name: "收到意向" })).toBeVisible();
    await expectAccessible(phone);
  });
  await phone.context().close();
});
