import { coversJurisdiction, hasRole, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { canMoveRevision, isInVetting, type RevisionState } from "../entry/entry.states.ts";
import type { ChainStep, VettingRule } from "./chain.ts";
import type { VettingAction } from "./vetting.schema.ts";

export interface VettingStanding {
  organisationId: string;
  jurisdictionId: string | null;
  state: RevisionState;
  onBehalfById: string | null;
  submittedById: string | null;
}

/** Under which rule a case runs, and who has taken which step. */
export interface ChainStanding {
  rule: VettingRule;
  preparedById: string | null;
  checkedById: string | null;
  secrecyById: string | null;
}
export type CaseStanding = VettingStanding & { chain: ChainStanding };

/** States in which the desk may read a revision; a draft and a returned text belong to their author. */
export const READABLE_AT_DESK = [
  "submitted",
  "recommended",
  "held",
  "prepared",
  "checked",
  "sent_back",
  "rejected",
  "published",
  "superseded",
] as const;

export function seesCase(actor: Actor, standing: VettingStanding): boolean {
  return (
    coversJurisdiction(actor, standing.jurisdictionId) &&
    (READABLE_AT_DESK as readonly RevisionState[]).includes(standing.state)
  );
}

/** Nobody vets the entry of an organisation to which he belongs, nor what he entered or handed in himself. */
export function isBarredFromVetting(actor: Actor, standing: Omit<VettingStanding, "state">): boolean {
  if (actor.kind !== "user") return false;
  return (
    isMemberOf(actor, standing.organisationId) ||
    standing.onBehalfById === actor.userId ||
    standing.submittedById === actor.userId
  );
}

/** Where nobody is named for a step, every coordinator of the city may take it. */
export function isNamedFor(actor: Actor, rule: Pick<VettingRule, "persons">, step: ChainStep): boolean {
  const named = rule.persons[step];
  return !named?.length || (actor.kind === "user" && named.includes(actor.userId));
}

/** Signs what is published in bulk (imported lists): a signatory of the city's chain. */
export function maySign(actor: Actor, jurisdictionId: string | null, rule: VettingRule): boolean {
  return (
    actor.kind === "system" || (coversJurisdiction(actor, jurisdictionId, "city") && isNamedFor(actor, rule, "sign"))
  );
}

/** Which step a case waits for: nobody may take two of them. */
export function stepInTurn(state: RevisionState, steps: readonly ChainStep[]): ChainStep | null {
  if (!isInVetting(state)) return null;
  if (state === "checked") return "sign";
  if (state === "prepared") return steps.includes("check") ? "check" : "sign";
  return steps[0] ?? "sign";
}

/**
 * A county recommends or returns what was handed in. A city takes the step in turn, with or without a recommendation:
 * in a chain of one it decides, else it prepares, checks (or sends back) and signs (or sends back), each time another person.
 */
export function vettingActions(actor: Actor, standing: CaseStanding): VettingAction[] {
  if (isBarredFromVetting(actor, standing)) return [];
  const { state, chain } = standing;
  const isCity = coversJurisdiction(actor, standing.jurisdictionId, "city");
  const isCounty = coversJurisdiction(actor, standing.jurisdictionId, "county");
  if (!isCity) return isCounty && state === "submitted" ? ["recommend", "return"] : [];
  const step = stepInTurn(state, chain.rule.steps);
  if (!step) return [];
  const actions = [...secrecyAction(actor, chain), ...stepActions(actor, step, chain)];
  return actions.filter((action) => action === "secrecy" || action === "sign" || canMoveRevision(state, action));
}

function stepActions(actor: Actor, step: ChainStep, { rule, ...taken }: ChainStanding): VettingAction[] {
  const me = actor.kind === "user" ? actor.userId : null;
  const isFree = isNamedFor(actor, rule, step) && me !== null;
  if (rule.steps.length === 1) return isFree ? ["return", "hold", "reject", "publish"] : ["return"];
  if (step === "prepare") return isFree ? ["return", "prepare"] : ["return"];
  if (!isFree || me === taken.preparedById || (step === "sign" && me === taken.checkedById)) return [];
  return step === "check" ? ["check", "send_back"] : ["sign", "send_back"];
}

function secrecyAction(actor: Actor, { rule, secrecyById }: ChainStanding): VettingAction[] {
  const isAsked = actor.kind === "user" && rule.secrecyReviewerIds.includes(actor.userId);
  return rule.secrecyStep !== null && secrecyById === null && isAsked ? ["secrecy"] : [];
}

/** Who sets how a city vets: its own coordinators and platform administrators. */
export function maySetVettingRule(actor: Actor, cityId: string): boolean {
  if (actor.kind !== "user") return actor.kind === "system";
  return (
    hasRole(actor, "platform_admin") ||
    actor.appointments.some((a) => a.level === "city" && a.jurisdictionId === cityId)
  );
}
