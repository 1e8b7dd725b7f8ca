import { Prisma, type Tx } from "@jiebang/db";
import type { InterestManagerView } from "@jiebang/domain";

/**
 * Engagements `g` that reach an interest `i`: those at it, and those at its entry that stood when it was asked, because
 * only then the asker was told.
 */
export const reachesInterest = Prisma.sql`(g.state = 'active' AND g.entry_id = i.entry_id
  AND (g.interest_id = i.id OR (g.interest_id IS NULL AND i.created_at >= greatest(g.owner_consent_at, g.manager_consent_at))))`;

/** What this person was let do at the interest `i` as a technology manager; no row: nothing. For a lateral join. */
export const managingOf = (userId: string) => Prisma.sql`
  SELECT bool_or(g.may_answer) AS may_answer, bool_or(g.interest_id IS NOT NULL) AS has_asker_consent
  FROM engagement g JOIN technology_manager tm ON tm.id = g.manager_id AND tm.ended_at IS NULL
  WHERE tm.user_id = ${userId} AND ${reachesInterest} HAVING count(*) > 0`;

/** The interests that this person helps with as a technology manager. */
export const managedInterests = (userId: string) => Prisma.sql`
  SELECT i.id FROM technology_manager tm JOIN engagement g ON g.manager_id = tm.id JOIN interest i ON ${reachesInterest}
  WHERE tm.user_id = ${userId} AND tm.ended_at IS NULL`;

export interface Managing {
  mayAnswer: boolean;
  hasAskerConsent: boolean;
}

export async function loadManaging(tx: Tx, userId: string, interestId: string): Promise<Managing | null> {
  const [row] = await tx.$queryRaw<{ may_answer: boolean; has_asker_consent: boolean }[]>`
    SELECT m.* FROM interest i CROSS JOIN LATERAL (${managingOf(userId)}) m WHERE i.id = ${interestId}`;
  return row ? { mayAnswer: row.may_answer, hasAskerConsent: row.has_asker_consent } : null;
}

/** Who reads along; `isKept`: without names, which could lead to a hidden poster. */
export async function loadInterestManagers(
  tx: Tx,
  interestId: string,
  isKept: boolean,
): Promise<InterestManagerView[]> {
  const rows = await tx.$queryRaw<
    { id: string; name: string; may_answer: boolean; has_asker_consent: boolean; since: Date }[]
  >`
    SELECT g.id, u.name, g.may_answer, g.interest_id IS NOT NULL AS has_asker_consent,
      greatest(g.owner_consent_at, g.asker_consent_at, g.manager_consent_at) AS since
    FROM interest i JOIN engagement g ON ${reachesInterest} JOIN technology_manager tm ON tm.id = g.manager_id
      JOIN users u ON u.id = tm.user_id WHERE i.id = ${interestId} ORDER BY since, g.id`;
  return rows.map((r) => ({
    engagementId: r.id,
    name: isKept && !r.has_asker_consent ? null : r.name,
    mayAnswer: r.may_answer,
    hasAskerConsent: r.has_asker_consent,
    since: r.since.toISOString(),
  }));
}

export async function managerPeople(tx: Tx, interestId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    SELECT DISTINCT tm.user_id FROM interest i JOIN engagement g ON ${reachesInterest}
      JOIN technology_manager tm ON tm.id = g.manager_id WHERE i.id = ${interestId}`;
  return rows.map((r) => r.user_id);
}

/** Those who will read an interest in this entry with its owner: who asks is told before. */
export async function managersOfEntry(tx: Tx, entryId: string): Promise<{ name: string }[]> {
  return tx.$queryRaw<{ name: string }[]>`
    SELECT u.name FROM engagement g JOIN technology_manager tm ON tm.id = g.manager_id JOIN users u ON u.id = tm.user_id
    WHERE g.entry_id = ${entryId} AND g.interest_id IS NULL AND g.state = 'active' ORDER BY g.created_at, g.id`;
}
