import type { PublicCall } from "@jiebang/domain";
import { formatBatch, formatDate, formatDateTime } from "@jiebang/i18n";
import { ArrowIcon, DocumentIcon, NumberTag, Seal, StateBadge } from "@jiebang/ui";
import { codeName, list } from "../entry/entry-words.ts";
import { appLinks } from "../kernel/app-links.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Fact, Prose, pick } from "../kernel/text.tsx";
import { Countdown } from "../round/countdown.tsx";
import { BasisList } from "../round/round-sections.tsx";
import { callPath, callTone, isTaking, kindsOf } from "./call-words.ts";

interface CallPageProps {
  lang: Lang;
  call: PublicCall;
  now: string;
}

/** One call for everybody: what is asked, of whom, until when, on which basis, and how to hand in. */
export function callPage({ lang, call, now }: CallPageProps): Page {
  const { t, locale } = lang;
  const title = pick(lang, call.title, call.titleEn);
  const text = pick(lang, call.text, call.textEn);
  return {
    path: callPath(call),
    title: title.text,
    description: excerpt(text.text || title.text),
    section: "calls",
    feeds: [{ path: "/feeds/editions.atom", title: t("public.section.calls") }],
    ogType: "article",
    body: (
      <article className="wide round">
        <nav className="crumbs" aria-label={t("public.crumbs")}>
          <a href={lang.href("/calls")}>{t("public.section.calls")}</a>
          <span aria-hidden="true">/</span>
          <NumberTag value={call.number} />
        </nav>
        <header className="entry-head">
          <div>
            <p className="entry-kind">
              <StateBadge tone={callTone(call.state)}>{lang.word("call_state", call.state)}</StateBadge>
              <span className="quiet">{t("public.call_asks_for", { kinds: kindsOf(lang, call) })}</span>
            </p>
            <h1 className="serif" lang={title.lang}>
              {title.text}
            </h1>
          </div>
          <Seal text={t("public.section.calls")} sub={formatDate(locale, call.openedAt)} />
        </header>
        {call.state === "withdrawn" && (
          <p className="hint">
            <strong>{t("public.call_withdrawn")}</strong>
            {t("public.colon")}
            <span lang={locale === "en" ? "zh-CN" : undefined}>{call.withdrawReason}</span>
          </p>
        )}
        <HandIn lang={lang} call={call} now={now} />
        <Prose text={text.text} lang={text.lang} />
        <div className="round-cols">
          <section aria-labelledby="addressed">
            <h2 id="addressed">{t("public.call_addressed")}</h2>
            <Addressed lang={lang} call={call} />
            <h2>{t("public.basis")}</h2>
            <BasisList lang={lang} bases={call.bases} />
          </section>
          <section aria-labelledby="contact">
            <h2 id="contact">{t("public.call_contact")}</h2>
            <Office lang={lang} call={call} />
            <Forms lang={lang} call={call} />
          </section>
        </div>
        <Extensions lang={lang} call={call} />
        {call.editions.length > 0 && (
          <section>
            <h2>{t("public.call_editions")}</h2>
            <ul className="lines">
              {call.editions.map((edition) => {
                const name = pick(lang, edition.title, edition.titleEn);
                return (
                  <li key={edition.slug} className="line">
                    <a className="line-title" href={lang.href(`/editions/${edition.slug}`)} lang={name.lang}>
                      {name.text} {formatBatch(locale, edition.no)}
                    </a>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </article>
    ),
  };
}

function HandIn({ lang, call, now }: CallPageProps) {
  const { t, locale } = lang;
  if (call.state === "withdrawn") return null;
  if (call.state === "closed")
    return <p className="hint">{t("public.call_closed_on", { day: formatDateTime(locale, call.closesAt) })}</p>;
  return (
    <div className="call">
      <div>
        <p className="call-label">{t("public.call_closes")}</p>
        <Countdown lang={lang} until={call.closesAt} now={now} />
        <p className="call-note">
          {isTaking(call, now)
            ? t("public.call_handin_note")
            : t("public.call_opens_on", { day: formatDateTime(locale, call.opensAt) })}
        </p>
      </div>
      {isTaking(call, now) && (
        <a className="button button-main button-big" href={appLinks.call(call.id)}>
          {t("public.call_handin")}
          <ArrowIcon size={18} />
        </a>
      )}
    </div>
  );
}

function Addressed({ lang, call }: { lang: Lang; call: PublicCall }) {
  const { t } = lang;
  const areas = call.jurisdictions.map((j) => pick(lang, j.name, j.nameEn).text);
  const kinds = call.organisationKinds.map((kind) => lang.word("organisation", kind));
  const chains = call.chains.map((chain) => codeName(lang, chain));
  if (areas.length + kinds.length + chains.length === 0) return <p>{t("public.call_everybody")}</p>;
  return (
    <dl className="facts">
      <Fact name={t("public.call_areas")}>{list(lang, areas)}</Fact>
      <Fact name={t("public.call_kinds")}>{list(lang, kinds)}</Fact>
      <Fact name={t("public.call_chains")}>{list(lang, chains)}</Fact>
    </dl>
  );
}

function Office({ lang, call }: { lang: Lang; call: PublicCall }) {
  const { t, locale } = lang;
  const chinese = locale === "en" ? "zh-CN" : undefined;
  return (
    <dl className="facts">
      <Fact name={t("public.call_period")}>
        {formatDate(locale, call.openedAt)} – {formatDateTime(locale, call.closesAt)}
      </Fact>
      <Fact name={t("public.hosts")}>
        <span lang={chinese}>{list(lang, call.hosts)}</span>
      </Fact>
      <Fact name={t("public.call_cohosts")}>
        {call.coHosts.length > 0 && <span lang={chinese}>{list(lang, call.coHosts)}</span>}
      </Fact>
      <Fact name={t("public.call_person")}>{call.contactName && <span lang={chinese}>{call.contactName}</span>}</Fact>
      <Fact name={t("public.phone")}>{call.contactPhone}</Fact>
      <Fact name={t("public.call_email")}>{call.contactEmail}</Fact>
      <Fact name={t("public.address")}>{call.address && <span lang={chinese}>{call.address}</span>}</Fact>
    </dl>
  );
}

function Forms({ lang, call }: { lang: Lang; call: PublicCall }) {
  const { t } = lang;
  if (call.forms.length === 0) return null;
  return (
    <>
      <h2>{t("public.call_forms")}</h2>
      <ul className="files">
        {call.forms.map((form) => (
          <li key={form}>
            <a href={`/forms#${form}`}>
              <DocumentIcon size={16} /> {t("public.call_form_of", { kind: lang.word("kind", form) })}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Extensions({ lang, call }: { lang: Lang; call: PublicCall }) {
  const { t, locale } = lang;
  if (call.extensions.length === 0) return null;
  return (
    <section>
      <h2>{t("public.call_extended")}</h2>
      <ul className="lines">
        {call.extensions.map((e) => (
          <li key={e.extendedAt} className="line line-notice">
            <span className="line-day">{formatDate(locale, e.extendedAt)}</span>
            <span className="line-body">
              {t("public.call_extension", {
                from: formatDateTime(locale, e.formerClosesAt),
                to: formatDateTime(locale, e.closesAt),
                reason: e.reason,
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
