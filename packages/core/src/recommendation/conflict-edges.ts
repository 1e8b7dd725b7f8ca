// Who must not be recommended to whom. Each edge is one condition over two entries; a new kind of tie (shareholding, a
// common inventor, a past employer) joins the list and holds everywhere at once: when pairs are put together and when they
// are read. `a` and `b` are aliases of `entry` in the query around it.
export interface ConflictEdge {
  kind: string;
  /** Known to the two sides only: for everybody else a pair that is missing would tell of it. */
  isSecret?: true;
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

/** One side shut the other out of its entry, with all that is declared related to it. */
const blocked: ConflictEdge = {
  kind: "blocked",
  isSecret: true,
  between: (a, b) => `(${shutsOut(a, b)} OR ${shutsOut(b, a)})`,
};
const shutsOut = (a: string, b: string) =>
  `EXISTS (SELECT 1 FROM entry_block k WHERE k.entry_id = ${a}.id AND ${b}.organisation_id IN (SELECT organisation_kin(ARRAY[k.organisation_id])))`;

export const conflictEdges: readonly ConflictEdge[] = [sameOrganisation, declaredRelation, blocked];

const anyOf = (edges: readonly ConflictEdge[], a: string, b: string): string =>
  `(${edges.map((edge) => edge.between(a, b)).join(" OR ")})`;

/**
 * SQL: this reader must not meet the pair. A pair that is missing because of a tie would tell who stands behind a hidden
 * poster; so ties of a hidden poster hold only for those who know it, its own people. What only the two sides know holds
 * only for the people of either. `own`: the reader's organisations.
 */
export const conflictFor = (a: string, b: string, own: string): string => {
  const open = anyOf(
    conflictEdges.filter((edge) => !edge.isSecret),
    a,
    b,
  );
  const secret = anyOf(
    conflictEdges.filter((edge) => edge.isSecret),
    a,
    b,
  );
  const [ownsA, ownsB] = [a, b].map((alias) => `${alias}.organisation_id = ANY(${own})`);
  return `((${open} AND (NOT EXISTS (SELECT 1 FROM revision h WHERE h.id IN (${a}.published_revision_id, ${b}.published_revision_id) AND h.is_poster_hidden)
    OR (${ownsA} AND ${ownsB}))) OR ((${ownsA} OR ${ownsB}) AND ${secret}))`;
};
