import { coversJurisdiction, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import type { EntryAction } from "./entry.schema.ts";
import {
  canMoveEntry,
  canMoveRevision,
  type EntryState,
  isEditable,
  isInVetting,
  OPEN_REVISION_STATES,
  type RevisionState,
} from "./entry.states.ts";

/** What decides about an entry: whose it is, who entered it, where both stand. */
export interface EntryStanding {
  organisationId: string;
  jurisdictionId: string | null;
  state: EntryState;
  /** Of the current revision. */
  revisionState: RevisionState;
  onBehalfById: string | null;
  onBehalfConfirmedAt: unknown;
  /** A stamped form confirmed the current text. */
  isStamped?: boolean;
  hasNumber: boolean;
}

/** A coordinator works on an entry entered on behalf until the organisation confirms it; then it is the organisation's alone. */
export function ownsEntry(actor: Actor, entry: Pick<EntryStanding, "organisationId">): boolean {
  return isMemberOf(actor, entry.organisationId);
}

export function actsOnBehalf(
  actor: Actor,
  entry: Pick<EntryStanding, "jurisdictionId" | "onBehalfById" | "onBehalfConfirmedAt">,
): boolean {
  return entry.onBehalfById !== null && !entry.onBehalfConfirmedAt && coversJurisdiction(actor, entry.jurisdictionId);
}

/** Members see their entries in every state. Coordinators see what was entered on behalf until the organisation confirms it: later drafts are not theirs. */
export function seesOwnEntry(actor: Actor, entry: EntryStanding): boolean {
  return ownsEntry(actor, entry) || actsOnBehalf(actor, entry);
}

/** A coordinator may enter for organisations of the own jurisdiction. */
export function mayEnterOnBehalf(actor: Actor, organisation: { jurisdictionId: string | null }): boolean {
  return actor.kind === "user" && coversJurisdiction(actor, organisation.jurisdictionId);
}

export function entryActions(actor: Actor, entry: EntryStanding): EntryAction[] {
  const isOwner = ownsEntry(actor, entry);
  if (!isOwner && !actsOnBehalf(actor, entry)) return [];
  const { state, revisionState } = entry;
  const isLive = state !== "archived";
  const isOpen = (OPEN_REVISION_STATES as readonly RevisionState[]).includes(revisionState);
  const allowed: Record<EntryAction, boolean> = {
    save: isLive && isEditable(revisionState),
    attach: isLive && isEditable(revisionState),
    submit: isLive && canMoveRevision(revisionState, "submit"),
    recall: isLive && canMoveRevision(revisionState, "recall"),
    // The last draft of an entry that never stood is put away by archiving the entry.
    discard: isLive && canMoveRevision(revisionState, "discard") && state !== "draft",
    revise: isLive && !isOpen,
    withdraw: canMoveEntry(state, "withdraw"),
    renew: canMoveEntry(state, "renew"),
    archive: canMoveEntry(state, "archive") && !isInVetting(revisionState),
    confirm_on_behalf: isOwner && entry.onBehalfById !== null && !entry.onBehalfConfirmedAt,
    // The stamped form speaks for an organisation that does not sign in; a coordinator has checked that it is this text.
    confirm_by_stamp: !isOwner && isLive && !isEditable(revisionState) && !entry.isStamped,
  };
  return (Object.keys(allowed) as EntryAction[]).filter((action) => allowed[action]);
}
