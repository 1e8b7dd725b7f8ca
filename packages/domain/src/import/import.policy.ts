import { coversJurisdiction, isCoordinator, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { DomainError, notFound } from "../kernel/domain-error.ts";
import type { IMPORT_ACTIONS, ImportState } from "./import.schema.ts";

/** Members for their organisation, coordinators for a source or on behalf of an organisation, and the command line. */
export function mayImport(actor: Actor): boolean {
  if (actor.kind === "system") return true;
  return actor.kind === "user" && (isCoordinator(actor) || actor.memberships.length > 0);
}

export interface ImportTarget {
  id: string;
  jurisdictionId: string | null;
  state: string;
}

/** Whose entries they become. An organisation out of reach does not exist for the actor. */
export function requireImportTarget(actor: Actor, organisation: ImportTarget | null): void {
  if (!organisation) throw notFound();
  if (actor.kind === "system") return;
  if (!isMemberOf(actor, organisation.id) && !coversJurisdiction(actor, organisation.jurisdictionId)) throw notFound();
  if (organisation.state !== "active") throw new DomainError("conflict", "entry.organisation_not_active");
}

/** A batch is seen by who started it and by city coordinators (and the command line). */
export function maySeeImport(actor: Actor, startedById: string | null): boolean {
  if (actor.kind === "system") return true;
  return actor.kind === "user" && (actor.userId === startedById || isCoordinator(actor, "city"));
}

/** Whole lists are published by city coordinators, never by the organisation they belong to. */
export function mayPublishImport(actor: Actor, organisationId: string | null): boolean {
  if (actor.kind === "system") return true;
  return isCoordinator(actor, "city") && !(organisationId && isMemberOf(actor, organisationId));
}

type ImportAction = (typeof IMPORT_ACTIONS)[number];
const ACTIONS: Record<ImportState, ImportAction[]> = {
  uploaded: ["start", "cancel"],
  staging: ["cancel"],
  staged: ["start", "confirm", "cancel"],
  committing: [],
  committed: ["publish"],
  cancelled: [],
  failed: ["start", "cancel"],
};

export function importActions(state: ImportState, mayPublish: boolean, unpublished: number): ImportAction[] {
  return ACTIONS[state].filter((action) => action !== "publish" || (mayPublish && unpublished > 0));
}

export function requireImportAction(state: ImportState, action: ImportAction): void {
  if (!ACTIONS[state].includes(action))
    throw new DomainError("conflict", "import.action_not_allowed", { state, action });
}
