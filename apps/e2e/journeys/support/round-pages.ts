import { expect, type Locator, type Page } from "@playwright/test";
import { button, dialog } from "./people.ts";

/** A day and hour of Beijing as the browser's own date-and-time field takes it. */
export function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** Picks one line of a drop-down list. */
export async function choose(page: Page, field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await page.locator(".ant-select-dropdown:visible").getByText(option).first().click();
}

/** Presses a step of the round and confirms it in the dialog that follows. */
export async function step(page: Page, words: string, text?: string): Promise<void> {
  await button(page, words).first().click();
  const asked = dialog(page);
  if (text) await asked.getByRole("textbox").fill(text);
  await button(asked, words).click();
  await expect(asked).toBeHidden();
}

/** The row of one item on the board. */
export const boardRow = (page: Page, title: string): Locator => page.getByRole("listitem").filter({ hasText: title });

export interface Proposal {
  title: string;
  targets: string[];
  partner?: { name: string; task: string };
}

/** Fills the proposal in the browser; nothing of it leaves the machine before it is sealed. */
export async function fillProposal(page: Page, proposal: Proposal): Promise<void> {
  if (proposal.partner) {
    await page.getByLabel("邀请参与单位").first().fill(proposal.partner.name.slice(0, 4));
    await page.locator(".ant-select-dropdown:visible").getByText(proposal.partner.name).first().click();
    await page.getByLabel("承担任务").fill(proposal.partner.task);
    await button(page, "邀请参与单位").click();
    await expect(page.getByText("待签署")).toBeVisible();
  }
  await page.getByLabel("方案名称").fill(proposal.title);
  await page.getByLabel("技术方案").fill("先在试验台完成验证，再到现场分两阶段考核，数据由第三方检测。");
  const committed = page.getByLabel("承诺值");
  await expect(committed).toHaveCount(proposal.targets.length);
  for (const [i, value] of proposal.targets.entries()) await committed.nth(i).fill(value);
  await page.getByLabel("团队概述").fill("七人，含两名高级职称，三年同类项目经验。");
  const plan = page.getByRole("group", { name: "实施计划" });
  await button(plan, "添加一行").click();
  await plan.getByLabel("阶段任务").fill("试制与考核");
  await page.getByLabel("总周期（月）").fill("12");
  await page.getByLabel("报价（发榜方支付）").fill("98");
  await page.getByLabel("知识产权约定").fill("双方共有，发榜方优先实施。");
  await page.getByLabel("联系人").fill("项目联系人");
  await page.getByLabel("联系电话").fill("0398-0000000");
  await page.getByLabel(/我单位承诺/).check();
}

export async function seal(page: Page): Promise<void> {
  await button(page, "封存并提交").click();
  await button(dialog(page), "封存并提交").click();
}

/** Reads the page again until the clock's turn has reached it. */
export async function untilShown(page: Page, locator: () => Locator): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(locator()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 90_000 });
}
