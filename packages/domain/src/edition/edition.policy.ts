import { coversJurisdiction } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import type { EditionAction } from "./edition.schema.ts";
import { canMoveEdition, type EditionState } from "./edition.states.ts";

/** Coordinators of the jurisdiction put an edition together. */
export const preparesEdition = (actor: Actor, edition: { jurisdictionId: string }): boolean =>
  coversJurisdiction(actor, edition.jurisdictionId);

/** A city coordinator issues; where the city asks for a second person, another one than who prepared it. */
export function mayIssueEdition(
  actor: Actor,
  edition: { jurisdictionId: string; preparedById: string | null },
  needsSecondPerson: boolean,
): boolean {
  if (!coversJurisdiction(actor, edition.jurisdictionId, "city")) return false;
  return !needsSecondPerson || actor.kind !== "user" || actor.userId !== edition.preparedById;
}

export function editionActions(
  actor: Actor,
  edition: { jurisdictionId: string; preparedById: string | null; state: EditionState; failure: string | null },
  needsSecondPerson: boolean,
): EditionAction[] {
  if (!preparesEdition(actor, edition)) return [];
  const { state } = edition;
  const actions: EditionAction[] = [];
  if (state === "draft") actions.push("edit", "prepare");
  if (canMoveEdition(state, "giveBack")) actions.push("giveBack");
  if (
    canMoveEdition(state, "issue") &&
    (state === "prepared" || edition.failure !== null) &&
    mayIssueEdition(actor, edition, needsSecondPerson)
  )
    actions.push("issue");
  if (canMoveEdition(state, "discard")) actions.push("discard");
  if (state === "issued") actions.push("addErratum");
  return actions;
}
