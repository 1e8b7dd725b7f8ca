import { Prisma, type Tx } from "@jiebang/db";
import { type Actor, type AudienceView, type CircleMember, entryActions, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { fetchOwnEntry, type OwnCase } from "./entry.access.ts";

/** For whom an own entry is meant, with names; for its own people only. */
export function getAudience(ctx: Ctx, { entryId }: { entryId: string }): Promise<AudienceView> {
  return loadAudience(ctx.db.prisma, requireUser(ctx.actor), entryId);
}

export async function loadAudience(tx: Tx, actor: Actor, entryId: string): Promise<AudienceView> {
  const own = await fetchOwnEntry(tx, actor, entryId);
  const circle = await tx.$queryRaw<(CircleMember & { name: string; nameEn: string | null })[]>`
    SELECT c.kind, c.value, coalesce(o.name, j.name, t.name, c.value) AS name, coalesce(o.name_en, j.name_en, t.name_en) AS "nameEn"
    FROM entry_circle c LEFT JOIN organisation o ON c.kind = 'organisation' AND o.id = c.value
      LEFT JOIN jurisdiction j ON c.kind = 'jurisdiction' AND j.id = c.value
      LEFT JOIN LATERAL (SELECT i.name, i.name_en FROM code_list l JOIN code_item i ON i.list_id = l.id
        WHERE c.kind = 'tier' AND l.key = 'tier' AND i.code = c.value AND l.valid_from <= (SELECT app_now())::date
        ORDER BY l.valid_from DESC LIMIT 1) t ON true
    WHERE c.entry_id = ${entryId} ORDER BY c.kind, name, c.value`;
  const blocked = await tx.$queryRaw<AudienceView["blocked"]>`
    SELECT b.organisation_id AS "organisationId", o.name,
      (SELECT count(*)::int - 1 FROM organisation_kin(ARRAY[b.organisation_id])) AS affiliates
    FROM entry_block b JOIN organisation o ON o.id = b.organisation_id WHERE b.entry_id = ${entryId} ORDER BY o.name, o.id`;
  const [size] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM organisation m LEFT JOIN jurisdiction mj ON mj.id = m.jurisdiction_id
    WHERE m.state = 'active' AND m.id <> ${own.entry.organisationId}
      AND m.id NOT IN (SELECT organisation_kin(coalesce(array_agg(organisation_id), '{}')) FROM entry_block WHERE entry_id = ${entryId})
      AND EXISTS (SELECT 1 FROM entry_circle c WHERE c.entry_id = ${entryId} AND (
        (c.kind = 'organisation' AND c.value = m.id)
        OR (m.verified_at IS NOT NULL AND ((c.kind = 'tier' AND m.tier = c.value)
          OR (c.kind = 'jurisdiction' AND c.value IN (m.jurisdiction_id, mj.parent_id))))))`;
  return {
    entryId,
    version: own.entry.version,
    audience: own.entry.audience as AudienceView["audience"],
    circle,
    circleSize: size?.n ?? 0,
    blocked: blocked.map((b) => ({ ...b, affiliates: Math.max(b.affiliates, 0) })),
    isNarrow:
      own.entry.audience === "circle" && own.entry.publishedRevisionId !== null && own.entry.state !== "withdrawn",
    canChange: mayChangeAudience(actor, own),
  };
}

/** Whoever may work on the entry may say for whom it is, as long as it is not put away. */
export function mayChangeAudience(actor: Actor, { standing }: OwnCase): boolean {
  return standing.state !== "archived" && entryActions(actor, standing).length > 0;
}

/** Ids of a circle or of blocked organisations that do not exist, or exist no more. */
export async function unknownMembers(tx: Tx, circle: CircleMember[], blocked: string[]): Promise<string[]> {
  const idsOf = (kind: CircleMember["kind"]) => circle.filter((c) => c.kind === kind).map((c) => c.value);
  const organisations = [...new Set([...idsOf("organisation"), ...blocked])];
  const rows = await tx.$queryRaw<{ value: string }[]>(Prisma.sql`
    SELECT v.value FROM unnest(${organisations}::text[]) v (value) WHERE NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = v.value AND o.state <> 'merged')
    UNION ALL SELECT v.value FROM unnest(${idsOf("jurisdiction")}::text[]) v (value) WHERE NOT EXISTS (SELECT 1 FROM jurisdiction j WHERE j.id = v.value)
    UNION ALL SELECT v.value FROM unnest(${idsOf("tier")}::text[]) v (value) WHERE NOT EXISTS (
      SELECT 1 FROM code_list l JOIN code_item i ON i.list_id = l.id WHERE l.key = 'tier' AND i.code = v.value)`);
  return rows.map((r) => r.value);
}
