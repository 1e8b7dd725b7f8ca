import { createTransport } from "nodemailer";
import type { Mailer } from "./mailer.ts";

/** Mails by SMTP. The Message-ID follows from our id, so that a mail taken twice after a broken answer shows once. */
export function openSmtpMailer(options: { url: string; from: string }): Mailer {
  const transport = createTransport(options.url, {
    from: options.from,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000, // below the time limit of the transaction around it
  } as object);
  const domain = /@([\w.-]+)/.exec(options.from)?.[1] ?? "localhost";
  return {
    async send({ id, to, subject, text, unsubscribeUrl }) {
      await transport.sendMail({
        from: options.from,
        to: { name: "", address: to },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: {
          "Auto-Submitted": "auto-generated",
          // RFC 8058: the mail program asks there itself, by POST.
          ...(unsubscribeUrl && {
            "List-Unsubscribe": `<${unsubscribeUrl}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
        },
      });
    },
    close: () => transport.close(),
  };
}
