import type { Locale } from "@jiebang/i18n";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn, speak, wordsOf } from "./support/people.ts";
import { platformNow } from "./support/server.ts";

const OWNER = "砥澜理工大学";
/** On the register of technology managers, and of neither party. */
const MANAGER = { account: "pingtai", name: "温述" };
const DESK = { width: 1440, height: 900 };
const walks: [lang: Locale, screen: { width: number; height: number }][] = [
  ["zh", DESK],
  ["en", PHONE],
];

/** A published offer of the university that this asker has not asked for, so that a kept server does as well. */
async function freshOffer(asker: Page): Promise<{ number: string }> {
  const input = encodeURIComponent(JSON.stringify({ side: "asker", limit: 100 }));
  const asked = await (await asker.request.get(`/api/trpc/interest.list?input=${input}`)).json();
  const taken = asked.result.data.items.map((item: { entry: { number: string } }) => item.entry.number);
  const { hits } = await (
    await asker.request.get(`/api/v1/search?kind=offer&limit=100&q=${encodeURIComponent(OWNER)}`)
  ).json();
  return hits.find(
    (hit: { number: string; poster: { name: string } }) => hit.poster.name === OWNER && !taken.includes(hit.number),
  );
}

for (const [lang, screen] of walks)
  test(`a firm asks a university, they write to each other, agree, and say what came of it (${lang})`, async ({
    browser,
  }) => {
    const t = wordsOf(lang);
    const asker = await signIn(browser, "chengshi");
    await asker.setViewportSize(screen);
    const offer = await freshOffer(asker);
    await asker.goto(`/app/catalogue/${offer.number}`);
    await speak(asker, lang);
    let path = "";

    await test.step("three questions go to the owner, with a day by which it answers", async () => {
      await asker.getByLabel(t("web.interest.q_cooperation")).fill("联合中试，我方出矿样与场地。");
      await asker.getByLabel(t("web.interest.q_about")).fill("有半工业试验线。");
      await expectAccessible(asker);
      await expectNoSidewaysScroll(asker);
      await asker.getByRole("button", { name: t("web.interest.express_send") }).click();
      await expect(asker.getByText(t("web.catalogue.interest_open"))).toBeVisible();
      await asker.locator('main a[href*="/interests/int_"]').first().click();
      await expect(asker).toHaveURL(/\/interests\/int_/);
      path = new URL(asker.url()).pathname;
      await expect(asker.getByRole("button", { name: t("web.interest.contact") })).toHaveCount(0);
    });

    const owner = await signIn(browser, "dizhu", path);
    await owner.setViewportSize(screen);
    await speak(owner, lang);
    await test.step("both write, and read each other", async () => {
      await owner.getByLabel(t("web.interest.message_label")).fill("请先寄两公斤代表样。");
      await owner.getByRole("button", { name: t("web.interest.message_send") }).click();
      await expect(owner.getByText("请先寄两公斤代表样。")).toBeVisible();
      await asker.reload();
      await expect(asker.getByText("请先寄两公斤代表样。")).toBeVisible();
      await asker.getByLabel(t("web.interest.message_label")).fill("样品明日寄出。");
      await asker.getByRole("button", { name: t("web.interest.message_send") }).click();
      await expect(asker.getByText("样品明日寄出。")).toBeVisible();
    });

    await test.step("a technology manager helps once both parties and the manager have agreed", async () => {
      await button(owner, t("web.interest.manager_invite")).click();
      await dialog(owner).getByRole("combobox").click();
      await owner.locator(".ant-select-dropdown:visible").getByText(MANAGER.name).click();
      await button(dialog(owner), t("web.manager.invite")).click();
      await expect(owner.getByText(MANAGER.name).first()).toBeVisible();
      await asker.reload();
      const waiting = asker.getByRole("listitem").filter({ hasText: MANAGER.name });
      await button(waiting, t("web.manager.accept")).click();
      await expect(button(waiting, t("web.manager.accept"))).toHaveCount(0);
      const manager = await signIn(browser, MANAGER.account, "/app/technology-managers");
      await speak(manager, lang);
      const asked = manager.getByRole("listitem").filter({ hasText: offer.number });
      await button(asked, t("web.manager.accept")).click();
      await expect(asked.getByRole("link", { name: new RegExp(offer.number) })).toBeVisible();
      await manager.context().close();
      await asker.reload();
      await expect(asker.getByText(MANAGER.name).first()).toBeVisible();
    });

    await test.step("the contact is there after the acceptance, and not before", async () => {
      await owner.reload();
      await expect(owner.getByRole("button", { name: t("web.interest.contact") })).toHaveCount(0);
      await button(owner, t("web.interest.accept")).click();
      await button(dialog(owner), t("web.interest.accept")).click();
      await owner.getByRole("button", { name: t("web.interest.contact") }).click();
      await expect(owner.getByRole("main").getByText(t("web.entry.f.contactEmail"), { exact: true })).toBeVisible();
      await asker.reload();
      await asker.getByRole("button", { name: t("web.interest.contact") }).click();
      await expect(asker.getByRole("main").getByText(t("web.entry.f.contactEmail"), { exact: true })).toBeVisible();
      await expectAccessible(asker);
    });

    await test.step("what came of it is written down, and both see it", async () => {
      await asker.getByRole("button", { name: t("web.interest.outcome_record") }).click();
      await dialog(asker).getByText(t("word.outcome.visited"), { exact: true }).click();
      await dialog(asker).getByLabel(t("web.interest.outcome_note")).fill("到校看了中试线。");
      // The platform's clock may be ahead of the browser's: other journeys move it.
      const today = new Date((await platformNow()).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      await dialog(asker).getByLabel(t("web.interest.outcome_day")).fill(today);
      await asker.keyboard.press("Enter"); // takes the day and hands the form in
      await expect(dialog(asker)).toHaveCount(0);
      await expect(asker.getByText("到校看了中试线。")).toBeVisible();
      await owner.reload();
      await expect(owner.getByText("到校看了中试线。")).toBeVisible();
      await expectNoSidewaysScroll(owner);
    });
    for (const page of [asker, owner]) await page.context().close();
  });

test("a firm looks at its own entry as public, university, competitor and official", async ({ browser }) => {
  const t = wordsOf("zh");
  const firm = await signIn(browser, "yaoheng", "/app/entries");
  await firm.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(firm).toHaveURL(/\/entries\/(ofr|dmd)_/);
  await firm.goto(`${new URL(firm.url()).pathname}/preview`);
  const choose = (reader: string) => firm.getByText(t(`web.preview.reader.${reader}`), { exact: true }).click();
  const main = firm.getByRole("main");
  // Its contact is for those whose interest it accepts, and for the office that vets.
  for (const reader of ["university", "competitor", "public"]) {
    await choose(reader);
    await expect(main.getByText(t("web.preview.differs"))).toBeVisible();
    await expect(main).not.toContainText("yaoheng@demo.example");
  }
  await choose("official");
  await expect(main).toContainText("yaoheng@demo.example");
  await expectAccessible(firm);
  await firm.setViewportSize(PHONE);
  await expectNoSidewaysScroll(firm);
  await firm.context().close();
});
