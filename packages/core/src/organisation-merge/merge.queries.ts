import { Prisma, type Tx } from "@jiebang/db";
import {
  type Actor,
  coveredJurisdictions,
  coversOrganisation,
  DomainError,
  type DuplicateListInput,
  type DuplicatePair,
  duplicateListInput,
  isCoordinator,
  isMemberOf,
  MERGE_FIELDS,
  type MergeField,
  type MergePairInput,
  type MergePreview,
  type MergeRecord,
  mergePairInput,
  notFound,
  type OrganisationKind,
  type Page,
  type Paging,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { type OrganisationRow, organisationWithCounts } from "../organisation/organisation.queries.ts";
import { likenNewest } from "../organisation/organisation-upkeep.job.ts";
import { countMergeRows } from "./merge-treatments.ts";

type PairRow = { a_id: string; b_id: string; code: boolean; same: boolean; similarity: number; total: number };

/** Likely duplicates in the own jurisdictions, the surest first; of one organisation, everything similar to it. */
export async function listDuplicates(ctx: Ctx, raw: DuplicateListInput): Promise<Page<DuplicatePair>> {
  const actor = requireUser(ctx.actor);
  const input = duplicateListInput.parse(raw);
  const isCity = isCoordinator(actor, "city");
  const mine = (o: string) =>
    Prisma.sql`${Prisma.raw(o)}.state = 'active' AND (${Prisma.raw(o)}.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[])
      OR (${isCity} AND ${Prisma.raw(o)}.jurisdiction_id IS NULL))`;
  const one = input.organisationId
    ? Prisma.sql`AND (a.id = ${input.organisationId} OR b.id = ${input.organisationId})`
    : Prisma.empty;
  const rows = await ctx.transaction(async (tx) => {
    await likenNewest(tx, coveredJurisdictions(actor));
    return tx.$queryRaw<PairRow[]>`
      WITH code AS (SELECT o.id, upper(regexp_replace(o.credit_code, '[^0-9A-Za-z]', '', 'g')) AS norm FROM organisation o
        WHERE o.credit_code IS NOT NULL AND ${mine("o")}),
      signs AS (
        SELECT a.id AS x, b.id AS y, true AS code, false AS same, NULL::real AS similarity
        FROM code a JOIN code b ON a.norm = b.norm AND a.norm <> '' AND a.id < b.id WHERE true ${one}
        UNION ALL
        SELECT a.id, b.id, false, true, 1 FROM organisation a
          JOIN organisation b ON a.folded_name = b.folded_name AND a.folded_name <> '' AND a.id < b.id
          WHERE ${mine("a")} AND ${mine("b")} ${one}
        UNION ALL
        SELECT l.a_id, l.b_id, false, false, l.similarity FROM organisation_likeness l
          JOIN organisation a ON a.id = l.a_id AND a.folded_name = l.a_name JOIN organisation b ON b.id = l.b_id AND b.folded_name = l.b_name
          WHERE ${mine("a")} AND ${mine("b")} ${one}),
      pairs AS (SELECT x, y, bool_or(code) AS code, bool_or(same) AS same, max(similarity) AS similarity FROM signs GROUP BY x, y)
      SELECT p.x AS a_id, p.y AS b_id, p.code, p.same, count(*) OVER ()::int AS total, coalesce(p.similarity,
        (SELECT similarity(a.folded_name, b.folded_name) FROM organisation a, organisation b WHERE a.id = p.x AND b.id = p.y)) AS similarity
      FROM pairs p
      ORDER BY code DESC, same DESC, similarity DESC, p.x, p.y LIMIT ${input.limit} OFFSET ${input.offset}`;
  });
  const organisations = await loadSides(ctx.db.prisma, [...new Set(rows.flatMap((r) => [r.a_id, r.b_id]))]);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => ({
      signs: [
        ...(r.code ? (["credit_code"] as const) : []),
        ...(r.same ? (["same_name"] as const) : (["similar_name"] as const)),
      ],
      similarity: Math.round(r.similarity * 100) / 100,
      a: toSide(organisations.get(r.a_id)!),
      b: toSide(organisations.get(r.b_id)!),
    })),
  };
}

type SideRow = OrganisationRow & { _count: { memberships: number; entries: number } };

async function loadSides(tx: Tx, ids: string[]): Promise<Map<string, SideRow>> {
  const rows = await tx.organisation.findMany({
    where: { id: { in: ids } },
    include: {
      ...organisationWithCounts,
      _count: { select: { memberships: { where: { endedAt: null } }, entries: true } },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

const toSide = (row: SideRow): DuplicatePair["a"] => ({
  organisationId: row.id,
  version: row.version,
  name: row.name,
  kind: row.kind as OrganisationKind,
  creditCode: row.creditCode,
  jurisdictionName: row.jurisdiction?.name ?? null,
  isVerified: row.verifiedAt !== null,
  members: row._count.memberships,
  entries: row._count.entries,
});

/** Both, for a coordinator who answers for both; anything else does not exist. */
export async function fetchPair(
  tx: Tx,
  actor: Actor,
  pair: { survivorId: string; absorbedId: string },
): Promise<{ survivor: SideRow; absorbed: SideRow }> {
  const found = await loadSides(tx, [pair.survivorId, pair.absorbedId]);
  const [survivor, absorbed] = [found.get(pair.survivorId), found.get(pair.absorbedId)];
  if (!survivor || !absorbed || !coversOrganisation(actor, survivor) || !coversOrganisation(actor, absorbed))
    throw notFound();
  if (isMemberOf(actor, survivor.id) || isMemberOf(actor, absorbed.id))
    throw new DomainError("forbidden", "merge.own_organisation");
  return { survivor, absorbed };
}

/** Why two cannot be merged now. What runs in a live round keeps its names until the round is over. */
export async function mergeObstacle(tx: Tx, survivor: SideRow, absorbed: SideRow): Promise<string | null> {
  if (survivor.state !== "active" || absorbed.state !== "active") return "merge.not_active";
  const [live] = await tx.$queryRaw<{ n: number }[]>`
    SELECT (SELECT count(*) FROM bid b JOIN procedure p ON p.id = b.procedure_id WHERE p.state = 'running' AND b.organisation_id = ${absorbed.id} AND b.state <> 'withdrawn')::int
      + (SELECT count(*) FROM bid_partner x JOIN bid b ON b.id = x.bid_id JOIN procedure p ON p.id = b.procedure_id WHERE p.state = 'running' AND x.organisation_id = ${absorbed.id})::int
      + (SELECT count(*) FROM board_item i JOIN procedure p ON p.id = i.procedure_id WHERE p.state = 'running' AND i.organisation_id = ${absorbed.id})::int AS n`;
  return live && live.n > 0 ? "merge.live_round" : null;
}

const fieldOf = (row: SideRow, field: MergeField): string | null =>
  field === "jurisdictionId" ? (row.jurisdiction?.name ?? null) : (row[field] ?? null);

/** The dry run: both side by side, what would move, what stays in the absorbed one's name, and whether anything stands against it. */
export async function previewMerge(ctx: Ctx, raw: MergePairInput): Promise<MergePreview> {
  const actor = requireUser(ctx.actor);
  const pair = mergePairInput.parse(raw);
  const tx = ctx.db.prisma;
  const { survivor, absorbed } = await fetchPair(tx, actor, pair);
  const counted = await countMergeRows(tx, absorbed.id);
  const side = (row: SideRow) => ({
    ...toSide(row),
    fields: Object.fromEntries(MERGE_FIELDS.map((f) => [f, fieldOf(row, f)])) as Record<MergeField, string | null>,
    honours: row.honours,
    chainCodes: row.chainCodes,
    createdAt: row.createdAt.toISOString(),
  });
  return {
    survivor: side(survivor),
    absorbed: side(absorbed),
    differing: MERGE_FIELDS.filter((f) => fieldOf(survivor, f) !== fieldOf(absorbed, f)).map((field) => ({
      field,
      take: fieldOf(survivor, field) === null ? ("absorbed" as const) : ("survivor" as const),
    })),
    ...counted,
    obstacle: await mergeObstacle(tx, survivor, absorbed),
  };
}

/** The log of merges in the own jurisdictions, newest first. */
export async function listMerges(ctx: Ctx, paging: Paging): Promise<Page<MergeRecord>> {
  const actor = requireUser(ctx.actor);
  const rows = await ctx.db.prisma.$queryRaw<(Omit<MergeRecord, "mergedAt"> & { mergedAt: Date; total: number })[]>`
    SELECT m.id AS "mergeId", m.survivor_id AS "survivorId", s.name AS "survivorName", m.absorbed_id AS "absorbedId",
      m.absorbed_before ->> 'name' AS "absorbedName", m.reason, m.moved, u.name AS "mergedByName", m.merged_at AS "mergedAt",
      count(*) OVER ()::int AS total
    FROM organisation_merge m JOIN organisation s ON s.id = m.survivor_id LEFT JOIN users u ON u.id = m.merged_by_id
    WHERE s.jurisdiction_id = ANY(${coveredJurisdictions(actor)}::text[]) OR (${isCoordinator(actor, "city")} AND s.jurisdiction_id IS NULL)
    ORDER BY m.merged_at DESC, m.id DESC LIMIT ${paging.limit} OFFSET ${paging.offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _total, ...r }) => ({ ...r, mergedAt: r.mergedAt.toISOString() })),
  };
}

/** Where an absorbed organisation's address leads today. */
export async function mergedInto(tx: Tx, organisationId: string): Promise<string | null> {
  const row = await tx.organisation.findUnique({ where: { id: organisationId }, select: { mergedIntoId: true } });
  return row?.mergedIntoId ?? null;
}
