import { coversJurisdiction, isCoordinator, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { DomainError } from "../kernel/domain-error.ts";
import type { FORM_FILE_ACTIONS, FormFileState, INTAKE_ACTIONS, IntakeState } from "./form-intake.schema.ts";

// Forms are dropped, read, looked at and brought in as a whole or not at all. Until then nothing of them is an entry.
// A coordinator collects for the firms of the jurisdiction, a member for the own organisation only.

export interface IntakeStanding {
  organisationId: string | null;
  jurisdictionId: string | null;
}

/** Colleagues of the same desk or organisation go on with it; for all others it does not exist. */
export function maySeeIntake(actor: Actor, intake: IntakeStanding): boolean {
  if (intake.organisationId) return isMemberOf(actor, intake.organisationId);
  return coversJurisdiction(actor, intake.jurisdictionId);
}

export function mayCollectForms(actor: Actor): boolean {
  return actor.kind === "user" && (isCoordinator(actor) || actor.memberships.length > 0);
}

type IntakeAction = (typeof INTAKE_ACTIONS)[number];
export function intakeActions(
  state: IntakeState,
  counts: { waiting: number; unsettled: number; drafts: number },
): IntakeAction[] {
  if (state !== "open") return [];
  const isReady = counts.waiting === 0 && counts.unsettled === 0 && counts.drafts > 0;
  return isReady ? ["upload", "commit", "cancel"] : ["upload", "cancel"];
}

export function requireOpenIntake(state: string): void {
  if (state !== "open") throw new DomainError("conflict", "form.intake_not_open", { state });
}

type FormFileAction = (typeof FORM_FILE_ACTIONS)[number];
export function formFileActions(
  intake: IntakeStanding & { state: string },
  file: { state: FormFileState; hasDrafts: boolean },
): FormFileAction[] {
  if (intake.state !== "open" || !file.hasDrafts) return [];
  if (file.state === "dropped") return ["restore"];
  if (file.state !== "read") return [];
  // A member's forms can only be the own organisation's.
  return intake.organisationId ? ["drop"] : ["set_organisation", "drop"];
}
