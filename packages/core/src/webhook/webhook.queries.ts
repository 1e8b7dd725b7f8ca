import type { Tx } from "@jiebang/db";
import {
  type Actor,
  isMemberOf,
  type ListDeliveriesInput,
  type ListWebhooksInput,
  listDeliveriesInput,
  listWebhooksInput,
  mayOwnWebhook,
  notFound,
  type Page,
  requireUser,
  type UserActor,
  type WebhookDelivery,
  type WebhookEvent,
  type WebhookOwner,
  type WebhookView,
  webhookActions,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";

export type EndpointRow = Awaited<ReturnType<Tx["webhookEndpoint"]["findFirstOrThrow"]>>;

export const ownerOf = (row: EndpointRow): WebhookOwner => ({
  kind: row.ownerKind as WebhookOwner["kind"],
  id: row.organisationId ?? row.jurisdictionId,
});

/** An address of somebody else does not exist. */
export async function fetchWebhook(tx: Tx, actor: Actor, endpointId: string): Promise<EndpointRow> {
  const row = await tx.webhookEndpoint.findFirst({ where: { id: endpointId, removedAt: null } });
  if (!row || !mayOwnWebhook(actor, ownerOf(row))) throw notFound();
  return row;
}

/** Under whose names this actor may register addresses. */
export async function listWebhookOwners(ctx: Ctx): Promise<(WebhookOwner & { name: string })[]> {
  const actor = requireUser(ctx.actor);
  return ownersOf(ctx.db.prisma, actor);
}

async function ownersOf(tx: Tx, actor: UserActor): Promise<(WebhookOwner & { name: string })[]> {
  const organisationIds = actor.memberships.map((m) => m.organisationId).filter((id) => isMemberOf(actor, id, "admin"));
  const [organisations, jurisdictions] = await Promise.all([
    tx.organisation.findMany({ where: { id: { in: organisationIds } }, select: { id: true, name: true } }),
    tx.jurisdiction.findMany({
      where: { id: { in: actor.appointments.map((a) => a.jurisdictionId) } },
      select: { id: true, name: true },
    }),
  ]);
  return [
    ...organisations.map((o) => ({ kind: "organisation" as const, ...o })),
    ...jurisdictions.map((j) => ({ kind: "jurisdiction" as const, ...j })),
    ...(actor.roles.includes("platform_admin") ? [{ kind: "platform" as const, id: null, name: "" }] : []),
  ];
}

export async function listWebhooks(ctx: Ctx, raw: ListWebhooksInput): Promise<Page<WebhookView>> {
  const actor = requireUser(ctx.actor);
  const { limit, offset } = listWebhooksInput.parse(raw);
  const tx = ctx.db.prisma;
  const owners = await ownersOf(tx, actor);
  const ids = (kind: WebhookOwner["kind"]) => owners.filter((o) => o.kind === kind).map((o) => o.id!);
  const where = {
    removedAt: null,
    OR: [
      { organisationId: { in: ids("organisation") } },
      { jurisdictionId: { in: ids("jurisdiction") } },
      ...(owners.some((o) => o.kind === "platform") ? [{ ownerKind: "platform" }] : []),
    ],
  };
  const [rows, total] = await Promise.all([
    tx.webhookEndpoint.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    }),
    tx.webhookEndpoint.count({ where }),
  ]);
  return { items: await toWebhookViews(tx, rows), total };
}

export async function toWebhookViews(tx: Tx, rows: EndpointRow[]): Promise<WebhookView[]> {
  const ids = (pick: (row: EndpointRow) => string | null) => rows.map(pick).filter((id) => id !== null);
  const [organisations, jurisdictions, counts] = await Promise.all([
    tx.organisation.findMany({ where: { id: { in: ids((r) => r.organisationId) } }, select: { id: true, name: true } }),
    tx.jurisdiction.findMany({ where: { id: { in: ids((r) => r.jurisdictionId) } }, select: { id: true, name: true } }),
    tx.webhookDelivery.groupBy({
      by: ["endpointId", "state"],
      where: { endpointId: { in: rows.map((r) => r.id) } },
      _count: true,
    }),
  ]);
  const names = new Map([...organisations, ...jurisdictions].map((owner) => [owner.id, owner.name]));
  const count = (id: string, state: string) =>
    counts.find((c) => c.endpointId === id && c.state === state)?._count ?? 0;
  return rows.map((row) => {
    const owner = ownerOf(row);
    const state = row.state as WebhookView["state"];
    return {
      endpointId: row.id,
      owner: { ...owner, name: (owner.id && names.get(owner.id)) ?? "" },
      url: row.url,
      description: row.description,
      events: row.events as WebhookEvent[],
      state,
      disabledReason: row.disabledReason as WebhookView["disabledReason"],
      failingSince: row.failingSince?.toISOString() ?? null,
      previousValidUntil: row.previousValidUntil?.toISOString() ?? null,
      delivered: count(row.id, "delivered"),
      pending: count(row.id, "pending"),
      failed: count(row.id, "failed"),
      version: row.version,
      createdAt: row.createdAt.toISOString(),
      allowedActions: webhookActions(state),
    };
  });
}

/** The log of an address, the last first. */
export async function listDeliveries(ctx: Ctx, raw: ListDeliveriesInput): Promise<Page<WebhookDelivery>> {
  const { endpointId, state, limit, offset } = listDeliveriesInput.parse(raw);
  const tx = ctx.db.prisma;
  await fetchWebhook(tx, requireUser(ctx.actor), endpointId);
  const where = { endpointId, state };
  const [rows, total] = await Promise.all([
    tx.webhookDelivery.findMany({
      where,
      include: { event: { select: { type: true } } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
    }),
    tx.webhookDelivery.count({ where }),
  ]);
  return {
    items: rows.map((row) => ({
      deliveryId: row.id,
      eventId: row.eventId,
      type: row.event.type,
      state: row.state as WebhookDelivery["state"],
      attempts: row.attempts,
      status: row.lastStatus,
      ms: row.lastMs,
      answer: row.lastAnswer,
      error: row.lastError,
      createdAt: row.createdAt.toISOString(),
      lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
      nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      deliveredAt: row.deliveredAt?.toISOString() ?? null,
    })),
    total,
  };
}
