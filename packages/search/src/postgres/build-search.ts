import type { SearchFilter, SortKey } from "@jiebang/domain";
import type { ParsedQuery, QueryTerm } from "../text/query.ts";
import { compileFilter, Params } from "./compile-filter.ts";
import { quoteLexeme, RANK_WEIGHTS } from "./lexemes.ts";

/**
 * How hard the words are taken. `all`: every word is found as a word. `literal`: every word stands there letter by
 * letter, across the borders of words.
 */
export type Mode = "all" | "literal";

export interface Statement {
  text: string;
  values: unknown[];
  /** Statements of few shapes are prepared once per connection. */
  isCommon: boolean;
}

export interface BuildInput {
  query: ParsedQuery;
  mode: Mode;
  /** Answered by facet combinations: narrows the hits, not what facets count. */
  comboFilter: SearchFilter[];
  /** Answered by documents: narrows everything. */
  documentFilter: SearchFilter[];
  /** The one kind that is listed, where no facet counts the other. */
  onlyKind?: "offer" | "demand";
  sort: SortKey;
  offset: number;
  limit: number;
  weights: { offer: number; demand: number };
  /** Entries that do not exist for this reader. */
  without?: string[];
  /** Only which entries, none of their cards. */
  onlyIds?: boolean;
  /** The one word that was typed stands in a large part of all entries (`isCommon`): its counts, or a page of it. */
  everywhere?: "combos" | "hits";
}

const USUAL_LENGTH = 20;
const BASE = 0.06; // a word somewhere in the body
const FULL = 1.6; // ts_rank of one title hit is 0.61
const OTHER_NAME = 0.8;
/** Entries from which on a word counts as common, and what it is worth wherever it stands. */
const COMMON = 30_000;
const EVERYWHERE = 0.3;

/** One such word scores the same wherever it stands: nothing is left to rank. */
export const isCommon = (documents: number | undefined): boolean => (documents ?? 0) > COMMON;

export function buildSearch(input: BuildInput): Statement {
  if (input.everywhere) return buildEverywhere(input);
  const params = new Params();
  const { query } = input;
  const isAsked = query.isTyped && (query.terms.length > 0 || query.phrases.length > 0 || query.excluded.length > 0);
  const matches = isAsked ? matchesOf(input, params) : undefined;
  const comboConditions =
    input.limit === 0
      ? []
      : input.comboFilter.map((f) => (matches ? undefined : kindCondition(f)) ?? compileFilter(f, params));
  const residual = input.documentFilter.map((f) => compileFilter(f, params));
  if (input.without?.length) residual.push(`d.entry_id <> ALL(${params.add(input.without, "::text[]")})`);
  const order = orderOf(!matches && input.sort === "relevance" ? "newest" : input.sort);
  // The usual length stands in the text: a prepared plan then knows that few rows are wanted.
  const length = () => (input.limit === USUAL_LENGTH ? `${USUAL_LENGTH}` : params.add(input.limit, "::int"));
  const page = input.limit > 0 && `LIMIT ${length()} OFFSET ${params.add(input.offset, "::int")}`;
  const where = (conditions: string[]) => (conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "");
  let found: string;
  let combos: string;
  let source: string;
  if (matches) {
    found = `WITH ${matches.with}, m AS MATERIALIZED (${matches.select} ${where([...matches.conditions, ...residual])})`;
    source = `m d ${where(comboConditions)}`;
    combos = COUNT_MATCHES;
  } else if (residual.length > 0) {
    found = `WITH m AS MATERIALIZED (SELECT d.*, 0 AS score FROM search_document d ${where(residual)})`;
    source = `m d ${where(comboConditions)}`;
    combos = COUNT_MATCHES;
  } else {
    found = "";
    source = `search_document d ${where(comboConditions)}`;
    const ofKind = input.onlyKind ? ` AND c.kind = '${input.onlyKind}'` : "";
    combos = `SELECT string_agg(c.id || ':' || c.live, ' ') FROM search_combo c WHERE c.live > 0${ofKind}`;
  }
  const score = matches ? "d.score" : "0";
  // Each card is fetched by its key: a join lets a plan that is made before the numbers are known read all cards.
  const list = `SELECT d.entry_id, ${score} AS score FROM ${source} ORDER BY ${order} ${page || ""}`;
  const hits = input.onlyIds
    ? `SELECT json_agg(h.entry_id ORDER BY h.at) FROM (SELECT p.entry_id, row_number() OVER () AS at FROM (${list}) p) h`
    : page
      ? `SELECT json_agg(json_build_object('i', h.entry_id, 's', h.score,
           'c', (SELECT c.card FROM search_card c WHERE c.entry_id = h.entry_id)) ORDER BY h.at)
         FROM (SELECT p.*, row_number() OVER () AS at
               FROM (${list}) p) h`
      : "SELECT NULL::json";
  return {
    text: `${found} SELECT (${combos}) AS combos, (${hits}) AS hits`,
    values: params.values,
    isCommon: query.terms.length <= 6 && input.comboFilter.length + input.documentFilter.length <= 3,
  };
}

const NEAR = 100;

/** The newest are read in the order of the list until the page is full; only the counts look at all that has the word. */
function buildEverywhere({ query, sort, offset, limit, everywhere }: BuildInput): Statement {
  const params = new Params();
  const word = `d.lexemes @@ ${params.add(termQuery(query.terms[0]!, "all"), "::tsquery")}`;
  if (everywhere === "combos") {
    const counts = `SELECT d.combo, count(*) AS n FROM search_document d WHERE ${word} GROUP BY d.combo`;
    const text = `SELECT string_agg(g.combo || ':' || g.n, ' ') AS combos, NULL::json AS hits FROM (${counts}) g`;
    return { text, values: params.values, isCommon: true };
  }
  const order = orderOf(sort === "relevance" ? "newest" : sort);
  // On the first pages the index of words is kept away (`IS TRUE`): to fetch all and to sort them would take longer than to
  // look until there are enough. Further on it is the other way round.
  const has = offset < NEAR ? `(${word}) IS TRUE` : word;
  const list = `SELECT d.entry_id, row_number() OVER (ORDER BY ${order}) AS at FROM search_document d
    WHERE ${has} ORDER BY ${order} LIMIT ${params.add(limit, "::int")} OFFSET ${params.add(offset, "::int")}`;
  return {
    text: `SELECT NULL AS combos, json_agg(json_build_object('i', h.entry_id, 's', ${EVERYWHERE},
        'c', (SELECT c.card FROM search_card c WHERE c.entry_id = h.entry_id)) ORDER BY h.at) AS hits FROM (${list}) h`,
    values: params.values,
    isCommon: true,
  };
}

/** One catalogue alone is read straight from the order of its list; found documents do not carry the column. */
function kindCondition(filter: SearchFilter): string | undefined {
  if (filter.op !== "in" || filter.field !== "kind") return undefined;
  const [offers, demands] = [filter.values.includes("offer"), filter.values.includes("demand")];
  if (offers === demands) return offers ? "true" : "false";
  return offers ? "d.is_offer" : "NOT d.is_offer";
}

const COUNT_MATCHES =
  "SELECT string_agg(g.combo || ':' || g.n, ' ') FROM (SELECT m.combo, count(*) AS n FROM m GROUP BY m.combo) g";

export function orderOf(sort: SortKey): string {
  const newest = "d.published_at DESC NULLS LAST, d.entry_id DESC";
  if (sort === "relevance") return `d.score DESC, ${newest}`;
  // What can still be answered comes first, soonest first; what is over follows.
  if (sort === "deadline")
    return "(d.deadline < (SELECT (app_now() AT TIME ZONE 'Asia/Shanghai')::date)) ASC NULLS LAST, d.deadline ASC NULLS LAST, d.entry_id DESC";
  if (sort === "money") return "d.money DESC NULLS LAST, d.entry_id DESC";
  return newest;
}

interface Matches {
  with: string;
  select: string;
  conditions: string[];
}

function matchesOf({ query, mode, weights }: BuildInput, params: Params): Matches {
  const { terms } = query;
  // A word is as telling as it is rare; the counts are recounted by a job, an unknown word counts as rare.
  const idf = `w AS MATERIALIZED (
    SELECT array_agg(f.idf ORDER BY f.no) AS idf, array_agg(f.is_common ORDER BY f.no) AS common, greatest(sum(f.idf), 0.001) AS total FROM (
      SELECT t.no, coalesce(s.documents, 0) > ${COMMON} AS is_common, ln(1 + (n.total + 1) / (coalesce(s.documents, 3) + 1)) AS idf
      FROM unnest(${params.add(
        terms.map((t) => t.term),
        "::text[]",
      )}) WITH ORDINALITY AS t(term, no)
      LEFT JOIN search_term s ON s.term = t.term
      CROSS JOIN (SELECT coalesce((SELECT documents FROM search_term WHERE term = ''), 1000)::float8 AS total) n) f)`;
  const conditions: string[] = [];
  const phrase = (text: string) => conditions.push(`strpos(d.body, ${params.add(text, "::text")}) > 0`);
  for (const text of query.phrases) phrase(text);
  const not = query.excluded.map((set) => `!(${set.map(quoteLexeme).join(" & ")})`);
  const kindWeight =
    terms.length === 0 || (weights.offer === 1 && weights.demand === 1)
      ? ""
      : ` * CASE WHEN d.is_offer THEN ${params.add(weights.offer, "::float8")} ELSE ${params.add(weights.demand, "::float8")} END`;
  const columns = "d.entry_id, d.combo, d.published_at, d.deadline, d.money";
  const rounded = (score: string) => `round(least(1, (${score})${kindWeight}) * 10000) / 10000 AS score`;
  const strength = (term: QueryTerm, no: number, text: string) => {
    const rank = (query: string, factor: number) =>
      `${factor.toFixed(2)} * ts_rank('${RANK_WEIGHTS}', d.head, ${query})`;
    const best = [rank(text, FULL)];
    if (term.any.length > 1) {
      // ts_rank divides by the number of alternatives; another name never weighs as much as what was typed.
      best[0] = rank(text, FULL * OTHER_NAME * Math.min(6, term.any.length));
      best.push(rank(params.add(quoteLexeme(term.term), "::tsquery"), FULL));
    }
    // A word that tens of thousands of entries hold tells nothing by where it stands, and to look would take longest of all.
    return `w.idf[${no}] * CASE WHEN w.common[${no}] THEN ${EVERYWHERE} ELSE least(1, greatest(${[BASE, ...best].join(", ")})) END`;
  };

  const match = [...terms.map((term) => termQuery(term, mode)), ...not].join(" & ");
  if (match) conditions.unshift(`d.lexemes @@ ${params.add(match, "::tsquery")}`);
  if (mode === "literal") for (const { term, script } of terms) if (script === "han") phrase(term);
  if (terms.length === 0)
    return { with: idf, select: `SELECT ${columns}, 0.5 AS score FROM search_document d`, conditions };
  const sum = terms
    .map((term, i) => strength(term, i + 1, params.add(termQuery(term, "all"), "::tsquery")))
    .join(" + ");
  // Words that stand side by side in title, keywords or summary as they were typed say more than words far apart.
  const side =
    terms.length > 1
      ? ` * (0.85 + 0.15 * (d.head @@ ${params.add(terms.map((t) => quoteLexeme(t.term)).join(" <-> "), "::tsquery")})::int)`
      : "";
  return {
    with: idf,
    select: `SELECT ${columns}, ${rounded(`(${sum}) / w.total${side}`)} FROM search_document d, w`,
    conditions,
  };
}

/** A term with what may stand for it, as a tsquery literal. */
export function termQuery(term: QueryTerm, mode: Mode): string {
  if (mode === "literal" && term.script === "han") return `(${[...term.term].map(quoteLexeme).join(" & ")})`;
  const any = term.any
    .slice(0, 6)
    .map((set) => (set.length === 1 ? quoteLexeme(set[0]!) : `(${set.map(quoteLexeme).join(" & ")})`));
  return any.length === 1 ? any[0]! : `(${any.join(" | ")})`;
}
