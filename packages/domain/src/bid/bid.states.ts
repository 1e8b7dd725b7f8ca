import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// A bid may be replaced or withdrawn until the deadline and never afterwards; what was opened is judged as it was sealed.
// What cannot be read, or misses a formal part, is defective with coded reasons: the bidder may hand in the plaintext that
// hashes to its commitment, or correct formal items when asked. Valid bids are selected or not; a release makes it known.
export const BID_STATES = [
  "draft",
  "sealed",
  "withdrawn",
  "opened",
  "defective",
  "valid",
  "selected",
  "not_selected",
] as const;
export const bidState = z.enum(BID_STATES);
export type BidState = z.infer<typeof bidState>;

const transitions = {
  seal: { from: ["draft", "sealed", "withdrawn"], to: "sealed" },
  withdraw: { from: ["sealed"], to: "withdrawn" },
  open: { from: ["sealed"], to: "opened" },
  findDefective: { from: ["sealed", "opened", "valid", "defective", "not_selected"], to: "defective" },
  recover: { from: ["defective"], to: "opened" },
  pass: { from: ["opened", "defective"], to: "valid" },
  select: { from: ["valid", "selected", "not_selected"], to: "selected" },
  passOver: { from: ["valid", "defective", "selected", "not_selected"], to: "not_selected" },
  reconsider: { from: ["selected", "not_selected"], to: "valid" },
} satisfies Record<string, { from: BidState[]; to: BidState }>;
export type BidTransition = keyof typeof transitions;

export function canMoveBid(state: BidState, action: BidTransition): boolean {
  return (transitions[action].from as BidState[]).includes(state);
}

export function nextBidState(state: BidState, action: BidTransition): BidState {
  if (!canMoveBid(state, action)) throw new DomainError("conflict", "bid.action_not_allowed", { state, action });
  return transitions[action].to;
}

/** States of a bid that counts towards "enough bids" after the formal check. */
export const VALID_BID_STATES = ["valid", "selected", "not_selected"] as const satisfies BidState[];

/** What can be wrong with an opened envelope; each has a sentence. */
export const BID_DEFECTS = [
  "unreadable",
  "commitment_mismatch",
  "malformed",
  "unsigned_partner",
  "missing_part",
  "missing_file",
] as const;
export const bidDefect = z.enum(BID_DEFECTS);
export type BidDefect = z.infer<typeof bidDefect>;
/** Without the plaintext nothing can be judged; the others are formal and may be corrected. */
export const UNREADABLE_DEFECTS: readonly BidDefect[] = ["unreadable", "commitment_mismatch", "malformed"];

/** Why the formal check asks for a correction or fails a bid. */
export const FORMAL_REASONS = [
  "eligibility", // 不符合申报资格
  "unsigned_partner", // 参与单位未签署
  "missing_part", // 必填内容缺失
  "missing_file", // 附件缺失或无法读取
  "unreadable", // 无法启封
  "related_party", // 与发榜方存在关联关系
  "declaration_missing", // 信用承诺缺失
  "targets_not_covered", // 未逐项响应指标
  "not_corrected", // 逾期未补正
  "other",
] as const;
export const formalReason = z.enum(FORMAL_REASONS);

/** Why a valid bid was not taken. Every bidder gets one, with a sentence of the poster's. */
export const NOT_SELECTED_REASONS = [
  "targets_not_met", // 指标未满足
  "plan_not_convincing", // 技术路线说服力不足
  "team_not_fitting", // 团队与任务不匹配
  "money_not_fitting", // 经费或报价不匹配
  "time_not_fitting", // 周期不匹配
  "ip_terms_not_fitting", // 知识产权约定不一致
  "too_early", // 技术成熟度不足
  "another_fits_better", // 其他方案更合适
  "formal_failed", // 形式审查未通过
  "other",
] as const;
export const notSelectedReason = z.enum(NOT_SELECTED_REASONS);

/** Why a bid was taken. */
export const SELECTED_REASONS = [
  "targets_met_best",
  "plan_convincing",
  "team_strong",
  "terms_fitting",
  "complements_another",
  "other",
] as const;
export const selectedReason = z.enum(SELECTED_REASONS);
