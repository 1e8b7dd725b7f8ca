import type { Affinity, AffinityContext, AffinityDemand, AffinityOffer } from "../affinity/affinity.types.ts";
import { matchAll } from "../affinity/affinity-index.ts";
import { assign } from "../assignment/assign.ts";
import type { AssignmentProblem, AssignmentResult } from "../assignment/problem.ts";
import type { Report } from "../kernel/progress.ts";
import type { ArrayMatching, StrictInstance } from "../stable/arrays.ts";
import { deferredAcceptance } from "../stable/deferred-acceptance.ts";
import { matchStable } from "../stable/match-stable.ts";
import type { Pair, StableProblem, StableResult } from "../stable/problem.ts";
import { type Rematch, rematch } from "../stable/rematch.ts";
import { type StableVerdict, verifyStable } from "../stable/verify-stable.ts";
import { buildTimetable } from "../timetable/build-timetable.ts";
import type { Timetable, TimetableProblem } from "../timetable/problem.ts";

/** What a thread of its own can be asked for; inputs and outputs are plain values, as threads and pages can send them. */
export interface MatchingTasks {
  matchStable: { input: StableProblem; output: StableResult };
  /** The typed-array door: for very large lists, whose strings would take longer to hand over than to match. */
  deferredAcceptance: { input: StrictInstance; output: ArrayMatching };
  verifyStable: { input: { problem: StableProblem; pairs: Pair[] }; output: StableVerdict };
  rematch: { input: { problem: StableProblem; before: Pair[] }; output: Rematch };
  assign: { input: AssignmentProblem; output: AssignmentResult };
  buildTimetable: { input: TimetableProblem; output: Timetable };
  /** The `k` best offers of every demand, with evidence. */
  matchAll: {
    input: { offers: AffinityOffer[]; demands: AffinityDemand[]; context: AffinityContext; k: number };
    output: { demand: string; offers: Affinity[] }[];
  };
}
export type MatchingTask = keyof MatchingTasks;

const tasks: { [T in MatchingTask]: (input: MatchingTasks[T]["input"], report: Report) => MatchingTasks[T]["output"] } =
  {
    matchStable: (problem) => matchStable(problem),
    deferredAcceptance: (instance) => deferredAcceptance(instance),
    verifyStable: ({ problem, pairs }) => verifyStable(problem, pairs),
    rematch: ({ problem, before }) => rematch(problem, before),
    assign: (problem) => assign(problem),
    buildTimetable: (problem, report) => buildTimetable(problem, report),
    matchAll({ offers, demands, context, k }, report) {
      const found: MatchingTasks["matchAll"]["output"] = [];
      report("prepare", 0, demands.length);
      for (const best of matchAll(offers, demands, context, k)) {
        found.push(best);
        report("solve", found.length, demands.length);
      }
      return found;
    },
  };

/** One task by its name, in this thread. */
export function runTask<T extends MatchingTask>(
  name: T,
  input: MatchingTasks[T]["input"],
  report: Report = () => {},
): MatchingTasks[T]["output"] {
  return tasks[name](input, report);
}
