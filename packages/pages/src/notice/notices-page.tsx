import type { PublicNoticeRow } from "@jiebang/domain";
import { formatDate, formatDay } from "@jiebang/i18n";
import { NumberTag, StateBadge } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Pager } from "../kernel/pager.tsx";
import { Empty, pick } from "../kernel/text.tsx";
import { noticePath } from "../round/round-words.ts";

export const NOTICES_PAGE_SIZE = 20;

interface NoticesPageProps {
  lang: Lang;
  notices: PublicNoticeRow[];
  total: number;
  page: number;
}

export function noticesPage({ lang, notices, total, page }: NoticesPageProps): Page {
  const { t } = lang;
  const path = (n: number) => (n > 1 ? `/notices?page=${n}` : "/notices");
  return {
    path: path(page),
    canonical: path(page),
    title: t("public.section.notices"),
    description: t("public.notices_lead"),
    section: "notices",
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>{t("public.section.notices")}</h1>
          <p className="lead">{t("public.notices_lead")}</p>
        </div>
        {notices.length === 0 ? (
          <Empty title={t("public.no_notices")} />
        ) : (
          <ul className="lines lines-notices">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} lang={lang} notice={notice} />
            ))}
          </ul>
        )}
        <Pager
          lang={lang}
          page={page}
          pages={Math.ceil(total / NOTICES_PAGE_SIZE)}
          hrefOf={(n) => lang.href(path(n))}
        />
      </div>
    ),
  };
}

interface NoticeRowProps {
  lang: Lang;
  notice: PublicNoticeRow;
  /** On a round's own page its name need not be said again. */
  isShort?: boolean;
}

export function NoticeRow({ lang, notice, isShort }: NoticeRowProps) {
  const { t, locale } = lang;
  const title = pick(lang, notice.title, notice.titleEn);
  const round = pick(lang, notice.roundTitle, notice.roundTitleEn);
  return (
    <li className="line line-notice">
      <time className="line-day" dateTime={notice.publishedAt}>
        {formatDate(locale, notice.publishedAt)}
      </time>
      <span className="line-body">
        <a className="line-title serif" href={lang.href(noticePath(notice))} lang={title.lang}>
          {title.text}
        </a>
        <span className="line-meta">
          <span>{lang.word("notice", notice.kind)}</span>
          <NumberTag value={notice.number} />
          {!isShort && <span lang={round.lang}>{round.text}</span>}
        </span>
      </span>
      {notice.isOpen && notice.closesOn && (
        <StateBadge tone="posted">
          {t("public.objections_until", { day: formatDay(locale, notice.closesOn) })}
        </StateBadge>
      )}
    </li>
  );
}
