import type { Tx } from "@jiebang/db";
import { type DashboardView, dayOf, type EntryContent, lintEntry, organisationsOf, requireUser } from "@jiebang/domain";
import { CONTENT_SQL, completeContent } from "../entry/public-source.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { loadDueSteps } from "./due-step-providers.ts";
import { toDeskCase } from "./get-desk.ts";

const SHOWN = 10;

/** What waits for a member of organisations: drafts with what they lack, returned texts, questions to answer, steps of rounds. */
export async function getDashboard(ctx: Ctx): Promise<DashboardView> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const now = await appNow(tx);
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
    drafts: await loadDrafts(tx, organisationIds, names, dayOf(now)),
    interests: await loadInterests(tx, organisationIds),
    expiring: await loadExpiring(tx, organisationIds),
    roundSteps: steps.filter((s) => s.queue === "round").map((s) => toDeskCase(s, now)),
  };
}

async function loadCounts(tx: Tx, ids: string[]): Promise<DashboardView["counts"]> {
  const [row] = await tx.$queryRaw<DashboardView["counts"][]>`
    SELECT count(*) FILTER (WHERE r.state = 'draft' AND e.state <> 'archived')::int AS drafts,
      count(*) FILTER (WHERE r.state = 'returned')::int AS returned,
      count(*) FILTER (WHERE r.state IN ('submitted', 'recommended', 'held'))::int AS "inVetting",
      count(*) FILTER (WHERE e.state IN ('published', 'matched'))::int AS published,
      count(*) FILTER (WHERE e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL AND e.state <> 'archived')::int AS "toConfirm",
      count(*) FILTER (WHERE e.state = 'published' AND e.expires_at < app_now() + interval '30 days')::int AS "expiringSoon",
      (SELECT count(*)::int FROM interest i JOIN entry x ON x.id = i.entry_id
        WHERE x.organisation_id = ANY(${ids}::text[]) AND i.state = 'open') AS "interestsToAnswer",
      (SELECT count(*)::int FROM interest i JOIN entry x ON x.id = i.entry_id
        WHERE x.organisation_id = ANY(${ids}::text[]) AND i.state = 'open' AND i.due_at < app_now()) AS "interestsOverdue",
      (SELECT count(*)::int FROM interest i WHERE i.organisation_id = ANY(${ids}::text[]) AND i.state = 'open') AS "interestsAsked"
    FROM entry e JOIN revision r ON r.id = e.current_revision_id WHERE e.organisation_id = ANY(${ids}::text[])`;
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
    `SELECT e.id, e.organisation_id, r.state, r.updated_at, ${CONTENT_SQL} AS content,
       (SELECT d.reasons FROM vetting_decision d WHERE d.revision_id = r.id ORDER BY d.decided_at DESC LIMIT 1) AS reasons
     FROM entry e JOIN revision r ON r.id = e.current_revision_id
     WHERE e.organisation_id = ANY($1::text[]) AND r.state IN ('draft', 'returned') AND e.state <> 'archived'
     ORDER BY r.state = 'returned' DESC, r.updated_at DESC LIMIT ${SHOWN}`,
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
  >`
    SELECT i.id, r.title, a.name AS asker_name, i.due_at, i.due_at < app_now() AS is_overdue
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
  const rows = await tx.$queryRaw<{ id: string; title: string; expires_at: Date }[]>`
    SELECT e.id, r.title, e.expires_at FROM entry e JOIN revision r ON r.id = e.published_revision_id
    WHERE e.organisation_id = ANY(${ids}::text[]) AND e.state = 'published' AND e.expires_at < app_now() + interval '30 days'
    ORDER BY e.expires_at, e.id LIMIT ${SHOWN}`;
  return rows.map((r) => ({ entryId: r.id, title: r.title, expiresAt: r.expires_at.toISOString() }));
}
