import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn } from "./support/people.ts";

// The words of an Android phone inside WeChat: its browser opens no windows and downloads nothing.
const WECHAT =
  "Mozilla/5.0 (Linux; Android 13; V2183A Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47";
// Its own firms in every run, so that a run on a kept server finds its own.
const RUN = Date.now().toString().slice(-6);
const LIST = `2026年重点企业名单,,,,,,
序号,企业名称,统一社会信用代码,所属县区,梯度,联系人,联系电话
1,一分钟药剂有限公司${RUN},91419999MA4${RUN}X,灵宝市,专精特新“小巨人”,李厂长,13900001111
2,一分钟铸造（集团）有限公司${RUN},9.14112E+17,灵宝,,Zhao,电话不详
3,,,灵宝市,,,
合计,2家,,,,,`;
// A photo with nothing on it.
const PHOTO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const NEED = `冬季选矿回收率掉到七成以下，想找低温也好用的捕收剂${RUN}`;

async function onPhone(browser: Browser, locale: "zh-CN" | "en-US"): Promise<Page> {
  const context = await browser.newContext({
    viewport: PHONE,
    userAgent: WECHAT,
    isMobile: true,
    hasTouch: true,
    locale,
  });
  const page = await context.newPage();
  // In this browser a new window or a download is a dead end.
  await page.addInitScript(() => {
    window.open = () => {
      throw new Error("no windows here");
    };
  });
  return page;
}

test("a city loads its list of firms and prints slips; two firms scan, claim and say what they need, in both languages", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const city = await signIn(browser, "city", "/app/firm-lists");
  let codes: string[] = [];

  await test.step("the list is read with its dirt, and comes in as a whole", async () => {
    await city
      .locator("input[type=file]")
      .setInputFiles({ name: `名单${RUN}.csv`, mimeType: "text/csv", buffer: Buffer.from(LIST) });
    await expect(city).toHaveURL(/firm-lists\/fml_/);
    await expect(city.getByText("校验位不对")).toBeVisible();
    await expect(city.getByText("没有企业名称，这一行不导入")).toBeVisible();
    await expectAccessible(city);
    await button(city, "导入 2 家").click();
    await expect(city.getByText("已导入 2 家。")).toBeVisible();
  });

  await test.step("each firm gets a slip to print, and a text to send", async () => {
    await city.getByRole("button", { name: "打印认领单" }).click();
    await city.getByRole("button", { name: "打印认领单（2 家）" }).click();
    await button(dialog(city), "生成认领码").click();
    await expect(city.getByText("共 2 家")).toBeVisible();
    codes = await city.locator(".claim-code").allTextContents();
    expect(codes).toHaveLength(2);
    const printId = city.url().split("/").pop();
    const pdf = await city.request.get(`/files/claim-prints/${printId}.pdf?layout=sheet`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  const phone = await onPhone(browser, "zh-CN");
  await test.step("the first firm scans, claims and leaves one sentence with a photo and a range", async () => {
    await claim(phone, codes[0]!, /您的姓名/, /手机号/, /设一个密码/, "这是我的企业，继续");
    await phone.getByLabel("一句话说说难题").fill(NEED);
    await expect.poll(() => phone.evaluate(() => JSON.stringify(localStorage))).toContain(RUN);
    await phone.reload(); // what was typed survives
    await expect(phone.getByLabel("一句话说说难题")).toHaveValue(NEED);
    await phone.locator("input[type=file]").setInputFiles({ name: "现场.png", mimeType: "image/png", buffer: PHOTO });
    await phone.getByText("金额范围").click();
    await phone.getByLabel(/^至少/).fill("20");
    await phone.getByLabel(/^至多/).fill("50");
    await expectNoSidewaysScroll(phone);
    await expectAccessible(phone);
    await button(phone, "提交").click();
    await expect(phone.getByRole("heading", { name: "收到了" })).toBeVisible();
  });

  await test.step("it makes the demand itself, looks at it as the public does, and hands it in knowing what is missing", async () => {
    await button(phone, "现在自己写成需求").click();
    await expect(phone).toHaveURL(/entries\/dmd_.*\/edit/);
    await expect(phone.getByLabel("难题", { exact: true })).toHaveValue(NEED);
    await phone.getByLabel("联系人", { exact: true }).fill("李厂长");
    await phone.getByLabel("电话", { exact: true }).fill("13900001111");
    await expectNoSidewaysScroll(phone);
    await expect(phone.getByText("可以提交了")).toBeVisible();
    await expect(phone.getByText("已保存").first()).toBeVisible();
    const edit = phone.url();
    await phone.getByRole("link", { name: "预览" }).first().click();
    await expect(phone).toHaveURL(/preview/);
    await expect(phone.getByText(NEED).first()).toBeVisible();
    await expectNoSidewaysScroll(phone);
    await phone.goto(edit);
    await phone.getByRole("button", { name: "提交审核" }).click();
    await dialog(phone)
      .getByLabel(/没有技术指标/)
      .check();
    await dialog(phone)
      .getByLabel(/没有写需要在什么时候/)
      .check();
    await button(dialog(phone), "我确认内容真实、不涉密").click();
    await expect(phone).not.toHaveURL(/\/edit/);
    await expect(phone.getByText("待审核").first()).toBeVisible();
  });

  const english = await onPhone(browser, "en-US");
  await test.step("the second firm does the same in English and waits for the officer", async () => {
    await claim(english, codes[1]!, /Your name/, /Mobile number/, /Choose a password/, "This is my firm, go on");
    await english
      .getByLabel("The problem in one sentence")
      .fill(`Our castings crack when the mould cools too fast ${RUN}`);
    await english.getByText("Negotiable").click();
    await expectAccessible(english);
    await button(english, "Send").click();
    await expect(english.getByRole("heading", { name: "Received" })).toBeVisible();
    await button(english, "Wait for the officer").click();
    await expect(english).toHaveURL(/leads\/led_/);
    await expectNoSidewaysScroll(english);
  });

  await test.step("an officer takes it in hand, works it out and lays the text before the firm", async () => {
    await city.goto(new URL(english.url()).pathname);
    await button(city, "我来办").click();
    await city.getByLabel("向企业提问").fill("现在的废品率是多少？");
    await button(city, "向企业提问").click();
    await expect(city.getByText("提问").first()).toBeVisible();
    await english.reload();
    await expect(english.getByText("现在的废品率是多少？")).toBeVisible();
    await english.getByLabel("Answer", { exact: true }).fill("About 8 percent of the large castings");
    await button(english, "Answer").click();
    await city.reload();
    await expect(city.getByText("About 8 percent")).toBeVisible();
    await city.getByLabel("标题", { exact: true }).fill(`大型铸件冷却开裂的控制 ${RUN}`);
    await city
      .getByLabel("摘要", { exact: true })
      .fill("寻求大型铸件浇注后冷却速度的控制办法，把废品率由百分之八降到百分之二以下。");
    await city.getByLabel("联系人", { exact: true }).fill("Zhao");
    await city.getByLabel("电话", { exact: true }).fill("13900002222");
    await city.getByRole("button", { name: "添加指标" }).click();
    await city.getByPlaceholder("指标").fill("废品率");
    await city.getByPlaceholder("数值").fill("2");
    await city.getByPlaceholder("单位").fill("%");
    await button(city, "请企业确认").click();
    await expect(city.getByText("已交给企业确认")).toBeVisible();
    await expectAccessible(city);
  });

  await test.step("the firm reads on its phone what was made of its words, confirms, and has its demand", async () => {
    await english.reload();
    await expect(english.getByRole("heading", { name: "Please confirm" })).toBeVisible();
    await expect(english.getByText(`大型铸件冷却开裂的控制 ${RUN}`).first()).toBeVisible();
    await expectNoSidewaysScroll(english);
    await expectAccessible(english);
    await button(english, "Confirm and hand in").click();
    await expect(english).toHaveURL(/entries\/dmd_.*\/edit/);
    await expect(english.getByLabel("Title", { exact: true })).toHaveValue(`大型铸件冷却开裂的控制 ${RUN}`);
  });

  await test.step("the city sees who has claimed", async () => {
    await city.goto(`/app/claims?q=${RUN}&state=claimed`);
    await expect(city.getByText("共 2 条")).toBeVisible();
  });
});

async function claim(page: Page, code: string, name: RegExp, mobile: RegExp, password: RegExp, submit: string) {
  await page.goto(`/c/${code}`);
  await expect(page).toHaveURL(/\/app\/claim/);
  await expect(page.getByText(new RegExp(`一分钟.*${RUN}`))).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByLabel(name).fill("李厂长");
  await page.getByLabel(mobile).fill(
    `139${Math.floor(Math.random() * 1e8)
      .toString()
      .padStart(8, "0")}`,
  );
  await page.getByLabel(password, { exact: false }).first().fill("tieshi-8899-gong");
  await page.getByRole("button", { name: submit }).click();
  await expect(page).toHaveURL(/\/app\/need/);
}
