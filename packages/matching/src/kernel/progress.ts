/** Where a long computation stands: `done` of `total` steps of a phase. Called often; must return at once. */
export type Report = (phase: MatchingPhase, done: number, total: number) => void;

export const MATCHING_PHASES = ["prepare", "solve", "describe"] as const;
export type MatchingPhase = (typeof MATCHING_PHASES)[number];
