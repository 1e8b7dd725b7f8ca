import type { PublicRoundRow } from "@jiebang/domain";
import { formatDate, formatNumber } from "@jiebang/i18n";
import { NumberTag, StateBadge } from "@jiebang/ui";
import { namedListJsonLd } from "../entry/list-json-ld.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Pager } from "../kernel/pager.tsx";
import { Empty, pick } from "../kernel/text.tsx";
import { Countdown } from "./countdown.tsx";
import { roundPath, roundTone } from "./round-words.ts";

export const ROUNDS_PAGE_SIZE = 20;

interface RoundsPageProps {
  lang: Lang;
  rounds: PublicRoundRow[];
  total: number;
  page: number;
  now: string;
}

export function roundsPage({ lang, rounds, total, page, now }: RoundsPageProps): Page {
  const { t } = lang;
  const path = (n: number) => (n > 1 ? `/rounds?page=${n}` : "/rounds");
  return {
    path: path(page),
    canonical: path(page),
    title: t("public.section.rounds"),
    description: t("public.rounds_lead"),
    section: "rounds",
    feeds: [{ path: "/feeds/notices.atom", title: t("public.section.notices") }],
    jsonLd: (publicUrl: string) =>
      namedListJsonLd(publicUrl, lang, {
        path: "/rounds",
        title: t("public.section.rounds"),
        total,
        first: (page - 1) * ROUNDS_PAGE_SIZE,
        items: rounds.map((round) => ({ name: pick(lang, round.title, round.titleEn).text, path: roundPath(round) })),
      }),
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>{t("public.section.rounds")}</h1>
          <p className="lead">{t("public.rounds_lead")}</p>
        </div>
        {rounds.length === 0 ? (
          <Empty title={t("public.no_rounds")}>
            <p>{t("public.no_rounds_advice")}</p>
            <p>
              <a href={lang.href("/demands")}>{t("public.section.demands")}</a>
            </p>
          </Empty>
        ) : (
          <div className="posters">
            {rounds.map((round) => (
              <RoundPoster key={round.id} lang={lang} round={round} now={now} heading="h2" />
            ))}
          </div>
        )}
        <Pager lang={lang} page={page} pages={Math.ceil(total / ROUNDS_PAGE_SIZE)} hrefOf={(n) => lang.href(path(n))} />
      </div>
    ),
  };
}

interface RoundPosterProps {
  lang: Lang;
  round: PublicRoundRow;
  now: string;
  heading: "h2" | "h3";
}

/** A round as a sheet on the board: where it stands, how much is on it, until when one may take it down. */
export function RoundPoster({ lang, round, now, heading: Heading }: RoundPosterProps) {
  const { t } = lang;
  const title = pick(lang, round.title, round.titleEn);
  const stage = lang.locale === "en" ? (round.stageNameEn ?? round.stageName) : round.stageName;
  const host = pick(lang, round.jurisdictionName, round.jurisdictionNameEn);
  const isPast = round.bidClosesAt !== null && round.bidClosesAt <= now;
  // Red is for what can still be taken down.
  const tone = round.state === "running" && isPast ? "other" : roundTone(round.state);
  return (
    <article className={`poster poster-${isPast ? "past" : round.state}`}>
      <p className="poster-meta">
        <NumberTag value={round.number} />
        <StateBadge tone={tone}>
          {round.state === "running" && stage ? stage : lang.word("round_state", round.state)}
        </StateBadge>
      </p>
      <Heading className="poster-title">
        <a href={lang.href(roundPath(round))} lang={title.lang}>
          {title.text}
        </a>
      </Heading>
      <dl className="poster-facts">
        <div>
          <dt>{t("public.items")}</dt>
          <dd>{formatNumber(round.itemCount)}</dd>
        </div>
        <div>
          <dt>{t("public.sealed_bids")}</dt>
          <dd>{formatNumber(round.sealedBids)}</dd>
        </div>
        <div>
          <dt>{t("public.announced")}</dt>
          <dd>{formatDate(lang.locale, round.announcedAt)}</dd>
        </div>
      </dl>
      {round.bidClosesAt && round.state === "running" && (
        <p className="poster-due">
          {isPast ? (
            <span className="quiet">
              {t("public.bids_closed_on", { day: formatDate(lang.locale, round.bidClosesAt) })}
            </span>
          ) : (
            <>
              <span className="poster-due-label">{t("public.bids_close")}</span>
              <Countdown lang={lang} until={round.bidClosesAt} now={now} />
            </>
          )}
        </p>
      )}
      <p className="poster-host" lang={host.lang}>
        {host.text}
      </p>
    </article>
  );
}
