import { Prisma } from "@jiebang/db";
import {
  divisionOf,
  type Explanation,
  type ForYouInput,
  type ForYouPage,
  forYouInput,
  MOST_FOR_ONE,
  organisationsOf,
  type RecommendationView,
  requireUser,
} from "@jiebang/domain";
import { loadEntryCards } from "../entry/public-entry.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { pairsFor } from "./pairs-for.ts";

interface Row {
  own_id: string;
  own_kind: "offer" | "demand";
  own_number: string;
  own_title: string;
  own_title_en: string | null;
  for_id: string;
  other_id: string;
  total_score: number;
  weights_version: number;
  explanation: Explanation;
  rules: { kind: string; value: string }[];
  total: number;
}

/** What fits the own entries of a member, best first, the first few for each. */
export async function listForYou(ctx: Ctx, raw: ForYouInput): Promise<ForYouPage> {
  const actor = requireUser(ctx.actor);
  const input = forYouInput.parse(raw);
  const own = organisationsOf(actor);
  const tx = ctx.db.prisma;
  const [counts] = await tx.$queryRaw<{ waiting: number; own_entries: number }[]>`
    SELECT count(*)::int AS own_entries, count(d.entry_id)::int AS waiting
    FROM entry s LEFT JOIN recommendation_dirty d ON d.entry_id = s.id
    WHERE s.organisation_id = ANY(${own}::text[]) AND s.state = 'published' AND s.audience = 'public'
      ${input.entryId ? Prisma.sql`AND s.id = ${input.entryId}` : Prisma.empty}
      ${input.kind ? Prisma.sql`AND s.kind = ${input.kind}` : Prisma.empty}`;
  const rows = await tx.$queryRaw<Row[]>`
    WITH ${pairsFor(actor, input)},
    best AS (
      SELECT t.*, row_number() OVER (PARTITION BY t.own_id ORDER BY t.total DESC, t.other_id) AS place
      FROM standing t WHERE NOT t.is_left_out),
    page AS (
      SELECT *, count(*) OVER ()::int AS n FROM best WHERE place <= ${MOST_FOR_ONE}
      ORDER BY total DESC, own_id, other_id LIMIT ${input.limit} OFFSET ${input.offset})
    SELECT p.own_id, s.kind AS own_kind, s.number AS own_number, h.title AS own_title, h.title_en AS own_title_en, p.for_id, p.other_id,
      p.total AS total_score, p.weights_version, n.explanation, p.n AS total,
      (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'value', r.value)), '[]'::json) FROM recommendation_rule r
        WHERE r.organisation_id = p.for_id AND r.ended_at IS NULL) AS rules
    FROM page p JOIN entry s ON s.id = p.own_id JOIN revision h ON h.id = s.published_revision_id
      JOIN recommendation n ON n.offer_id = p.offer_id AND n.demand_id = p.demand_id
    ORDER BY p.total DESC, p.own_id, p.other_id`;
  const cards = await loadEntryCards(tx, [...new Set(rows.map((row) => row.other_id))]);
  const items = rows.flatMap((row): RecommendationView[] => {
    const other = cards.get(row.other_id);
    return other ? [toView(row, other)] : [];
  });
  return {
    items,
    total: rows[0]?.total ?? 0,
    waiting: counts?.waiting ?? 0,
    ownEntries: counts?.own_entries ?? 0,
  };
}

function toView(row: Row, other: RecommendationView["other"]): RecommendationView {
  const has = (kind: string, value: string) => row.rules.some((rule) => rule.kind === kind && rule.value === value);
  const allowedActions: RecommendationView["allowedActions"] = ["express_interest", "dismiss"];
  if (other.industry && !has("industry", divisionOf(other.industry.code))) allowedActions.push("fewer_industry");
  if (other.poster.id && !other.poster.isPlaceholder && !has("organisation", other.poster.id))
    allowedActions.push("fewer_organisation");
  return {
    own: {
      id: row.own_id,
      kind: row.own_kind,
      number: row.own_number,
      title: row.own_title,
      titleEn: row.own_title_en,
      organisationId: row.for_id,
    },
    other,
    total: row.total_score,
    explanation: row.explanation,
    weightsVersion: row.weights_version,
    allowedActions,
  };
}
