import { type Locale, translate } from "@jiebang/i18n";

export interface MailContent {
  subject: string;
  text: string;
}

/** One sentence, one link, one line on why this came. Plain text reads everywhere, also in a bureau's old client. */
export function mailText(
  locale: Locale,
  notice: { kind: string; params: Record<string, unknown>; link: string | null },
  publicUrl: string,
): MailContent {
  const sentence = translate(locale, notice.kind, notice.params);
  const link = notice.link && (/^https?:/.test(notice.link) ? notice.link : `${publicUrl}${notice.link}`);
  const parts = [sentence, link, `-- \n${translate(locale, "mail.footer", { publicUrl })}`];
  return {
    // A line break in a subject would start another header.
    subject: `${translate(locale, "mail.subject_prefix")}${sentence.replace(/\s+/g, " ").slice(0, 120)}`,
    text: `${parts.filter(Boolean).join("\n\n")}\n`,
  };
}
