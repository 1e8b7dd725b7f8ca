import {
  getPublicEntry,
  listFittingForEverybody,
  loadCodeNames,
  noteSearch,
  searchEntries,
  searchFacet,
  similarEntries,
} from "@jiebang/core";
import {
  type EntryKind,
  filterOf,
  notFound,
  parseSearchUrl,
  SEARCH_PAGE_SIZE,
  type SearchState,
} from "@jiebang/domain";
import {
  entryListPage,
  entryPage,
  type FoundValues,
  facetsFor,
  findableFacets,
  type Lang,
  type ListResult,
  searchPage,
} from "@jiebang/pages";
import { type Context, Hono } from "hono";
import { actorOf } from "../http/actor.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";

/** So many of the other side stand below an entry. */
const FITTING = 5;
const NUMBER = /^(CG|XQ)-\d{4}-\d{5,}$/;

/** Both catalogues, the search over them, and the pages of their entries. */
export function catalogueRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { publicUrl } = deps.settings;
  for (const kind of ["offer", "demand"] as const) {
    app.get(`/${kind}s`, async (c) => {
      const params = new URL(c.req.url).searchParams;
      const state = { ...parseSearchUrl(params), kinds: [kind] };
      const [result, codes] = await Promise.all([find(deps, state, params, kind), loadCodeNames(deps.db)]);
      return answerPage(deps, c, lang, entryListPage({ lang, kind, state, result, codes }));
    });
    app.get(`/${kind}s/:number`, async (c) => {
      const number = c.req.param("number").toUpperCase();
      if (!NUMBER.test(number)) throw notFound();
      const entry = await getPublicEntry(deps.db, number);
      if (!entry || entry.kind !== kind) throw notFound();
      const [similar, fitting] = await Promise.all([
        similarEntries(deps, { entryId: entry.id }),
        listFittingForEverybody(deps.db, number, kind, FITTING),
      ]);
      return answerPage(deps, c, lang, entryPage({ lang, publicUrl, entry, similar, fitting }));
    });
  }
  app.get("/search", async (c) => {
    const params = new URL(c.req.url).searchParams;
    const state = parseSearchUrl(params);
    const [result, codes] = await Promise.all([
      find(deps, state, params),
      loadCodeNames(deps.db),
      note(deps, c, params),
    ]);
    return answerPage(deps, c, lang, searchPage({ lang, state, result, codes }));
  });
  return app;
}

/** Whoever is signed in finds their search again in their own history; the page is the same for everybody. */
async function note(deps: ServerDeps, c: Context<HttpEnv>, params: URLSearchParams): Promise<void> {
  if (!c.req.header("cookie") || params.has("page") || params.has("find")) return;
  await noteSearch({ db: deps.db, actor: await actorOf(deps, c) }, params.toString());
}

async function find(
  deps: ServerDeps,
  state: SearchState,
  params: URLSearchParams,
  kind?: EntryKind,
): Promise<ListResult> {
  const found = await findValues(deps, state, params, kind);
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
    corrected: view.corrected,
    ...(found && { found }),
  };
}

/** `?in=industry&find=铝`: values of one long facet by a piece of their names. */
async function findValues(
  deps: ServerDeps,
  state: SearchState,
  params: URLSearchParams,
  kind?: EntryKind,
): Promise<FoundValues | undefined> {
  const facet = findableFacets.find((key) => key === params.get("in"));
  const typed = (params.get("find") ?? "").trim().slice(0, 60);
  if (!facet || !typed) return undefined;
  const values = await searchFacet(deps, {
    facet,
    typed,
    query: state.query,
    kinds: kind ? [kind] : state.kinds,
    filter: filterOf(state),
  });
  return { facet, typed, values };
}
