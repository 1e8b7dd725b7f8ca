import { type CodeLookup, type EntryKind, formatSearchUrl, type SearchState } from "@jiebang/domain";
import { formatNumber } from "@jiebang/i18n";
import { KindMark } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { type ListResult, ResultList } from "../search/result-list.tsx";
import { TakeAlong } from "../search/take-along.tsx";
import { listJsonLd } from "./list-json-ld.ts";

interface EntryListPageProps {
  lang: Lang;
  kind: EntryKind;
  state: SearchState;
  result: ListResult;
  codes: CodeLookup;
}

/** The catalogue of offers or of demands. The URL is its state. */
export function entryListPage({ lang, kind, state, result, codes }: EntryListPageProps): Page {
  const { t } = lang;
  const base = `/${kind}s`;
  const query = formatSearchUrl({ ...state, kinds: [] });
  const isPlain = formatSearchUrl({ ...state, kinds: [], page: 1 }) === "";
  return {
    path: query ? `${base}?${query}` : base,
    canonical: isPlain && query ? `${base}?${query}` : base,
    title: t(`public.section.${kind}s`),
    description: t(`public.${kind}s_description`, { n: formatNumber(result.total) }),
    section: `${kind}s`,
    // Every combination of filters would be a page: search engines get the plain list and its pages.
    isIndexed: isPlain,
    feeds: [{ path: `/feeds/${kind}s.atom`, title: t(`public.section.${kind}s`) }],
    jsonLd: (publicUrl: string) =>
      listJsonLd(publicUrl, lang, { path: base, title: t(`public.section.${kind}s`), result, page: state.page }),
    body: (
      <div className="wide">
        <div className="page-head">
          <h1>
            <KindMark kind={kind} label={t(`public.section.${kind}s`)} />
          </h1>
          <p className="lead">{t(`public.${kind}s_lead`)}</p>
          <NarrowForm lang={lang} base={base} state={{ ...state, kinds: [] }} label={t(`public.search_in_${kind}s`)} />
        </div>
        <ResultList {...{ lang, base, kind, state, result, codes }} />
        <TakeAlong lang={lang} base={base} state={{ ...state, kinds: [] }} feed={`/feeds/${kind}s.atom`} />
      </div>
    ),
  };
}

/** Searches within what is already picked: the picks travel as hidden fields. */
export function NarrowForm({
  lang,
  base,
  state,
  label,
}: {
  lang: Lang;
  base: string;
  state: SearchState;
  label: string;
}) {
  const kept = [...new URLSearchParams(formatSearchUrl({ ...state, query: "", page: 1, sort: "relevance" }))];
  return (
    <form className="search search-narrow" action={lang.href(base)} method="get">
      <label htmlFor="narrow" className="hidden">
        {label}
      </label>
      <suggest-box
        data-locale={lang.locale}
        data-label={lang.t("public.suggestions")}
        data-count={lang.t("public.suggestion_count", { n: "#" })}
      >
        <input
          id="narrow"
          type="search"
          name="q"
          defaultValue={state.query}
          maxLength={200}
          placeholder={label}
          autoComplete="off"
          enterKeyHint="search"
        />
      </suggest-box>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button button-main">
        {lang.t("public.search")}
      </button>
    </form>
  );
}
