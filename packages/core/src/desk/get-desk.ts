import type { Tx } from "@jiebang/db";
import {
  coveredJurisdictions,
  type DeskCase,
  type DeskView,
  instantOf,
  isCoordinator,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadVettingClock, type VettingClock } from "../vetting/vetting-clock.ts";
import type { DueStep } from "./due-step.ts";
import { loadDueSteps } from "./due-step-providers.ts";

const SHOWN = 8;
const STEPS = 200;

type WaitingRow = {
  entry_id: string;
  revision_id: string;
  state: string;
  number: string | null;
  title: string;
  organisation_name: string;
  submitted_at: Date;
  n: number;
  overdue: number;
  place: number;
};

/** The coordinator's morning: what waits, until when, what to do next. A fixed number of queries, whatever is in. */
export async function getDesk(ctx: Ctx): Promise<DeskView> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const jurisdictionIds = coveredJurisdictions(actor);
  const clock = await loadVettingClock(tx);
  const isCity = isCoordinator(actor, "city");
  const waiting = await loadWaiting(tx, jurisdictionIds, clock, isCity);
  const onBehalf = await loadUnconfirmed(tx, jurisdictionIds);
  const steps = await loadDueSteps(tx, { jurisdictionIds }, STEPS);
  const isOverdue = (c: { dueAt: string | null }) => c.dueAt !== null && c.dueAt < clock.now.toISOString();
  const cases = (queue: DueStep["queue"]) =>
    steps.filter((s) => s.queue === queue).map((s) => toDeskCase(s, clock.now));
  const stepQueue = (key: DueStep["queue"], link: string) => ({
    key,
    count: cases(key).length,
    overdue: cases(key).filter(isOverdue).length,
    cases: cases(key).slice(0, SHOWN),
    link,
  });
  const queues: DeskView["queues"] = [
    waitingQueue("vetting", waiting, clock),
    ...(isCity ? [waitingQueue("held", waiting, clock)] : []),
    onBehalf,
    stepQueue("interest", "/app/desk/chase"),
    stepQueue("round", "/app/rounds"),
  ];
  return {
    queues,
    deadlines: queues
      .flatMap((q) => q.cases)
      .filter((c) => c.dueAt !== null)
      .sort((a, b) => a.dueAt!.localeCompare(b.dueAt!))
      .slice(0, 12),
    chaseCount: steps.filter((s) => s.organisationId !== null).length,
    at: clock.now.toISOString(),
  };
}

export function toDeskCase(step: DueStep, now: Date): DeskCase {
  const { stepKey, queue, title, number, organisationName, nextAction, link } = step;
  const dueAt = step.dueAt?.toISOString() ?? null;
  return {
    stepKey,
    queue,
    title,
    number,
    organisationName,
    nextAction,
    link,
    dueAt,
    isOverdue: step.dueAt !== null && step.dueAt < now,
  };
}

/** A county's turn is what was handed in; a city's also what was recommended, and what it holds. */
async function loadWaiting(tx: Tx, jurisdictionIds: string[], clock: VettingClock, isCity: boolean) {
  const states = isCity ? ["submitted", "recommended", "held"] : ["submitted"];
  return tx.$queryRaw<WaitingRow[]>`/* prepared */
    SELECT * FROM (
      SELECT e.id AS entry_id, r.id AS revision_id, r.state, e.number, r.title, o.name AS organisation_name, r.submitted_at,
        count(*) OVER q::int AS n, count(*) FILTER (WHERE r.submitted_at < ${clock.overdueBefore}) OVER q::int AS overdue,
        row_number() OVER (q ORDER BY r.submitted_at, r.id)::int AS place
      FROM revision r JOIN entry e ON e.id = r.entry_id JOIN organisation o ON o.id = e.organisation_id
      WHERE r.state IN ('submitted', 'recommended', 'held') AND r.state = ANY(${states}::text[])
        AND e.jurisdiction_id = ANY(${jurisdictionIds}::text[])
      WINDOW q AS (PARTITION BY r.state = 'held')) w
    WHERE place <= ${SHOWN} ORDER BY place`;
}

function waitingQueue(key: "vetting" | "held", rows: WaitingRow[], clock: VettingClock): DeskView["queues"][number] {
  const own = rows.filter((r) => (r.state === "held") === (key === "held"));
  return {
    key,
    count: own[0]?.n ?? 0,
    overdue: own[0]?.overdue ?? 0,
    cases: own.map((r) => {
      const dueAt = instantOf(clock.dueOn(r.submitted_at), "23:59");
      return {
        stepKey: `vetting:${r.revision_id}`,
        queue: key,
        title: r.title,
        number: r.number,
        organisationName: r.organisation_name,
        dueAt: dueAt.toISOString(),
        isOverdue: dueAt < clock.now,
        nextAction: r.state === "submitted" ? "desk.next.vet" : `desk.next.${r.state === "held" ? "held" : "decide"}`,
        link: `/app/vetting/${r.revision_id}`,
      };
    }),
    link: key === "held" ? "/app/vetting?state=held" : "/app/vetting",
  };
}

async function loadUnconfirmed(tx: Tx, jurisdictionIds: string[]): Promise<DeskView["queues"][number]> {
  const rows = await tx.$queryRaw<
    { id: string; number: string | null; title: string; organisation_name: string; n: number }[]
  >`/* prepared */
    SELECT e.id, e.number, r.title, o.name AS organisation_name, count(*) OVER ()::int AS n
    FROM entry e JOIN revision r ON r.id = e.current_revision_id JOIN organisation o ON o.id = e.organisation_id
    WHERE e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL AND e.state <> 'archived'
      AND e.jurisdiction_id = ANY(${jurisdictionIds}::text[])
    ORDER BY e.created_at, e.id LIMIT ${SHOWN}`;
  return {
    key: "on_behalf",
    count: rows[0]?.n ?? 0,
    overdue: 0,
    cases: rows.map((r) => ({
      stepKey: `on_behalf:${r.id}`,
      queue: "on_behalf",
      title: r.title,
      number: r.number,
      organisationName: r.organisation_name,
      dueAt: null,
      isOverdue: false,
      nextAction: "desk.next.confirm_on_behalf",
      link: `/app/entries/${r.id}`,
    })),
    link: "/app/entries",
  };
}
