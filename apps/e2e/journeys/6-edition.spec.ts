import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn } from "./support/people.ts";
import { platformNow } from "./support/server.ts";

// Its own words in every run, so that a run on a kept server finds its own call and entry.
const mark = Date.now().toString().slice(-5);
const CALL = `秋季技术成果征集 ${mark}`;
const ENTRY = `尾矿充填料浆在线流变监测 ${mark}`;
const EDITION = `成果目录 ${mark}`;

const beijing = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

/** A step that another journey walks on the screen, straight through the same procedure. */
async function post<T>(page: Page, procedure: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ({ procedure, input }) => {
      const response = await fetch(`/api/trpc/${procedure}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      return { ok: response.ok, text: await response.text() };
    },
    { procedure, input },
  );
  expect(answer.ok, `${procedure}: ${answer.text}`).toBe(true);
  return JSON.parse(answer.text).result.data;
}

test("a city calls for offers, one comes in and is published, an edition is issued, kept and compared", async ({
  browser,
  request,
}) => {
  test.setTimeout(240_000);
  const city = await signIn(browser, "city");
  let callPath = "";
  let entryId = "";
  let number = "";

  await test.step("the city drafts a call, is told what is missing, and opens it", async () => {
    await city.goto("/app/calls/new");
    await city.getByLabel("征集名称").fill(CALL);
    await city.getByLabel("英文名称").fill(`Autumn call ${mark}`);
    await city.getByLabel("征集说明").fill("面向高校院所征集可转化的技术成果。");
    await city.getByLabel("截止时间").fill(beijing(new Date((await platformNow()).getTime() + 20 * 86_400_000)));
    await button(city, "保存草稿").click();
    await expect(city.getByText("请至少引用一份依据文件。")).toBeVisible();
    await expect(button(city, "开始征集")).toBeDisabled();
    await button(city, "修改").click();
    await city.getByLabel("依据文件", { exact: false }).first().click();
    await city.getByTitle(/演示〔2026〕3 号/).click();
    await button(city, "保存").click();
    await expect(button(city, "开始征集")).toBeEnabled();
    await expectAccessible(city);
    await button(city, "开始征集").click();
    await button(dialog(city), "开始征集").click();
    const link = city.getByRole("link", { name: /^\/calls\/ZJ-/ });
    await expect(link).toBeVisible();
    callPath = (await link.textContent())!;
  });

  await test.step("everybody reads it, in both languages, without scripts and on a phone", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const reader = await context.newPage();
    await reader.goto(callPath);
    await expect(reader.getByRole("heading", { name: CALL })).toBeVisible();
    await expect(reader.getByText("（北京时间）").first()).toBeVisible();
    await expectNoSidewaysScroll(reader);
    await reader.goto(`/en${callPath}`);
    await expect(reader.getByRole("heading", { name: `Autumn call ${mark}` })).toBeVisible();
    await context.close();
  });

  await test.step("a university writes an offer and hands it in under the call", async () => {
    const author = await signIn(browser, "dizhu");
    const me = await author.evaluate(async () => (await (await fetch("/api/trpc/session.current")).json()).result.data);
    const entry = await post<{ id: string; revision: { lockVersion: number } }>(author, "entry.create", {
      kind: "offer",
      organisationId: me.memberships[0].organisationId,
      content: {
        kind: "offer",
        title: ENTRY,
        titleEn: `In-line rheology of backfill slurry ${mark}`,
        summary: "充填管道上无接触测定料浆屈服应力，误差小于百分之五，已在一座矿山运行。",
        body: "超声多普勒与压差联合反演，一分钟给出一次结果。",
        contactName: "技术转移中心",
        contactEmail: "transfer@demo.example",
        detail: { maturity: { stage: "pilot", evidence: "连续运行六个月。" }, proven: "一座矿山运行六个月。" },
      },
    });
    entryId = entry.id;
    await author.goto(callPath);
    await author.getByRole("link", { name: /在线报送/ }).click();
    await author.getByRole("combobox").first().click();
    await author.getByTitle(new RegExp(ENTRY)).click();
    await button(author, "报送到本次征集").click();
    await expect(author.getByText(/已选入本次征集/).first()).toBeVisible();
    await author.goto(`/app/entries/${entryId}`);
    await expect(author.getByRole("region", { name: "征集" }).getByRole("link", { name: CALL })).toBeVisible();
    await post(author, "entry.submit", { entryId, lockVersion: entry.revision.lockVersion });
    await author.context().close();
  });

  await test.step("the city sees it come in and publishes it", async () => {
    await city.reload();
    await city.getByRole("tab", { name: /报送条目/ }).click();
    await city.getByRole("link", { name: ENTRY }).click();
    await expect(city.getByRole("region", { name: "征集" }).getByRole("link", { name: CALL })).toBeVisible();
    const revisionId = new URL(city.url()).pathname.split("/").pop();
    const open = await city.evaluate(
      async (id) =>
        (
          await (
            await fetch(`/api/trpc/vetting.get?input=${encodeURIComponent(JSON.stringify({ revisionId: id }))}`)
          ).json()
        ).result.data,
      revisionId,
    );
    await post(city, "vetting.decide", {
      revisionId,
      lockVersion: open.lockVersion,
      action: "publish",
      rubric: { innovation: 4, clarity: 4, cooperation: 4, conformity: 4 },
    });
    number = open.number;
    await city.goto(`/offers/${number}`);
    await expect(city.getByRole("heading", { name: ENTRY })).toBeVisible();
  });

  await test.step("an edition is put together, looked at and prepared", async () => {
    await city.goto("/app/editions/new");
    await city.getByLabel("目录名称").fill(EDITION);
    await city.getByLabel("英文名称").fill(`Catalogue ${mark}`);
    await city.getByLabel(/^前言/).fill("现将可转化成果汇编印发。");
    await city.getByLabel("依据文件", { exact: false }).first().click();
    await city.getByTitle(/演示〔2026〕3 号/).click();
    await button(city, "保存并选择条目").click();
    // Of this call alone: a journey before this one may have brought thousands into the catalogue.
    await city.getByLabel("某次征集的条目").click();
    await city.getByTitle(new RegExp(CALL)).click();
    await button(city, "按条件收录").click();
    await city.getByLabel("重新排序").click();
    await city.getByTitle("按发布时间").click();
    await expect(city.getByText(ENTRY)).toBeVisible();
    await city.getByRole("tab", { name: "与上一批的差异" }).click();
    await expect(city.getByText(ENTRY)).toBeVisible();
    await expectAccessible(city);
    await button(city, "编制完成").click();
    await button(dialog(city), "编制完成").click();
    await expect(city.getByText("待印发").first()).toBeVisible();
  });

  let slug = "";
  await test.step("it is issued while one watches", async () => {
    await button(city, "印发").click();
    await button(dialog(city), "印发").click();
    const link = city.getByRole("link", { name: /^\/editions\// });
    await expect(link).toBeVisible({ timeout: 90_000 });
    slug = (await link.textContent())!.replace("/editions/", "");
  });

  await test.step("everybody keeps it in four formats, and counts its hash again", async () => {
    await city.goto(`/editions/${slug}`);
    await expect(city.getByRole("heading", { level: 1 })).toContainText(EDITION);
    for (const [name, begins] of [
      [`${slug}-zh.pdf`, "%PDF"],
      [`${slug}-zh.docx`, "PK"],
      [`${slug}-zh.xlsx`, "PK"],
      [`${slug}.jsonld`, "{"],
    ] as const) {
      const file = await request.get((await city.locator(`a[download="${name}"]`).getAttribute("href"))!);
      expect(file.headers()["cache-control"]).toContain("immutable");
      expect((await file.body()).subarray(0, begins.length).toString()).toBe(begins);
    }
    const jsonLd = await (await request.get(`/editions/${slug}/${slug}.jsonld`)).json();
    expect(jsonLd.frozen.entries.map((e: { number: string }) => e.number)).toContain(number);
    await expect(city.getByText(jsonLd.rootHash.slice(8, 12)).first()).toBeVisible();
  });

  await test.step("the difference to the one before stands on the page, in both languages and without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const reader = await context.newPage();
    await reader.goto("/editions");
    await reader.getByRole("link", { name: EDITION }).click();
    const difference = reader.getByRole("region", { name: /^与第.+批相比$/ });
    await expect(difference.getByText(new RegExp(`${number}.*${ENTRY}`))).toBeVisible();
    await expectNoSidewaysScroll(reader);
    await reader.goto(`/en/editions/${slug}`);
    await expect(reader.getByRole("region", { name: /^Against No\. \d+$/ }).getByText(number)).toBeVisible();
    await expectNoSidewaysScroll(reader);
    await context.close();
    await city.goto(`/en/editions/${slug}`);
    await expectAccessible(city);
  });

  await test.step("what is withdrawn later stays in the edition and says so", async () => {
    const author = await signIn(browser, "dizhu");
    await post(author, "entry.withdraw", { entryId, reason: "done", text: "已签约。" });
    await city.goto(`/editions/${slug}`);
    const row = city.getByRole("row", { name: new RegExp(ENTRY) });
    await expect(row.getByText("此后已撤回")).toBeVisible();
  });
});
