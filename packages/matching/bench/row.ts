import type { References } from "./references.ts";

/** What a bench file is given: `export async function bench(args: BenchArgs): Promise<Row[]>`. */
export interface BenchArgs {
  /** How often ours and the reference take turns; medians are shown. */
  rounds: number;
  /** The reference solvers, or null where they (or a C++ compiler) are not beside the project. */
  references: References | null;
  /** An empty folder for instances; it is removed afterwards. */
  folder: string;
  /** Only problems whose name contains this. */
  only: string | null;
}

/** One line of the table. Times are milliseconds of user CPU, so that a busy machine does not decide. */
export interface Row {
  problem: string;
  ours: number;
  reference: number | null;
  /** The most that `ours / reference` may be; or the most that `ours` may be, in milliseconds. */
  reach: { ratio: number } | { ms: number } | null;
  /** Peak resident memory in MB, of ours and of the reference. */
  memory?: { ours: number; reference: number | null; ratio?: number };
  /** What else was checked, such as the same matching. */
  note?: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** User CPU milliseconds of one call in this process. */
export function userMs<T>(call: () => T): { ms: number; value: T } {
  const before = process.cpuUsage();
  const value = call();
  return { ms: process.cpuUsage(before).user / 1000, value };
}
