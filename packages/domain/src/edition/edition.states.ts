import { z } from "zod";
import { DomainError } from "../kernel/domain-error.ts";

// An edition is put together as a draft, laid before the one who issues it as prepared, and can be given back.
// Issuing freezes the entries first and makes the files from what is frozen; an interrupted issue is taken up where it
// stopped and ends with the same bytes. What is issued stays: a mistake is corrected by an erratum beside it.
export const EDITION_STATES = ["draft", "prepared", "issuing", "issued", "discarded"] as const;
export const editionState = z.enum(EDITION_STATES);
export type EditionState = z.infer<typeof editionState>;

const transitions = {
  prepare: { from: ["draft"], to: "prepared" },
  giveBack: { from: ["prepared"], to: "draft" },
  issue: { from: ["prepared", "issuing"], to: "issuing" },
  finish: { from: ["issuing"], to: "issued" },
  discard: { from: ["draft", "prepared"], to: "discarded" },
} satisfies Record<string, { from: EditionState[]; to: EditionState }>;
export type EditionTransition = keyof typeof transitions;

export function canMoveEdition(state: EditionState, action: EditionTransition): boolean {
  return (transitions[action].from as EditionState[]).includes(state);
}

export function nextEditionState(state: EditionState, action: EditionTransition): EditionState {
  if (!canMoveEdition(state, action))
    throw new DomainError("conflict", "edition.action_not_allowed", { state, action });
  return transitions[action].to;
}
