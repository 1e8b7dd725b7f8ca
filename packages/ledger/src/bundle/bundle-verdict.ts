import type { LedgerHead, Receipt } from "@jiebang/domain";

/** Where and how a bundle differs from what follows from it. Sentences: i18n `bundle.fault_<reason>`. */
export type BundleFault =
  | "shape"
  | "sequence"
  | "time_backwards"
  | "link"
  | "hash"
  | "signature_head"
  | "signature_key"
  | "signature"
  | "unsigned_tail"
  | "round_number"
  | "template_differs"
  | "parameters_differ"
  | "item_differs"
  | "board_differs"
  | "notice_differs"
  | "head_expected"
  | "receipt_invalid"
  | "receipt_differs"
  | "event_unknown"
  | "stage_differs"
  | "action_not_allowed"
  | "item_unknown"
  | "bid_unknown"
  | "bid_late"
  | "bid_sequence"
  | "bidder_changed"
  | "bid_state"
  | "bid_missing_at_opening"
  | "bid_altered_at_opening"
  | "bid_not_sealed"
  | "check_missing"
  | "count_differs"
  | "decision_missing"
  | "decision_of_invalid_bid"
  | "too_many_selected"
  | "winners_differ"
  | "release_differs"
  | "release_version"
  | "notice_selection"
  | "disclosure_unfounded"
  | "disclosure_differs"
  | "disclosure_missing"
  | "outcome_differs"
  | "seal";

export interface BundleDifference {
  isOk: false;
  /** Place in the bundle, as `ledger.events[12].payload.commitment`. */
  path: string;
  reason: BundleFault;
  expected: string;
  found: string;
}

export interface BundleConfirmed {
  isOk: true;
  round: string | null;
  seq: number;
  head: string;
  /** How many of each were gone through again. */
  counted: { events: number; signatures: number; items: number; bids: number; releases: number; notices: number };
}

export type BundleVerdict = BundleConfirmed | BundleDifference;

/** What an OK does not prove. Sentences: i18n `bundle.limit_<name>`. */
export const BUNDLE_LIMITS = ["content_true", "events_complete", "key_owner", "decision_just", "people"] as const;

/** What somebody knows from elsewhere: paper, mail, an own receipt. */
export interface BundleExpectation {
  /** Public keys (keyId → base64url); without them those in the bundle are believed. */
  keys?: Record<string, string>;
  /** Heads printed on notices and receipts or mailed at a stage end. */
  heads?: LedgerHead[];
  receipts?: Receipt[];
}

/** Thrown inside a replay; `verifyBundle` turns it into the answer. */
export class Difference extends Error {
  readonly difference: BundleDifference;
  constructor(path: string, reason: BundleFault, expected: unknown, found: unknown) {
    super(`${path}: ${reason}`);
    this.difference = { isOk: false, path, reason, expected: text(expected), found: text(found) };
  }
}

export function expectEqual(path: string, reason: BundleFault, expected: unknown, found: unknown): void {
  const [a, b] = [text(expected), text(found)];
  if (a !== b) throw new Difference(path, reason, a, b);
}

const text = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
