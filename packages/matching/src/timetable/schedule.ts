import type { EncodedTimetable } from "./encode-timetable.ts";

const NOBODY = -1;

/** Which meeting stands in which slot, who is busy when, and what that costs in gaps. */
export class Schedule {
  readonly slotOf: Int32Array;
  /** `party * slots + slot` → the meeting there, or -1. */
  readonly busy: Int32Array;
  /** Meetings in each slot. */
  readonly load: Int32Array;
  private readonly of: EncodedTimetable;

  constructor(of: EncodedTimetable) {
    this.of = of;
    this.slotOf = new Int32Array(of.left.length).fill(NOBODY);
    this.busy = new Int32Array(of.parties * of.slots).fill(NOBODY);
    this.load = new Int32Array(of.slots);
  }

  /** Both parties are there, whoever else they meet. */
  isCommon(meeting: number, slot: number): boolean {
    const { available, left, right, slots } = this.of;
    return available[left[meeting]! * slots + slot] === 1 && available[right[meeting]! * slots + slot] === 1;
  }

  leftBusy(meeting: number, slot: number): number {
    return this.busy[this.of.left[meeting]! * this.of.slots + slot]!;
  }

  rightBusy(meeting: number, slot: number): number {
    return this.busy[this.of.right[meeting]! * this.of.slots + slot]!;
  }

  isFree(meeting: number, slot: number): boolean {
    return (
      this.load[slot]! < this.of.tables &&
      this.isCommon(meeting, slot) &&
      this.leftBusy(meeting, slot) === NOBODY &&
      this.rightBusy(meeting, slot) === NOBODY
    );
  }

  put(meeting: number, slot: number): void {
    const { left, right, slots } = this.of;
    this.slotOf[meeting] = slot;
    this.busy[left[meeting]! * slots + slot] = meeting;
    this.busy[right[meeting]! * slots + slot] = meeting;
    this.load[slot]!++;
  }

  take(meeting: number): void {
    const { left, right, slots } = this.of;
    const slot = this.slotOf[meeting]!;
    this.slotOf[meeting] = NOBODY;
    this.busy[left[meeting]! * slots + slot] = NOBODY;
    this.busy[right[meeting]! * slots + slot] = NOBODY;
    this.load[slot]!--;
  }

  /** Empty slots between the first and the last meeting of a party on a day. */
  gaps(party: number, day: number): number {
    const { dayStart, slots } = this.of;
    const base = party * slots;
    let first = base + dayStart[day]!;
    let last = base + dayStart[day + 1]! - 1;
    while (first <= last && this.busy[first] === NOBODY) first++;
    while (last > first && this.busy[last] === NOBODY) last--;
    let empty = 0;
    for (let at = first; at < last; at++) if (this.busy[at] === NOBODY) empty++;
    return empty;
  }

  /** What all gaps together cost. */
  cost(): number {
    const { parties, lefts, dayStart } = this.of;
    let cost = 0;
    for (let p = 0; p < parties; p++)
      for (let d = 0; d + 1 < dayStart.length; d++) cost += (p < lefts ? LEFT_WEIGHT : RIGHT_WEIGHT) * this.gaps(p, d);
    return cost;
  }

  /** What the days of both parties of a meeting around a slot cost; the left side waits dearer. */
  costAround(meeting: number, slot: number): number {
    const { left, right, dayOf } = this.of;
    const day = dayOf[slot]!;
    return LEFT_WEIGHT * this.gaps(left[meeting]!, day) + RIGHT_WEIGHT * this.gaps(right[meeting]!, day);
  }
}

export const LEFT_WEIGHT = 3;
export const RIGHT_WEIGHT = 2;
