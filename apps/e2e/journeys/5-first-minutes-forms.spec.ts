import { fillBlankDocx, fillBlankXlsx, packZip } from "@jiebang/documents/forms/testing/fill-forms.ts";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn } from "./support/people.ts";

const RUN = Date.now().toString().slice(-6);

async function blank(page: Page, name: string): Promise<Uint8Array> {
  const response = await page.request.get(`/files/forms/blank/${name}`);
  expect(response.status()).toBe(200);
  return new Uint8Array(await response.body());
}
const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(bytes),
});

for (const lang of ["zh", "en"] as const)
  test(`everybody finds the blank forms on the public pages (${lang})`, async ({ page }) => {
    await page.goto(lang === "zh" ? "/" : "/en");
    await page
      .getByRole("main")
      .getByRole("link", { name: lang === "zh" ? "空白表下载" : "Blank forms" })
      .click();
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    await expectNoSidewaysScroll(page);
    const link = page.getByRole("link", {
      name: lang === "zh" ? "企业技术需求征集表 Word（DOCX）" : /demand form.* Word \(DOCX\)/,
    });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe("企业技术需求征集表-JB-XQ-1.docx");
  });

test("a coordinator drops twelve filled forms: drafts, and for three a sentence that says what is wrong", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const county = await signIn(browser, "lingbao", "/app/forms");
  await expect(county.getByRole("heading", { level: 1, name: "表格收取" })).toBeVisible();
  const [docx, xlsx] = [await blank(county, "demand.docx"), await blank(county, "demand.xlsx")];
  const form = (firm: string, title: string, more: Record<string, string> = {}) =>
    fillBlankDocx(docx, {
      单位名称: firm,
      联系人: "张工",
      联系电话: "0398-1234567",
      需求名称: `${title}${RUN}`,
      ...more,
    });
  const firms = ["澄石金业股份有限公司", "鸣泉黄金冶炼有限公司", "箔澜电子材料有限公司", "净砷高纯材料有限公司"];
  const good = Array.from({ length: 6 }, (_, i) =>
    file(
      `表${i + 1}.docx`,
      form(firms[i % 4]!, `需求${i + 1}号`, { 合作方式: "技术开发、技术咨询", "预算（万元）": "50-100" }),
    ),
  );
  const zip = packZip([
    { name: "二批/余热.docx", bytes: form(firms[0]!, "余热利用") },
    { name: "__MACOSX/二批/._余热.docx", bytes: new Uint8Array([1]) },
  ]);
  await county.locator('input[type="file"]').setInputFiles([
    ...good,
    file("二批.zip", zip),
    file(
      "两条.xlsx",
      await fillBlankXlsx(xlsx, { 单位名称: firms[1]! }, [
        { 需求名称: `酸雾治理${RUN}` },
        { 需求名称: `渣浆脱水${RUN}` },
      ]),
    ),
    file("新厂.docx", form(`塬上新厂${RUN}有限公司`, "自动上料")),
    // The three: an amount that is none, an old format, a form nobody filled in.
    file("面议.docx", form(firms[2]!, "表面处理", { "预算（万元）": "面议左右" })),
    file("旧表.doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])),
    file("空白.docx", docx),
  ]);
  await expect(county.getByText(/没有确定单位/)).toBeVisible({ timeout: 60_000 });
  await expect(county.getByText(/预算：“面议左右”不是金额，请写数字（万元）或“面议”/)).toBeVisible();
  await expect(county.getByText(/旧版 Word（\.doc）不能读取/)).toBeVisible();
  await expect(county.getByText("这是一份没有填写的空白表。")).toBeVisible();
  await expectAccessible(county);

  // Nothing is guessed: who is not on record is confirmed by a person.
  const row = county.getByRole("row").filter({ hasText: "新厂.docx" });
  await button(row, "指定单位").click();
  await dialog(county).getByText("确认为新单位").first().click();
  await expect(dialog(county).getByLabel("单位名称")).toHaveValue(`塬上新厂${RUN}有限公司`);
  await button(dialog(county), "确认为新单位").click();
  await expect(county.getByText(/没有确定单位/)).toBeHidden();
  await button(county, "建立 11 条草稿").click();
  await expect(county.getByText("已为 10 份表格建立 11 条草稿。")).toBeVisible({ timeout: 60_000 });

  await county.getByRole("link", { name: `表面处理${RUN}` }).click();
  await expect(county.getByRole("heading", { name: /来自表格“面议\.docx”/ })).toBeVisible();
  await expect(county.getByText("预算（万元）：面议左右")).toBeVisible();
  await county.goto("/app/forms");

  // The same file again says so and makes no second draft.
  await county.locator('input[type="file"]').setInputFiles([good[0]!]);
  await expect(county.getByText(/已为“澄石金业股份有限公司”建立过草稿/)).toBeVisible({ timeout: 30_000 });
  await county.context().close();
});

test("a firm hands its own filled form in from a phone, in English; somebody else's is refused", async ({
  browser,
}) => {
  const member = await signIn(browser, "bolan");
  await member.setViewportSize(PHONE);
  await member.context().addInitScript(() => localStorage.setItem("jiebang.locale", "en"));
  await member.goto("/app/forms");
  await expect(member.getByRole("heading", { level: 1, name: "Filled forms" })).toBeVisible();
  await expectNoSidewaysScroll(member);
  const docx = await blank(member, "demand.docx");
  await member
    .locator('input[type="file"]')
    .setInputFiles([
      file("own.docx", fillBlankDocx(docx, { 单位名称: "箔澜电子材料有限公司", 需求名称: `铜箔针孔检测${RUN}` })),
      file("theirs.docx", fillBlankDocx(docx, { 单位名称: "鸣泉黄金冶炼有限公司", 需求名称: `别家的${RUN}` })),
    ]);
  await expect(member.getByText(/The form names another organisation/)).toBeVisible({ timeout: 30_000 });
  await expectNoSidewaysScroll(member);
  await expectAccessible(member);
  await button(member, "Make 1 drafts").click();
  await expect(member.getByText("1 forms became 1 drafts.")).toBeVisible({ timeout: 30_000 });
  await member.context().close();
});

test("a university's export of 200 results becomes drafts, a ranked list of what is missing, and the good ones go out in one step", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const office = await signIn(browser, "dizhu", "/app/import");
  const head = "成果名称,完成人,所属学院,专利号,技术成熟度(TRL),成果简介,拟合作方式,成果联系人,手机号码,备用列";
  const lines = Array.from({ length: 200 }, (_, i) =>
    [
      `铝基复合材料制备技术${RUN}之${i + 1}`,
      "李某（教授）；王某",
      "材料学院",
      "ZL201810123456.7",
      i % 4 === 0 ? "" : "TRL6",
      "在线控制搅拌温度，使界面反应层厚度稳定在两微米以内，已在两家企业试用。",
      "技术转让、普通许可",
      i % 5 === 0 ? "" : "科技处",
      "0398-2345678",
      "x",
    ].join(","),
  );
  await office
    .locator('input[type="file"]')
    .setInputFiles(file("成果总表.csv", new TextEncoder().encode(`\uFEFF${[head, ...lines].join("\n")}`)));
  await expect(office.getByRole("heading", { name: "列对应" })).toBeVisible();
  await expect(office.getByRole("rowheader", { name: /完成人\s*确定/ })).toBeVisible();
  await expect(office.getByRole("row", { name: /专利号/ }).first()).toContainText("ZL201810123456.7");
  await expectAccessible(office);
  await button(office, "读取").click();
  await button(office, "确认导入 200 条").click({ timeout: 60_000 });
  await office.getByRole("link", { name: "看还缺什么" }).click({ timeout: 60_000 });

  await expect(office.getByRole("heading", { level: 1, name: "还缺什么" })).toBeVisible();
  await expect(office.getByText(/120 条可以提交，80 条还缺必填内容/)).toBeVisible();
  await expectAccessible(office);
  // The most frequent of what stops them comes first.
  const rows = office.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText("50");
  await button(rows.nth(1), "批量补填").click();
  await dialog(office).getByRole("combobox").click();
  await office.locator(".ant-select-dropdown:visible").getByText("实验室").click();
  await button(dialog(office), "批量补填").click();
  await expect(office.getByText("已补填 50 条。")).toBeVisible();
  await expect(rows.nth(1)).toContainText("40");
  await button(rows.nth(1), "批量补填").click();
  await dialog(office).getByRole("textbox").fill("成果转化中心");
  await button(dialog(office), "批量补填").click();
  await expect(office.getByText("已补填 40 条。")).toBeVisible();
  await office.setViewportSize(PHONE);
  await expectNoSidewaysScroll(office);
  await button(office, "提交合格的 200 条").click();
  await button(office.locator(".ant-popover:visible"), "提交合格的 200 条").click();
  await expect(office.getByText("已提交 200 条。0 条没有提交。")).toBeVisible({ timeout: 90_000 });
  await office.context().close();
});
