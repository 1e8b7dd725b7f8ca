// The public shapes of a stable matching: string ids outside, lists that may be incomplete, one-sided and tied.

/** Best first; an inner list is a tie. Who is not listed is not acceptable. */
export type Preference = readonly (string | readonly string[])[];

export interface Agent {
  id: string;
  prefers: Preference;
  /** Most partners; a whole number, 0 takes part and gets nobody [1]. */
  capacity?: number;
  /** Fewest partners wanted; reported when unmet, never forced (a forced quota can make stability impossible) [0]. */
  lowerQuota?: number;
}

/** `lottery`: one published lottery number per participant breaks every tie. `max-size`: as many pairs as can be found, weakly stable. */
export type TiePolicy = { policy: "lottery"; seed: string } | { policy: "max-size"; seed: string };

export interface ForbiddenPair {
  left: string;
  right: string;
  /** What excludes the pair, such as a conflict of interest; given back by `whyNot`. */
  reason?: string;
}

export interface StableProblem {
  left: readonly Agent[];
  right: readonly Agent[];
  /** The side that proposes: each of its members gets the best partners it has in any stable matching (strict lists). */
  favour: "left" | "right";
  ties: TiePolicy;
  forbidden?: readonly ForbiddenPair[];
}

export type Pair = readonly [left: string, right: string];

/** An entry that was left out before the matching. */
export interface DroppedEntry {
  side: "left" | "right";
  id: string;
  listed: string;
  why: "one_sided" | "forbidden";
}

export interface UnmatchedAgent {
  side: "left" | "right";
  id: string;
  /** `empty_list`: listed nobody; `nobody_left`: its list fell to one-sided or forbidden entries; `no_capacity`; `rejected`: all it listed are full with better ones. */
  why: "empty_list" | "nobody_left" | "no_capacity" | "rejected";
}

export interface SideStatistics {
  agents: number;
  matched: number;
  /** Places taken, and places there are. */
  taken: number;
  capacity: number;
  /** `ranks[k]`: pairs in which this side got its (k+1)-th wish; ties share the better number. */
  ranks: number[];
  meanRank: number | null;
}

export interface StableResult {
  /** In the order of `left`, then of preference. */
  pairs: Pair[];
  /** Agents without any partner. */
  unmatched: UnmatchedAgent[];
  /** Agents below their lower quota. */
  belowQuota: { side: "left" | "right"; id: string; lowerQuota: number; got: number }[];
  /** The first thousand, and how many there were. */
  dropped: DroppedEntry[];
  droppedCount: number;
  statistics: { left: SideStatistics; right: SideStatistics };
  /** How ties were settled: `strict` (there were none), `lottery`, or the best weakly stable size and whether it is proved to be the largest. */
  ties: { kind: "strict" } | { kind: "lottery" } | { kind: "max-size"; isProvedLargest: boolean };
}
