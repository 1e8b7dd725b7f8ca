import { MOST_TITLES_IN_MAIL, newId } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { z } from "zod";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { entriesHiddenFrom } from "../entry/readable-entries.ts";
import { loadActor } from "../identity/load-actor.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job } from "../kernel/job.ts";
import { unsubscribePath } from "./unsubscribe.ts";

const payloadShape = z.object({ alertId: z.string() });

/**
 * Writes the mail of an alert, with the titles that may be seen at this moment: what was withdrawn or blocked since the
 * alert is not in it. A second run finds it written; who stopped the alert meanwhile gets none.
 */
export const composeAlertMailJob: Job = {
  name: "saved-search.mail",
  run: (ctx, raw) => composeAlertMail(ctx, payloadShape.parse(raw).alertId),
};

async function composeAlertMail(ctx: Ctx, alertId: string): Promise<void> {
  const { publicUrl, secret } = ctx.services;
  await ctx.transaction(async (tx) => {
    const [alert] = await tx.$queryRaw<
      { search_id: string; name: string; url: string; user_id: string; email: string; ids: string[] }[]
    >`
      SELECT s.id AS search_id, s.name, s.url, s.user_id, u.email,
        ARRAY(SELECT h.entry_id FROM saved_search_hit h WHERE h.alert_id = a.id ORDER BY h.entry_id DESC) AS ids
      FROM saved_search_alert a JOIN saved_search s ON s.id = a.search_id JOIN users u ON u.id = s.user_id
      WHERE a.id = ${alertId} AND s.cadence <> 'off' AND s.by_mail AND u.email NOT LIKE '%@mobile.invalid'`;
    const actor = alert && (await loadActor(tx, { userId: alert.user_id }));
    if (!alert || !actor) return;
    const hidden = new Set(await entriesHiddenFrom(ctx.db, actor));
    const entries = await loadPublicEntries(
      tx,
      alert.ids.filter((id) => !hidden.has(id)),
    );
    if (entries.length === 0) return;
    const { locale } = actor;
    const prefix = locale === "en" ? "/en" : "";
    const t = (key: string, params: Record<string, unknown> = {}) => translate(locale, key, params);
    const shown = entries.slice(0, MOST_TITLES_IN_MAIL);
    const unsubscribeUrl = `${publicUrl}${prefix}${unsubscribePath(secret, alert.search_id)}`;
    const subject = t("savedSearch.mail_subject", { name: alert.name, n: entries.length });
    const lines = shown.map((entry) => {
      const title = (locale === "en" && entry.titleEn) || entry.title;
      return `· ${title}\n  ${publicUrl}${prefix}/${entry.kind}s/${entry.number}`;
    });
    const more = entries.length - shown.length;
    const text = [
      t("savedSearch.mail_intro", { name: alert.name, n: entries.length }),
      ...lines,
      ...(more > 0 ? [t("savedSearch.mail_more", { n: more })] : []),
      `${t("savedSearch.mail_all")}\n${publicUrl}${prefix}/search${alert.url ? `?${alert.url}` : ""}`,
      `${t("savedSearch.mail_stop")}\n${unsubscribeUrl}`,
      `-- \n${t("mail.footer", { publicUrl })}`,
    ].join("\n\n");
    const written = await tx.mail.createManyAndReturn({
      data: [
        {
          id: newId("mal"),
          toAddress: alert.email,
          userId: alert.user_id,
          kind: "notify.saved_search_found",
          dedupeKey: `saved-search:${alertId}`,
          subject: `${t("mail.subject_prefix")}${subject.replace(/\s+/g, " ").slice(0, 120)}`,
          text: `${text}\n`,
          unsubscribeUrl,
        },
      ],
      skipDuplicates: true,
      select: { id: true },
    });
    for (const { id } of written) await enqueue(tx, "mail.deliver", { mailId: id }, { key: `mail.deliver:${id}` });
  });
}
