import type { rows, Tx } from "@jiebang/db";
import { type Actor, coversJurisdiction, type InterestSide, isMemberOf, notFound } from "@jiebang/domain";
import { mayMeetEntry } from "../entry/readable-entries.ts";

export type InterestRow = rows.InterestModel & { entry: rows.EntryModel };

/** Whether the office asked this person to help, and lets the person answer. */
export type Routing = { mayAnswer: boolean } | null;

/** Who is who in an interest; null: for this actor it does not exist. */
export function sideOf(
  actor: Actor,
  interest: { organisationId: string; entry: { organisationId: string; jurisdictionId: string | null } },
  routing: Routing,
): InterestSide | null {
  if (isMemberOf(actor, interest.entry.organisationId)) return "owner";
  if (isMemberOf(actor, interest.organisationId)) return "asker";
  if (routing) return "inventor";
  return coversJurisdiction(actor, interest.entry.jurisdictionId) ? "coordinator" : null;
}

export interface FetchedInterest {
  interest: InterestRow;
  side: InterestSide;
  mayAnswer: boolean;
}

export async function fetchInterest(tx: Tx, actor: Actor, interestId: string): Promise<FetchedInterest> {
  const interest = await tx.interest.findUnique({ where: { id: interestId }, include: { entry: true } });
  if (!interest || actor.kind !== "user") throw notFound();
  const routing = await tx.interestRoute.findFirst({
    where: { interestId, userId: actor.userId, endedAt: null },
    select: { mayAnswer: true },
  });
  const side = sideOf(actor, interest, routing);
  if (!side) throw notFound();
  // Who was blocked, or left outside when the circle was drawn, finds nothing of it any more.
  if (side === "asker" && !(await mayMeetEntry(tx, actor, interest.entryId))) throw notFound();
  return { interest, side, mayAnswer: routing?.mayAnswer ?? false };
}

/** Those who are told on the owner's side: the office in any case, and whoever was asked to help. */
export async function ownerPeople(
  tx: Tx,
  interest: { id: string; entry: { organisationId: string } },
): Promise<string[]> {
  const [members, routes] = [
    await tx.membership.findMany({
      where: { organisationId: interest.entry.organisationId, endedAt: null },
      select: { userId: true },
    }),
    await tx.interestRoute.findMany({ where: { interestId: interest.id, endedAt: null }, select: { userId: true } }),
  ];
  return [...new Set([...members, ...routes].map((r) => r.userId))];
}

export async function askerPeople(tx: Tx, interest: { userId: string; organisationId: string }): Promise<string[]> {
  const members = await tx.membership.findMany({
    where: { organisationId: interest.organisationId, endedAt: null },
    select: { userId: true },
  });
  return [...new Set([interest.userId, ...members.map((r) => r.userId)])];
}
