import { type EntryKind, entryKind } from "../entry/entry-content.ts";
import { type KeywordField, keywordFields, type SearchFilter, type SortKey, sortKeys } from "./search-spec.ts";

// The URL is the state of a search: public pages, the public API and the workbench read and write it with these two.
// `/search?q=电池&kind=offer&industry=38&industry=39&money=500000..2000000&sort=newest&page=2`

export const SEARCH_PAGE_SIZE = 20;

/** Fields that are picked in the URL; several values of one facet mean any of them. */
export const pickKeys = keywordFields.filter((key) => key !== "kind");
export type PickKey = Exclude<KeywordField, "kind">;

export interface SearchState {
  query: string;
  kinds: EntryKind[];
  picks: Partial<Record<PickKey, string[]>>;
  /** 元 and days, "from..to", either end may be open. */
  money?: { min?: string; max?: string };
  publishedAt?: { min?: string; max?: string };
  deadline?: { min?: string; max?: string };
  sort: SortKey;
  /** From 1. */
  page: number;
}

export const emptySearch: SearchState = { query: "", kinds: [], picks: {}, sort: "relevance", page: 1 };

const AMOUNT = /^\d{1,13}(\.\d{1,2})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODE = /^[\p{L}\p{N}_.+-]{1,64}$/u;

function parseRange(text: string | null, shape: RegExp): { min?: string; max?: string } | undefined {
  const [min = "", max = "", rest] = (text ?? "").split("..");
  if (rest !== undefined) return undefined;
  const range = { ...(shape.test(min) && { min }), ...(shape.test(max) && { max }) };
  return range.min || range.max ? range : undefined;
}

/** Reads a URL leniently: what is not understood is left out, never an error page. */
export function parseSearchUrl(params: URLSearchParams): SearchState {
  const picks: SearchState["picks"] = {};
  for (const key of pickKeys) {
    const values = [...new Set(params.getAll(key).flatMap((v) => v.split(",")))].filter((v) => CODE.test(v));
    if (values.length > 0) picks[key as PickKey] = values.slice(0, 50);
  }
  const kinds = params.getAll("kind").filter((k): k is EntryKind => entryKind.safeParse(k).success);
  const sort = sortKeys.find((key) => key === params.get("sort")) ?? "relevance";
  const page = Math.min(Math.max(Number.parseInt(params.get("page") ?? "1", 10) || 1, 1), 5000);
  const money = parseRange(params.get("money"), AMOUNT);
  const publishedAt = parseRange(params.get("published"), DAY);
  const deadline = parseRange(params.get("deadline"), DAY);
  return {
    query: (params.get("q") ?? "").trim(),
    kinds: [...new Set(kinds)],
    picks,
    ...(money && { money }),
    ...(publishedAt && { publishedAt }),
    ...(deadline && { deadline }),
    sort,
    page,
  };
}

/** The canonical URL query of a state: fixed order, nothing that is a default. Without the leading "?". */
export function formatSearchUrl(state: Partial<SearchState>): string {
  const params = new URLSearchParams();
  if (state.query) params.set("q", state.query);
  for (const kind of state.kinds ?? []) params.append("kind", kind);
  for (const key of pickKeys) for (const value of state.picks?.[key as PickKey] ?? []) params.append(key, value);
  const range = (name: string, r?: { min?: string; max?: string }) => {
    if (r?.min || r?.max) params.set(name, `${r.min ?? ""}..${r.max ?? ""}`);
  };
  range("money", state.money);
  range("published", state.publishedAt);
  range("deadline", state.deadline);
  if (state.sort && state.sort !== "relevance") params.set("sort", state.sort);
  if (state.page && state.page > 1) params.set("page", String(state.page));
  return params.toString();
}

/** The same state with one facet value switched on or off, on page 1: what a facet link leads to. */
export function togglePick(state: SearchState, key: PickKey, value: string): SearchState {
  const now = state.picks[key] ?? [];
  const next = now.includes(value) ? now.filter((v) => v !== value) : [...now, value];
  const { [key]: _, ...others } = state.picks;
  return { ...state, picks: next.length > 0 ? { ...others, [key]: next } : others, page: 1 };
}

/** The typed filter of a state; undefined when nothing is picked. */
export function filterOf(state: SearchState): SearchFilter | undefined {
  const of: SearchFilter[] = [];
  for (const key of pickKeys) {
    const values = state.picks[key as PickKey];
    if (values?.length) of.push({ op: "in", field: key, values });
  }
  if (state.money) of.push({ op: "range", field: "money", ...state.money });
  // Days are whole days of Asia/Shanghai.
  if (state.publishedAt)
    of.push({
      op: "range",
      field: "publishedAt",
      ...(state.publishedAt.min && { min: `${state.publishedAt.min}T00:00:00+08:00` }),
      ...(state.publishedAt.max && { max: `${state.publishedAt.max}T23:59:59.999+08:00` }),
    });
  if (state.deadline) of.push({ op: "range", field: "deadline", ...state.deadline });
  return of.length > 0 ? { op: "and", of } : undefined;
}
