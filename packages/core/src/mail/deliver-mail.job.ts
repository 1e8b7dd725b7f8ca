import { z } from "zod";
import { appNow } from "../kernel/app-now.ts";
import type { Job } from "../kernel/job.ts";

const payloadShape = z.object({ mailId: z.string() });

/** After so many refusals a mail is `failed`; the queue waits longer after each (about 8 hours in all). */
const MOST_ATTEMPTS = 11;

/**
 * Hands a mail to the mail server. It is `sent` only once the server took it; without a server it is `local` and read
 * in the workbench. The row stays locked meanwhile, so that two workers never send it twice.
 */
export const deliverMailJob: Job = {
  name: "mail.deliver",
  async run(ctx, raw) {
    const { mailId } = payloadShape.parse(raw);
    const failure = await ctx.transaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ attempts: number }[]>`
        SELECT attempts FROM mail WHERE id = ${mailId} AND state = 'queued' FOR UPDATE`;
      if (!row) return undefined;
      const mail = await tx.mail.findUniqueOrThrow({ where: { id: mailId } });
      const { mailer } = ctx.services;
      if (!mailer) {
        await tx.mail.update({ where: { id: mailId }, data: { state: "local" } });
        return undefined;
      }
      try {
        const { id, toAddress, subject, text, unsubscribeUrl } = mail;
        await mailer.send({ id, to: toAddress, subject, text, ...(unsubscribeUrl && { unsubscribeUrl }) });
      } catch (error) {
        const attempts = row.attempts + 1;
        const isLast = attempts >= MOST_ATTEMPTS || isPermanent(error);
        await tx.mail.update({
          where: { id: mailId },
          data: { attempts, lastError: String(error).slice(0, 500), state: isLast ? "failed" : "queued" },
        });
        return isLast ? undefined : error;
      }
      await tx.mail.update({
        where: { id: mailId },
        data: { state: "sent", sentAt: await appNow(tx), attempts: row.attempts + 1, lastError: null },
      });
      return undefined;
    });
    // Thrown after the commit, so that the attempt is kept and the queue tries again.
    if (failure) throw failure;
  },
};

/** 5xx of SMTP: no such mailbox, refused for good. Trying again would only hurt the sender's name. */
function isPermanent(error: unknown): boolean {
  const code = (error as { responseCode?: number }).responseCode;
  return code !== undefined && code >= 500 && code < 600;
}
