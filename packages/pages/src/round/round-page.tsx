import type { PublicRound } from "@jiebang/domain";
import { formatDate } from "@jiebang/i18n";
import { ArrowIcon, NumberTag, Seal, StateBadge } from "@jiebang/ui";
import { crumbsJsonLd } from "../entry/list-json-ld.ts";
import { appLinks } from "../kernel/app-links.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Fact, Prose, pick } from "../kernel/text.tsx";
import { NoticeRow } from "../notice/notices-page.tsx";
import { Board } from "./board.tsx";
import { Countdown } from "./countdown.tsx";
import { roundJsonLd } from "./round-json-ld.ts";
import { BasisList, LedgerSection, OfficeFacts, ParameterTable } from "./round-sections.tsx";
import { isBidding, roundPath, roundTone } from "./round-words.ts";
import { Timeline } from "./timeline.tsx";

interface RoundPageProps {
  lang: Lang;
  round: PublicRound;
  now: string;
}

/** One round for everybody: where it stands, what is on the board, by which rules, and what can be checked. */
export function roundPage({ lang, round, now }: RoundPageProps): Page {
  const { t } = lang;
  const title = pick(lang, round.title, round.titleEn);
  const summary = pick(lang, round.summary, round.summaryEn);
  return {
    path: roundPath(round),
    title: title.text,
    description: excerpt(summary.text || title.text),
    section: "rounds",
    ogType: "article",
    feeds: [{ path: "/feeds/notices.atom", title: t("public.section.notices") }],
    jsonLd: (publicUrl: string) => [
      roundJsonLd(publicUrl, lang, round),
      crumbsJsonLd(publicUrl, lang, [
        { name: t("public.section.rounds"), path: "/rounds" },
        { name: title.text, path: roundPath(round) },
      ]),
    ],
    body: (
      <article className="wide round">
        <nav className="crumbs" aria-label={t("public.crumbs")}>
          <a href={lang.href("/rounds")}>{t("public.section.rounds")}</a>
          <span aria-hidden="true">/</span>
          <NumberTag value={round.number} />
        </nav>
        <header className="entry-head">
          <div>
            <p className="entry-kind">
              <StateBadge tone={roundTone(round.state)}>{lang.word("round_state", round.state)}</StateBadge>
              <span className="quiet">{pick(lang, round.template.name, round.template.nameEn).text}</span>
            </p>
            <h1 className="serif" lang={title.lang}>
              {title.text}
            </h1>
          </div>
          <Seal text={t("public.sealed_announced")} sub={formatDate(lang.locale, round.announcedAt)} />
        </header>
        {summary.text && <Prose text={summary.text} lang={summary.lang} />}
        <EndNote lang={lang} round={round} />
        <Deadline lang={lang} round={round} now={now} />
        <section aria-labelledby="timeline">
          <h2 id="timeline">{t("public.timeline")}</h2>
          <Timeline lang={lang} stages={round.stages} />
        </section>
        <section aria-labelledby="board">
          <h2 id="board">{t("public.board", { n: round.items.length })}</h2>
          <Board lang={lang} round={round} now={now} />
        </section>
        <div className="round-cols">
          <section aria-labelledby="notices">
            <h2 id="notices">{t("public.section.notices")}</h2>
            {round.notices.length === 0 ? (
              <p className="quiet">{t("public.no_notices")}</p>
            ) : (
              <ul className="lines">
                {round.notices.map((notice) => (
                  <NoticeRow key={notice.id} lang={lang} notice={notice} isShort />
                ))}
              </ul>
            )}
            <h2>{t("public.basis")}</h2>
            <BasisList lang={lang} bases={round.bases} />
          </section>
          <section aria-labelledby="office">
            <h2 id="office">{t("public.office")}</h2>
            <dl className="facts">
              <Fact name={t("public.hosts")}>{round.hosts.join(lang.locale === "zh" ? "、" : ", ")}</Fact>
              <OfficeFacts lang={lang} office={round} />
            </dl>
          </section>
        </div>
        <section>
          <h2>{t("public.parameters")}</h2>
          <ParameterTable lang={lang} parameters={round.parameters} />
        </section>
        <LedgerSection lang={lang} round={round} />
      </article>
    ),
  };
}

function EndNote({ lang, round }: { lang: Lang; round: PublicRound }) {
  if (round.state === "running" || (!round.endReason && !round.endText)) return null;
  const { t } = lang;
  return (
    <p className="hint">
      <strong>
        {lang.word("round_state", round.state)}
        {round.endReason && round.state !== "completed" && ` · ${lang.word("end_reason", round.endReason)}`}
      </strong>
      {round.endText && (
        <span lang={lang.locale === "en" ? "zh-CN" : undefined}>
          {t("public.colon")}
          {round.endText}
        </span>
      )}
    </p>
  );
}

function Deadline({ lang, round, now }: RoundPageProps) {
  const { t } = lang;
  if (!isBidding(round, now) || !round.bidClosesAt) return null;
  return (
    <div className="call">
      <div>
        <p className="call-label">{t("public.bids_close")}</p>
        <Countdown lang={lang} until={round.bidClosesAt} now={now} />
        <p className="call-note">{t(round.sealing === "off" ? "public.closed_by_rule" : "public.sealed_in_browser")}</p>
      </div>
      <a className="button button-main button-big" href={appLinks.round(round.id)}>
        {t("public.take_up")}
        <ArrowIcon size={18} />
      </a>
    </div>
  );
}
