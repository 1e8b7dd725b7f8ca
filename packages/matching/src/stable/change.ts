import { MatchingError, wholeNumber } from "../kernel/matching-error.ts";
import type { Agent, ForbiddenPair, Preference, StableProblem } from "./problem.ts";

/** What happened after the release of a matching. */
export type StableChange =
  | { kind: "withdrawal"; side: "left" | "right"; id: string }
  | { kind: "capacity"; side: "left" | "right"; id: string; capacity: number }
  /** After an upheld objection: a corrected ranking, or a pair that may not be. */
  | { kind: "list"; side: "left" | "right"; id: string; prefers: Preference }
  | { kind: "forbidden"; pair: ForbiddenPair };

/**
 * The problem after the changes, one after the other, ready for `rematch`. Who withdraws leaves every list as well. A lower
 * quota never stands above a smaller capacity.
 */
export function applyChanges(problem: StableProblem, changes: readonly StableChange[]): StableProblem {
  return changes.reduce(applyChange, problem);
}

function applyChange(problem: StableProblem, change: StableChange, k: number): StableProblem {
  if (change.kind === "forbidden") return { ...problem, forbidden: [...(problem.forbidden ?? []), change.pair] };
  const { side, id } = change;
  const agents = problem[side];
  if (!agents.some((agent) => agent.id === id)) throw new MatchingError("unknown_id", `changes[${k}].id`, String(id));
  const replace = (by: (agent: Agent) => Agent): StableProblem => ({
    ...problem,
    [side]: agents.map((agent) => (agent.id === id ? by(agent) : agent)),
  });
  if (change.kind === "list") return replace((agent) => ({ ...agent, prefers: change.prefers }));
  if (change.kind === "capacity") {
    const capacity = wholeNumber(change.capacity, `changes[${k}].capacity`);
    return replace((agent) =>
      agent.lowerQuota === undefined
        ? { ...agent, capacity }
        : { ...agent, capacity, lowerQuota: Math.min(agent.lowerQuota, capacity) },
    );
  }
  const other = side === "left" ? "right" : "left";
  const { forbidden, ...rest } = problem;
  return {
    ...rest,
    ...(forbidden && { forbidden: forbidden.filter((pair) => pair[side] !== id) }),
    [side]: agents.filter((agent) => agent.id !== id),
    [other]: problem[other].map((agent) => ({ ...agent, prefers: without(agent.prefers, id) })),
  };
}

const without = (prefers: Preference, id: string): Preference =>
  prefers.flatMap((entry): Preference => {
    if (typeof entry === "string") return entry === id ? [] : [entry];
    const left = entry.filter((other) => other !== id);
    return left.length === 0 ? [] : [left];
  });
