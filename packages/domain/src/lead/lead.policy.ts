import { isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { coversOrganisation } from "../organisation/organisation.policy.ts";
import type { LeadAction } from "./lead.schema.ts";
import { canMoveLead, type LeadState } from "./lead.states.ts";

/** What decides about a lead: whose it is, who looks after the firm, who works on it. */
export interface LeadStanding {
  organisationId: string;
  jurisdictionId: string | null;
  state: LeadState;
  assigneeId: string | null;
  /** Service officers (服务专员) of the organisation. */
  officerIds: string[];
}

const isUser = (actor: Actor, userId: string | null) => actor.kind === "user" && actor.userId === userId;

/** Those who work it out with the firm: its officers, the one it was given to, coordinators of its area. */
export function refinesLead(actor: Actor, lead: LeadStanding): boolean {
  return (
    actor.kind === "user" &&
    (isUser(actor, lead.assigneeId) || lead.officerIds.includes(actor.userId) || coversOrganisation(actor, lead))
  );
}

/** A lead is seen by its firm and by those who work it out with it; for everybody else it does not exist. */
export function seesLead(actor: Actor, lead: LeadStanding): boolean {
  return isMemberOf(actor, lead.organisationId) || refinesLead(actor, lead);
}

/** An officer or a coordinator may write down what a firm said on a visit. */
export function mayEnterLeadFor(
  actor: Actor,
  organisation: { organisationId: string; jurisdictionId: string | null; officerIds: string[] },
): boolean {
  return (
    actor.kind === "user" &&
    (isMemberOf(actor, organisation.organisationId) ||
      organisation.officerIds.includes(actor.userId) ||
      coversOrganisation(actor, organisation))
  );
}

export function leadActions(actor: Actor, lead: LeadStanding): LeadAction[] {
  const isFirm = isMemberOf(actor, lead.organisationId);
  const isRefiner = refinesLead(actor, lead);
  const covers = coversOrganisation(actor, lead);
  const can = (move: Parameters<typeof canMoveLead>[1]) => canMoveLead(lead.state, move);
  const allowed: Record<LeadAction, boolean> = {
    assign: covers && can("assign"),
    take: isRefiner && !isUser(actor, lead.assigneeId) && can("assign"),
    ask: isRefiner && can("ask"),
    answer: isFirm && can("answer"),
    draft: isRefiner && can("draft"),
    propose: isRefiner && can("propose"),
    confirm: isFirm && can("confirm"),
    correct: isFirm && can("correct"),
    convert: can("convert") && (isFirm || (isRefiner && covers && lead.state === "confirmed")),
    drop: (isFirm || isRefiner) && can("drop"),
    reopen: (isFirm || isRefiner) && can("reopen"),
    addPhoto: (isFirm || isRefiner) && can("addPhoto"),
  };
  return (Object.keys(allowed) as LeadAction[]).filter((action) => allowed[action]);
}
