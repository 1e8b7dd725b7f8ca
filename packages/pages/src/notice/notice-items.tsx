import type { PublicNotice } from "@jiebang/domain";
import { formatDateTime } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";
import { pick, Scroll } from "../kernel/text.tsx";

type Item = PublicNotice["content"]["items"][number];

/** One row per item. Who lost is never on a notice. */
export function NoticeItems({ lang, notice }: { lang: Lang; notice: PublicNotice }) {
  const { t } = lang;
  const { items } = notice.content;
  if (items.length === 0) return null;
  const isPosting = items.every((item) => item.outcome === "posted");
  return (
    <section>
      <h2>{t(isPosting ? "public.notice_board" : "public.notice_outcome")}</h2>
      <Scroll label={t("public.notice_board")}>
        <table className="table notice-items">
          <thead>
            <tr>
              <th scope="col">{t("public.no")}</th>
              <th scope="col">{t("public.item")}</th>
              <th scope="col">{t("public.poster")}</th>
              {!isPosting && <th scope="col">{t("public.outcome")}</th>}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => {
              const title = pick(lang, item.title, item.titleEn);
              return (
                <tr key={item.itemId}>
                  <td className="num">{item.number}</td>
                  <td>
                    <a href={lang.href(`/demands/${item.entryNumber}`)} lang={title.lang}>
                      {title.text}
                    </a>
                    <span className="number quiet block">{item.entryNumber}</span>
                  </td>
                  <td>
                    {item.posterName
                      ? (lang.locale === "en" && item.posterNameEn) || item.posterName
                      : t("public.hidden_name")}
                  </td>
                  {!isPosting && (
                    <td>
                      <Outcome lang={lang} item={item} />
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Outcome({ lang, item }: { lang: Lang; item: Item }) {
  const { t, locale } = lang;
  const chinese = locale === "en" ? "zh-CN" : undefined;
  return (
    <>
      <strong>{lang.word("outcome", item.outcome)}</strong>
      {item.selected.map((winner) => (
        <span key={winner.name} className="block">
          {locale === "en" ? (winner.nameEn ?? winner.name) : winner.name}
          {winner.partners.length > 0 && (
            <span className="quiet" lang={chinese}>
              {t("public.with_partners", { names: winner.partners.join("、") })}
            </span>
          )}
        </span>
      ))}
      {item.reason && item.outcome !== "selected" && (
        <span className="block">{lang.word("end_reason", item.reason)}</span>
      )}
      {item.text && (
        <span className="block quiet" lang={chinese}>
          {item.text}
        </span>
      )}
      {item.outcome === "extended" && item.bidsCloseAt && (
        <span className="block">{t("public.until", { at: formatDateTime(locale, item.bidsCloseAt) })}</span>
      )}
    </>
  );
}
