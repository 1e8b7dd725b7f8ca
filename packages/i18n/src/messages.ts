// One file per noun, both languages side by side; this list only joins them.
import { account } from "./account.ts";
import { common } from "./common.ts";
import { mail } from "./mail.ts";
import { publicPages } from "./public.ts";
import { publicTexts } from "./public-texts.ts";
import { web } from "./web.ts";
import { webAccount } from "./web-account.ts";
import { webEntry } from "./web-entry.ts";
import { words } from "./words.ts";

export const messages = {
  zh: {
    ...common.zh,
    ...mail.zh,
    ...account.zh,
    ...words.zh,
    ...publicPages.zh,
    ...publicTexts.zh,
    ...web.zh,
    ...webAccount.zh,
    ...webEntry.zh,
  },
  en: {
    ...common.en,
    ...mail.en,
    ...account.en,
    ...words.en,
    ...publicPages.en,
    ...publicTexts.en,
    ...web.en,
    ...webAccount.en,
    ...webEntry.en,
  },
} satisfies Record<string, Record<string, string>>;
