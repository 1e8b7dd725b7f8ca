import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  type CaseStanding,
  DomainError,
  isBarredFromVetting,
  notFound,
  type RevisionState,
  seesCase,
  type VettingAction,
  vettingActions,
} from "@jiebang/domain";
import { ruleOfCase } from "./vetting-rule.ts";

export interface VettingCaseRows {
  entry: rows.EntryModel;
  revision: rows.RevisionModel;
  /** The passage through the chain that is under way. */
  run: rows.VettingRunModel | null;
  standing: CaseStanding;
}

/** A revision at the desk of a coordinator whose jurisdiction it is; drafts and returned texts do not exist here. */
export async function fetchCase(tx: Tx, actor: Actor, revisionId: string): Promise<VettingCaseRows> {
  const found = await tx.revision.findUnique({ where: { id: revisionId }, include: { entry: true } });
  if (!found) throw notFound();
  const { entry, ...revision } = found;
  const facts = {
    organisationId: entry.organisationId,
    jurisdictionId: entry.jurisdictionId,
    state: revision.state as RevisionState,
    onBehalfById: entry.onBehalfById,
    submittedById: revision.submittedById,
  };
  if (!seesCase(actor, facts)) throw notFound();
  const run = await tx.vettingRun.findFirst({ where: { revisionId, closedAt: null } });
  const chain = {
    rule: await ruleOfCase(tx, entry.jurisdictionId, revision.submittedAt),
    preparedById: run?.preparedById ?? null,
    checkedById: run?.checkedById ?? null,
    secrecyById: run?.secrecyById ?? null,
  };
  return { entry, revision, run, standing: { ...facts, chain } };
}

export async function fetchCaseFor(
  tx: Tx,
  actor: Actor,
  revisionId: string,
  action: VettingAction,
): Promise<VettingCaseRows> {
  const found = await fetchCase(tx, actor, revisionId);
  if (isBarredFromVetting(actor, found.standing)) throw new DomainError("forbidden", "vetting.own_entry");
  if (vettingActions(actor, found.standing).includes(action)) return found;
  const { chain, state } = found.standing;
  const isChainAction = ["check", "sign", "send_back"].includes(action);
  const me = actor.kind === "user" ? actor.userId : "";
  if (isChainAction && [chain.preparedById, chain.checkedById].includes(me))
    throw new DomainError("forbidden", "vetting.same_person");
  if (["publish", "hold", "reject"].includes(action) && chain.rule.steps.length > 1)
    throw new DomainError("conflict", "vetting.chain_first");
  throw new DomainError("conflict", "vetting.action_not_allowed", { action, state });
}
