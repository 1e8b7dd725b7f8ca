import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  coversJurisdiction,
  type InterestSide,
  type InterestStanding,
  type InterestState,
  type InterestVoice,
  isMemberOf,
  notFound,
} from "@jiebang/domain";
import { mayMeetEntry } from "../entry/readable-entries.ts";
import { loadManaging, type Managing, managerPeople } from "./manager.queries.ts";

export type InterestRow = rows.InterestModel & { entry: rows.EntryModel };

/** Whether the office asked this person to help, and lets the person answer. */
export type Routing = { mayAnswer: boolean } | null;

/** What the parties or the office let this person do, beside what belonging to them lets. */
export interface Standing {
  routing: Routing;
  managing: Managing | null;
}

/** Who is who in an interest; null: for this actor it does not exist. */
export function sideOf(
  actor: Actor,
  interest: { organisationId: string; entry: { organisationId: string; jurisdictionId: string | null } },
  { routing, managing }: Standing,
): InterestSide | null {
  if (isMemberOf(actor, interest.entry.organisationId)) return "owner";
  if (isMemberOf(actor, interest.organisationId)) return "asker";
  if (routing) return "inventor";
  if (managing) return "manager";
  return coversJurisdiction(actor, interest.entry.jurisdictionId) ? "coordinator" : null;
}

export interface FetchedInterest {
  interest: InterestRow;
  side: InterestSide;
  /** What the rules ask about this person here. */
  standing: InterestStanding;
}

export function standingOf(state: string, side: InterestSide, { routing, managing }: Standing): InterestStanding {
  return {
    state: state as InterestState,
    side,
    mayAnswer: (side === "manager" ? managing?.mayAnswer : routing?.mayAnswer) ?? false,
    hasAskerConsent: managing?.hasAskerConsent ?? false,
  };
}

export async function fetchInterest(tx: Tx, actor: Actor, interestId: string): Promise<FetchedInterest> {
  const interest = await tx.interest.findUnique({ where: { id: interestId }, include: { entry: true } });
  if (!interest || actor.kind !== "user") throw notFound();
  const routing = await tx.interestRoute.findFirst({
    where: { interestId, userId: actor.userId, endedAt: null },
    select: { mayAnswer: true },
  });
  const granted = { routing, managing: await loadManaging(tx, actor.userId, interestId) };
  const side = sideOf(actor, interest, granted);
  if (!side) throw notFound();
  // Who was blocked, or left outside when the circle was drawn, finds nothing of it any more.
  if (side === "asker" && !(await mayMeetEntry(tx, actor, interest.entryId))) throw notFound();
  return { interest, side, standing: standingOf(interest.state, side, granted) };
}

/** Those who are told on the owner's side: the office in any case, and whoever helps. */
export async function ownerPeople(
  tx: Tx,
  interest: { id: string; entry: { organisationId: string } },
): Promise<string[]> {
  return [...new Set([...(await officePeople(tx, interest)), ...(await managerPeople(tx, interest.id))])];
}

/** The members of the owner, and the inventors whom they asked. */
async function officePeople(tx: Tx, interest: { id: string; entry: { organisationId: string } }): Promise<string[]> {
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

/** Everybody who takes part, but for those in whose name it was said. */
export async function otherPeople(tx: Tx, interest: InterestRow, voice: InterestVoice): Promise<string[]> {
  const people: Record<InterestVoice, string[]> = {
    owner: await officePeople(tx, interest),
    asker: await askerPeople(tx, interest),
    manager: await managerPeople(tx, interest.id),
  };
  const others = (Object.keys(people) as InterestVoice[]).filter((one) => one !== voice).flatMap((one) => people[one]);
  return [...new Set(others)].filter((userId) => !people[voice].includes(userId));
}
