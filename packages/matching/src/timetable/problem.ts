// Meetings of pairs in slots and at tables: string ids outside, slots counted through all days.

export interface TimetableParty {
  id: string;
  /** Slots in which this party cannot meet; slots are counted from 0 through all days [none]. */
  unavailable?: readonly number[];
}

export interface TimetableMeeting {
  id: string;
  left: string;
  right: string;
}

export interface TimetableProblem {
  /** Number of slots of each day, such as `[24, 24]`. */
  days: readonly number[];
  /** Meetings at once, the same in every slot. */
  tables: number;
  /** Those who should wait least, such as enterprises with a stand. */
  left: readonly TimetableParty[];
  right: readonly TimetableParty[];
  meetings: readonly TimetableMeeting[];
  /** Tells apart what is equally good. */
  seed: string;
}

export interface PlacedMeeting {
  meeting: string;
  slot: number;
  /** From 0 to `tables - 1`. */
  table: number;
}

export interface UnplacedMeeting {
  meeting: string;
  /** `no_common_slot`: the two are never there together; `party_full`: one of them has more meetings than slots; `no_room`: no order was found that takes it in. */
  why: "no_common_slot" | "party_full" | "no_room";
  /** The party that is full. */
  party?: string;
}

export interface GapStatistics {
  /** Days on which somebody of this side meets anybody. */
  days: number;
  gaps: number;
  /** Mean over those days of (empty slots between the first and the last meeting ÷ that span); 0..1. */
  meanShare: number;
}

export interface Timetable {
  /** In the order of slots, then of tables. */
  placed: PlacedMeeting[];
  unplaced: UnplacedMeeting[];
  gaps: { left: GapStatistics; right: GapStatistics };
  /** Tables in use in each slot. */
  load: number[];
}

/** Against a timetable that stood: nothing else has moved. */
export interface TimetableChange {
  moved: { meeting: string; from: number; to: number }[];
  added: string[];
  removed: string[];
}
