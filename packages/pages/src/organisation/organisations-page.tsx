import type { CodeLookup, OrganisationKind, PublicOrganisationView } from "@jiebang/domain";
import { formatNumber } from "@jiebang/i18n";
import { StateBadge } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { Pager } from "../kernel/pager.tsx";
import { Empty, pick } from "../kernel/text.tsx";
import { answerRateText, organisationPath } from "./organisation-words.ts";

export const ORGANISATIONS_PAGE_SIZE = 30;
export interface OrganisationsState {
  query: string;
  kind?: OrganisationKind;
  page: number;
}

interface OrganisationsPageProps {
  lang: Lang;
  state: OrganisationsState;
  organisations: PublicOrganisationView[];
  total: number;
  codes: CodeLookup;
}

const kinds: (OrganisationKind | undefined)[] = [undefined, "university", "institute", "enterprise", "agency"];

export function organisationsPath({ query, kind, page }: OrganisationsState): string {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  if (kind) params.set("kind", kind);
  if (page > 1) params.set("page", String(page));
  const text = params.toString();
  return text ? `/organisations?${text}` : "/organisations";
}

export function organisationsPage({ lang, state, organisations, total, codes }: OrganisationsPageProps): Page {
  const { t } = lang;
  return {
    path: organisationsPath(state),
    canonical: state.query ? "/organisations" : organisationsPath(state),
    title: t("public.section.organisations"),
    description: t("public.organisations_lead"),
    section: "organisations",
    isIndexed: !state.query,
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>{t("public.section.organisations")}</h1>
          <p className="lead">{t("public.organisations_lead")}</p>
          <form className="search search-narrow" action={lang.href("/organisations")} method="get">
            <label htmlFor="organisation" className="hidden">
              {t("public.search_in_organisations")}
            </label>
            <input
              id="organisation"
              type="search"
              name="q"
              defaultValue={state.query}
              maxLength={100}
              placeholder={t("public.search_in_organisations")}
            />
            {state.kind && <input type="hidden" name="kind" value={state.kind} />}
            <button type="submit" className="button button-main">
              {t("public.search")}
            </button>
          </form>
        </div>
        <nav className="tabs" aria-label={t("public.kinds")}>
          {kinds.map((kind) => (
            <a
              key={kind ?? "all"}
              href={lang.href(organisationsPath({ ...state, kind, page: 1 }))}
              aria-current={kind === state.kind ? "page" : undefined}
            >
              {kind ? lang.word("organisation", kind) : t("public.all")}
            </a>
          ))}
        </nav>
        <p className="results-count">{t("public.found", { n: formatNumber(total) })}</p>
        {organisations.length === 0 ? (
          <Empty title={t("public.nothing_found")} />
        ) : (
          <ul className="organisations">
            {organisations.map((organisation) => (
              <OrganisationRow key={organisation.organisationId} {...{ lang, organisation, codes }} />
            ))}
          </ul>
        )}
        <Pager
          lang={lang}
          page={state.page}
          pages={Math.ceil(total / ORGANISATIONS_PAGE_SIZE)}
          hrefOf={(page) => lang.href(organisationsPath({ ...state, page }))}
        />
      </div>
    ),
  };
}

function OrganisationRow({
  lang,
  organisation,
  codes,
}: {
  lang: Lang;
  organisation: PublicOrganisationView;
  codes: CodeLookup;
}) {
  const { t } = lang;
  const name = pick(lang, organisation.name, organisation.nameEn);
  const area = organisation.areaCode ? codes("area", organisation.areaCode) : undefined;
  return (
    <li className="organisation">
      <a className="organisation-name" href={lang.href(organisationPath(organisation))} lang={name.lang}>
        {name.text}
      </a>
      <p className="card-meta">
        <span>{lang.word("organisation", organisation.kind)}</span>
        {area && <span>{lang.locale === "en" ? (area.nameEn ?? area.name) : area.name}</span>}
        {organisation.isClaimable && <StateBadge tone="quiet">{t("public.to_be_claimed")}</StateBadge>}
      </p>
      <p className="organisation-numbers">
        <span>{t("public.offers_n", { n: formatNumber(organisation.offers) })}</span>
        <span>{t("public.demands_n", { n: formatNumber(organisation.demands) })}</span>
        {organisation.answerRate && <span>{answerRateText(lang, organisation.answerRate)}</span>}
      </p>
    </li>
  );
}
