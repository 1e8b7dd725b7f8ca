import { byLottery } from "../kernel/lottery.ts";
import type { EncodedTimetable } from "./encode-timetable.ts";
import type { PlacedMeeting } from "./problem.ts";
import type { Schedule } from "./schedule.ts";

/** Tables slot by slot: what stood keeps its table, the left party stays where it sat last, else the table used least. */
export function assignTables(
  of: EncodedTimetable,
  schedule: Schedule,
  seed: string,
  stood: Map<string, PlacedMeeting>,
): PlacedMeeting[] {
  const before = byLottery(seed);
  const lastTable = new Int32Array(of.parties).fill(-1);
  const used = new Int32Array(of.tables);
  const bySlot: number[][] = Array.from({ length: of.slots }, () => []);
  schedule.slotOf.forEach((slot, m) => {
    if (slot >= 0) bySlot[slot]!.push(m);
  });
  const placed: PlacedMeeting[] = [];
  for (const [slot, meetings] of bySlot.entries()) {
    const tableOf = new Map<number, number>();
    const isTaken = new Uint8Array(of.tables);
    const seat = (m: number, table: number) => {
      tableOf.set(m, table);
      isTaken[table] = 1;
    };
    const ordered = meetings.toSorted((x, y) => before(of.ids[x]!, of.ids[y]!));
    for (const m of ordered) {
      const former = stood.get(of.ids[m]!);
      if (former?.slot === slot && former.table < of.tables && !isTaken[former.table]) seat(m, former.table);
    }
    for (const m of ordered) {
      const last = lastTable[of.left[m]!]!;
      if (!tableOf.has(m) && last >= 0 && !isTaken[last]) seat(m, last);
    }
    for (const m of ordered) {
      if (tableOf.has(m)) continue;
      let least = -1;
      for (let t = 0; t < of.tables; t++) if (!isTaken[t] && (least < 0 || used[t]! < used[least]!)) least = t;
      seat(m, least);
    }
    for (const m of ordered) {
      const table = tableOf.get(m)!;
      used[table]!++;
      lastTable[of.left[m]!] = table;
      placed.push({ meeting: of.ids[m]!, slot, table });
    }
  }
  return placed.sort((a, b) => a.slot - b.slot || a.table - b.table);
}
