import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  isBarredFromVetting,
  notFound,
  type RevisionState,
  seesCase,
  type VettingAction,
  type VettingStanding,
  vettingActions,
} from "@jiebang/domain";

export interface VettingCaseRows {
  entry: rows.EntryModel;
  revision: rows.RevisionModel;
  standing: VettingStanding;
}

/** A revision at the desk of a coordinator whose jurisdiction it is; drafts and returned texts do not exist here. */
export async function fetchCase(tx: Tx, actor: Actor, revisionId: string): Promise<VettingCaseRows> {
  const found = await tx.revision.findUnique({ where: { id: revisionId }, include: { entry: true } });
  if (!found) throw notFound();
  const { entry, ...revision } = found;
  const standing: VettingStanding = {
    organisationId: entry.organisationId,
    jurisdictionId: entry.jurisdictionId,
    state: revision.state as RevisionState,
    onBehalfById: entry.onBehalfById,
    submittedById: revision.submittedById,
  };
  if (!seesCase(actor, standing)) throw notFound();
  return { entry, revision, standing };
}

export async function fetchCaseFor(
  tx: Tx,
  actor: Actor,
  revisionId: string,
  action: VettingAction,
): Promise<VettingCaseRows> {
  const found = await fetchCase(tx, actor, revisionId);
  if (isBarredFromVetting(actor, found.standing)) throw new DomainError("forbidden", "vetting.own_entry");
  if (!vettingActions(actor, found.standing).includes(action))
    throw new DomainError("conflict", "vetting.action_not_allowed", { action, state: found.standing.state });
  return found;
}
