import type { rows, Tx } from "@jiebang/db";
import { type Actor, coversJurisdiction, isMemberOf, notFound } from "@jiebang/domain";

export type InterestSide = "owner" | "asker" | "coordinator";
export type InterestRow = rows.InterestModel & { entry: rows.EntryModel };

/** Who is who in an interest; null: for this actor it does not exist. */
export function sideOf(
  actor: Actor,
  interest: { organisationId: string; entry: { organisationId: string; jurisdictionId: string | null } },
): InterestSide | null {
  if (isMemberOf(actor, interest.entry.organisationId)) return "owner";
  if (isMemberOf(actor, interest.organisationId)) return "asker";
  return coversJurisdiction(actor, interest.entry.jurisdictionId) ? "coordinator" : null;
}

export async function fetchInterest(
  tx: Tx,
  actor: Actor,
  interestId: string,
): Promise<{ interest: InterestRow; side: InterestSide }> {
  const interest = await tx.interest.findUnique({ where: { id: interestId }, include: { entry: true } });
  const side = interest && sideOf(actor, interest);
  if (!interest || !side) throw notFound();
  return { interest, side };
}
