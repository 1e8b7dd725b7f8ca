import type { Tx } from "@jiebang/db";
import { LIVE_ITEM_STATES, newId } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import type { Job } from "../kernel/job.ts";
import { notify } from "../notification/notify.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";

const BATCH = 500;
const LIVE = LIVE_ITEM_STATES.map((s) => `'${s}'`).join(", ");
/** Days before the end on which the owner is reminded; each once. */
const REMIND_DAYS = [
  { days: 30, after: 7 },
  { days: 7, after: 0 },
];

type Row = { id: string; title: string; number: string | null; expires_on: string; members: string[] | null };

const EXPIRES_ON = `to_char((e.expires_at - interval '1 second') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
const MEMBERS = `(SELECT array_agg(m.user_id) FROM membership m WHERE m.organisation_id = e.organisation_id AND m.ended_at IS NULL) AS members`;

/** Takes what ran out off the open lists and reminds owners before. Every hour; a server that was off catches up. */
export const expireEntriesJob: Job = {
  name: "entry.expire",
  cron: "7 * * * *",
  async run(ctx) {
    while ((await ctx.transaction((tx) => expireBatch(tx))) === BATCH);
    for (const { days, after } of REMIND_DAYS) await remind(ctx, days, after);
  },
};

async function expireBatch(tx: Tx): Promise<number> {
  // What stands on a live board stays until its round is over; several workers skip each other's rows.
  const rows = await tx.$queryRawUnsafe<Row[]>(
    `WITH due AS (
       SELECT e.id FROM entry e WHERE e.state = 'published' AND e.expires_at <= (SELECT app_now()) AND NOT EXISTS (
         SELECT 1 FROM board_item b WHERE b.entry_id = e.id AND b.state IN (${LIVE}))
       ORDER BY e.expires_at LIMIT ${BATCH} FOR UPDATE OF e SKIP LOCKED),
     done AS (
       UPDATE entry e SET state = 'expired', updated_at = app_now(), version = version + 1 FROM due WHERE e.id = due.id RETURNING e.*)
     SELECT e.id, e.number, r.title, ${EXPIRES_ON} AS expires_on, ${MEMBERS} FROM done e JOIN revision r ON r.id = e.published_revision_id`,
  );
  if (rows.length === 0) return 0;
  await tx.auditEvent.createMany({
    data: rows.map((r) => ({
      id: newId("aud"),
      actorKind: "system",
      actorId: "entry.expire",
      action: "entry.expire",
      subjectKind: "entry",
      subjectId: r.id,
      changed: ["state"],
    })),
  });
  await refreshEntryIndex(
    tx,
    rows.map((r) => r.id),
  );
  for (const r of rows)
    await notify(tx, {
      userIds: r.members ?? [],
      kind: "notify.entry_expired",
      params: { number: r.number ?? "", title: r.title },
      link: `/app/entries/${r.id}`,
      dedupeKey: `entry.expired:${r.id}:${r.expires_on}`,
      mail: true,
    });
  return rows.length;
}

async function remind(ctx: Ctx, days: number, after: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const rows = await tx.$queryRawUnsafe<Row[]>(
      `SELECT e.id, e.number, r.title, ${EXPIRES_ON} AS expires_on, ${MEMBERS}
       FROM entry e JOIN revision r ON r.id = e.published_revision_id
       WHERE e.state = 'published' AND e.expires_at > (SELECT app_now()) + make_interval(days => $2::int)
         AND e.expires_at <= (SELECT app_now()) + make_interval(days => $1::int)
         AND EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = e.organisation_id AND m.ended_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM notification n
             WHERE n.dedupe_key = 'entry.expiring:' || e.id || ':' || $1::int || ':' || ${EXPIRES_ON} || ':' || m.user_id))
       ORDER BY e.expires_at LIMIT 1000`,
      days,
      after,
    );
    for (const r of rows)
      await notify(tx, {
        userIds: r.members ?? [],
        kind: "notify.entry_expiring",
        params: { number: r.number ?? "", title: r.title, day: r.expires_on },
        link: `/app/entries/${r.id}`,
        dedupeKey: `entry.expiring:${r.id}:${days}:${r.expires_on}`,
        mail: true,
      });
  });
}
