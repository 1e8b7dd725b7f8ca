import { define } from "./define.ts";

export const mail = define({
  zh: {
    "mail.subject_prefix": "【揭榜】",
    "mail.footer": "这是揭榜平台自动发出的通知，请勿直接回复。平台地址：{publicUrl}",
  },
  en: {
    "mail.subject_prefix": "[Jiebang] ",
    "mail.footer": "Sent automatically by the Jiebang platform; please do not reply. {publicUrl}",
  },
});
