import type { EntryCard, PublicNoticeRow, PublicRoundRow } from "@jiebang/domain";
import { formatNumber } from "@jiebang/i18n";
import { ArrowIcon, KindMark } from "@jiebang/ui";
import { EntryLine } from "../entry/entry-line.tsx";
import { appLinks } from "../kernel/app-links.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { SearchForm } from "../layout/frame.tsx";
import { NoticeRow } from "../notice/notices-page.tsx";
import { isBidding } from "../round/round-words.ts";
import { RoundPoster } from "../round/rounds-page.tsx";
import { catalogueJsonLd } from "./catalogue-json-ld.ts";

export interface HomePageProps {
  lang: Lang;
  publicUrl: string;
  counts: { offers: number; demands: number; organisations: number; rounds: number };
  offers: EntryCard[];
  demands: EntryCard[];
  /** Those that run, newest first. */
  rounds: PublicRoundRow[];
  notices: PublicNoticeRow[];
  now: string;
}

/** The front of the board: one box to search, what is posted now, what came last. */
export function homePage({ lang, publicUrl, counts, offers, demands, rounds, notices, now }: HomePageProps): Page {
  const { t } = lang;
  const numbers = [
    ["offers", counts.offers],
    ["demands", counts.demands],
    ["rounds", counts.rounds],
    ["organisations", counts.organisations],
  ] as const;
  // The board's best place is for the round that closes next.
  const open = rounds.filter((round) => isBidding(round, now));
  const first = open.sort((a, b) => a.bidClosesAt!.localeCompare(b.bidClosesAt!))[0] ?? rounds[0];
  const others = rounds.filter((round) => round !== first);
  return {
    path: "/",
    title: `${t("app.name")} · ${t("public.tagline")}`,
    description: t("public.home_description"),
    section: "home",
    feeds: [
      { path: "/feeds/all.atom", title: t("app.name") },
      { path: "/feeds/offers.atom", title: t("public.section.offers") },
      { path: "/feeds/demands.atom", title: t("public.section.demands") },
      { path: "/feeds/notices.atom", title: t("public.section.notices") },
    ],
    jsonLd: [
      catalogueJsonLd(publicUrl, lang),
      {
        "@context": "https://schema.org",
        "@type": "WebSite",
        name: t("app.name"),
        url: `${publicUrl}${lang.href("/")}`,
        potentialAction: {
          "@type": "SearchAction",
          target: `${publicUrl}${lang.href("/search")}?q={search_term_string}`,
          "query-input": "required name=search_term_string",
        },
      },
    ],
    body: (
      <>
        <section className="hero">
          <div className={first ? "wide hero-cols" : "wide"}>
            <div>
              <h1 className="hero-title">{t("public.slogan")}</h1>
              <p className="hero-lead">{t("public.slogan_sub")}</p>
              <search>
                <SearchForm lang={lang} size="large" value="" />
              </search>
              <ul className="numbers">
                {numbers.map(([name, n]) => (
                  <li key={name}>
                    <a href={lang.href(`/${name}`)}>
                      <strong>{formatNumber(n)}</strong>
                      <span>{t(`public.section.${name}`)}</span>
                    </a>
                  </li>
                ))}
              </ul>
              <p>
                <a href={lang.href("/forms")}>{t("public.forms.title")}</a>
              </p>
            </div>
            {first && (
              <div className="pinned">
                <p className="pinned-label">{t("public.pinned")}</p>
                <RoundPoster lang={lang} round={first} now={now} heading="h2" />
              </div>
            )}
          </div>
        </section>
        {others.length > 0 && (
          <section className="wide home-section" aria-labelledby="running">
            <HomeHead lang={lang} id="running" title={t("public.running_rounds")} href="/rounds" />
            <div className="posters">
              {others.map((round) => (
                <RoundPoster key={round.id} lang={lang} round={round} now={now} heading="h3" />
              ))}
            </div>
          </section>
        )}
        <div className="wide home-cols">
          <Newest lang={lang} kind="demand" cards={demands} />
          <Newest lang={lang} kind="offer" cards={offers} />
        </div>
        {notices.length > 0 && (
          <section className="wide home-section" aria-labelledby="newest-notices">
            <HomeHead lang={lang} id="newest-notices" title={t("public.newest_notices")} href="/notices" />
            <ul className="lines lines-notices">
              {notices.map((notice) => (
                <NoticeRow key={notice.id} lang={lang} notice={notice} />
              ))}
            </ul>
          </section>
        )}
        <section className="wide home-section join">
          <div>
            <h2>{t("public.join")}</h2>
            <p>{t("public.join_text")}</p>
          </div>
          <a className="button button-big" href={appLinks.register}>
            {t("public.join_button")}
            <ArrowIcon size={18} />
          </a>
        </section>
      </>
    ),
  };
}

function HomeHead({ lang, id, title, href }: { lang: Lang; id: string; title: string; href: string }) {
  return (
    <div className="home-head">
      <h2 id={id}>{title}</h2>
      <a href={lang.href(href)}>
        {lang.t("public.see_all")}
        <span className="hidden"> {title}</span>
      </a>
    </div>
  );
}

function Newest({ lang, kind, cards }: { lang: Lang; kind: "offer" | "demand"; cards: EntryCard[] }) {
  const { t } = lang;
  return (
    <section className={`home-list home-list-${kind}`} aria-labelledby={`newest-${kind}`}>
      <div className="home-head">
        <h2 id={`newest-${kind}`}>
          <KindMark kind={kind} label={t(`public.newest_${kind}s`)} />
        </h2>
        <a href={lang.href(`/${kind}s`)}>
          {t("public.see_all")}
          <span className="hidden"> {t(`public.section.${kind}s`)}</span>
        </a>
      </div>
      {cards.length === 0 ? (
        <p className="quiet">{t("public.nothing_yet")}</p>
      ) : (
        <ul className="lines">
          {cards.map((card) => (
            <EntryLine key={card.id} lang={lang} card={card} />
          ))}
        </ul>
      )}
    </section>
  );
}
