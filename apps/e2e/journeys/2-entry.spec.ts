import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/checks.ts";
import { signIn } from "./support/people.ts";

const TITLE = "冶炼渣中伴生碲的真空还原短流程回收";

test("a university writes an offer, badly and then well; county returns it, city publishes it, everybody finds it", async ({
  browser,
}) => {
  const author = await signIn(browser, "dizhu");

  await test.step("the linter says what is missing before anyone reads it", async () => {
    await author.goto("/app/entries/new?kind=offer");
    await author.getByRole("button", { name: "开始填写" }).click();
    await expect(author).toHaveURL(/\/edit/);
    await author.getByLabel("标题", { exact: true }).fill("碲");
    const lint = author.getByRole("region", { name: /还缺什么/ });
    await expect(lint.getByText("提交前必须补上")).toBeVisible();
    await expect(author.getByRole("button", { name: "提交审核" })).toBeDisabled();
    await expectAccessible(author);
  });

  await test.step("written well it can be handed in", async () => {
    await author.getByLabel("标题", { exact: true }).fill(TITLE);
    await author
      .getByLabel("摘要", { exact: true })
      .fill("冶炼渣经真空碳热还原一步得到粗碲，直收率九成以上，无含碲废水产生。");
    await author
      .getByLabel("详细说明", { exact: true })
      .fill("渣料制粒后在真空炉内分段升温，碲以单质挥发并在冷凝段收集；尾气含尘低，能耗每吨渣 620 千瓦时。");
    await author.getByText("中试", { exact: true }).click();
    await author.getByLabel("联系人", { exact: true }).fill("技术转移中心");
    await author.getByLabel("邮箱", { exact: true }).fill("transfer@demo.example");
    await author.getByLabel("英文标题").fill("Short vacuum route for tellurium from smelter slag");
    await expect(author.getByRole("region", { name: /还缺什么/ }).getByText("可以提交了")).toBeVisible();
    await author.getByRole("button", { name: "提交审核" }).click();
    await author.getByRole("button", { name: "我确认内容真实、不涉密" }).click();
    await expect(author).not.toHaveURL(/\/edit/);
    await expect(author.getByText("待审核").first()).toBeVisible();
  });
});
