import { type CodeLookup, type EntryKind, formatSearchUrl, type SearchState } from "@jiebang/domain";
import { formatNumber } from "@jiebang/i18n";
import { NarrowForm } from "../entry/entry-list-page.tsx";
import { appLinks } from "../kernel/app-links.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { listHref } from "./facets.tsx";
import { type ListResult, ResultList } from "./result-list.tsx";
import { TakeAlong } from "./take-along.tsx";

interface SearchPageProps {
  lang: Lang;
  state: SearchState;
  result: ListResult;
  codes: CodeLookup;
}

/** One search over both catalogues. */
export function searchPage({ lang, state, result, codes }: SearchPageProps): Page {
  const { t } = lang;
  const query = formatSearchUrl(state);
  const counts = new Map((result.facets.kind ?? []).map((c) => [c.value, c.count]));
  const only = state.kinds.length === 1 ? state.kinds[0] : undefined;
  const tabs: [EntryKind | undefined, string, number | undefined][] = [
    [undefined, t("public.all"), (counts.get("offer") ?? 0) + (counts.get("demand") ?? 0)],
    ["offer", t("public.section.offers"), counts.get("offer") ?? 0],
    ["demand", t("public.section.demands"), counts.get("demand") ?? 0],
  ];
  return {
    path: query ? `/search?${query}` : "/search",
    canonical: "/search",
    title: state.query ? t("public.search_title", { q: state.query }) : t("public.search"),
    description: t("public.search_description"),
    section: "search",
    isIndexed: false,
    query: state.query,
    feeds: [{ path: "/feeds/all.atom", title: t("public.feed") }],
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>{state.query ? t("public.search_title", { q: state.query }) : t("public.search")}</h1>
          <search>
            <NarrowForm lang={lang} base="/search" state={state} label={t("public.search_placeholder")} />
          </search>
          {(state.query || Object.keys(state.picks).length > 0 || state.money) && (
            <p className="keep-search">
              <a href={appLinks.keepSearch(formatSearchUrl({ ...state, page: 1, sort: "relevance" }))} rel="nofollow">
                {t("public.keep_search")}
              </a>
            </p>
          )}
        </div>
        <nav className="tabs" aria-label={t("public.catalogues")}>
          {tabs.map(([kind, label, count]) => (
            <a
              key={label}
              href={listHref({ lang, base: "/search" }, { ...state, kinds: kind ? [kind] : [], page: 1 })}
              aria-current={kind === only ? "page" : undefined}
            >
              {label}
              {count !== undefined && <span className="tab-count">{formatNumber(count)}</span>}
            </a>
          ))}
        </nav>
        <ResultList {...{ lang, base: "/search", state, result, codes }} />
        <TakeAlong lang={lang} base="/search" state={state} feed="/feeds/all.atom" />
      </div>
    ),
  };
}
