import type { Tx } from "@jiebang/db";

export interface Known {
  entryId: string;
  /** A committed import has brought exactly this row before. */
  isSame: boolean;
  /** Why a row that says something new may not change the entry. */
  keptBecause: "claimed" | "edited_since" | "ended_here" | "on_its_way" | null;
}

/** What is already there of these source ids. People's own edits and claims are never overwritten by a list. */
export async function seenBefore(
  tx: Tx,
  rows: { sourceId: string | null; contentKey: string | null }[],
  organisationId: string | null,
): Promise<Map<string, Known>> {
  const wanted = rows.filter((r) => r.sourceId !== null);
  const found = await tx.$queryRaw<
    {
      source_id: string;
      id: string;
      state: string;
      is_same: boolean;
      is_claimed: boolean;
      saved_by: string | null;
      revision_state: string | null;
    }[]
  >`
    SELECT DISTINCT ON (e.source_id) e.source_id, e.id, e.state, r.saved_by_id AS saved_by, r.state AS revision_state,
      CASE WHEN ${organisationId}::text IS NULL THEN o.source IS NULL ELSE e.organisation_id <> ${organisationId}::text END AS is_claimed,
      EXISTS (SELECT 1 FROM import_row x JOIN import_batch b ON b.id = x.batch_id
        WHERE x.source_id = e.source_id AND x.content_key = w.content_key AND b.state = 'committed'
          AND x.status IN ('committed', 'known')) AS is_same
    FROM unnest(${wanted.map((r) => r.sourceId)}::text[], ${wanted.map((r) => r.contentKey)}::text[]) WITH ORDINALITY AS w(source_id, content_key, at)
    JOIN entry e ON e.source_id = w.source_id
    JOIN organisation o ON o.id = e.organisation_id
    LEFT JOIN revision r ON r.id = e.current_revision_id
    ORDER BY e.source_id, w.at`;
  return new Map(
    found.map((row) => [row.source_id, { entryId: row.id, isSame: row.is_same, keptBecause: reasonToKeep(row) }]),
  );
}

function reasonToKeep(row: {
  state: string;
  is_claimed: boolean;
  saved_by: string | null;
  revision_state: string | null;
}) {
  if (row.is_claimed) return "claimed" as const;
  if (row.saved_by !== null) return "edited_since" as const;
  if (row.state === "withdrawn" || row.state === "archived" || row.state === "matched") return "ended_here" as const;
  if (row.revision_state !== "draft" && row.revision_state !== "published") return "on_its_way" as const;
  return null;
}
