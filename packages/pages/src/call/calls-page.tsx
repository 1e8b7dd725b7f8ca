import type { PublicCallRow } from "@jiebang/domain";
import { formatDate, formatNumber } from "@jiebang/i18n";
import { NumberTag, StateBadge } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Pager } from "../kernel/pager.tsx";
import { Empty, pick } from "../kernel/text.tsx";
import { Countdown } from "../round/countdown.tsx";
import { callPath, callTone, kindsOf } from "./call-words.ts";

export const CALLS_PAGE_SIZE = 20;

interface CallsPageProps {
  lang: Lang;
  calls: PublicCallRow[];
  total: number;
  page: number;
  now: string;
}

export function callsPage({ lang, calls, total, page, now }: CallsPageProps): Page {
  const { t } = lang;
  const path = (n: number) => (n > 1 ? `/calls?page=${n}` : "/calls");
  return {
    path: path(page),
    canonical: path(page),
    title: t("public.section.calls"),
    description: t("public.calls_lead"),
    section: "calls",
    feeds: [{ path: "/feeds/editions.atom", title: t("public.section.calls") }],
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>{t("public.section.calls")}</h1>
          <p className="lead">{t("public.calls_lead")}</p>
        </div>
        {calls.length === 0 ? (
          <Empty title={t("public.no_calls")}>
            <p>{t("public.no_calls_advice")}</p>
            <p>
              <a href={lang.href("/editions")}>{t("public.section.editions")}</a>
            </p>
          </Empty>
        ) : (
          <div className="posters">
            {calls.map((call) => (
              <CallPoster key={call.id} lang={lang} call={call} now={now} />
            ))}
          </div>
        )}
        <Pager lang={lang} page={page} pages={Math.ceil(total / CALLS_PAGE_SIZE)} hrefOf={(n) => lang.href(path(n))} />
      </div>
    ),
  };
}

/** A call as a sheet on the board: what it asks for and until when. */
function CallPoster({ lang, call, now }: { lang: Lang; call: PublicCallRow; now: string }) {
  const { t, locale } = lang;
  const title = pick(lang, call.title, call.titleEn);
  const host = pick(lang, call.jurisdictionName, call.jurisdictionNameEn);
  const isEarly = call.state === "open" && now < call.opensAt;
  return (
    <article className={`poster poster-${call.state === "open" ? "running" : "past"}`}>
      <p className="poster-meta">
        <NumberTag value={call.number} />
        <StateBadge tone={callTone(call.state)}>{lang.word("call_state", call.state)}</StateBadge>
      </p>
      <h2 className="poster-title">
        <a href={lang.href(callPath(call))} lang={title.lang}>
          {title.text}
        </a>
      </h2>
      <dl className="poster-facts">
        <div>
          <dt>{t("public.call_asks")}</dt>
          <dd>{kindsOf(lang, call)}</dd>
        </div>
        <div>
          <dt>{t("public.call_published")}</dt>
          <dd>{formatNumber(call.published)}</dd>
        </div>
      </dl>
      <p className="poster-due">
        {call.state !== "open" ? (
          <span className="quiet">{t("public.call_closed_on", { day: formatDate(locale, call.closesAt) })}</span>
        ) : (
          <>
            <span className="poster-due-label">
              {isEarly ? t("public.call_opens_on", { day: formatDate(locale, call.opensAt) }) : t("public.call_closes")}
            </span>
            <Countdown lang={lang} until={call.closesAt} now={now} />
          </>
        )}
      </p>
      <p className="poster-host" lang={host.lang}>
        {host.text}
      </p>
    </article>
  );
}
