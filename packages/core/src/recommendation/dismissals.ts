import { Prisma, type Tx } from "@jiebang/db";
import {
  type DismissalRef,
  type DismissalView,
  type DismissInput,
  DomainError,
  dismissalRef,
  dismissInput,
  newId,
  notFound,
  organisationsOf,
  type Page,
  paging,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import type { z } from "zod";
import { loadEntryCards } from "../entry/public-entry.queries.ts";
import { readableEntriesOf } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { fetchOwnPair } from "./own-pair.ts";

/** "Not for us": shown to this organisation no more; the other side learns nothing of it. */
export async function dismissRecommendation(ctx: Ctx, raw: DismissInput): Promise<DismissalView> {
  const actor = requireUser(ctx.actor);
  const input = dismissInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { organisationId } = await fetchOwnPair(tx, actor, input);
    const dismissalId = newId("rdm");
    const written = await tx.$executeRaw`
      INSERT INTO recommendation_dismissal (id, organisation_id, own_id, other_id, reason, note, created_by_id)
      VALUES (${dismissalId}, ${organisationId}, ${input.ownId}, ${input.otherId}, ${input.reason}, ${input.note}, ${actor.userId})
      ON CONFLICT (own_id, other_id, organisation_id) WHERE undone_at IS NULL DO NOTHING`;
    if (written === 0) throw new DomainError("conflict", "recommendation.refused_already");
    await recordAudit(tx, actor, "recommendation.dismiss", {
      subjectKind: "entry",
      subjectId: input.ownId,
      values: { otherId: input.otherId, reason: input.reason },
    });
    return (await dismissals(tx, actor, Prisma.sql`x.id = ${dismissalId}`, 1, 0)).items[0]!;
  });
}

/** Taken back: it stands in the lists again, as far as it still fits. */
export async function restoreRecommendation(ctx: Ctx, raw: DismissalRef): Promise<DismissalRef> {
  const actor = requireUser(ctx.actor);
  const { dismissalId } = dismissalRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ own_id: string; other_id: string; undone_at: Date | null }[]>`
      SELECT own_id, other_id, undone_at FROM recommendation_dismissal
      WHERE id = ${dismissalId} AND organisation_id = ANY(${organisationsOf(actor)}::text[])`;
    if (!row) throw notFound();
    const written = await tx.$executeRaw`
      UPDATE recommendation_dismissal SET undone_at = app_now(), undone_by_id = ${actor.userId}
      WHERE id = ${dismissalId} AND undone_at IS NULL`;
    if (written === 0) throw new DomainError("conflict", "recommendation.restored_already");
    await recordAudit(tx, actor, "recommendation.restore", {
      subjectKind: "entry",
      subjectId: row.own_id,
      values: { otherId: row.other_id },
    });
    return { dismissalId };
  });
}

/** What the own organisations refused, newest first. */
export function listDismissals(ctx: Ctx, raw: z.input<typeof paging>): Promise<Page<DismissalView>> {
  const { limit, offset } = paging.parse(raw);
  return dismissals(ctx.db.prisma, requireUser(ctx.actor), Prisma.sql`x.undone_at IS NULL`, limit, offset);
}

async function dismissals(
  tx: Tx,
  actor: UserActor,
  where: Prisma.Sql,
  limit: number,
  offset: number,
): Promise<Page<DismissalView>> {
  const rows = await tx.$queryRaw<
    {
      id: string;
      own: DismissalView["own"];
      other_id: string;
      is_readable: boolean;
      reason: DismissalView["reason"];
      note: string;
      by_name: string;
      at: Date;
      total: number;
    }[]
  >`SELECT x.id, x.other_id, x.reason, x.note, u.name AS by_name, x.created_at AS at, count(*) OVER ()::int AS total,
      json_build_object('id', s.id, 'kind', s.kind, 'number', coalesce(s.number, ''), 'title', h.title, 'titleEn', h.title_en,
        'organisationId', s.organisation_id) AS own, ${readableEntriesOf(actor)} AS is_readable
    FROM recommendation_dismissal x JOIN entry s ON s.id = x.own_id
      JOIN revision h ON h.id = coalesce(s.published_revision_id, s.current_revision_id)
      JOIN entry e ON e.id = x.other_id JOIN users u ON u.id = x.created_by_id
    WHERE x.organisation_id = ANY(${organisationsOf(actor)}::text[]) AND ${where}
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit} OFFSET ${offset}`;
  const cards = await loadEntryCards(
    tx,
    rows.filter((row) => row.is_readable).map((row) => row.other_id),
  );
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((row) => {
      const other = cards.get(row.other_id);
      return {
        dismissalId: row.id,
        own: row.own,
        other: other ? { number: other.number, title: other.title, titleEn: other.titleEn } : null,
        reason: row.reason,
        note: row.note,
        byName: row.by_name,
        at: row.at.toISOString(),
      };
    }),
  };
}
