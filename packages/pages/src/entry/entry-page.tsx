import type { EntryCard, FittingView, PublicEntry } from "@jiebang/domain";
import { formatDate, formatDay, formatMoneyRange } from "@jiebang/i18n";
import { ArrowIcon, KindMark, LockIcon, NumberTag, Seal, StateBadge } from "@jiebang/ui";
import type { ReactNode } from "react";
import { appLinks } from "../kernel/app-links.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Fact, pick } from "../kernel/text.tsx";
import { entryJsonLd } from "./entry-json-ld.ts";
import { EntryLine } from "./entry-line.tsx";
import { DemandSections, OfferSections, SharedSections } from "./entry-sections.tsx";
import { codeName, entryBadge, entryPath, list, posterName } from "./entry-words.ts";
import { FittingSection } from "./fitting-section.tsx";
import { crumbsJsonLd } from "./list-json-ld.ts";

export interface EntryPageProps {
  lang: Lang;
  publicUrl: string;
  entry: PublicEntry;
  /** Entries that speak of the same, best first. */
  similar?: EntryCard[];
  /** The other side, best first. */
  fitting?: FittingView[];
}

/** One offer or demand as everybody may read it. */
export function entryPage({ lang, publicUrl, entry, similar = [], fitting = [] }: EntryPageProps): Page {
  const { t } = lang;
  const title = pick(lang, entry.title, entry.titleEn);
  const summary = pick(lang, entry.summary, entry.summaryEn);
  const section = `${entry.kind}s` as const;
  // Lists often bring the first lines of the text as its summary: nobody reads them twice.
  const opening = summary.text.replace(/[…\s.]+$/, "");
  const repeats = [entry.body, entry.bodyEn, entry.demand?.problem].some((text) =>
    text?.trimStart().startsWith(opening),
  );
  return {
    path: entryPath(entry),
    title: title.text,
    description: excerpt(summary.text || entry.body || title.text),
    section,
    ogType: "article",
    jsonLd: [
      entryJsonLd(publicUrl, lang, entry),
      crumbsJsonLd(publicUrl, lang, [
        { name: t(`public.section.${section}`), path: `/${section}` },
        { name: title.text, path: entryPath(entry) },
      ]),
    ],
    feeds: [
      { path: `/feeds/${section}.atom`, title: t(`public.section.${section}`) },
      ...(entry.chain
        ? [{ path: `/feeds/chains/${encodeURIComponent(entry.chain.code)}.atom`, title: codeName(lang, entry.chain) }]
        : []),
    ],
    body: (
      <article className={`wide entry entry-${entry.kind}`}>
        <nav className="crumbs" aria-label={t("public.crumbs")}>
          <a href={lang.href(`/${section}`)}>{t(`public.section.${section}`)}</a>
          <span aria-hidden="true">/</span>
          <NumberTag value={entry.number} />
        </nav>
        <header className="entry-head">
          <div>
            <p className="entry-kind">
              <KindMark kind={entry.kind} label={lang.word("kind", entry.kind)} />
              <EntryBadge lang={lang} entry={entry} />
              {entry.isUnconfirmed && <StateBadge tone="quiet">{t("public.unconfirmed")}</StateBadge>}
            </p>
            <h1 lang={title.lang}>{title.text}</h1>
            {lang.locale === "zh" && entry.titleEn && (
              <p className="entry-title-en" lang="en">
                {entry.titleEn}
              </p>
            )}
          </div>
          {!entry.isHistorical && (
            <Seal text={t("public.sealed_published")} sub={formatDate(lang.locale, entry.publishedAt)} />
          )}
        </header>
        <div className="entry-cols">
          <div className="entry-main">
            {summary.text && !repeats && (
              <p className="entry-lead" lang={summary.lang}>
                {summary.text}
              </p>
            )}
            {entry.demand && <DemandSections lang={lang} entry={entry} demand={entry.demand} />}
            {entry.offer && <OfferSections lang={lang} entry={entry} offer={entry.offer} />}
            <SharedSections lang={lang} entry={entry} />
          </div>
          <aside className="entry-side" aria-label={t("public.key_facts")}>
            <Facts lang={lang} entry={entry} />
            <Actions lang={lang} entry={entry} />
            <SecondLayer lang={lang} entry={entry} />
          </aside>
        </div>
        <FittingSection lang={lang} kind={entry.kind} fitting={fitting} />
        {similar.length > 0 && (
          <section className="entry-similar" aria-labelledby="similar">
            <h2 id="similar">{t("public.similar")}</h2>
            <ul>
              {similar.map((card) => (
                <EntryLine key={card.id} lang={lang} card={card} />
              ))}
            </ul>
          </section>
        )}
      </article>
    ),
  };
}

function EntryBadge({ lang, entry }: { lang: Lang; entry: PublicEntry }): ReactNode {
  const badge = entryBadge(lang, entry) ?? { tone: "posted" as const, text: lang.word("entry_state", entry.state) };
  return <StateBadge tone={badge.tone}>{badge.text}</StateBadge>;
}

function Facts({ lang, entry }: { lang: Lang; entry: PublicEntry }) {
  const { t, locale } = lang;
  const maturity = entry.offer?.maturity;
  const poster = posterName(lang, entry.poster);
  const money = formatMoneyRange(locale, entry.money);
  return (
    <dl className="facts">
      {maturity?.stage && <Fact name={t("public.maturity")}>{lang.word("maturity", maturity.stage)}</Fact>}
      <Fact name={t(entry.kind === "offer" ? "public.price" : "public.budget")}>
        {money && <span className="fact-money">{money}</span>}
      </Fact>
      {entry.deadline && <Fact name={t("public.deadline")}>{formatDay(locale, entry.deadline)}</Fact>}
      <Fact name={t("public.modes")}>
        {list(
          lang,
          entry.cooperationModes.map((mode) => lang.word("mode", mode)),
        )}
      </Fact>
      <Fact name={t(entry.kind === "offer" ? "public.holder" : "public.asker")}>
        {entry.poster.id ? (
          <a
            href={lang.href(`/organisations/${entry.poster.id}`)}
            lang={locale === "en" && !entry.poster.nameEn ? "zh-CN" : undefined}
          >
            {poster}
          </a>
        ) : (
          poster
        )}
        {entry.poster.isPlaceholder && <span className="fact-note">{t("public.to_be_claimed")}</span>}
      </Fact>
      <Fact name={t("public.facet.area")}>{codeName(lang, entry.area)}</Fact>
      <Fact name={t("public.facet.industry")}>{codeName(lang, entry.industry)}</Fact>
      <Fact name={t("public.facet.chain")}>{codeName(lang, entry.chain)}</Fact>
      <Fact name={t("public.discipline")}>{codeName(lang, entry.discipline)}</Fact>
      <Fact name="IPC">{entry.ipcCodes.join(" · ")}</Fact>
      <Fact name={t("public.number")}>
        <NumberTag value={entry.number} />
      </Fact>
      <Fact name={t("public.published")}>{formatDate(locale, entry.publishedAt)}</Fact>
      {entry.validUntil && <Fact name={t("public.valid_until")}>{formatDay(locale, entry.validUntil)}</Fact>}
    </dl>
  );
}

function Actions({ lang, entry }: { lang: Lang; entry: PublicEntry }) {
  if (entry.state !== "published") return null;
  const { t } = lang;
  return (
    <div className="actions">
      <a className="button button-main button-wide" href={appLinks.entry(entry.number)}>
        {t("public.express_interest")}
        <ArrowIcon size={16} />
      </a>
      <p className="actions-note">{t("public.express_interest_note")}</p>
    </div>
  );
}

/** Says that there is more, and by what it opens; never what it is. */
function SecondLayer({ lang, entry }: { lang: Lang; entry: PublicEntry }) {
  if (entry.afterUndertaking.length === 0) return null;
  const { t } = lang;
  const names = entry.afterUndertaking.map((field) => t(`public.field.${field as "body"}`));
  return (
    <section className="second-layer">
      <h2>
        <LockIcon size={16} />
        {t("public.second_layer")}
      </h2>
      <p>{t("public.second_layer_note", { fields: list(lang, names) })}</p>
      <a className="button" href={appLinks.entry(entry.number)}>
        {t("public.accept_undertaking")}
      </a>
    </section>
  );
}
