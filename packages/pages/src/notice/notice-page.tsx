import type { PublicNotice } from "@jiebang/domain";
import { formatDate, formatDateTime, formatDay } from "@jiebang/i18n";
import { Hash, NumberTag, Seal } from "@jiebang/ui";
import { renderSVG } from "uqr";
import { crumbsJsonLd } from "../entry/list-json-ld.ts";
import { appLinks } from "../kernel/app-links.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Fact, Prose, pick } from "../kernel/text.tsx";
import { noticeJsonLd } from "../round/round-json-ld.ts";
import { BasisList, OfficeFacts } from "../round/round-sections.tsx";
import { noticePath } from "../round/round-words.ts";
import { NoticeItems } from "./notice-items.tsx";

interface NoticePageProps {
  lang: Lang;
  publicUrl: string;
  notice: PublicNotice;
}

/** A notice as it hangs on the board and comes out of the printer on A4: nothing on it changes afterwards. */
export function noticePage({ lang, publicUrl, notice }: NoticePageProps): Page {
  const { t, locale } = lang;
  const { content } = notice;
  const title = pick(lang, notice.title, notice.titleEn);
  const round = pick(lang, notice.roundTitle, notice.roundTitleEn);
  const chinese = locale === "en" ? "zh-CN" : undefined;
  const url = `${publicUrl}${lang.href(noticePath(notice))}`;
  return {
    path: noticePath(notice),
    title: title.text,
    description: excerpt(content.text ?? `${lang.word("notice", notice.kind)} ${notice.number} ${round.text}`),
    section: "notices",
    ogType: "article",
    feeds: [{ path: "/feeds/notices.atom", title: t("public.section.notices") }],
    jsonLd: [
      noticeJsonLd(publicUrl, lang, notice),
      crumbsJsonLd(publicUrl, lang, [
        { name: t("public.section.notices"), path: "/notices" },
        { name: title.text, path: noticePath(notice) },
      ]),
    ],
    body: (
      <article className="notice">
        <header className="notice-head">
          <p className="notice-hosts" lang={chinese}>
            {content.hosts.join("　")}
          </p>
          <h1 className="serif" lang={title.lang}>
            {title.text}
          </h1>
          <p className="notice-number">
            <span>{lang.word("notice", notice.kind)}</span>
            <NumberTag value={notice.number} />
            <time dateTime={notice.publishedAt}>{formatDate(locale, notice.publishedAt)}</time>
          </p>
        </header>
        {content.text && <Prose text={content.text} lang={chinese} />}
        <p>
          {t("public.notice_of_round")}
          <a href={lang.href(`/rounds/${notice.roundNumber}`)} lang={round.lang}>
            {round.text}
          </a>{" "}
          <NumberTag value={notice.roundNumber} />
        </p>
        {content.reason && (
          <p>
            <strong>{t("public.reason")}</strong>
            {t("public.colon")}
            <span lang={chinese}>{lang.word("end_reason", content.reason)}</span>
          </p>
        )}
        <Dates lang={lang} notice={notice} />
        <NoticeItems lang={lang} notice={notice} />
        <Objections lang={lang} notice={notice} />
        {content.bases.length > 0 && (
          <section>
            <h2>{t("public.basis")}</h2>
            <BasisList lang={lang} bases={content.bases} />
          </section>
        )}
        <section className="notice-foot">
          <dl className="facts">
            <OfficeFacts lang={lang} office={content.office} />
          </dl>
          <Seal text={lang.word("notice", notice.kind)} sub={formatDate(locale, notice.publishedAt)} />
        </section>
        <section className="notice-proof" aria-label={t("public.ledger")}>
          {/* The code leads to this page: whoever holds the paper can compare. */}
          <figure className="qr">
            <div
              role="img"
              aria-label={t("public.qr_of_notice")}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: our own address, drawn by the QR library
              dangerouslySetInnerHTML={{ __html: renderSVG(url, { border: 1, ecc: "M" }) }}
            />
            <figcaption>{t("public.scan_to_compare")}</figcaption>
          </figure>
          <dl className="facts facts-wide">
            <Fact name={t("public.address_of_notice")}>
              <span className="url">{url}</span>
            </Fact>
            {content.boardHash && (
              <Fact name={t("public.board_hash")}>
                <Hash value={content.boardHash} />
              </Fact>
            )}
            {content.releaseHash && (
              <Fact name={t("public.release_n", { n: content.releaseVersion ?? "" })}>
                <Hash value={content.releaseHash} />
              </Fact>
            )}
            {notice.ledger && (
              <Fact name={t("public.ledger_head", { n: notice.ledger.seq })}>
                <Hash value={notice.ledger.head} copyLabel={t("public.copy")} copiedLabel={t("public.copied")} />
              </Fact>
            )}
          </dl>
        </section>
      </article>
    ),
  };
}

function Dates({ lang, notice }: { lang: Lang; notice: PublicNotice }) {
  const { t, locale } = lang;
  const { bidOpensAt, bidClosesAt, formerClosesAt } = notice.content;
  if (notice.kind === "result" || (!bidOpensAt && !bidClosesAt && !formerClosesAt)) return null;
  return (
    <dl className="facts">
      {bidOpensAt && <Fact name={t("public.bids_open")}>{formatDateTime(locale, bidOpensAt)}</Fact>}
      {formerClosesAt && (
        <Fact name={t("public.former_close")}>
          <s>{formatDateTime(locale, formerClosesAt)}</s>
        </Fact>
      )}
      {bidClosesAt && (
        <Fact name={t("public.bids_close")}>
          <strong>
            {formatDateTime(locale, bidClosesAt)} {t("public.beijing_time")}
          </strong>
        </Fact>
      )}
    </dl>
  );
}

/** How long, to whom and how an objection is raised; on paper as well. */
function Objections({ lang, notice }: { lang: Lang; notice: PublicNotice }) {
  const { t, locale } = lang;
  if (!notice.opensOn || !notice.closesOn) return null;
  return (
    <section className="objections">
      <h2>{t("public.objections")}</h2>
      <p className="objections-period">
        {t("public.notice_period", {
          from: formatDay(locale, notice.opensOn),
          to: formatDay(locale, notice.closesOn),
          n: notice.workingDays ?? "",
        })}
      </p>
      <p>{t("public.objections_how")}</p>
      {notice.isOpen ? (
        <p className="no-print">
          <a className="button" href={appLinks.object(notice.number)}>
            {t("public.object")}
          </a>
        </p>
      ) : (
        <p className="quiet no-print">{t("public.objections_closed")}</p>
      )}
    </section>
  );
}
