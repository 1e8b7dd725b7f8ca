import type { Tx } from "@jiebang/db";
import { conflictFor } from "./conflict-edges.ts";
import type { WeighedTerm } from "./score-pairs.ts";

/** How many of the other side are scored part by part. */
const CANDIDATES = 400;
/** Some of these are in conflict. */
const FOUND = 500;

export interface Candidate {
  id: string;
  revisionId: string;
  organisationId: string;
}

export const lexeme = (term: string) => `'${term.replace(/[\\']/g, (c) => c + c)}'`;

/** Public entries of the other side that share the weightiest words, without those that everybody knows must not meet. */
export async function candidatesFor(
  tx: Tx,
  source: { id: string; kind: "offer" | "demand" },
  terms: WeighedTerm[],
  states: string[],
): Promise<Candidate[]> {
  if (terms.length === 0) return [];
  return tx.$queryRawUnsafe<Candidate[]>(
    `WITH hit AS (
       SELECT d.entry_id, sum(t.weight) AS weight
       FROM unnest($1::text[], $2::float8[]) AS t(term, weight)
       JOIN search_document d ON d.lexemes @@ t.term::tsquery AND d.is_offer = $3
       GROUP BY d.entry_id),
     best AS MATERIALIZED (
       SELECT e.*, h.weight FROM hit h JOIN entry e ON e.id = h.entry_id
       WHERE e.state = ANY($5::text[]) AND e.audience = 'public' AND e.published_revision_id IS NOT NULL
       ORDER BY h.weight DESC, e.id LIMIT ${FOUND})
     SELECT e.id, e.published_revision_id AS "revisionId", e.organisation_id AS "organisationId"
     FROM best e JOIN entry s ON s.id = $4
     WHERE NOT ${conflictFor("e", "s", "ARRAY[]::text[]")} ORDER BY e.weight DESC, e.id LIMIT ${CANDIDATES}`,
    terms.map(({ term }) => lexeme(term)),
    terms.map(({ weight }) => weight),
    source.kind === "demand",
    source.id,
    states,
  );
}
