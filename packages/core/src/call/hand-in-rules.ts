import { type Actor, type EntryStanding, isMemberOf } from "@jiebang/domain";

/** Members hand in their own entries; the coordinator who entered one on behalf does so for them. */
export function mayHandIn(actor: Actor, standing: EntryStanding): boolean {
  if (isMemberOf(actor, standing.organisationId)) return true;
  return actor.kind === "user" && standing.onBehalfById === actor.userId;
}
