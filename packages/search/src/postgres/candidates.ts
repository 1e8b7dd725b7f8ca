import type { SearchFilter, SortKey } from "@jiebang/domain";
import type { ParsedQuery } from "../text/query.ts";
import { type Candidate, MOST_CANDIDATES, type TellingTerm, type TermCounts } from "../text/score-candidates.ts";
import { orderOf, termQuery } from "./build-search.ts";
import { compileFilter, Params } from "./compile-filter.ts";
import { quoteLexeme, RANK_WEIGHTS } from "./lexemes.ts";
import type { Queryable } from "./postgres-engine.ts";

/** So many that hold the most telling words are looked at closely. */
const MOST_LOOKED_AT = 1000;

export interface PostgresCandidate extends Candidate {
  combo: number;
  isOffer: boolean;
}

export interface CandidateInput {
  query: ParsedQuery;
  /** The words to retrieve by: all, or the most telling ones of a text. */
  terms: TellingTerm[];
  filters: SearchFilter[];
  without: string[];
  sort: SortKey;
}

interface Row {
  i: string;
  o: boolean;
  c: number;
  b: number;
  h: string | null;
}

/** What holds the most of the words, weighed by how telling they are, with the places where they stand. */
export async function retrieveCandidates(db: Queryable, input: CandidateInput): Promise<PostgresCandidate[]> {
  const { terms, query, filters, without, sort } = input;
  if (terms.length === 0) return [];
  const params = new Params();
  const conditions = filters.map((f) => compileFilter(f, params));
  if (without.length > 0) conditions.push(`d.entry_id <> ALL(${params.add(without, "::text[]")})`);
  for (const phrase of query.phrases) conditions.push(`strpos(d.body, ${params.add(phrase, "::text")}) > 0`);
  const not = query.excluded.map((set) => `!(${set.map(quoteLexeme).join(" & ")})`).join(" & ");
  if (not) conditions.push(`d.lexemes @@ ${params.add(not, "::tsquery")}`);
  const also = conditions.map((condition) => ` AND ${condition}`).join("");
  const matches = terms.map((term) => termQuery(term, "all"));
  const parts = matches.map(
    (match, i) =>
      `SELECT d.entry_id, d.published_at, ${params.add(terms[i]!.weight, "::float8")} AS idf, ${1 << i} AS bit
       FROM search_document d WHERE d.lexemes @@ ${params.add(match, "::tsquery")}${also}`,
  );
  const any = params.add(matches.join(" | "), "::tsquery");
  const wanted = params.add([...new Set(query.terms.flatMap((t) => t.any.flat()))], "::text[]");
  const best = sort === "relevance" ? "s.cover DESC, score DESC, d.entry_id DESC" : orderOf(sort);
  const { rows } = await db.query({
    text: `WITH p AS (${parts.join(" UNION ALL ")}),
      s AS MATERIALIZED (SELECT p.entry_id, sum(p.idf) AS cover, bit_or(p.bit) AS bits FROM p GROUP BY p.entry_id
        ORDER BY 2 DESC, max(p.published_at) DESC NULLS LAST LIMIT ${MOST_LOOKED_AT}),
      r AS (SELECT d.entry_id, d.is_offer, d.combo, d.head, s.bits, s.cover, ts_rank('${RANK_WEIGHTS}', d.head, ${any}) AS score
        FROM s JOIN search_document d ON d.entry_id = s.entry_id ORDER BY ${best} LIMIT ${MOST_CANDIDATES})
      SELECT r.entry_id AS i, r.is_offer AS o, r.combo AS c, r.bits AS b,
        (SELECT string_agg(h.lexeme || ' ' || (SELECT min(w) FROM unnest(h.weights) w), E'\\n')
         FROM unnest(r.head) h WHERE h.lexeme = ANY(${wanted})) AS h
      FROM r`,
    values: params.values,
  });
  return (rows as Row[]).map(({ i, o, c, b, h }) => {
    const fields: [Set<string>, Set<string>, Set<string>, Set<string>] = [new Set(), new Set(), new Set(), new Set()];
    for (const line of h?.split("\n") ?? []) {
      const at = line.lastIndexOf(" ");
      fields["ABCD".indexOf(line.slice(at + 1))]?.add(line.slice(0, at));
    }
    // Somewhere in the body; by which of its names does not matter there.
    terms.forEach(({ term }, n) => {
      if (b & (1 << n)) fields[3].add(term);
    });
    return { id: i, isOffer: o, combo: c, fields };
  });
}

/** In how many documents terms stand, as the job counted them last. */
export async function termCounts(db: Queryable, terms: string[]): Promise<TermCounts> {
  const { rows } = await db.query({
    name: "search_counts",
    text: "SELECT term, documents FROM search_term WHERE term = ANY($1::text[])",
    values: [["", ...new Set(terms)]],
  });
  const documents = new Map((rows as { term: string; documents: number }[]).map((r) => [r.term, r.documents]));
  const total = documents.get("") ?? 1000;
  documents.delete("");
  return { total, documents };
}
