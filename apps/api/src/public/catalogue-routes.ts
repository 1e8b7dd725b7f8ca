import { getPublicEntry, loadCodeNames, searchEntries } from "@jiebang/core";
import {
  type EntryKind,
  filterOf,
  notFound,
  parseSearchUrl,
  SEARCH_PAGE_SIZE,
  type SearchState,
} from "@jiebang/domain";
import { entryListPage, entryPage, facetsFor, type Lang, type ListResult, searchPage } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";

const NUMBER = /^(CG|XQ)-\d{4}-\d{5,}$/;

/** Both catalogues, the search over them, and the pages of their entries. */
export function catalogueRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { publicUrl } = deps.settings;
  for (const kind of ["offer", "demand"] as const) {
    app.get(`/${kind}s`, async (c) => {
      const state = { ...parseSearchUrl(new URL(c.req.url).searchParams), kinds: [kind] };
      const [result, codes] = await Promise.all([find(deps, state, kind), loadCodeNames(deps.db)]);
      return answerPage(deps, c, lang, entryListPage({ lang, kind, state, result, codes }));
    });
    app.get(`/${kind}s/:number`, async (c) => {
      const number = c.req.param("number").toUpperCase();
      if (!NUMBER.test(number)) throw notFound();
      const entry = await getPublicEntry(deps.db, number);
      if (!entry || entry.kind !== kind) throw notFound();
      return answerPage(deps, c, lang, entryPage({ lang, publicUrl, entry }));
    });
  }
  app.get("/search", async (c) => {
    const state = parseSearchUrl(new URL(c.req.url).searchParams);
    const [result, codes] = await Promise.all([find(deps, state), loadCodeNames(deps.db)]);
    return answerPage(deps, c, lang, searchPage({ lang, state, result, codes }));
  });
  return app;
}

async function find(deps: ServerDeps, state: SearchState, kind?: EntryKind): Promise<ListResult> {
  const view = await searchEntries(deps, {
    query: state.query,
    kinds: kind ? [kind] : state.kinds,
    filter: filterOf(state),
    facets: kind ? facetsFor(kind) : ["kind", ...facetsFor(undefined)],
    sort: state.sort,
    offset: (state.page - 1) * SEARCH_PAGE_SIZE,
    limit: SEARCH_PAGE_SIZE,
  });
  return {
    hits: view.hits,
    facets: view.facets,
    total: view.total.value,
    isExact: view.total.exact,
    isRelaxed: view.relaxed,
  };
}
