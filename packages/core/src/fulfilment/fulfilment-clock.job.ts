import type { Job } from "../kernel/job.ts";
import { membersOf, notify } from "../notification/notify.ts";

type Row = {
  id: string;
  agreement_id: string;
  title: string;
  milestone: string;
  bidder: string;
  poster: string;
  day: string;
  is_late: boolean;
};

/** Reminds a bidder seven days before a milestone, and tells both parties once when its day has passed. A granted later day starts anew. */
export const fulfilmentClockJob: Job = {
  name: "fulfilment.clock",
  cron: "41 1 * * *", // 09:41 in Shanghai
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const rows = await tx.$queryRaw<Row[]>`
        SELECT m.id, m.agreement_id, a.title, m.title AS milestone, b.organisation_id AS bidder, i.organisation_id AS poster,
          to_char(m.due_on, 'YYYY-MM-DD') AS day, m.due_on < ((SELECT app_now()) AT TIME ZONE 'Asia/Shanghai')::date AS is_late
        FROM milestone m JOIN fulfilment f ON f.agreement_id = m.agreement_id AND f.state = 'running'
          JOIN agreement a ON a.id = m.agreement_id JOIN bid b ON b.id = a.bid_id JOIN board_item i ON i.id = a.item_id
        WHERE m.state = 'open' AND m.due_on <= ((SELECT app_now()) AT TIME ZONE 'Asia/Shanghai')::date + 7
          AND m.due_on > ((SELECT app_now()) AT TIME ZONE 'Asia/Shanghai')::date - 30
        ORDER BY m.due_on, m.id LIMIT 1000`;
      for (const row of rows) {
        const what = row.is_late ? "late" : "soon";
        const people = await membersOf(tx, row.bidder);
        if (row.is_late) people.push(...(await membersOf(tx, row.poster)));
        await notify(tx, {
          userIds: [...new Set(people)],
          kind: `notify.fulfilment_${what}`,
          params: { title: row.title, milestone: row.milestone, day: row.day },
          link: `/app/agreements/${row.agreement_id}`,
          dedupeKey: `fulfilment.${what}:${row.id}:${row.day}`,
          mail: true,
        });
      }
    });
  },
};
