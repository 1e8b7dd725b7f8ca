import type { RoundBundle } from "@jiebang/domain";
import type { LedgerEvent } from "../chain.ts";
import { Difference } from "./bundle-verdict.ts";

/** A bid as the events tell it. */
export interface ReplayedBid {
  id: string;
  itemId: string;
  bidder: string;
  /** Number of envelopes so far. */
  seq: number;
  /** The envelope that counts now; null after a withdrawal. */
  commitment: string | null;
  state: "sealed" | "withdrawn" | "opened" | "valid" | "failed" | "selected" | "not_selected";
  hasDefects: boolean;
}

export interface ReplayedItem {
  id: string;
  number: number;
  state: "live" | "released" | "confirmed" | "ended";
  /** Of this item alone, after an extension. */
  closesAt: string | null;
}

/** The round as it stands after the events gone through so far; rules of a family of events change it. */
export interface Replay {
  bundle: RoundBundle;
  stage: string;
  bidClosesAt: string | null;
  announcedAtSeq: number | null;
  items: Map<string, ReplayedItem>;
  bids: Map<string, ReplayedBid>;
  releases: { version: number; hash: string; seq: number; selected: Map<string, number> }[];
  isOver: boolean;
}

/** One event, where it stands, and short ways to say what is wrong with it. */
export interface Step {
  event: LedgerEvent;
  /** `ledger.events[i]` */
  path: string;
  replay: Replay;
}

export type Rule = (step: Step) => void;
export type Rules = Record<string, Rule>;

/** A text in the payload. */
export function textIn({ event, path }: Step, key: string): string {
  const value = event.payload[key];
  if (typeof value !== "string") throw new Difference(`${path}.payload.${key}`, "shape", "text", value);
  return value;
}

/** The stage of the moment must allow this action. */
export function requireAction(step: Step, ...actions: string[]): void {
  const { replay, path, event } = step;
  const stage = replay.bundle.template.content.stages.find((s) => s.key === replay.stage);
  if (replay.isOver || !stage || !actions.some((a) => stage.allows.includes(a)))
    throw new Difference(path, "action_not_allowed", actions.join(" | "), `${event.type} (${replay.stage})`);
}

export function itemOf(step: Step): ReplayedItem {
  const item = step.replay.items.get(textIn(step, "item"));
  if (!item) throw new Difference(`${step.path}.payload.item`, "item_unknown", "", step.event.payload.item);
  return item;
}

export function bidOf(step: Step): ReplayedBid {
  const bid = step.replay.bids.get(textIn(step, "bid"));
  if (!bid) throw new Difference(`${step.path}.payload.bid`, "bid_unknown", "", step.event.payload.bid);
  return bid;
}

export const number = (parameters: Record<string, unknown>, key: string): number => Number(parameters[key]);
