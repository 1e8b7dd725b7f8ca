import { newId } from "@jiebang/domain";
import type { Job } from "../kernel/job.ts";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { ownerPeople } from "./interest.access.ts";

type Row = {
  id: string;
  title: string;
  organisation_id: string;
  organisation_name: string;
  jurisdiction_id: string | null;
  due_on: string;
  is_overdue: boolean;
};

/** Reminds owners two days before an answer is due, and tells owner and coordinators once when the day has passed. */
export const interestClockJob: Job = {
  name: "interest.clock",
  cron: "17 * * * *",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const rows = await tx.$queryRaw<Row[]>`
        SELECT i.id, r.title, e.organisation_id, o.name AS organisation_name, e.jurisdiction_id,
          to_char(i.due_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS due_on, i.due_at < (SELECT app_now()) AS is_overdue
        FROM interest i JOIN entry e ON e.id = i.entry_id JOIN revision r ON r.id = e.published_revision_id
          JOIN organisation o ON o.id = e.organisation_id
        WHERE i.state = 'open' AND i.due_at < (SELECT app_now()) + interval '2 days' AND i.due_at > (SELECT app_now()) - interval '7 days'
          AND NOT EXISTS (SELECT 1 FROM audit_event a WHERE a.subject_id = i.id
            AND a.action = CASE WHEN i.due_at < (SELECT app_now()) THEN 'interest.overdue' ELSE 'interest.remind' END)
        ORDER BY i.due_at LIMIT 500`;
      for (const row of rows) {
        const what = row.is_overdue ? "overdue" : "remind";
        const members = await ownerPeople(tx, { id: row.id, entry: { organisationId: row.organisation_id } });
        await notify(tx, {
          userIds: members,
          kind: `notify.interest_${what}`,
          params: { title: row.title, day: row.due_on },
          link: `/app/interests/${row.id}`,
          dedupeKey: `interest.${what}:${row.id}`,
          mail: true,
        });
        if (row.is_overdue && row.jurisdiction_id)
          await notify(tx, {
            userIds: await coordinatorsOf(tx, row.jurisdiction_id, "county"),
            kind: "notify.interest_overdue_desk",
            params: { title: row.title, organisation: row.organisation_name, day: row.due_on },
            link: "/app/desk/chase",
            dedupeKey: `interest.overdue_desk:${row.id}`,
          });
        await tx.auditEvent.create({
          data: {
            id: newId("aud"),
            actorKind: "system",
            actorId: "interest.clock",
            action: `interest.${what}`,
            subjectKind: "interest",
            subjectId: row.id,
          },
        });
      }
    });
  },
};
