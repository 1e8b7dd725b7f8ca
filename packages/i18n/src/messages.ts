// One file per noun, both languages side by side; this list only joins them.
import { account } from "./account.ts";
import { common } from "./common.ts";

export const messages = {
  zh: { ...common.zh, ...account.zh },
  en: { ...common.en, ...account.en },
} satisfies Record<string, Record<string, string>>;
