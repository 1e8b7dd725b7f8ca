import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// An entry is what stands in the catalogue, a revision is what people write and vet.
// A published entry is never edited in place: a new revision goes through vetting while the old one stands.
// What runs out (expires) can be renewed; what was withdrawn comes back only through vetting; an archived entry is closed.
export const ENTRY_STATES = ["draft", "published", "matched", "expired", "withdrawn", "archived"] as const;
export const entryState = z.enum(ENTRY_STATES);
export type EntryState = z.infer<typeof entryState>;

const entryTransitions = {
  publish: { from: ["draft", "published", "matched", "expired", "withdrawn"], to: "published" },
  match: { from: ["published"], to: "matched" },
  reopen: { from: ["matched"], to: "published" },
  expire: { from: ["published"], to: "expired" },
  renew: { from: ["published", "expired"], to: "published" },
  withdraw: { from: ["published", "matched", "expired"], to: "withdrawn" },
  archive: { from: ["draft", "matched", "expired", "withdrawn"], to: "archived" },
} satisfies Record<string, { from: EntryState[]; to: EntryState }>;
export type EntryTransition = keyof typeof entryTransitions;

export function canMoveEntry(state: EntryState, action: EntryTransition): boolean {
  return (entryTransitions[action].from as EntryState[]).includes(state);
}

export function nextEntryState(state: EntryState, action: EntryTransition): EntryState {
  if (!canMoveEntry(state, action)) throw new DomainError("conflict", "entry.action_not_allowed", { state, action });
  return entryTransitions[action].to;
}

// Who writes may save and hand in; what was handed in may be taken back until it is decided.
// A county recommends what was handed in; a city decides, with or without a recommendation; what is held can still go any way.
// Where a city has a chain, its decision is first prepared (with the rubric and a proposal), then checked if there is a checker,
// and happens only when the signatory signs; checker and signatory may send it back to the preparer, who proposes anew or
// returns it to its author. While it lies with checker or signatory only they, or the author who takes it back, move it.
// A returned revision is corrected and handed in again; a rejected one stays as it is, a new revision may be begun from it.
export const REVISION_STATES = [
  "draft",
  "submitted",
  "recommended",
  "held",
  "prepared",
  "checked",
  "sent_back",
  "returned",
  "rejected",
  "published",
  "superseded",
  "withdrawn",
] as const;
export const revisionState = z.enum(REVISION_STATES);
export type RevisionState = z.infer<typeof revisionState>;

const revisionTransitions = {
  submit: { from: ["draft", "returned"], to: "submitted" },
  recall: { from: ["submitted", "recommended", "held", "prepared", "checked", "sent_back"], to: "draft" },
  discard: { from: ["draft", "returned"], to: "withdrawn" },
  recommend: { from: ["submitted"], to: "recommended" },
  return: { from: ["submitted", "recommended", "held", "sent_back"], to: "returned" },
  prepare: { from: ["submitted", "recommended", "held", "sent_back"], to: "prepared" },
  check: { from: ["prepared"], to: "checked" },
  send_back: { from: ["prepared", "checked"], to: "sent_back" },
  hold: { from: ["submitted", "recommended", "prepared", "checked"], to: "held" },
  reject: { from: ["submitted", "recommended", "held", "prepared", "checked"], to: "rejected" },
  publish: { from: ["submitted", "recommended", "held", "prepared", "checked"], to: "published" },
  supersede: { from: ["published"], to: "superseded" },
} satisfies Record<string, { from: RevisionState[]; to: RevisionState }>;
export type RevisionTransition = keyof typeof revisionTransitions;

export function canMoveRevision(state: RevisionState, action: RevisionTransition): boolean {
  return (revisionTransitions[action].from as RevisionState[]).includes(state);
}

export function nextRevisionState(state: RevisionState, action: RevisionTransition): RevisionState {
  if (!canMoveRevision(state, action)) throw new DomainError("conflict", "entry.action_not_allowed", { state, action });
  return revisionTransitions[action].to;
}

/** States in which an author may write. */
export const isEditable = (state: RevisionState): boolean => state === "draft" || state === "returned";
/** States in which a revision waits for a coordinator. */
export const VETTING_STATES = [
  "submitted",
  "recommended",
  "held",
  "prepared",
  "checked",
  "sent_back",
] as const satisfies RevisionState[];
export const isInVetting = (state: RevisionState): boolean =>
  (VETTING_STATES as readonly RevisionState[]).includes(state);
/** On its way: at most one revision of an entry is in one of these states. */
export const OPEN_REVISION_STATES = ["draft", "returned", ...VETTING_STATES] as const satisfies RevisionState[];
/** Entry states whose published revision everybody reads (an expired one is shown as such). */
export const PUBLIC_ENTRY_STATES = ["published", "matched", "expired"] as const satisfies EntryState[];
