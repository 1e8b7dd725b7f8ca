// The public shapes of an assignment: string ids outside, loads and values in plain numbers.
import type { ForbiddenPair } from "../stable/problem.ts";

export interface AssignmentParty {
  id: string;
  /** Fewest partners, a hard limit [0]. */
  least?: number;
  /** Most partners [1]. */
  most?: number;
  /** What one unit of relaxing a limit costs, for the way out of an infeasible problem; whole, null: never [1]. */
  relax?: { least?: number | null; most?: number | null };
}

export interface PossiblePair {
  left: string;
  right: string;
  value: number;
}

export interface AssignmentForbiddenPair extends ForbiddenPair {
  /** What lifting the ban would cost; whole [null: never]. */
  relax?: number | null;
}

export interface AssignmentProblem {
  left: readonly AssignmentParty[];
  right: readonly AssignmentParty[];
  /** Who may be paired, each pair once; what is not listed cannot be. */
  pairs: readonly PossiblePair[];
  forbidden?: readonly AssignmentForbiddenPair[];
  /** `higher`: values are scores, the largest total wins; `lower`: values are costs. */
  better: "higher" | "lower";
  /** Values are rounded to so many decimals, then everything is exact in whole numbers; 0 to 9 [6]. */
  decimals?: number;
  /**
   * `most`: as many pairs as the limits allow, then the best total. `emptyPlace`: a place of the left side that stays empty
   * costs so much, in units of the values; 0 makes only pairs that are worth it (and those that a least load asks for) [most].
   */
  fill?: "most" | { emptyPlace: number };
  /**
   * `leximin`: of the fullest assignments those with the fewest pairs of the worst value, then of the next worst, and so on.
   * `floor`: the highest floor under which no pair lies and which keeps the assignment as full, then the best total.
   * The score that is raised is that of a filled place (of the party itself, where it has one place).
   */
  fairness?: "leximin" | { floor: "search" };
  /** Among equally good assignments the one with the smallest sum of pair draws from this seed (see `pairDraw`). */
  seed: string;
}

/** One potential per party, in the order of the input, for one objective. */
export interface Duals {
  left: number[];
  right: number[];
}

export interface Assigned {
  kind: "assigned";
  /** In the order of `left`, then of `right`. */
  pairs: { left: string; right: string; value: number }[];
  total: number;
  /** Parties of the left side with empty places. */
  unfilled: { id: string; empty: number }[];
  /** Partners of each party, in the order of the input. */
  loads: { left: number[]; right: number[] };
  /** The worst value of a pair; null without pairs. */
  worst: number | null;
  /** The floor found, where one was asked for; null when there is no pair. */
  floor?: number | null;
  certificate: Certificate;
}

/** Proof of the optimum that `verifyAssignment` reads. */
export interface Certificate {
  /** Objective by objective; ends where only one assignment is left. */
  levels: Duals[];
  /** That no floor fills more, and that a higher floor would fill less (null where no pair lies above the floor). */
  floor?: { fullest: Duals; above: Duals | null };
}

export type AssignmentLimit =
  | { limit: "least" | "most"; side: "left" | "right"; id: string; value: number }
  | { limit: "forbidden"; left: string; right: string };

export interface InfeasibleAssignment {
  kind: "infeasible";
  /** Units that all least loads together lack at best. */
  lacking: number;
  /** Limits that cannot hold together; without any one of them the others can. */
  conflict: AssignmentLimit[];
  /** The cheapest way to make all least loads possible; null when limits that may never be relaxed forbid it. */
  relaxation: { cost: number; changes: RelaxedLimit[] } | null;
}

export type RelaxedLimit =
  | { limit: "least" | "most"; side: "left" | "right"; id: string; from: number; to: number; cost: number }
  | { limit: "forbidden"; left: string; right: string; cost: number };

export type AssignmentResult = Assigned | InfeasibleAssignment;
