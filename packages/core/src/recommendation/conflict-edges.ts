// Who must not be recommended to whom. Each edge is one condition over two entries; a new kind of tie (shareholding, a
// common inventor, a past employer) joins the list and holds everywhere at once: when pairs are put together and when they
// are read. `a` and `b` are aliases of `entry` in the query around it.
export interface ConflictEdge {
  kind: string;
  between(a: string, b: string): string;
}

/** A source's placeholder is no organisation: what waits in it to be claimed may belong to anybody. */
const sameOrganisation: ConflictEdge = {
  kind: "same_organisation",
  between: (a, b) =>
    `(${a}.organisation_id = ${b}.organisation_id AND NOT EXISTS (SELECT 1 FROM organisation p WHERE p.id = ${a}.organisation_id AND p.source IS NOT NULL))`,
};

const declaredRelation: ConflictEdge = {
  kind: "affiliate",
  between: (a, b) =>
    `(${a}.organisation_id <> ${b}.organisation_id AND ${b}.organisation_id IN (SELECT organisation_kin(ARRAY[${a}.organisation_id])))`,
};

export const conflictEdges: readonly ConflictEdge[] = [sameOrganisation, declaredRelation];

/** SQL: some edge forbids the pair. */
export const isInConflict = (a: string, b: string): string =>
  `(${conflictEdges.map((edge) => edge.between(a, b)).join(" OR ")})`;

/**
 * For readers. A pair that is missing because of a tie would tell who stands behind a hidden poster; so ties of a hidden
 * poster hold only for those who know it, its own people.
 */
export const conflictFor = (a: string, b: string, own: string): string =>
  `(${isInConflict(a, b)} AND (NOT EXISTS (SELECT 1 FROM revision h WHERE h.id IN (${a}.published_revision_id, ${b}.published_revision_id) AND h.is_poster_hidden)
    OR (${a}.organisation_id = ANY(${own}) AND ${b}.organisation_id = ANY(${own}))))`;
