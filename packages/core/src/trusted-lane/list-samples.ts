import { Prisma } from "@jiebang/db";
import {
  isBarredFromVetting,
  type Page,
  requireUser,
  type SampleListInput,
  type SampleRow,
  sampleListInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadVettingClock } from "../vetting/vetting-clock.ts";

type Row = {
  id: string;
  revision_id: string;
  entry_id: string;
  kind: string;
  number: string | null;
  title: string;
  organisation_id: string;
  organisation_name: string;
  jurisdiction_id: string | null;
  on_behalf_by_id: string | null;
  submitted_by_id: string | null;
  reviewer_name: string | null;
  state: string;
  outcome: string | null;
  due_on: Date;
  created_at: Date;
  total: number;
};

/** What was drawn for the city to look at, the most urgent first; or what became of it. For the city alone. */
export async function listSamples(ctx: Ctx, raw: SampleListInput): Promise<Page<SampleRow>> {
  const actor = requireUser(ctx.actor);
  const input = sampleListInput.parse(raw);
  const tx = ctx.db.prisma;
  const { today } = await loadVettingClock(tx);
  const covered = actor.appointments.filter((a) => a.level === "city").flatMap((a) => a.covers);
  const state = input.isOpen ? Prisma.sql`s.state = 'open'` : Prisma.sql`s.state <> 'open'`;
  const order = input.isOpen ? Prisma.sql`s.due_on, s.id` : Prisma.sql`s.decided_at DESC, s.id DESC`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id, s.revision_id, s.entry_id, e.kind, e.number, r.title, e.organisation_id, o.name AS organisation_name,
      e.jurisdiction_id, e.on_behalf_by_id, r.submitted_by_id,
      (SELECT d.reviewer_name FROM vetting_decision d WHERE d.revision_id = r.id AND d.step = 'trusted' LIMIT 1) AS reviewer_name,
      s.state, s.outcome, s.due_on, s.created_at, count(*) OVER ()::int AS total
    FROM vetting_sample s JOIN entry e ON e.id = s.entry_id JOIN revision r ON r.id = s.revision_id JOIN organisation o ON o.id = e.organisation_id
    WHERE ${state} AND e.jurisdiction_id = ANY(${covered}::text[]) ORDER BY ${order} LIMIT ${input.limit} OFFSET ${input.offset}`;
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((r) => {
      const dueOn = r.due_on.toISOString().slice(0, 10);
      return {
        sampleId: r.id,
        revisionId: r.revision_id,
        entryId: r.entry_id,
        kind: r.kind,
        number: r.number,
        title: r.title,
        organisationName: r.organisation_name,
        reviewerName: r.reviewer_name,
        state: r.state as SampleRow["state"],
        outcome: r.outcome as SampleRow["outcome"],
        dueOn,
        isOverdue: r.state === "open" && dueOn < today,
        publishedAt: r.created_at.toISOString(),
        isBarred: isBarredFromVetting(actor, {
          organisationId: r.organisation_id,
          jurisdictionId: r.jurisdiction_id,
          onBehalfById: r.on_behalf_by_id,
          submittedById: r.submitted_by_id,
        }),
      };
    }),
  };
}
