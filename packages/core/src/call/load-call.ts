import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type CallState,
  type CallView,
  callActions,
  coordinatesCall,
  DomainError,
  dayOf,
  hasRole,
  isBasisExpired,
  notFound,
  takesEntries,
} from "@jiebang/domain";
import { toBasisView } from "../basis/basis.queries.ts";
import { appNow } from "../kernel/app-now.ts";

const include = { bases: true, extensions: { orderBy: { extendedAt: "asc" } } } as const;
export type CallRecord = NonNullable<Awaited<ReturnType<typeof fetchCall>>>;

function fetchCall(tx: Tx, id: string) {
  return tx.call.findUnique({ where: { id }, include });
}

/** A draft belongs to its coordinators; from its opening on everybody knows of a call. */
export async function findCall(tx: Tx, actor: Actor, callId: string): Promise<CallRecord> {
  const call = await fetchCall(tx, callId);
  if (!call) throw notFound();
  if (!call.number && !coordinatesCall(actor, call) && !hasRole(actor, "auditor")) throw notFound();
  return call;
}

/** The call for somebody who runs it. */
export async function findCoordinatedCall(tx: Tx, actor: Actor, callId: string): Promise<CallRecord> {
  const call = await findCall(tx, actor, callId);
  if (!coordinatesCall(actor, call)) throw new DomainError("forbidden", "call.not_coordinator");
  return call;
}

/** One who changes it waits for the other who is just doing so. */
export async function lockCall(tx: Tx, callId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM call WHERE id = ${callId} FOR UPDATE`;
}

export interface Obstacle {
  reason: string;
  details: Record<string, unknown>;
}

/** Everything that stands between a draft and its opening, so that one look shows all of it. */
export async function callObstacles(tx: Tx, call: CallRecord, now: Date): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  const add = (reason: string, details: Record<string, unknown> = {}) => obstacles.push({ reason, details });
  if (!call.closesAt) add("call.closing_missing");
  else if (call.closesAt <= now) add("call.date_past");
  if (!call.text.trim()) add("call.text_missing");
  if (!call.contactPhone && !call.contactEmail) add("call.contact_missing");
  if (call.bases.length === 0) add("call.basis_missing");
  const bases = await tx.basis.findMany({ where: { id: { in: call.bases.map((b) => b.basisId) } } });
  for (const basis of bases) {
    const view = toBasisView(basis, dayOf(now));
    const cited = call.bases.find((b) => b.basisId === basis.id);
    if (isBasisExpired(view, dayOf(now)) && !cited?.overrideReason)
      add("call.basis_expired", { documentNo: basis.documentNo });
  }
  return obstacles;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

export async function loadCallView(tx: Tx, actor: Actor, callId: string): Promise<CallView> {
  const call = await findCall(tx, actor, callId);
  const now = await appNow(tx);
  const places = await tx.jurisdiction.findMany({
    where: { id: { in: [call.jurisdictionId, ...call.jurisdictionIds] } },
    select: { id: true, name: true, nameEn: true },
  });
  const bases = await tx.basis.findMany({ where: { id: { in: call.bases.map((b) => b.basisId) } } });
  const [counts] = await tx.$queryRaw<CallView["counts"][]>`
    SELECT count(*) FILTER (WHERE e.number IS NULL)::int AS begun, count(*) FILTER (WHERE e.number IS NOT NULL)::int AS "handedIn",
      count(*) FILTER (WHERE e.published_revision_id IS NOT NULL)::int AS published
    FROM call_entry c JOIN entry e ON e.id = c.entry_id WHERE c.call_id = ${callId}`;
  const isCoordinator = coordinatesCall(actor, call);
  const state = call.state as CallState;
  return {
    id: call.id,
    number: call.number,
    state,
    jurisdiction: places.find((p) => p.id === call.jurisdictionId)!,
    title: call.title,
    titleEn: call.titleEn,
    text: call.text,
    textEn: call.textEn,
    kinds: call.kinds as CallView["kinds"],
    hosts: call.hosts,
    coHosts: call.coHosts,
    organisationKinds: call.organisationKinds as CallView["organisationKinds"],
    jurisdictions: call.jurisdictionIds.flatMap((id) => places.find((p) => p.id === id) ?? []),
    chainCodes: call.chainCodes,
    forms: call.forms,
    opensAt: iso(call.opensAt),
    closesAt: iso(call.closesAt),
    contactName: call.contactName,
    contactPhone: call.contactPhone,
    contactEmail: call.contactEmail,
    address: call.address,
    bases: bases.map((basis) => ({
      ...toBasisView(basis, dayOf(now)),
      overrideReason: call.bases.find((b) => b.basisId === basis.id)?.overrideReason ?? null,
    })),
    extensions: call.extensions.map((e) => ({
      formerClosesAt: e.formerClosesAt.toISOString(),
      closesAt: e.closesAt.toISOString(),
      reason: e.reason,
      extendedAt: e.extendedAt.toISOString(),
    })),
    openedAt: iso(call.openedAt),
    closedAt: iso(call.closedAt),
    withdrawnAt: iso(call.withdrawnAt),
    withdrawReason: call.withdrawReason,
    isTaking: takesEntries(call, now),
    obstacles: isCoordinator && state === "draft" ? await callObstacles(tx, call, now) : [],
    counts: counts!,
    isCoordinator,
    version: call.version,
    allowedActions: callActions(isCoordinator, { state, closesAt: call.closesAt }, now),
  };
}
