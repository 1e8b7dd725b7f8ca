import type { EncodedTimetable } from "./encode-timetable.ts";
import type { Schedule } from "./schedule.ts";

const NOBODY = -1;
/** How many meetings may have to move for one to come in. */
const DEEPEST = 4;

/**
 * Places a meeting where it costs fewest moves of others, then fewest gaps, then earliest. Who stands in its way is moved
 * on, and on from there, up to four deep. Returns the meetings that moved, or null when there is no room.
 */
export function placeMeeting(of: EncodedTimetable, schedule: Schedule, meeting: number): number[] | null {
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const moved = placeWithin(of, schedule, meeting, depth, new Set([meeting]));
    if (moved) return moved;
  }
  return null;
}

function placeWithin(
  of: EncodedTimetable,
  schedule: Schedule,
  meeting: number,
  depth: number,
  fixed: Set<number>,
): number[] | null {
  const direct = cheapestFree(of, schedule, meeting);
  if (direct !== NOBODY) {
    schedule.put(meeting, direct);
    return [];
  }
  if (depth === 0) return null;
  for (let slot = 0; slot < of.slots; slot++) {
    if (!schedule.isCommon(meeting, slot)) continue;
    const blocking = [...new Set([schedule.leftBusy(meeting, slot), schedule.rightBusy(meeting, slot)])].filter(
      (b) => b !== NOBODY,
    );
    const isRoom = schedule.load[slot]! - blocking.length < of.tables;
    if (!isRoom || blocking.length > depth || blocking.some((b) => fixed.has(b))) continue;
    const moved = moveAside(of, schedule, meeting, slot, blocking, depth, fixed);
    if (moved) return moved;
  }
  return null;
}

/** Takes out who is in the way, puts the meeting there, and finds the others a new place; or leaves all as it was. */
function moveAside(
  of: EncodedTimetable,
  schedule: Schedule,
  meeting: number,
  slot: number,
  blocking: number[],
  depth: number,
  fixed: Set<number>,
): number[] | null {
  const before = blocking.map((b) => schedule.slotOf[b]!);
  for (const b of blocking) schedule.take(b);
  schedule.put(meeting, slot);
  const moved: number[] = [];
  const settled: number[] = [];
  const places = schedule.slotOf.slice();
  for (const b of blocking) {
    const further = placeWithin(of, schedule, b, depth - blocking.length, new Set([...fixed, ...blocking]));
    if (!further) {
      restore(schedule, places, [...settled, ...moved]);
      schedule.take(meeting);
      blocking.forEach((one, k) => {
        if (schedule.slotOf[one] !== NOBODY) schedule.take(one);
        schedule.put(one, before[k]!);
      });
      return null;
    }
    settled.push(b);
    moved.push(...further);
  }
  return [...blocking, ...moved];
}

function restore(schedule: Schedule, places: Int32Array, touched: number[]): void {
  const unique = [...new Set(touched)];
  for (const t of unique) if (schedule.slotOf[t] !== NOBODY) schedule.take(t);
  for (const t of unique) if (places[t] !== NOBODY) schedule.put(t, places[t]!);
}

function cheapestFree(of: EncodedTimetable, schedule: Schedule, meeting: number): number {
  let best = NOBODY;
  let bestCost = 0;
  for (let slot = 0; slot < of.slots; slot++) {
    if (!schedule.isFree(meeting, slot)) continue;
    const before = schedule.costAround(meeting, slot);
    schedule.put(meeting, slot);
    const cost = schedule.costAround(meeting, slot) - before;
    schedule.take(meeting);
    if (best === NOBODY || cost < bestCost) {
      best = slot;
      bestCost = cost;
    }
  }
  return best;
}
