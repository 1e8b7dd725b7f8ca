import type { Tx } from "@jiebang/db";
import { type DeskView, instantOf } from "@jiebang/domain";
import type { VettingClock } from "../vetting/vetting-clock.ts";
import { workingDaysUntil } from "./desk-case.ts";

type DeskQueue = DeskView["queues"][number];

/** Cases shown of each queue; the rest is behind its link. */
export const SHOWN = 8;

/** Where a revision waits for a city: handed in, recommended, held, or on its way through the chain of persons. */
const WAITING_STATES = ["submitted", "recommended", "held", "prepared", "checked", "sent_back"];
const nextOf: Record<string, string> = {
  submitted: "desk.next.vet",
  recommended: "desk.next.decide",
  held: "desk.next.held",
  prepared: "desk.next.check",
  checked: "desk.next.sign",
  sent_back: "desk.next.prepare_again",
};

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

/** A county's turn is what was handed in; a city's also what was recommended, and what it holds. */
export async function loadWaiting(tx: Tx, jurisdictionIds: string[], clock: VettingClock, isCity: boolean) {
  const states = isCity ? WAITING_STATES : ["submitted"];
  return tx.$queryRaw<WaitingRow[]>`/* prepared */
    SELECT * FROM (
      SELECT e.id AS entry_id, r.id AS revision_id, r.state, e.number, r.title, o.name AS organisation_name, r.submitted_at,
        count(*) OVER q::int AS n, count(*) FILTER (WHERE r.submitted_at < ${clock.overdueBefore}) OVER q::int AS overdue,
        row_number() OVER (q ORDER BY r.submitted_at, r.id)::int AS place
      FROM revision r JOIN entry e ON e.id = r.entry_id JOIN organisation o ON o.id = e.organisation_id
      WHERE r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back') AND r.state = ANY(${states}::text[])
        AND e.jurisdiction_id = ANY(${jurisdictionIds}::text[])
      WINDOW q AS (PARTITION BY r.state = 'held')) w
    WHERE place <= ${SHOWN} ORDER BY place`;
}

export function waitingQueue(key: "vetting" | "held", rows: WaitingRow[], clock: VettingClock): DeskQueue {
  const own = rows.filter((r) => (r.state === "held") === (key === "held"));
  return {
    key,
    count: own[0]?.n ?? 0,
    isCapped: false,
    overdue: own[0]?.overdue ?? 0,
    oldest: own[0]?.submitted_at.toISOString() ?? null,
    cases: own.map((r) => {
      const dueOn = clock.dueOn(r.submitted_at);
      const dueAt = instantOf(dueOn, "23:59");
      return {
        stepKey: `vetting:${r.revision_id}`,
        queue: key,
        title: r.title,
        number: r.number,
        organisationName: r.organisation_name,
        assigneeName: null,
        since: r.submitted_at.toISOString(),
        dueAt: dueAt.toISOString(),
        isOverdue: dueAt < clock.now,
        workingDays: workingDaysUntil(clock, dueOn),
        nextAction: nextOf[r.state] ?? "desk.next.vet",
        link: `/app/vetting/${r.revision_id}`,
      };
    }),
    link: key === "held" ? "/app/vetting?state=held" : "/app/vetting",
  };
}

interface PlainRow {
  id: string;
  title: string;
  number: string | null;
  organisation_name: string | null;
  since: Date;
  n: number;
}

function plainQueue(
  key: "on_behalf" | "registration",
  rows: PlainRow[],
  words: { nextAction: string; list: string; link(row: PlainRow): string },
): DeskQueue {
  return {
    key,
    count: rows[0]?.n ?? 0,
    isCapped: false,
    overdue: 0,
    oldest: rows[0]?.since.toISOString() ?? null,
    cases: rows.map((r) => ({
      stepKey: `${key}:${r.id}`,
      queue: key,
      title: r.title,
      number: r.number,
      organisationName: r.organisation_name,
      assigneeName: null,
      since: r.since.toISOString(),
      dueAt: null,
      isOverdue: false,
      workingDays: null,
      nextAction: words.nextAction,
      link: words.link(r),
    })),
    link: words.list,
  };
}

export async function loadUnconfirmed(tx: Tx, jurisdictionIds: string[]): Promise<DeskQueue> {
  const rows = await tx.$queryRaw<PlainRow[]>`/* prepared */
    SELECT e.id, e.number, r.title, o.name AS organisation_name, e.created_at AS since, count(*) OVER ()::int AS n
    FROM entry e JOIN revision r ON r.id = e.current_revision_id JOIN organisation o ON o.id = e.organisation_id
    WHERE e.on_behalf_by_id IS NOT NULL AND e.on_behalf_confirmed_at IS NULL AND e.state <> 'archived'
      AND e.on_behalf_stamp_revision_id IS DISTINCT FROM r.id
      AND e.jurisdiction_id = ANY(${jurisdictionIds}::text[])
    ORDER BY e.created_at, e.id LIMIT ${SHOWN}`;
  return plainQueue("on_behalf", rows, {
    nextAction: "desk.next.confirm_on_behalf",
    list: "/app/entries",
    link: (r) => `/app/entries/${r.id}`,
  });
}

/** Who asked for an account and an organisation, and has no answer yet. */
export async function loadWaitingRegistrations(tx: Tx, jurisdictionIds: string[]): Promise<DeskQueue> {
  const rows = await tx.$queryRaw<PlainRow[]>`/* prepared */
    SELECT g.id, g.name AS title, NULL AS number, g.organisation->>'name' AS organisation_name, g.created_at AS since,
      count(*) OVER ()::int AS n
    FROM registration g WHERE g.state = 'pending' AND g.jurisdiction_id = ANY(${jurisdictionIds}::text[])
    ORDER BY g.created_at, g.id LIMIT ${SHOWN}`;
  return plainQueue("registration", rows, {
    nextAction: "desk.next.answer_registration",
    list: "/app/desk/registrations",
    link: () => "/app/desk/registrations",
  });
}
