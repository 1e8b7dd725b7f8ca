import { below } from "../../kernel/lottery.ts";
import { fastWords } from "../../kernel/random.ts";
import type { TimetableMeeting, TimetableProblem } from "../problem.ts";

/** A window's interview days: enterprises, talents, who is there when, and who meets whom, from a seed. */
export function makeInterviews({
  enterprises = 60,
  talents = 200,
  interviews = 600,
  days = [24, 24],
  tables = 40,
  present = 80,
  seed = "interviews",
} = {}): TimetableProblem {
  const words = fastWords(seed);
  const slots = days.reduce((sum, length) => sum + length, 0);
  const away = () => Array.from({ length: slots }, (_, s) => s).filter(() => below(words, 100) >= present);
  const met = new Set<string>();
  const meetings: TimetableMeeting[] = [];
  while (meetings.length < interviews) {
    // Each enterprise and each talent in turn, so that loads are about even.
    const left = `e${meetings.length % enterprises}`;
    const right = `t${below(words, talents)}`;
    if (met.has(`${left} ${right}`)) continue;
    met.add(`${left} ${right}`);
    meetings.push({ id: `i${meetings.length}`, left, right });
  }
  return {
    days,
    tables,
    left: Array.from({ length: enterprises }, (_, i) => ({ id: `e${i}`, unavailable: away() })),
    right: Array.from({ length: talents }, (_, i) => ({ id: `t${i}`, unavailable: away() })),
    meetings,
    seed,
  };
}
