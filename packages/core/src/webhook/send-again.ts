import {
  type DeliveryRef,
  DomainError,
  deliveryRef,
  newId,
  notFound,
  WEBHOOK_PING,
  type WebhookRef,
  webhookRef,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { enqueueDelivery, writeEvents } from "./emit-webhook-events.ts";
import { fetchWebhook } from "./webhook.queries.ts";

/** A trial: goes the way of every event, also to an address that is paused. */
export async function pingWebhook(ctx: Ctx, raw: WebhookRef): Promise<void> {
  const { endpointId } = webhookRef.parse(raw);
  await ctx.transaction(async (tx) => {
    await fetchWebhook(tx, ctx.actor, endpointId);
    await writeEvents(tx, [{ id: newId("whe"), type: WEBHOOK_PING, data: { endpointId }, to: [endpointId] }]);
    await enqueueDelivery(tx, endpointId);
    await recordAudit(tx, ctx.actor, "webhook.ping", { subjectKind: "webhook", subjectId: endpointId });
  });
}

/** Sends one event again under its own id: a receiver that has it already knows it by that. */
export async function redeliverWebhook(ctx: Ctx, raw: DeliveryRef): Promise<void> {
  const { deliveryId } = deliveryRef.parse(raw);
  await ctx.transaction(async (tx) => {
    const delivery = await tx.webhookDelivery.findUnique({ where: { id: deliveryId } });
    if (!delivery) throw notFound();
    await fetchWebhook(tx, ctx.actor, delivery.endpointId);
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: deliveryId, state: { not: "pending" } },
      data: { state: "pending", attempts: 0, deliveredAt: null, nextAttemptAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "webhook.delivery_waiting");
    await enqueueDelivery(tx, delivery.endpointId);
    await recordAudit(tx, ctx.actor, "webhook.redeliver", { subjectKind: "webhook", subjectId: delivery.endpointId });
  });
}
