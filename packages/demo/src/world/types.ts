// The demonstration world as its writers see it: short, flat, in 万元 and days. `play/entry-input.ts` turns it into what the verbs take.

export type Maturity = "laboratory" | "small_trial" | "pilot" | "industrial";
export type Comparator = ">=" | "<=" | "=" | "range";
/** name, comparator, value, unit */
export type Target = readonly [name: string, comparator: Comparator, value: string, unit: string];

export interface DemoRight {
  kind: "invention" | "utility_model" | "software" | "know_how";
  status: "granted" | "pending" | "registered" | "held";
  number?: string;
}

export type Mode =
  | "development"
  | "assignment"
  | "licence_exclusive"
  | "licence_sole"
  | "licence_ordinary"
  | "licence_open"
  | "consulting"
  | "service"
  | "equity"
  | "trial_first"
  | "joint_platform";

/** What became of the entry in the months before the demonstration opens. */
export type Road =
  | "published"
  | "returned_once" // came back with reasons, was corrected, then published
  | "returned" // still with its author
  | "held"
  | "rejected"
  | "recommended" // waits on the city's desk
  | "submitted" // waits on a county's desk
  | "draft"
  | "withdrawn";

interface DemoEntryBase {
  key: string;
  org: string;
  /** Days before "now" on which it was submitted (or saved, for a draft). */
  ago: number;
  road?: Road;
  reasons?: string[];
  note?: string;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn?: string;
  body: string;
  keywords: string;
  keywordsEn?: string;
  industry: string;
  chain?: string;
  ipc?: string;
  modes: Mode[];
  /** 万元: one figure, a range, or negotiable. */
  money: readonly [min: string, max: string] | "negotiable";
  /** Days from "now" until the entry's validity ends. */
  validFor?: number;
  hidden?: boolean;
  /** field -> layer, where it differs from the default. */
  layers?: Record<string, "undertaking">;
}

export interface DemoOffer extends DemoEntryBase {
  kind: "offer";
  maturity: Maturity;
  trl: number;
  evidence: string;
  rights: DemoRight[];
  inventors: string;
  team: string;
  conditions: string;
  proved: string;
}

export interface DemoDemand extends DemoEntryBase {
  kind: "demand";
  problem: string;
  today: string;
  targets: Target[];
  /** Days from "now" by which the result is needed. */
  deadlineIn: number;
  partner?: string;
  ipWish: "poster" | "bidder" | "shared" | "licence" | "negotiable";
}

export type DemoEntry = DemoOffer | DemoDemand;

export const offer = (entry: Omit<DemoOffer, "kind">): DemoOffer => ({ kind: "offer", ...entry });
export const demand = (entry: Omit<DemoDemand, "kind">): DemoDemand => ({ kind: "demand", ...entry });
