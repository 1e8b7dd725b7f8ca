import type { PublicEditionRow } from "@jiebang/domain";
import { formatBatch, formatDay, formatNumber } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Pager } from "../kernel/pager.tsx";
import { Empty, pick } from "../kernel/text.tsx";
import { editionPath } from "./edition-words.ts";

export const EDITIONS_PAGE_SIZE = 30;

interface EditionsPageProps {
  lang: Lang;
  editions: PublicEditionRow[];
  total: number;
  page: number;
}

export function editionsPage({ lang, editions, total, page }: EditionsPageProps): Page {
  const { t, locale } = lang;
  const path = (n: number) => (n > 1 ? `/editions?page=${n}` : "/editions");
  return {
    path: path(page),
    canonical: path(page),
    title: t("public.section.editions"),
    description: t("public.editions_lead"),
    section: "editions",
    feeds: [{ path: "/feeds/editions.atom", title: t("public.section.editions") }],
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>{t("public.section.editions")}</h1>
          <p className="lead">{t("public.editions_lead")}</p>
        </div>
        {editions.length === 0 ? (
          <Empty title={t("public.no_editions")}>
            <p>{t("public.no_editions_advice")}</p>
            <p>
              <a href={lang.href("/offers")}>{t("public.section.offers")}</a>
            </p>
          </Empty>
        ) : (
          <ul className="lines">
            {editions.map((edition) => {
              const title = pick(lang, edition.title, edition.titleEn);
              const place = pick(lang, edition.jurisdictionName, edition.jurisdictionNameEn);
              return (
                <li key={edition.id} className="line line-notice">
                  <span className="edition-batch serif">{formatBatch(locale, edition.no)}</span>
                  <span className="line-body">
                    <a className="line-title" href={lang.href(editionPath(edition))} lang={title.lang}>
                      {title.text}
                    </a>
                    <span className="line-meta">
                      <span>{lang.word("edition_series", edition.series)}</span>
                      <span>{t("public.edition_n", { n: formatNumber(edition.entryCount) })}</span>
                      <span>{t("public.edition_issued", { day: formatDay(locale, edition.issuedOn) })}</span>
                      <span lang={place.lang}>{place.text}</span>
                    </span>
                  </span>
                </li>
              );
            })}
          </ul>
        )}
        <Pager
          lang={lang}
          page={page}
          pages={Math.ceil(total / EDITIONS_PAGE_SIZE)}
          hrefOf={(n) => lang.href(path(n))}
        />
      </div>
    ),
  };
}
