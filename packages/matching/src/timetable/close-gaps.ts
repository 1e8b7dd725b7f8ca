import { below, byLottery } from "../kernel/lottery.ts";
import type { Report } from "../kernel/progress.ts";
import { fastWords } from "../kernel/random.ts";
import type { EncodedTimetable } from "./encode-timetable.ts";
import { LEFT_WEIGHT, RIGHT_WEIGHT, type Schedule } from "./schedule.ts";

const NOBODY = -1;
/** Steps for each meeting; with 600 of them about two million. */
const STEPS = 5000;
const MOST_STEPS = 4_000_000;
const REPORT_EVERY = 4096;

/**
 * Moves meetings about until there are few gaps: a meeting changes its slot, and whoever meets one of the two there takes
 * the slot that gets empty. Worse steps are taken less and less often (threshold accepting on whole numbers, so that every
 * machine takes the same ones); the best timetable met on the way is kept.
 */
export function closeGaps(of: EncodedTimetable, schedule: Schedule, seed: string, report?: Report): void {
  const before = byLottery(seed);
  const placed = [...schedule.slotOf.keys()]
    .filter((m) => schedule.slotOf[m] !== NOBODY)
    .sort((x, y) => before(of.ids[x]!, of.ids[y]!));
  if (placed.length < 2) return;
  const words = fastWords(`${seed}\ntimetable`);
  const common = placed.map((m) => {
    const slots: number[] = [];
    for (let s = 0; s < of.slots; s++) if (schedule.isCommon(m, s)) slots.push(s);
    return slots;
  });
  const steps = Math.min(MOST_STEPS, STEPS * placed.length);
  const best = schedule.slotOf.slice();
  let change = 0;
  let bestChange = 0;
  const whole = schedule.cost();
  for (let step = 0; step < steps && whole + bestChange > 0; step++) {
    if (step % REPORT_EVERY === 0) report?.("solve", step, steps);
    // From accepting up to eight points of worsening to none, with equal steps always taken.
    const heat = Math.floor((9 * (steps - step)) / steps);
    const k = below(words, placed.length);
    const choice = common[k]!;
    const slot = choice[below(words, choice.length)]!;
    const delta = tryMove(of, schedule, placed[k]!, slot, heat === 0 ? 0 : below(words, heat));
    if (delta === null) continue;
    change += delta;
    if (change < bestChange) {
      bestChange = change;
      best.set(schedule.slotOf);
    }
  }
  for (const m of placed) schedule.take(m);
  for (const m of placed) schedule.put(m, best[m]!);
}

/** Does the move when it worsens by no more than `most`, and says by how much the cost changed; null when not done. */
function tryMove(of: EncodedTimetable, schedule: Schedule, meeting: number, slot: number, most: number): number | null {
  const old = schedule.slotOf[meeting]!;
  if (slot === old) return null;
  const a = schedule.leftBusy(meeting, slot);
  const right = schedule.rightBusy(meeting, slot);
  const b = right === a ? NOBODY : right; // the two may meet twice
  // Whoever stands there takes the old slot, if the other party of that meeting can.
  if (a !== NOBODY && !mayTakeOver(schedule, a, old, meeting)) return null;
  if (b !== NOBODY && !mayTakeOver(schedule, b, old, meeting)) return null;
  const others = Number(a !== NOBODY) + Number(b !== NOBODY);
  if (schedule.load[slot]! - others >= of.tables || schedule.load[old]! - 1 + others > of.tables) return null;
  const before = costOf(of, schedule, meeting, a, b, old, slot);
  schedule.take(meeting);
  if (a !== NOBODY) schedule.take(a);
  if (b !== NOBODY) schedule.take(b);
  schedule.put(meeting, slot);
  if (a !== NOBODY) schedule.put(a, old);
  if (b !== NOBODY) schedule.put(b, old);
  const delta = costOf(of, schedule, meeting, a, b, old, slot) - before;
  if (delta <= most) return delta;
  schedule.take(meeting);
  if (a !== NOBODY) schedule.take(a);
  if (b !== NOBODY) schedule.take(b);
  schedule.put(meeting, old);
  if (a !== NOBODY) schedule.put(a, slot);
  if (b !== NOBODY) schedule.put(b, slot);
  return null;
}

/** The meeting could stand in the slot, given that `leaving` goes from there. */
function mayTakeOver(schedule: Schedule, meeting: number, slot: number, leaving: number): boolean {
  if (!schedule.isCommon(meeting, slot)) return false;
  const left = schedule.leftBusy(meeting, slot);
  const right = schedule.rightBusy(meeting, slot);
  return (left === NOBODY || left === leaving) && (right === NOBODY || right === leaving);
}

/** Of every party that is touched, the one or two days concerned; parties of two meetings are counted once. */
function costOf(
  of: EncodedTimetable,
  schedule: Schedule,
  meeting: number,
  a: number,
  b: number,
  old: number,
  slot: number,
): number {
  const [d, e] = [of.dayOf[old]!, of.dayOf[slot]!];
  let cost = schedule.costAround(meeting, old);
  if (e !== d) cost += schedule.costAround(meeting, slot);
  // The left party of `a` is that of the meeting, the right one of `b` as well: they are counted already.
  const gapsOn = (party: number) => schedule.gaps(party, d) + (e === d ? 0 : schedule.gaps(party, e));
  if (a !== NOBODY) cost += RIGHT_WEIGHT * gapsOn(of.right[a]!);
  if (b !== NOBODY) cost += LEFT_WEIGHT * gapsOn(of.left[b]!);
  return cost;
}
