export * from "./affinity/affinity.ts";
export * from "./affinity/affinity.types.ts";
export { type AffinityHit, AffinityIndex, matchAll } from "./affinity/affinity-index.ts";
export { type Measure, measuresOf } from "./affinity/measures.ts";
export { TermCounter, termStatistics } from "./affinity/term-statistics.ts";
export { TEXT_KNOBS, type TextKnobs, TextScorer } from "./affinity/text-scorer.ts";
export * from "./aggregate/aggregate.ts";
export { assign } from "./assignment/assign.ts";
export * from "./assignment/assign-complete.ts";
export { pairDraw } from "./assignment/encode-assignment.ts";
export { type Network, NetworkSimplex, type Potentials } from "./assignment/network-simplex.ts";
export * from "./assignment/problem.ts";
export {
  type AssignmentFault,
  type AssignmentVerdict,
  type CheckedAssignment,
  verifyAssignment,
} from "./assignment/verify-assignment.ts";
export * from "./draw/draw.ts";
export * from "./kernel/lottery.ts";
export * from "./kernel/matching-error.ts";
export * from "./kernel/progress.ts";
export * from "./kernel/sha256.ts";
export * from "./stable/arrays.ts";
export * from "./stable/change.ts";
export { type CompleteLists, matchComplete } from "./stable/complete.ts";
export { deferredAcceptance } from "./stable/deferred-acceptance.ts";
export * from "./stable/match-stable.ts";
export * from "./stable/problem.ts";
export * from "./stable/rematch.ts";
export * from "./stable/student-projects.ts";
export { type StableFault, type StableVerdict, verifyStable } from "./stable/verify-stable.ts";
export * from "./stable/why-not.ts";
export { buildTimetable, changeOf, repairTimetable } from "./timetable/build-timetable.ts";
export * from "./timetable/problem.ts";
export { type TimetableVerdict, verifyTimetable } from "./timetable/verify-timetable.ts";
export { type MatchingTask, type MatchingTasks, runTask } from "./worker/tasks.ts";
