import type { Tx } from "@jiebang/db";
import type { RevisionState, UserActor, VettingOutcome } from "@jiebang/domain";
import { coordinatorsOf, notify } from "../notification/notify.ts";
import { type Decision, recordDecision } from "./record-decision.ts";
import type { VettingCaseRows } from "./vetting.access.ts";

/** One step inside the city's office: kept and audited like a decision, told to nobody outside. */
export function moveInChain(
  tx: Tx,
  actor: UserActor,
  found: VettingCaseRows,
  decision: Decision,
): Promise<VettingOutcome & { now: Date }> {
  return recordDecision(tx, actor, found, decision);
}

/** Tells those who may take the next step: the named ones, else the city's coordinators who have not taken one. */
export async function tellNextInChain(
  tx: Tx,
  { entry, revision, standing }: VettingCaseRows,
  state: RevisionState,
  taken: (string | null)[],
): Promise<void> {
  const { rule } = standing.chain;
  const step = state === "prepared" && rule.steps.includes("check") ? "check" : "sign";
  const named = rule.persons[step] ?? [];
  const userIds = named.length
    ? named
    : entry.jurisdictionId
      ? await coordinatorsOf(tx, entry.jurisdictionId, "city")
      : [];
  await notify(tx, {
    userIds: userIds.filter((id) => !taken.includes(id)),
    kind: `notify.vetting_to_${step}`,
    params: { number: entry.number ?? "", title: revision.title },
    link: `/app/vetting/${revision.id}`,
    dedupeKey: `vetting.to_${step}:${revision.id}:${revision.lockVersion}`,
  });
}
