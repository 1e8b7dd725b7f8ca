/** Bad input, with the place where it stands: `left[3].prefers[2]`. The reason is stable; sentences are made elsewhere. */
export class MatchingError extends Error {
  readonly reason: MatchingFault;
  readonly place: string;
  readonly detail: string | number;

  constructor(reason: MatchingFault, place: string, detail: string | number = "") {
    super(`${reason} at ${place}${detail === "" ? "" : `: ${detail}`}`);
    this.name = "MatchingError";
    this.reason = reason;
    this.place = place;
    this.detail = detail;
  }
}

export type MatchingFault =
  | "unknown_id"
  | "duplicate_id"
  | "duplicate_in_list"
  | "capacity_not_whole"
  | "quota_above_capacity"
  | "not_a_number"
  | "out_of_range"
  | "too_large"
  | "empty_tie"
  | "shape";

/** More than this in one list or one side is a mistake of the caller, not a problem to solve in memory. */
export const MOST_AGENTS = 5_000_000;
export const MOST_EDGES = 60_000_000;

export function wholeNumber(value: unknown, place: string, least = 0): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > 0x7fffffff)
    throw new MatchingError("capacity_not_whole", place, String(value));
  return value;
}

export function finiteNumber(value: unknown, place: string): number {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new MatchingError("not_a_number", place, String(value));
  return value;
}
