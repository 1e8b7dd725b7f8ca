import { type Locale, translate } from "@jiebang/i18n";
import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

const PASSWORD = "jiebang-demo"; // printed at the start of every demonstration

// Who signed in once keeps the cookie for the rest of the run.
const kept = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();

/** Opens a page of the workbench as one of the demonstration's people, in a browser of their own. */
export async function signIn(browser: Browser, key: string, path = "/app/"): Promise<Page> {
  const context = await browser.newContext({ storageState: kept.get(key) });
  const page = await context.newPage();
  await page.goto(kept.has(key) ? path : "/app/sign-in");
  if (kept.has(key)) return page;
  await page.getByLabel(/手机号或邮箱|Mobile number or e-mail/).fill(`${key}@demo.example`);
  await page.getByLabel(/^密码|^Password/).fill(PASSWORD);
  await page.getByRole("button", { name: /^登\s?录$|^Sign in$/ }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  kept.set(key, await context.storageState());
  if (path !== "/app/") await page.goto(path);
  return page;
}

/** After a leap of the clock sessions are over. */
export const forgetSessions = (): void => kept.clear();

/** A button by its words; between two characters of a short one the workbench may set a space. */
export function button(page: Page | Locator, words: string): Locator {
  const spaced = words.length === 2 ? `${words[0]}\\s?${words[1]}` : words.replace(/[()（）?]/g, "\\$&");
  return page.getByRole("button", { name: new RegExp(`^${spaced}$`) });
}

/** The dialog that asks once more. */
export const dialog = (page: Page): Locator => page.getByRole("dialog");

/** The workbench's own words in one language, so that a walk in two languages is written once. */
export const wordsOf = (lang: Locale) => (key: string, params?: Record<string, unknown>) =>
  translate(lang, key, params);

/** The same page in this language, as if it had been chosen in the menu. */
export async function speak(page: Page, lang: Locale): Promise<void> {
  await page.context().addInitScript((chosen) => localStorage.setItem("jiebang.locale", chosen), lang);
  await page.reload();
}
