// One file per noun, both languages side by side; this list only joins them.
import { account } from "./account.ts";
import { common } from "./common.ts";
import { words } from "./words.ts";

export const messages = {
  zh: { ...common.zh, ...account.zh, ...words.zh },
  en: { ...common.en, ...account.en, ...words.en },
} satisfies Record<string, Record<string, string>>;
