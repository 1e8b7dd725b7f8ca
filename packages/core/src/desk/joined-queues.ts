import { DESK_QUEUES, type DeskQueueKey, type DeskView } from "@jiebang/domain";
import { type DeskClock, toDeskCase } from "./desk-case.ts";
import { SHOWN } from "./desk-queues.ts";
import type { DueStep } from "./due-step.ts";

/** Where the whole of a queue is; a key without a line leads to the chase list, filtered. */
const lists: Partial<Record<DeskQueueKey, string>> = {
  round: "/app/rounds",
  visit: "/app/visits?open=true",
};
/** Shown even when nothing waits: one sees that nothing does. */
const always: DeskQueueKey[] = ["interest", "round"];

/** Queues made of the steps that nouns contributed; one appears as soon as a step names it. */
export function joinedQueues(steps: DueStep[], clock: DeskClock, limit: number): DeskView["queues"] {
  return DESK_QUEUES.map((key) => ({ key, own: steps.filter((s) => s.queue === key) }))
    .filter(({ key, own }) => own.length > 0 || always.includes(key))
    .map(({ key, own }) => {
      const ages = own.flatMap((s) => (s.since ? [s.since.getTime()] : []));
      return {
        key,
        count: own.length,
        isCapped: own.length >= limit,
        overdue: own.filter((s) => s.dueAt && s.dueAt < clock.now).length,
        oldest: ages.length ? new Date(Math.min(...ages)).toISOString() : null,
        cases: own.slice(0, SHOWN).map((s) => toDeskCase(s, clock)),
        link: lists[key] ?? `/app/desk/chase?queue=${key}`,
      };
    });
}
