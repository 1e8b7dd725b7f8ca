import type { Tx } from "@jiebang/db";
import { conflictFor } from "./conflict-edges.ts";
import type { Standing } from "./counterparts.ts";
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

/**
 * The same for many at once, by id, with what stands in their lists already: words change, and the index knows the
 * weightiest only. Ties between the two sides are not looked at here.
 */
export async function candidatesOf(
  tx: Tx,
  sourceIds: string[],
  terms: WeighedTerm[][],
): Promise<(Standing & { sourceId: string })[]> {
  const flat = sourceIds.flatMap((id, i) => terms[i]!.map(({ term, weight }) => ({ id, term: lexeme(term), weight })));
  return tx.$queryRaw`
    WITH hit AS (
      SELECT s.id AS source_id, d.entry_id, sum(t.weight) AS weight
      FROM unnest(${flat.map((t) => t.id)}::text[], ${flat.map((t) => t.term)}::text[], ${flat.map((t) => t.weight)}::float8[]) AS t(source_id, term, weight)
      JOIN entry s ON s.id = t.source_id
      JOIN search_document d ON d.lexemes @@ t.term::tsquery AND d.is_offer = (s.kind = 'demand')
      GROUP BY s.id, d.entry_id),
    placed AS (
      SELECT h.source_id, h.entry_id, row_number() OVER (PARTITION BY h.source_id ORDER BY h.weight DESC, e.id) AS place
      FROM hit h JOIN entry e ON e.id = h.entry_id
      WHERE e.state = 'published' AND e.audience = 'public' AND e.published_revision_id IS NOT NULL),
    met AS (
      SELECT source_id, entry_id FROM placed WHERE place <= ${FOUND}
      UNION SELECT offer_id, demand_id FROM recommendation WHERE offer_id = ANY(${sourceIds}::text[])
      UNION SELECT demand_id, offer_id FROM recommendation WHERE demand_id = ANY(${sourceIds}::text[]))
    SELECT m.source_id AS "sourceId", e.id, e.kind, e.published_revision_id AS "revisionId"
    FROM met m JOIN entry e ON e.id = m.entry_id
    WHERE e.state = 'published' AND e.audience = 'public' AND e.number IS NOT NULL AND e.published_revision_id IS NOT NULL
    ORDER BY m.source_id, e.id`;
}
