import {
  type CodeLookup,
  type EntryCard,
  formatSearchUrl,
  SEARCH_PAGE_SIZE,
  type SearchState,
  type SortKey,
} from "@jiebang/domain";
import { formatNumber } from "@jiebang/i18n";
import { type CardHighlight, type CardSnippet, entryCardHtml } from "../entry/entry-card.ts";
import { posterName } from "../entry/entry-words.ts";
import { Pager } from "../kernel/pager.tsx";
import { Empty } from "../kernel/text.tsx";
import { type FacetCounts, Facets, type FoundValues, type ListUrl, listHref, Picked } from "./facets.tsx";

export interface ListResult {
  hits: { card: EntryCard; highlight?: CardHighlight; snippet?: CardSnippet | null }[];
  facets: FacetCounts;
  total: number;
  isExact: boolean;
  /** Not every word was found together. */
  isRelaxed?: boolean;
  /** What was probably meant. */
  corrected?: string | null;
  /** Values of one long facet whose names somebody typed a piece of. */
  found?: FoundValues;
}

interface ResultListProps extends ListUrl {
  state: SearchState;
  result: ListResult;
  codes: CodeLookup;
}

/** Facets, what is switched on, the sort, the cards, the pages: the same for both catalogues and for the search. */
export function ResultList({ state, result, codes, ...url }: ResultListProps) {
  const { lang, kind } = url;
  const { t } = lang;
  const pages = Math.ceil(result.total / SEARCH_PAGE_SIZE);
  const isNarrowed = state.query !== "" || formatSearchUrl({ ...state, kinds: [], sort: "relevance", page: 1 }) !== "";
  const posterNames = new Map(
    result.hits.flatMap(({ card: { poster } }) => (poster.id ? [[poster.id, posterName(lang, poster)] as const] : [])),
  );
  return (
    <div className="results">
      <Facets {...{ ...url, state, codes }} counts={result.facets} found={result.found} />
      <div className="results-main">
        <div className="results-bar">
          <p className="results-count" role="status">
            {t(result.isExact ? "public.found" : "public.found_about", { n: formatNumber(result.total) })}
          </p>
          {result.total > 1 && <Sort {...{ ...url, state }} />}
        </div>
        <Picked {...{ ...url, state, codes, posterNames }} />
        {result.corrected && (
          <p className="did-you-mean">
            {t("public.did_you_mean")}
            <a href={listHref(url, { ...state, query: result.corrected, page: 1 })} rel="nofollow">
              {result.corrected}
            </a>
          </p>
        )}
        {result.isRelaxed && !result.corrected && result.total > 0 && <p className="hint">{t("public.relaxed")}</p>}
        {result.hits.length > 0 ? (
          <div
            className="cards"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: made by entryCardHtml, which escapes
            dangerouslySetInnerHTML={{
              __html: result.hits
                .map((hit) => entryCardHtml(lang, hit.card, hit.highlight, kind === undefined, hit.snippet))
                .join(""),
            }}
          />
        ) : isNarrowed ? (
          <Empty title={t("public.nothing_found")}>
            <p>{t("public.nothing_found_advice")}</p>
            <p>
              <a href={lang.href(url.base === "/search" ? "/offers" : url.base)}>{t("public.see_all")}</a>
            </p>
          </Empty>
        ) : (
          <Empty title={t("public.nothing_yet")} />
        )}
        <Pager lang={lang} page={state.page} pages={pages} hrefOf={(page) => listHref(url, { ...state, page })} />
      </div>
    </div>
  );
}

function Sort({ state, ...url }: ListUrl & { state: SearchState }) {
  const { lang, kind } = url;
  const keys: SortKey[] = [
    ...(state.query ? (["relevance"] as const) : []),
    "newest",
    ...(kind === "offer" ? [] : (["deadline"] as const)),
    "money",
  ];
  // Without words there is nothing to be relevant to: the list is newest first.
  const current = state.sort === "relevance" && !state.query ? "newest" : state.sort;
  return (
    <p className="sort">
      <span className="hidden">{lang.t("public.sort")}</span>
      {keys.map((key) => {
        const sort = key === "newest" && !state.query ? "relevance" : key;
        return (
          <a
            key={key}
            href={listHref(url, { ...state, sort, page: 1 })}
            aria-current={key === current ? "true" : undefined}
            rel="nofollow"
          >
            {lang.t(`public.sort.${key}`)}
          </a>
        );
      })}
    </p>
  );
}
