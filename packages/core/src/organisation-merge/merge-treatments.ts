import type { Tx } from "@jiebang/db";

/**
 * What a merge does with every column that names an organisation. A test reads the database's own catalogue and fails when
 * a table is missing here: whoever adds one says what becomes of it.
 * - `moves`: the survivor's from now on; `unless` keeps a row back where the survivor has the same already ($1 survivor, $2 absorbed).
 * - `stays`: sealed, signed, printed or logged in the absorbed one's name; never rewritten, read through the merge.
 * - `own`: needs more than a move; see `merge-organisations.ts`.
 */
export type Treatment = { moves: true; unless?: string } | { stays: true } | { own: true };

const moves = { moves: true } as const;
const stays = { stays: true } as const;
const own = { own: true } as const;
const twin = (table: string, same: string) =>
  `EXISTS (SELECT 1 FROM ${table} x WHERE x.organisation_id = $1 AND ${same})`;

export const MERGE_TREATMENTS: Record<string, Treatment> = {
  "entry.organisation_id": moves,
  "lead.organisation_id": moves,
  "visit.organisation_id": moves,
  "invitation.organisation_id": moves,
  "registration.organisation_id": moves,
  "vacation.organisation_id": moves,
  "chase_mark.organisation_id": moves,
  "webhook_endpoint.organisation_id": moves,
  "firm_list_row.organisation_id": moves,
  "form_intake.organisation_id": moves,
  "import_batch.organisation_id": moves,
  "form_file.organisation_id": {
    moves: true,
    unless: `t.state = 'committed' AND ${twin("form_file", "x.sha256 = t.sha256 AND x.state = 'committed'")}`,
  },
  "import_mapping.organisation_id": { moves: true, unless: twin("import_mapping", "x.source = t.source") },
  "organisation_officer.organisation_id": {
    moves: true,
    unless: `t.ended_at IS NULL AND ${twin("organisation_officer", "x.user_id = t.user_id AND x.ended_at IS NULL")}`,
  },
  "undertaking.organisation_id": moves,
  "recommendation_dismissal.organisation_id": {
    moves: true,
    unless: `t.undone_at IS NULL AND ${twin("recommendation_dismissal", "x.own_id = t.own_id AND x.other_id = t.other_id AND x.undone_at IS NULL")}`,
  },
  "recommendation_rule.organisation_id": {
    moves: true,
    unless: `t.ended_at IS NULL AND ${twin("recommendation_rule", "x.kind = t.kind AND x.value = t.value AND x.ended_at IS NULL")}`,
  },
  // Likeness of names; what says nothing any more is not read.
  "organisation_likeness.a_id": stays,
  "organisation_likeness.b_id": stays,
  "membership.organisation_id": own,
  "interest.organisation_id": own,
  "organisation_relation.organisation_id": own,
  "organisation_relation.related_organisation_id": own,
  "entry_block.organisation_id": own,
  "entry_circle.value": own,
  "claim_print.organisation_ids": own,
  "trusted_lane.organisation_id": own,
  "bid.organisation_id": stays,
  "bid_partner.organisation_id": stays,
  "envelope_file.organisation_id": stays,
  "board_item.organisation_id": stays,
  "objection.organisation_id": stays,
  "layer_opening.organisation_id": stays,
  "paper.organisation_id": stays,
  "organisation_merge.survivor_id": stays,
  "organisation_merge.absorbed_id": stays,
  "organisation.merged_into_id": own,
};

/** Says nothing to a person who weighs a merge: the records themselves, and what was worked out from their names. */
export const UNTOLD = ["organisation", "organisation_merge", "organisation_likeness"];

export interface Counted {
  table: string;
  count: number;
}

const columnsOf = (kind: "moves" | "stays" | "own") =>
  Object.entries(MERGE_TREATMENTS)
    .filter(([, treatment]) => kind in treatment)
    .map(([name, treatment]) => ({ table: name.split(".")[0]!, column: name.split(".")[1]!, treatment }));

/** How much of the absorbed one there is, table by table: what would move, and what stays in its name. */
export async function countMergeRows(tx: Tx, organisationId: string): Promise<{ moves: Counted[]; stays: Counted[] }> {
  const count = async (columns: ReturnType<typeof columnsOf>) => {
    // The names come from the table above, never from a person.
    const parts = columns
      .filter(({ table }) => !UNTOLD.includes(table))
      .map(({ table, column }) =>
        column.endsWith("_ids")
          ? `SELECT '${table}' AS name, count(*)::int AS n FROM ${table} WHERE $1 = ANY(${column})`
          : `SELECT '${table}' AS name, count(*)::int AS n FROM ${table} WHERE ${column} = $1`,
      );
    return tx.$queryRawUnsafe<Counted[]>(
      `SELECT name AS "table", sum(n)::int AS count FROM (${parts.join(" UNION ALL ")}) c GROUP BY name HAVING sum(n) > 0 ORDER BY name`,
      organisationId,
    );
  };
  return { moves: await count([...columnsOf("moves"), ...columnsOf("own")]), stays: await count(columnsOf("stays")) };
}

/** The plain moves. */
export async function movePlainRows(tx: Tx, survivorId: string, absorbedId: string): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const { table, column, treatment } of columnsOf("moves")) {
    const unless = "unless" in treatment && treatment.unless ? ` AND NOT (${treatment.unless})` : "";
    const count = await tx.$executeRawUnsafe(
      `UPDATE ${table} t SET ${column} = $1 WHERE t.${column} = $2${unless}`,
      survivorId,
      absorbedId,
    );
    if (count > 0) moved[table] = (moved[table] ?? 0) + count;
  }
  return moved;
}
