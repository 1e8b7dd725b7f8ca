import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  DomainError,
  type EntryAction,
  type EntryStanding,
  type EntryState,
  entryActions,
  notFound,
  type RevisionState,
  seesOwnEntry,
} from "@jiebang/domain";

export type EntryRow = rows.EntryModel;
export type RevisionRow = rows.RevisionModel;
export interface OwnCase {
  entry: EntryRow;
  /** The one being worked on, else the published one. */
  revision: RevisionRow;
  standing: EntryStanding;
}

/** An entry with its current revision, for those whose entry it is; for all others it does not exist. */
export async function fetchOwnEntry(tx: Tx, actor: Actor, entryId: string): Promise<OwnCase> {
  const entry = await tx.entry.findUnique({ where: { id: entryId } });
  if (!entry?.currentRevisionId) throw notFound();
  const revision = await tx.revision.findUnique({ where: { id: entry.currentRevisionId } });
  if (!revision) throw notFound();
  const standing = standingOf(entry, revision);
  if (!seesOwnEntry(actor, standing)) throw notFound();
  return { entry, revision, standing };
}

/** Fetches and asks the policy in one call: a verb that may not be done says so, or does not exist. */
export async function fetchForAction(tx: Tx, actor: Actor, entryId: string, action: EntryAction): Promise<OwnCase> {
  const found = await fetchOwnEntry(tx, actor, entryId);
  requireAction(actor, found.standing, action);
  return found;
}

export function requireAction(actor: Actor, standing: EntryStanding, action: EntryAction): void {
  const actions = entryActions(actor, standing);
  if (actions.includes(action)) return;
  throw new DomainError("conflict", "entry.action_not_allowed", {
    action,
    state: standing.state,
    revisionState: standing.revisionState,
  });
}

export function standingOf(entry: EntryRow, revision: Pick<RevisionRow, "id" | "state">): EntryStanding {
  return {
    organisationId: entry.organisationId,
    jurisdictionId: entry.jurisdictionId,
    state: entry.state as EntryState,
    revisionState: revision.state as RevisionState,
    onBehalfById: entry.onBehalfById,
    onBehalfConfirmedAt: entry.onBehalfConfirmedAt,
    isStamped: entry.onBehalfStampRevisionId === revision.id,
    hasNumber: entry.number !== null,
  };
}
