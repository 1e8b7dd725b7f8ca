// The demonstration world as its writers see it: short, flat, in 万元 and days. `play/entry-input.ts` turns it into what the verbs take.

import type { CooperationMode, IpRight, LayeredField, MaturityStage, Target, VettingReason } from "@jiebang/domain";

export type DemoTarget = readonly [name: string, comparator: Target["comparator"], value: string, unit: string];

export type DemoRight = Pick<IpRight, "kind" | "status"> & { number?: string };

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
  reasons?: VettingReason[];
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
  modes: CooperationMode[];
  /** 万元: one figure, a range, or negotiable. */
  money: readonly [min: string, max: string] | "negotiable";
  /** Days from "now" until the entry's validity ends. */
  validFor?: number;
  hidden?: boolean;
  /** field -> layer, where it differs from the default. */
  layers?: Partial<Record<LayeredField, "undertaking">>;
}

export interface DemoOffer extends DemoEntryBase {
  kind: "offer";
  maturity: MaturityStage;
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
  targets: DemoTarget[];
  /** Days from "now" by which the result is needed. */
  deadlineIn: number;
  partner?: string;
  ipWish: "poster" | "bidder" | "shared" | "licence" | "negotiable";
}

export type DemoEntry = DemoOffer | DemoDemand;

export const offer = (entry: Omit<DemoOffer, "kind">): DemoOffer => ({ kind: "offer", ...entry });
export const demand = (entry: Omit<DemoDemand, "kind">): DemoDemand => ({ kind: "demand", ...entry });
