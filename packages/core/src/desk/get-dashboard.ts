import type { Tx } from "@jiebang/db";
import { type DashboardView, type EntryContent, lintEntry, organisationsOf, requireUser } from "@jiebang/domain";
import { CONTENT_SQL, completeContent } from "../entry/public-source.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { loadVettingClock } from "../vetting/vetting-clock.ts";
import { toDeskCase } from "./desk-case.ts";
import { loadDueSteps } from "./due-step-providers.ts";

const SHOWN = 10;

/** What waits for a member of organisations: drafts with what they lack, returned texts, questions to answer, steps of rounds. */
export async function getDashboard(ctx: Ctx): Promise<DashboardView> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const clock = await loadVettingClock(tx);
  const organisationIds = organisationsOf(actor);
  const named = await tx.organisation.findMany({
    where: { id: { in: organisationIds } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const names = new Map(named.map((o) => [o.id, o.name]));
  const steps = await loadDueSteps(tx, { organisationIds }, 50);
  return {
    organisations: actor.memberships.map((m) => ({
      id: m.organisationId,
      name: names.get(m.organisationId) ?? "",
      role: m.role,
    })),
    counts: await loadCounts(tx, organisationIds),
    drafts: await loadDrafts(tx, organisationIds, names, clock.today),
    interests: await loadInterests(tx, organisationIds),
    expiring: await loadExpiring(tx, organisationIds),
    roundSteps: steps.filter((s) => s.queue === "round").map((s) => toDeskCase(s, clock)),
  };
}

// Each count by an index of its own, never by walking through all entries of an organisation.
async function loadCounts(tx: Tx, ids: string[]): Promise<DashboardView["counts"]> {
  const [row] = await tx.$queryRaw<DashboardView["counts"][]>`/* prepared */
    SELECT w.*, s.*, i.*, (SELECT count(*)::int FROM interest WHERE organisation_id = ANY(${ids}::text[]) AND state = 'open') AS "interestsAsked"
    FROM (
      SELECT count(*) FILTER (WHERE r.state = 'draft')::int AS drafts, count(*) FILTER (WHERE r.state = 'returned')::int AS returned,
        count(*) FILTER (WHERE r.state IN ('submitted', 'recommended', 'held'))::int AS "inVetting"
      FROM revision r JOIN entry e ON e.id = r.entry_id
      WHERE r.state IN ('draft', 'submitted', 'recommended', 'held', 'returned') AND e.organisation_id = ANY(${ids}::text[])
        AND e.state <> 'archived') w,
    (SELECT (SELECT count(*)::int FROM entry WHERE organisation_id = ANY(${ids}::text[]) AND state IN ('published', 'matched')) AS published,
        (SELECT count(*)::int FROM entry WHERE organisation_id = ANY(${ids}::text[]) AND on_behalf_by_id IS NOT NULL
          AND on_behalf_confirmed_at IS NULL AND state <> 'archived') AS "toConfirm",
        (SELECT count(*)::int FROM entry WHERE organisation_id = ANY(${ids}::text[]) AND state = 'published'
          AND expires_at < (SELECT app_now()) + interval '30 days') AS "expiringSoon") s,
    (SELECT count(*)::int AS "interestsToAnswer", count(*) FILTER (WHERE x.due_at < (SELECT app_now()))::int AS "interestsOverdue"
      FROM interest x JOIN entry e ON e.id = x.entry_id WHERE e.organisation_id = ANY(${ids}::text[]) AND x.state = 'open') i`;
  return row!;
}

async function loadDrafts(tx: Tx, ids: string[], names: Map<string, string>, today: string) {
  const rows = await tx.$queryRawUnsafe<
    {
      id: string;
      organisation_id: string;
      state: string;
      updated_at: Date;
      content: EntryContent;
      reasons: string[] | null;
    }[]
  >(
    `/* prepared */ WITH picked AS (
       SELECT r.id, r.state = 'returned' AS is_returned, r.updated_at FROM revision r JOIN entry e ON e.id = r.entry_id
       WHERE r.state IN ('draft', 'returned') AND e.organisation_id = ANY($1::text[]) AND e.state <> 'archived'
       ORDER BY 2 DESC, 3 DESC LIMIT ${SHOWN})
     SELECT e.id, e.organisation_id, r.state, r.updated_at, ${CONTENT_SQL} AS content,
       (SELECT d.reasons FROM vetting_decision d WHERE d.revision_id = r.id ORDER BY d.decided_at DESC LIMIT 1) AS reasons
     FROM picked p JOIN revision r ON r.id = p.id JOIN entry e ON e.id = r.entry_id ORDER BY p.is_returned DESC, p.updated_at DESC`,
    ids,
  );
  return rows.map((r) => {
    const content = completeContent(r.content);
    const name = names.get(r.organisation_id);
    return {
      entryId: r.id,
      title: content.title,
      kind: content.kind,
      state: r.state,
      updatedAt: r.updated_at.toISOString(),
      findings: lintEntry(content, { today, organisationNames: name ? [name] : [] }),
      reasons: r.reasons ?? [],
    };
  });
}

async function loadInterests(tx: Tx, ids: string[]): Promise<DashboardView["interests"]> {
  const rows = await tx.$queryRaw<
    { id: string; title: string; asker_name: string; due_at: Date; is_overdue: boolean }[]
  >`/* prepared */
    SELECT i.id, r.title, a.name AS asker_name, i.due_at, i.due_at < (SELECT app_now()) AS is_overdue
    FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id
      JOIN organisation a ON a.id = i.organisation_id
    WHERE e.organisation_id = ANY(${ids}::text[]) AND i.state = 'open' ORDER BY i.due_at, i.id LIMIT ${SHOWN}`;
  return rows.map((r) => ({
    id: r.id,
    entryTitle: r.title,
    askerName: r.asker_name,
    dueAt: r.due_at.toISOString(),
    isOverdue: r.is_overdue,
  }));
}

async function loadExpiring(tx: Tx, ids: string[]): Promise<DashboardView["expiring"]> {
  const rows = await tx.$queryRaw<{ id: string; title: string; expires_at: Date }[]>`/* prepared */
    SELECT e.id, r.title, e.expires_at FROM entry e JOIN revision r ON r.id = e.published_revision_id
    WHERE e.organisation_id = ANY(${ids}::text[]) AND e.state = 'published' AND e.expires_at < (SELECT app_now()) + interval '30 days'
    ORDER BY e.expires_at, e.id LIMIT ${SHOWN}`;
  return rows.map((r) => ({ entryId: r.id, title: r.title, expiresAt: r.expires_at.toISOString() }));
}
