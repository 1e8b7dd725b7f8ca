import type { Tx } from "@jiebang/db";
import { DomainError, notFound, type UserActor, type visitAction, visitActions } from "@jiebang/domain";
import { canReadVisit } from "./visit.queries.ts";

/** The visit under a lock, when this actor may do this with it; what may not be seen does not exist. */
export async function lockVisitFor(
  tx: Tx,
  actor: UserActor,
  visitId: string,
  action: (typeof visitAction.options)[number],
) {
  await tx.$queryRaw`SELECT id FROM visit WHERE id = ${visitId} FOR UPDATE`;
  const visit = await tx.visit.findUnique({ where: { id: visitId } });
  const firm = visit && (await tx.organisation.findUnique({ where: { id: visit.organisationId } }));
  if (!visit || !firm || !canReadVisit(actor, firm)) throw notFound();
  const facts = { ...visit, jurisdictionId: firm.jurisdictionId };
  if (!visitActions(actor, facts).includes(action)) throw new DomainError("forbidden", "common.forbidden");
  return visit;
}
