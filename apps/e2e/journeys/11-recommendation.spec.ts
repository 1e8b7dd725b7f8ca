import type { Locale } from "@jiebang/i18n";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn, speak, wordsOf } from "./support/people.ts";

const walks: [lang: Locale, screen: { width: number; height: number }, firm: string][] = [
  ["zh", { width: 1440, height: 900 }, "bolan"],
  ["en", PHONE, "chengneng"],
];
const cards = (page: Page) => page.locator("li.recommendation");
const titleOf = async (page: Page, at: number) =>
  (await cards(page).nth(at).getByRole("link").first().textContent())!.trim();

for (const [lang, screen, firm] of walks)
  test(`a firm is shown what fits its demands, why, and refuses what does not; the weights are changed and taken back (${lang})`, async ({
    browser,
  }) => {
    const t = wordsOf(lang);
    const member = await signIn(browser, firm, "/app/for-you");
    await member.setViewportSize(screen);
    await speak(member, lang);

    await test.step("the best stands first, and its parts add up to its score", async () => {
      await expect(cards(member).first()).toBeVisible();
      const first = cards(member).first();
      await first.getByText(t("web.recommendation.why")).click();
      await expect(first.getByRole("heading", { name: t("recommendation.parts") })).toBeVisible();
      await expect(first.locator("blockquote mark").first()).toBeVisible();
      const points = await first.locator(".score-points").allInnerTexts();
      const sum = points.reduce((all, text) => all + Number(text.split("/")[0]), 0);
      expect(sum).toBe(Number(await first.locator(".recommendation-score b").textContent()));
      await expectAccessible(member);
      await expectNoSidewaysScroll(member);
    });

    await test.step("what is refused with a reason is gone, until it is taken back", async () => {
      const title = await titleOf(member, 0);
      const [before, name] = [await cards(member).count(), t("web.recommendation.dismiss")];
      await button(cards(member).first(), name).click();
      await dialog(member).getByText(t("recommendation.reason.too_costly")).click();
      await button(dialog(member), name).click();
      await expect(dialog(member)).toHaveCount(0);
      await expect(cards(member)).toHaveCount(before - 1);
      await member.getByRole("tab", { name: t("web.recommendation.tab_refused") }).click();
      const line = member.getByRole("listitem").filter({ hasText: t("recommendation.reason.too_costly") });
      await expect(line).toContainText(title);
      await expectNoSidewaysScroll(member);
      await button(line, t("web.recommendation.restore")).click();
      await expect(line).toHaveCount(0);
      await member.getByRole("tab", { name: t("web.recommendation.tab_list") }).click();
      await expect(cards(member)).toHaveCount(before);
    });

    await test.step("fewer of an industry are shown, by a rule that says itself and ends", async () => {
      await cards(member)
        .first()
        .getByRole("button", { name: t("web.recommendation.fewer") })
        .click();
      await member.getByRole("menuitem").first().click();
      await member.getByRole("tab", { name: t("web.recommendation.tab_refused") }).click();
      const end = button(member, t("web.recommendation.fewer_end"));
      await expect(end).toHaveCount(1);
      await end.click();
      await expect(end).toHaveCount(0);
      await expect(member.getByText(t("web.recommendation.rules_none"))).toBeVisible();
    });

    await test.step("the public page of an entry shows the other side to everybody", async () => {
      await member.goto("/app/for-you");
      const own = await cards(member).first().locator('a[href*="/entries/"]').getAttribute("href");
      const title = await titleOf(member, 0);
      await member.goto(`${own}?tab=matches`);
      await expect(cards(member).first()).toBeVisible();
      const page = (await member.locator('a[href*="/demands/XQ-"]').first().getAttribute("href"))!;
      await member.goto(page);
      const fitting = member.getByRole("region", { name: t("recommendation.fitting.demand") });
      await expect(fitting.getByRole("link", { name: title })).toBeVisible();
      await fitting.getByText(t("recommendation.why")).first().click();
      await expectAccessible(member);
      await expectNoSidewaysScroll(member);
    });

    const admin = await signIn(browser, "admin", "/app/admin/recommendation-weights");
    await admin.setViewportSize(screen);
    await speak(admin, lang);
    await test.step("other weights are looked at before they count, and gone back from", async () => {
      await admin.getByLabel(t("recommendation.part.place")).fill("60");
      await admin.getByLabel(t("web.weights.sample")).fill("12");
      await button(admin, t("web.weights.preview")).click();
      await expect(admin.getByText(t("web.weights.reordered"))).toBeVisible();
      await expect(admin.locator(".weight-changes").first()).toBeVisible({ timeout: 30_000 });
      await expectAccessible(admin);
      await expectNoSidewaysScroll(admin);
      await button(admin, t("web.weights.save")).click();
      await dialog(admin).getByLabel(t("web.weights.reason")).fill("先看本地的。");
      await button(dialog(admin), t("web.weights.save")).click();
      await expect(dialog(admin)).toHaveCount(0);
      await expect(admin.getByText("先看本地的。").first()).toBeVisible();
      // The oldest version stands last: what the software ships with.
      await button(admin, t("web.weights.revert")).last().click();
      await dialog(admin).getByLabel(t("web.weights.reason")).fill("恢复原来的比重。");
      await button(dialog(admin), t("web.weights.revert")).click();
      await expect(dialog(admin)).toHaveCount(0);
      await expect(admin.getByText("恢复原来的比重。").first()).toBeVisible();
      await expect(admin.getByLabel(t("recommendation.part.place"))).toHaveValue("3.0");
      // The next walk begins with what these weights give.
      const [done] = t("web.weights.rebuild_done", { total: "#" }).split("#");
      await expect(admin.getByText(done!)).toBeVisible({ timeout: 30_000 });
    });
    for (const page of [member, admin]) await page.context().close();
  });
