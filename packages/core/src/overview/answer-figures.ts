import type { OverviewView } from "@jiebang/domain";

export interface AnswerCell {
  metric: string;
  month: string;
  /** Days until the answer; empty where there was none. */
  detail: string;
  n: number;
}

const CLASSES = [1, 3, 5, 10, 15, 20, 30, null];

/** How fast answers come: classes of days, the median of all that were given, the share in time over the months. */
export function toAnswers(cells: AnswerCell[]): OverviewView["answers"] {
  const sum = (metric: string, fits: (cell: AnswerCell) => boolean = () => true) =>
    cells.filter((c) => c.metric === metric && fits(c)).reduce((n, c) => n + c.n, 0);
  const within = (from: number, upTo: number | null) => (cell: AnswerCell) =>
    Number(cell.detail) > from && (upTo === null || Number(cell.detail) <= upTo);
  const months = [...new Set(cells.map((c) => c.month))].sort();
  return {
    distribution: CLASSES.map((upTo, at) => {
      const fits = within(at === 0 ? -1 : CLASSES[at - 1]!, upTo);
      return { upTo, inTime: sum("answer_in", fits), late: sum("answer_late", fits) };
    }),
    medianDays: median(cells.filter((c) => c.metric !== "answer_missing").map((c) => [Number(c.detail), c.n])),
    inTime: sum("answer_in"),
    late: sum("answer_late"),
    missing: sum("answer_missing"),
    byMonth: months.map((month) => {
      const of = (metric: string) => sum(metric, (c) => c.month === month);
      return { month, inTime: of("answer_in"), late: of("answer_late"), missing: of("answer_missing") };
    }),
  };
}

/** Of values with how often each occurs; of an even number the mean of the two in the middle. */
function median(counted: [value: number, times: number][]): number | null {
  const total = counted.reduce((n, [, times]) => n + times, 0);
  if (total === 0) return null;
  const sorted = [...counted].sort(([a], [b]) => a - b);
  const at = (place: number) => {
    let passed = 0;
    for (const [value, times] of sorted) {
      passed += times;
      if (passed > place) return value;
    }
    return sorted.at(-1)![0];
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}
