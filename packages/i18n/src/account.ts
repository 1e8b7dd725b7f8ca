import { define } from "./define.ts";

export const account = define({
  zh: { "account.sign_in_first": "请先登录。" },
  en: { "account.sign_in_first": "Please sign in first." },
});
