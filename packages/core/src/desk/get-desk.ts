import { coveredJurisdictions, type DeskCase, type DeskView, isCoordinator, requireUser } from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { loadVettingClock } from "../vetting/vetting-clock.ts";
import { type DeskClock, nameAssignees, toDeskCase } from "./desk-case.ts";
import { loadUnconfirmed, loadWaiting, loadWaitingRegistrations, waitingQueue } from "./desk-queues.ts";
import { loadStepsOfEach } from "./due-step-providers.ts";
import { joinedQueues } from "./joined-queues.ts";

/** Of one noun; a queue with more says "at least". */
const STEPS = 200;
const FIRST = 6;
const DEADLINES = 30;

/** The coordinator's morning: what waits, since when, until when, what to do next. A fixed number of queries, whatever is in. */
export async function getDesk(ctx: Ctx): Promise<DeskView> {
  const actor = requireUser(ctx.actor);
  const tx = ctx.db.prisma;
  const jurisdictionIds = coveredJurisdictions(actor);
  const clock = await loadVettingClock(tx);
  const isCity = isCoordinator(actor, "city");
  const registrations = await loadWaitingRegistrations(tx, jurisdictionIds);
  const waiting = await loadWaiting(tx, jurisdictionIds, clock, isCity);
  const onBehalf = await loadUnconfirmed(tx, jurisdictionIds);
  const steps = await loadStepsOfEach(tx, { jurisdictionIds, isCity }, STEPS);
  const joined = joinedQueues(steps, clock, STEPS);
  const queues: DeskView["queues"] = [
    registrations,
    waitingQueue("vetting", waiting, clock),
    ...(isCity ? [waitingQueue("held", waiting, clock)] : []),
    onBehalf,
    ...joined,
  ];
  const own = [
    ...queues.slice(0, -joined.length).flatMap((q) => q.cases),
    ...steps.filter((s) => s.organisationId === null).map((s) => toDeskCase(s, clock)),
  ];
  const ofOthers = steps.filter((s) => s.organisationId !== null).map((s) => toDeskCase(s, clock));
  const cases = [...own, ...ofOthers];
  await nameAssignees(tx, [...cases, ...joined.flatMap((q) => q.cases)]);
  return {
    queues,
    first: [...firstOf(own, clock), ...firstOf(ofOthers, clock)].slice(0, FIRST),
    deadlines: cases
      .filter((c) => c.dueAt !== null)
      .sort((a, b) => a.dueAt!.localeCompare(b.dueAt!))
      .slice(0, DEADLINES),
    chaseCount: steps.filter((s) => s.organisationId !== null && s.dueAt !== null).length,
    at: clock.now.toISOString(),
  };
}

const OF_A_QUEUE = 2;

/**
 * Overdue first, then what is due soonest, then what waits longest without a deadline; a few of each queue, so that a
 * long one does not hide the others. What a coordinator does alone stands before what somebody has to be called about.
 */
function firstOf(cases: DeskCase[], clock: DeskClock): DeskCase[] {
  const far = "9999";
  const key = (c: DeskCase) => `${c.dueAt ?? far}${c.since ?? far}`;
  const soon = (c: DeskCase) => c.isOverdue || (c.workingDays !== null && c.workingDays <= 1);
  const old = (c: DeskCase) => c.since !== null && clock.now.getTime() - Date.parse(c.since) > 2 * 86_400_000;
  const taken = new Map<string, number>();
  return cases
    .filter((c) => soon(c) || (c.dueAt === null && old(c)))
    .sort((a, b) => key(a).localeCompare(key(b)))
    .filter((c) => {
      const n = (taken.get(c.queue) ?? 0) + 1;
      taken.set(c.queue, n);
      return n <= OF_A_QUEUE;
    });
}
