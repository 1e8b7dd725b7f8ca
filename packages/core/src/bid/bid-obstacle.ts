import type { Tx } from "@jiebang/db";
import { DomainError, type RoundParameters } from "@jiebang/domain";

export interface BidObstacle {
  reason: string;
  details: Record<string, unknown>;
}

export interface ItemToBidOn {
  id: string;
  organisationId: string;
  /** The poster's name stays hidden in what is said about it. */
  isPosterHidden: boolean;
}

interface Candidate {
  id: string;
  name: string;
  kind: string;
  state: string;
}

/** Declared relations of some organisations with posters, in either direction, that have not ended. */
export async function relationsBetween(tx: Tx, organisationIds: string[], posterIds: string[]) {
  return tx.organisationRelation.findMany({
    where: {
      endedAt: null,
      OR: [
        { organisationId: { in: organisationIds }, relatedOrganisationId: { in: posterIds } },
        { organisationId: { in: posterIds }, relatedOrganisationId: { in: organisationIds } },
      ],
    },
  });
}
type Relation = Awaited<ReturnType<typeof relationsBetween>>[number];

/** Why this organisation cannot bid on this item as lead (or stand beside it as partner), or null. Pure. */
export function obstacleOf(
  candidate: Candidate,
  item: ItemToBidOn,
  relations: Relation[],
  p: RoundParameters,
  as: "lead" | "partner",
): BidObstacle | null {
  if (candidate.state !== "active") return { reason: "bid.organisation_inactive", details: { name: candidate.name } };
  if (candidate.id === item.organisationId)
    return { reason: as === "lead" ? "bid.lead_is_poster" : "bid.partner_is_poster", details: {} };
  if (!(p.bidderKinds as string[]).includes(candidate.kind))
    return { reason: "bid.kind_not_eligible", details: { kind: candidate.kind } };
  if (!p.excludeRelated) return null;
  const relation = relations.find(
    (r) =>
      (r.organisationId === candidate.id && r.relatedOrganisationId === item.organisationId) ||
      (r.relatedOrganisationId === candidate.id && r.organisationId === item.organisationId),
  );
  if (!relation) return null;
  // With a hidden poster the evidence would name it.
  const evidence = item.isPosterHidden ? "" : relation.evidence;
  return { reason: "bid.related_party", details: { name: candidate.name, kind: relation.kind, evidence } };
}

/** Throws when lead or partner may not stand behind a bid on this item; asked again at every step. */
export async function requireEligible(
  tx: Tx,
  organisationId: string,
  item: ItemToBidOn,
  p: RoundParameters,
  as: "lead" | "partner",
): Promise<void> {
  const candidate = await tx.organisation.findUnique({
    where: { id: organisationId },
    select: { id: true, name: true, kind: true, state: true },
  });
  if (!candidate) throw new DomainError("invalid", "bid.organisation_unknown");
  const obstacle = obstacleOf(
    candidate,
    item,
    await relationsBetween(tx, [organisationId], [item.organisationId]),
    p,
    as,
  );
  if (obstacle) throw new DomainError("conflict", obstacle.reason, obstacle.details);
}

export const isPosterHidden = (item: { snapshot: unknown }): boolean =>
  (item.snapshot as { poster?: { isHidden?: boolean } } | null)?.poster?.isHidden ?? false;
