import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, PHONE } from "./support/checks.ts";
import { button, dialog, signIn, speak, wordsOf } from "./support/people.ts";

const milestone = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });

test("a university reports its last milestone with evidence, the firm confirms, judges every target and accepts", async ({
  browser,
}) => {
  const t = wordsOf("zh");
  test.setTimeout(180_000);
  const bidder = await signIn(browser, "dizhu", "/app/agreements");
  await bidder.getByRole("link", { name: /薄带张力/ }).click();
  await expect(bidder.getByRole("heading", { name: t("web.fulfilment.milestones") })).toBeVisible();
  const path = new URL(bidder.url()).pathname;
  const poster = await signIn(browser, "bolan", path);

  await test.step("the firm confirms what waits", async () => {
    const second = milestone(poster, "放大验证");
    await button(second, t("web.fulfilment.confirm")).click();
    await button(dialog(poster), t("web.fulfilment.confirm")).click();
    await expect(second.getByText(t("web.milestone_state.confirmed"), { exact: true })).toBeVisible();
    await expectAccessible(poster);
  });

  await test.step("the university asks for a later day, which is granted, then reports with its file", async () => {
    await bidder.reload();
    const third = milestone(bidder, "现场考核与交付");
    await button(third, t("web.fulfilment.ask_extension")).click();
    await dialog(bidder).getByLabel(t("web.fulfilment.f_to_day")).fill("2029-06-01");
    await bidder.keyboard.press("Enter");
    await dialog(bidder).getByLabel(t("web.reason")).fill("考核机台要等停机检修。");
    await button(dialog(bidder), t("web.fulfilment.ask_extension")).click();
    await expect(third.getByText("考核机台要等停机检修。")).toBeVisible();
    await poster.reload();
    const asked = milestone(poster, "现场考核与交付");
    await button(asked, t("web.fulfilment.grant")).click();
    await button(dialog(poster), t("web.fulfilment.grant")).click();
    await expect(asked.getByText(t("web.extension_state.granted"))).toBeVisible();
    await bidder.reload();
    await third.locator('input[type="file"]').setInputFiles({
      name: "考核报告.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("连续三十天，断带率 0.4 次/万米"),
    });
    await expect(third.getByRole("link", { name: "考核报告.txt" })).toBeVisible();
    await button(third, t("web.fulfilment.report")).click();
    await dialog(bidder).getByRole("textbox").fill("现场考核完成，报告见附件。");
    await button(dialog(bidder), t("web.fulfilment.report")).click();
    await expect(third.getByText(t("web.milestone_state.reported"), { exact: true })).toBeVisible();
  });

  await test.step("confirmed, the acceptance is asked for", async () => {
    await poster.reload();
    const third = milestone(poster, "现场考核与交付");
    await button(third, t("web.fulfilment.confirm")).click();
    await button(dialog(poster), t("web.fulfilment.confirm")).click();
    await expect(third.getByText(t("web.milestone_state.confirmed"), { exact: true })).toBeVisible();
    await bidder.reload();
    await button(bidder, t("web.acceptance.ask")).click();
    await dialog(bidder).getByRole("textbox").fill("三项指标经第三方检测。");
    await button(dialog(bidder), t("web.acceptance.ask")).click();
    await expect(bidder.getByText(t("web.acceptance_state.pending"))).toBeVisible();
  });

  await test.step("a target left out and a missed one without words are told; then it is accepted", async () => {
    await poster.reload();
    await button(poster, t("web.acceptance.decide")).click();
    const form = dialog(poster);
    await form.getByRole("radio", { name: t("web.acceptance_state.accepted") }).check();
    await button(form, t("web.acceptance.submit")).click();
    await expect(form.getByText(t("fulfilment.target_unjudged")).first()).toBeVisible();
    const targets = await form.getByRole("group").all();
    expect(targets.length).toBeGreaterThan(1);
    for (const target of targets) await target.getByText(t("web.target_result.met"), { exact: true }).click();
    await targets[0]!.getByText(t("web.target_result.missed"), { exact: true }).click();
    await button(form, t("web.acceptance.submit")).click();
    await expect(form.getByText(t("fulfilment.accepted_though"))).toBeVisible();
    await targets[0]!.getByText(t("web.target_result.met"), { exact: true }).click();
    await targets[0]!.getByLabel(t("web.acceptance.measured")).fill("0.4 次/万米");
    await button(form, t("web.acceptance.submit")).click();
    await expect(poster.getByText(t("web.fulfilment_state.accepted"), { exact: true })).toBeVisible();
    await expect(poster.getByText(/0\.4 次\/万米/)).toBeVisible();
    await expectAccessible(poster);
    await bidder.reload();
    await expect(bidder.getByText(t("web.acceptance_state.accepted"), { exact: true })).toBeVisible();
  });
  for (const page of [bidder, poster]) await page.context().close();
});

test("a firm reads on its phone, in English, the plan its partner wrote, and agrees to it", async ({ browser }) => {
  const t = wordsOf("en");
  const poster = await signIn(browser, "zhuheng", "/app/agreements");
  await poster.setViewportSize(PHONE);
  await speak(poster, "en");
  await poster.getByRole("link", { name: /蜂窝增强/ }).click();
  await expect(poster.getByText(t("web.fulfilment.not_agreed"))).toBeVisible();
  await expectNoSidewaysScroll(poster);
  await expectAccessible(poster);
  await button(poster, t("web.fulfilment.agree")).click();
  await expect(poster.getByText(t("web.fulfilment_state.running"), { exact: true })).toBeVisible();
  await poster.context().close();
});
