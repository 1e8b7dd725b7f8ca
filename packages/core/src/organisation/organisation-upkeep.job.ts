import type { Tx } from "@jiebang/db";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import type { Job } from "../kernel/job.ts";

/** Names alike from here on are shown as likely duplicates. */
export const SIMILAR = 0.6;
const BATCH = 200;
/** Similar names kept for one organisation; a name with more of them is too common to say anything. */
const MOST_ALIKE = 5;

/** Counts what each organisation has in the catalogue, for the order of public lists; what is shown is counted when it is read. */
export async function recountStanding(ctx: Pick<Ctx, "db">): Promise<void> {
  await ctx.db.pool.query(`
    WITH counted AS (
      SELECT e.organisation_id AS id, count(*)::int AS n FROM entry e
      WHERE e.state = 'published' AND ${FOR_EVERYBODY}
        AND e.published_revision_id NOT IN (SELECT r.id FROM revision r WHERE r.is_poster_hidden)
      GROUP BY 1),
    due AS (
      SELECT o.id, coalesce(c.n, 0) AS n FROM organisation o LEFT JOIN counted c ON c.id = o.id
      WHERE o.standing <> coalesce(c.n, 0) ORDER BY o.id FOR UPDATE OF o SKIP LOCKED)
    UPDATE organisation o SET standing = due.n FROM due WHERE due.id = o.id`);
}

/** Pairs of similar names for the organisations in `probes` (a query that gives their ids). Returns how many were compared. */
const likenSql = (probes: string) => `
  WITH due AS (${probes}),
  alike AS (
    SELECT least(p.id, s.id) AS a_id, greatest(p.id, s.id) AS b_id
    FROM due d JOIN organisation p ON p.id = d.id CROSS JOIN LATERAL (
      SELECT b.id FROM organisation b WHERE b.folded_name % p.folded_name AND b.state <> 'merged' AND b.id <> p.id
      LIMIT ${MOST_ALIKE}) s),
  written AS (
    INSERT INTO organisation_likeness (a_id, b_id, a_name, b_name, similarity)
    SELECT DISTINCT a.id, b.id, a.folded_name, b.folded_name, similarity(a.folded_name, b.folded_name)
    FROM alike x JOIN organisation a ON a.id = x.a_id JOIN organisation b ON b.id = x.b_id
    ON CONFLICT (a_id, b_id) DO UPDATE SET a_name = excluded.a_name, b_name = excluded.b_name, similarity = excluded.similarity),
  told AS (UPDATE organisation o SET likened_name = o.folded_name FROM due WHERE due.id = o.id RETURNING 1)
  SELECT count(*)::int AS n FROM told`;

/** Compares the names that were not compared yet, some hundred at a time, each batch for itself. */
export async function likenOrganisations(ctx: Ctx): Promise<void> {
  for (;;) {
    const n = await ctx.transaction(async (tx) => {
      await tx.$executeRawUnsafe(`SET LOCAL pg_trgm.similarity_threshold = ${SIMILAR}`);
      const [row] = await tx.$queryRawUnsafe<{ n: number }[]>(
        likenSql(`SELECT id FROM organisation WHERE likened_name IS DISTINCT FROM folded_name ORDER BY created_at DESC, id
          LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`),
      );
      return row?.n ?? 0;
    });
    if (n < BATCH) return;
  }
}

/** Of the organisations just made, which no job has come to, the newest few: a coordinator looks at them at once. */
export async function likenNewest(tx: Tx, jurisdictionIds: string[]): Promise<void> {
  await tx.$executeRawUnsafe(`SET LOCAL pg_trgm.similarity_threshold = ${SIMILAR}`);
  await tx.$queryRawUnsafe(
    likenSql(`SELECT id FROM organisation WHERE likened_name IS DISTINCT FROM folded_name
      AND (jurisdiction_id = ANY($1::text[]) OR jurisdiction_id IS NULL) ORDER BY created_at DESC, id LIMIT 20 FOR UPDATE SKIP LOCKED`),
    jurisdictionIds,
  );
}

export const recountStandingJob: Job = { name: "organisation.standing", cron: "* * * * *", run: recountStanding };
export const likenOrganisationsJob: Job = { name: "organisation.liken", cron: "* * * * *", run: likenOrganisations };
