import { Prisma, type Tx } from "@jiebang/db";
import {
  DomainError,
  divisionOf,
  type FewerRuleRef,
  type FewerRuleView,
  fewerRuleRef,
  newId,
  notFound,
  organisationsOf,
  requireUser,
  type ShowFewerInput,
  showFewerInput,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchOwnPair } from "./own-pair.ts";
import { pairsFor } from "./pairs-for.ts";

/** "Show fewer like this": a rule that says itself and can be ended. */
export async function showFewer(ctx: Ctx, raw: ShowFewerInput): Promise<FewerRuleView> {
  const actor = requireUser(ctx.actor);
  const input = showFewerInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { organisationId, other } = await fetchOwnPair(tx, actor, input);
    const value =
      input.kind === "industry"
        ? other.industry && divisionOf(other.industry.code)
        : other.poster.isPlaceholder
          ? null
          : other.poster.id;
    if (!value) throw new DomainError("conflict", "recommendation.nothing_to_go_by");
    const ruleId = newId("rrl");
    const written = await tx.$executeRaw`
      INSERT INTO recommendation_rule (id, organisation_id, kind, value, created_by_id)
      VALUES (${ruleId}, ${organisationId}, ${input.kind}, ${value}, ${actor.userId})
      ON CONFLICT (organisation_id, kind, value) WHERE ended_at IS NULL DO NOTHING`;
    if (written === 0) throw new DomainError("conflict", "recommendation.fewer_already");
    await recordAudit(tx, actor, "recommendation.show_fewer", {
      subjectKind: "organisation",
      subjectId: organisationId,
      values: { ruleId, kind: input.kind, value },
    });
    return (await rulesOf(tx, actor, Prisma.sql`r.id = ${ruleId}`))[0]!;
  });
}

export async function endFewer(ctx: Ctx, raw: FewerRuleRef): Promise<FewerRuleRef> {
  const actor = requireUser(ctx.actor);
  const { ruleId } = fewerRuleRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ organisation_id: string }[]>`
      SELECT organisation_id FROM recommendation_rule
      WHERE id = ${ruleId} AND organisation_id = ANY(${organisationsOf(actor)}::text[])`;
    if (!row) throw notFound();
    const written = await tx.$executeRaw`
      UPDATE recommendation_rule SET ended_at = app_now(), ended_by_id = ${actor.userId} WHERE id = ${ruleId} AND ended_at IS NULL`;
    if (written === 0) throw new DomainError("conflict", "recommendation.fewer_ended");
    await recordAudit(tx, actor, "recommendation.end_fewer", {
      subjectKind: "organisation",
      subjectId: row.organisation_id,
      values: { ruleId },
    });
    return { ruleId };
  });
}

export function listFewerRules(ctx: Ctx): Promise<FewerRuleView[]> {
  return rulesOf(ctx.db.prisma, requireUser(ctx.actor), Prisma.sql`true`);
}

async function rulesOf(tx: Tx, actor: UserActor, where: Prisma.Sql): Promise<FewerRuleView[]> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      organisation_id: string;
      kind: FewerRuleView["kind"];
      value: string;
      name: string | null;
      name_en: string | null;
      by_name: string;
      since: Date;
      hides: number;
    }[]
  >`WITH ${pairsFor(actor)}
    SELECT r.id, r.organisation_id, r.kind, r.value, coalesce(o.name, c.name) AS name, coalesce(o.name_en, c.name_en) AS name_en, u.name AS by_name, r.created_at AS since,
      (SELECT count(*)::int FROM standing t WHERE t.for_id = r.organisation_id AND (
        (r.kind = 'industry' AND t.industry = r.value AND t.industry_place > 1)
        OR (r.kind = 'organisation' AND t.poster = r.value AND t.poster_place > 1))) AS hides
    FROM recommendation_rule r JOIN users u ON u.id = r.created_by_id
      LEFT JOIN organisation o ON r.kind = 'organisation' AND o.id = r.value
      LEFT JOIN LATERAL (SELECT i.name, i.name_en FROM code_list l JOIN code_item i ON i.list_id = l.id
        WHERE r.kind = 'industry' AND l.key = 'industry' AND i.code = r.value AND l.valid_from <= (SELECT app_now())::date
        ORDER BY l.valid_from DESC LIMIT 1) c ON true
    WHERE r.organisation_id = ANY(${organisationsOf(actor)}::text[]) AND r.ended_at IS NULL AND ${where}
    ORDER BY r.created_at DESC, r.id DESC`;
  return rows.map((row) => ({
    ruleId: row.id,
    organisationId: row.organisation_id,
    kind: row.kind,
    value: row.value,
    label: row.name ?? row.value,
    labelEn: row.name_en,
    byName: row.by_name,
    since: row.since.toISOString(),
    hides: row.hides,
  }));
}
