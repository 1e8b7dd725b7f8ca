// One file per noun, both languages side by side; this list only joins them.
import { account } from "./account.ts";
import { common } from "./common.ts";
import { mail } from "./mail.ts";
import { web } from "./web.ts";
import { words } from "./words.ts";

export const messages = {
  zh: { ...common.zh, ...mail.zh, ...account.zh, ...words.zh, ...web.zh },
  en: { ...common.en, ...mail.en, ...account.en, ...words.en, ...web.en },
} satisfies Record<string, Record<string, string>>;
