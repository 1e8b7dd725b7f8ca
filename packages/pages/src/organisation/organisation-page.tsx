import type { CodeLookup, EntryCard, PublicOrganisationView } from "@jiebang/domain";
import { formatNumber, formatPercent } from "@jiebang/i18n";
import { CheckIcon, StateBadge } from "@jiebang/ui";
import { EntryLine } from "../entry/entry-line.tsx";
import { crumbsJsonLd } from "../entry/list-json-ld.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Empty, Fact, Prose, pick } from "../kernel/text.tsx";
import { organisationPath } from "./organisation-words.ts";

interface OrganisationPageProps {
  lang: Lang;
  publicUrl: string;
  organisation: PublicOrganisationView;
  /** Its newest published entries, without those that hide their poster. */
  offers: EntryCard[];
  demands: EntryCard[];
  codes: CodeLookup;
}

export function organisationPage({
  lang,
  publicUrl,
  organisation,
  offers,
  demands,
  codes,
}: OrganisationPageProps): Page {
  const { t } = lang;
  const name = pick(lang, organisation.name, organisation.nameEn);
  const summary = pick(lang, organisation.summary ?? "", organisation.summaryEn);
  const coded = (list: string, code: string | null) => {
    const names = code ? codes(list, code) : undefined;
    return names ? ((lang.locale === "en" ? names.nameEn : null) ?? names.name) : (code ?? "");
  };
  const total = organisation.offers + organisation.demands;
  return {
    path: organisationPath(organisation),
    title: name.text,
    description: excerpt(summary.text || `${name.text} · ${lang.word("organisation", organisation.kind)}`),
    section: "organisations",
    jsonLd: [
      crumbsJsonLd(publicUrl, lang, [
        { name: t("public.section.organisations"), path: "/organisations" },
        { name: name.text, path: organisationPath(organisation) },
      ]),
      {
        "@context": "https://schema.org",
        "@type": organisation.kind === "university" ? "CollegeOrUniversity" : "Organization",
        name: name.text,
        ...(organisation.nameEn && lang.locale === "zh" && { alternateName: organisation.nameEn }),
        url: `${publicUrl}${lang.href(organisationPath(organisation))}`,
        ...(organisation.website && { sameAs: organisation.website }),
      },
    ],
    body: (
      <article className="wide">
        <nav className="crumbs" aria-label={t("public.crumbs")}>
          <a href={lang.href("/organisations")}>{t("public.section.organisations")}</a>
        </nav>
        <header className="entry-head">
          <div>
            <p className="entry-kind">
              <StateBadge tone="other">{lang.word("organisation", organisation.kind)}</StateBadge>
              {organisation.isVerified && (
                <span className="verified">
                  <CheckIcon size={14} />
                  {t("public.verified")}
                </span>
              )}
              {organisation.isClaimable && <StateBadge tone="quiet">{t("public.to_be_claimed")}</StateBadge>}
            </p>
            <h1 lang={name.lang}>{name.text}</h1>
          </div>
          <AnswerRate lang={lang} organisation={organisation} />
        </header>
        <div className="entry-cols">
          <div className="entry-main">
            {summary.text && <Prose text={summary.text} lang={summary.lang} />}
            {total === 0 && <Empty title={t("public.no_entries_yet")} />}
            <Entries {...{ lang, organisation }} kind="demand" cards={demands} count={organisation.demands} />
            <Entries {...{ lang, organisation }} kind="offer" cards={offers} count={organisation.offers} />
          </div>
          <aside className="entry-side" aria-label={t("public.key_facts")}>
            <dl className="facts">
              <Fact name={t("public.facet.area")}>{coded("area", organisation.areaCode)}</Fact>
              <Fact name={t("public.facet.industry")}>{coded("industry", organisation.industryCode)}</Fact>
              <Fact name={t("public.facet.chain")}>
                {organisation.chainCodes.map((c) => coded("chain", c)).join(" · ")}
              </Fact>
              <Fact name={t("public.facet.tier")}>{coded("tier", organisation.tier)}</Fact>
              <Fact name={t("public.honours")}>{organisation.honours.map((c) => coded("honour", c)).join(" · ")}</Fact>
              <Fact name={t("public.credit_code")}>
                {organisation.creditCode && <span className="number">{organisation.creditCode}</span>}
              </Fact>
              <Fact name={t("public.website")}>
                {organisation.website && (
                  <a href={organisation.website} rel="noopener nofollow">
                    {organisation.website.replace(/^https?:\/\//, "").replace(/\/$/, "")}
                  </a>
                )}
              </Fact>
            </dl>
          </aside>
        </div>
      </article>
    ),
  };
}

/** Public from five due answers on: below that a share says nothing. */
function AnswerRate({ lang, organisation }: { lang: Lang; organisation: PublicOrganisationView }) {
  const { t } = lang;
  const { answerRate } = organisation;
  return (
    <div className="rate">
      <span className="rate-label">{t("public.answer_rate")}</span>
      {answerRate ? (
        <>
          <span className="rate-value">{formatPercent(answerRate.rate)}</span>
          <span className="rate-note">
            {t("public.answer_rate_of", { answered: answerRate.answered, due: answerRate.due })}
          </span>
        </>
      ) : (
        <span className="rate-note">{t("public.answer_rate_few")}</span>
      )}
    </div>
  );
}

interface EntriesProps {
  lang: Lang;
  organisation: PublicOrganisationView;
  kind: "offer" | "demand";
  cards: EntryCard[];
  count: number;
}

function Entries({ lang, organisation, kind, cards, count }: EntriesProps) {
  if (cards.length === 0) return null;
  const { t } = lang;
  const all = `/${kind}s?organisation=${encodeURIComponent(organisation.organisationId)}`;
  return (
    <section className="entry-section">
      <h2>
        {t(`public.section.${kind}s`)} <span className="count">{formatNumber(count)}</span>
      </h2>
      <ul className="lines">
        {cards.map((card) => (
          <EntryLine key={card.id} lang={lang} card={card} />
        ))}
      </ul>
      {count > cards.length && (
        <p>
          <a href={lang.href(all)}>{t("public.see_all")}</a>
        </p>
      )}
    </section>
  );
}
