import { Prisma } from "@jiebang/db";
import { organisationsOf, type UserActor } from "@jiebang/domain";
import { audienceAllows } from "../entry/readable-entries.ts";
import { conflictFor } from "./conflict-edges.ts";

export interface PairFilter {
  /** Only for this own entry. */
  entryId?: string;
  /** Only for own entries of this kind. */
  kind?: "offer" | "demand";
}

/**
 * SQL for a `WITH`: `standing (own_id, other_id, total, …)`, the pairs between own entries and others that this person may
 * meet now, and whether a rule "show fewer" leaves them out. A pair whose texts are not both the published ones is not in it.
 */
export function pairsFor(actor: UserActor, filter: PairFilter = {}): Prisma.Sql {
  const own = organisationsOf(actor);
  const ownSide = (side: "offer" | "demand") => {
    const [mine, theirs] = side === "offer" ? ["offer", "demand"] : ["demand", "offer"];
    const at = (name: string) => Prisma.raw(`n.${name}`);
    return Prisma.sql`
      SELECT ${at(`${mine}_id`)} AS own_id, ${at(`${theirs}_id`)} AS other_id, n.total, n.weights_version, n.offer_id, n.demand_id
      FROM entry s JOIN recommendation n ON ${at(`${mine}_id`)} = s.id AND ${at(`${mine}_revision_id`)} = s.published_revision_id
        JOIN entry e ON e.id = ${at(`${theirs}_id`)} AND e.published_revision_id = ${at(`${theirs}_revision_id`)}
        CROSS JOIN (SELECT ${own}::text[] AS ids) me
      WHERE s.organisation_id = ANY(${own}::text[]) AND s.kind = ${mine} AND s.state = 'published' AND s.audience = 'public'
        ${filter.entryId ? Prisma.sql`AND s.id = ${filter.entryId}` : Prisma.empty}
        ${filter.kind && filter.kind !== side ? Prisma.sql`AND false` : Prisma.empty}
        AND e.state = 'published' AND e.audience = 'public' AND ${audienceAllows(actor)}
        AND NOT ${Prisma.raw(conflictFor("e", "s", "me.ids"))}`;
  };
  // Rules go by what the public reads: the industry's division, and no poster that is hidden.
  return Prisma.sql`
    pair AS (${ownSide("offer")} UNION ALL ${ownSide("demand")}),
    wanted AS (
      SELECT p.*, s.organisation_id AS for_id, substring(h.industry_code from '^[A-T]?[0-9]{2}') AS industry,
        CASE WHEN NOT h.is_poster_hidden THEN e.organisation_id END AS poster
      FROM pair p JOIN entry s ON s.id = p.own_id JOIN entry e ON e.id = p.other_id JOIN revision h ON h.id = e.published_revision_id
      WHERE NOT EXISTS (SELECT 1 FROM recommendation_dismissal x WHERE x.own_id = p.own_id AND x.other_id = p.other_id
          AND x.organisation_id = s.organisation_id AND x.undone_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM interest i WHERE i.entry_id = p.other_id AND i.organisation_id = s.organisation_id AND i.state <> 'withdrawn')),
    placed AS (
      SELECT w.*, row_number() OVER (PARTITION BY own_id, industry ORDER BY total DESC, other_id) AS industry_place,
        row_number() OVER (PARTITION BY own_id, poster ORDER BY total DESC, other_id) AS poster_place
      FROM wanted w),
    standing AS (
      SELECT p.*,
        EXISTS (SELECT 1 FROM recommendation_rule r WHERE r.organisation_id = p.for_id AND r.ended_at IS NULL
          AND ((r.kind = 'industry' AND r.value = p.industry AND p.industry_place > 1)
            OR (r.kind = 'organisation' AND r.value = p.poster AND p.poster_place > 1))) AS is_left_out
      FROM placed p)`;
}
