import { fillBlankDocx, fillBlankXlsx, packZip } from "@jiebang/documents/forms/testing/fill-forms.ts";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn, speak, wordsOf } from "./support/people.ts";

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

for (const { lang, good: goodForms } of [
  { lang: "zh", good: 6 },
  { lang: "en", good: 1 },
] as const)
  test(`a coordinator drops filled forms: drafts, and for three a sentence that says what is wrong (${lang})`, async ({
    browser,
  }) => {
    const t = wordsOf(lang);
    const mark = `${RUN}${lang}`;
    test.setTimeout(150_000);
    const county = await signIn(browser, "lingbao", "/app/forms");
    await speak(county, lang);
    await expect(county.getByRole("heading", { level: 1, name: t("web.forms.title") })).toBeVisible();
    const [docx, xlsx] = [await blank(county, "demand.docx"), await blank(county, "demand.xlsx")];
    const form = (firm: string, title: string, more: Record<string, string> = {}) =>
      fillBlankDocx(docx, {
        单位名称: firm,
        联系人: "张工",
        联系电话: "0398-1234567",
        需求名称: `${title}${mark}`,
        ...more,
      });
    const firms = ["澄石金业股份有限公司", "鸣泉黄金冶炼有限公司", "箔澜电子材料有限公司", "净砷高纯材料有限公司"];
    const good = Array.from({ length: goodForms }, (_, i) =>
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
          { 需求名称: `酸雾治理${mark}` },
          { 需求名称: `渣浆脱水${mark}` },
        ]),
      ),
      file("新厂.docx", form(`塬上新厂${mark}有限公司`, "自动上料")),
      // The three: an amount that is none, an old format, a form nobody filled in.
      file("面议.docx", form(firms[2]!, "表面处理", { "预算（万元）": "面议左右" })),
      file("旧表.doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])),
      file("空白.docx", docx),
    ]);
    await expect(county.getByText(t("web.forms.unsettled", { n: 1 }))).toBeVisible({ timeout: 60_000 });
    await expect(county.getByText(t("form.problem.money_wrong", { value: "面议左右" }))).toBeVisible();
    await expect(county.getByText(t("form.refused.old_doc"))).toBeVisible();
    await expect(county.getByText(t("form.refused.empty_form"))).toBeVisible();
    await expectAccessible(county);

    // Nothing is guessed: who is not on record is confirmed by a person.
    const row = county.getByRole("row").filter({ hasText: "新厂.docx" });
    await button(row, t("web.forms.settle")).click();
    await dialog(county).getByText(t("web.forms.settle_new")).first().click();
    await expect(dialog(county).getByLabel(t("web.forms.new_name"), { exact: true })).toHaveValue(
      `塬上新厂${mark}有限公司`,
    );
    await button(dialog(county), t("web.forms.settle_new")).click();
    await expect(county.getByText(t("web.forms.unsettled", { n: 1 }))).toBeHidden();
    await button(county, t("web.forms.commit", { n: goodForms + 5 })).click();
    await expect(
      county.getByText(t("web.forms.committed", { files: goodForms + 4, drafts: goodForms + 5 })),
    ).toBeVisible({ timeout: 60_000 });

    await county.getByRole("link", { name: `表面处理${mark}` }).click();
    await expect(county.getByRole("heading", { name: t("web.forms.note_title", { file: "面议.docx" }) })).toBeVisible();
    await expect(county.getByText(/预算（万元）.*面议左右/)).toBeVisible();
    await county.goto("/app/forms");
    await speak(county, lang);
    await expect(county.getByRole("heading", { level: 1, name: t("web.forms.title") })).toBeVisible();

    // The same file again says so and makes no second draft.
    await county.locator('input[type="file"]').setInputFiles([good[0]!]);
    await expect(county).toHaveURL(/\/app\/forms\/\w+/, { timeout: 30_000 });
    await expect(
      county.getByText(lang === "zh" ? /已为“澄石金业股份有限公司”建立过草稿/ : /drafts of “澄石金业股份有限公司” on/),
    ).toBeVisible({ timeout: 60_000 });
    await county.setViewportSize(PHONE);
    await expectNoSidewaysScroll(county);
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

for (const { lang, n } of [
  { lang: "zh", n: 200 },
  { lang: "en", n: 40 },
] as const)
  test(`a university's export of ${n} results becomes drafts, a ranked list of what is missing, and the good ones go out in one step (${lang})`, async ({
    browser,
  }) => {
    const t = wordsOf(lang);
    test.setTimeout(180_000);
    const office = await signIn(browser, "dizhu", "/app/import");
    await speak(office, lang);
    const head = "成果名称,完成人,所属学院,专利号,技术成熟度(TRL),成果简介,拟合作方式,成果联系人,手机号码,备用列";
    const lines = Array.from({ length: n }, (_, i) =>
      [
        `铝基复合材料制备技术${RUN}${lang}之${i + 1}`,
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
    await expect(office.getByRole("heading", { name: t("web.import.columns") })).toBeVisible();
    await expect(
      office.getByRole("rowheader", { name: new RegExp(`完成人\\s*${t("web.import.confidence.sure")}`) }),
    ).toBeVisible();
    await expect(office.getByRole("row", { name: /专利号/ }).first()).toContainText("ZL201810123456.7");
    await expectAccessible(office);
    await button(office, t("web.import.start")).click();
    await button(office, t("web.import.confirm", { n })).click({ timeout: 60_000 });
    await office.getByRole("link", { name: t("web.missing.open") }).click({ timeout: 60_000 });

    await expect(office.getByRole("heading", { level: 1, name: t("web.missing.title") })).toBeVisible();
    await expect(office.getByText(t("web.missing.lead", { ready: n * 0.6, blocked: n * 0.4 }))).toBeVisible();
    await expectAccessible(office);
    // The most frequent of what stops them comes first.
    const rows = office.getByRole("table").getByRole("row");
    await expect(rows.nth(1)).toContainText(String(n / 4));
    await button(rows.nth(1), t("web.missing.fill")).click();
    await dialog(office).getByRole("combobox").click();
    await office.locator(".ant-select-dropdown:visible").getByText(t("word.maturity.lab")).click();
    await button(dialog(office), t("web.missing.fill")).click();
    await expect(office.getByText(t("web.missing.fill_done", { n: n / 4 }))).toBeVisible();
    await expect(rows.nth(1)).toContainText(String(n / 5));
    await button(rows.nth(1), t("web.missing.fill")).click();
    await dialog(office).getByRole("textbox").fill("成果转化中心");
    await button(dialog(office), t("web.missing.fill")).click();
    await expect(office.getByText(t("web.missing.fill_done", { n: n / 5 }))).toBeVisible();
    await office.setViewportSize(PHONE);
    await expectNoSidewaysScroll(office);
    await button(office, t("web.missing.hand_in", { n })).click();
    await button(office.locator(".ant-popover:visible"), t("web.missing.hand_in", { n })).click();
    await expect(office.getByText(t("web.missing.handed", { done: n, left: 0 }))).toBeVisible({ timeout: 90_000 });
    await office.context().close();
  });
