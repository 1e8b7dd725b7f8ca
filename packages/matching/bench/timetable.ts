import { buildTimetable } from "../src/timetable/build-timetable.ts";
import { makeInterviews } from "../src/timetable/testing/interviews.ts";
import { verifyTimetable } from "../src/timetable/verify-timetable.ts";
import { type BenchArgs, median, type Row, userMs } from "./row.ts";

/** 60 enterprises, 200 talents, two days of 24 slots, 40 tables, 80 % availability. */
export async function bench({ rounds }: BenchArgs): Promise<Row[]> {
  const problem = makeInterviews();
  buildTimetable(makeInterviews({ interviews: 60, seed: "warm" }));
  const runs = Array.from({ length: rounds }, () => userMs(() => buildTimetable(problem)));
  const { placed, unplaced, gaps } = runs[0]!.value;
  const share = (value: number) => `${(100 * value).toFixed(1)} %`;
  const verdict = verifyTimetable(problem, placed);
  return [
    {
      problem: "timetable, 600 interviews",
      ours: median(runs.map((run) => run.ms)),
      reference: null,
      reach: { ms: 5000 },
      note: `${verdict.isValid ? 0 : 1} clashes, ${unplaced.length} left out, gaps of enterprises ${share(gaps.left.meanShare)}, of talents ${share(gaps.right.meanShare)}`,
    },
  ];
}
