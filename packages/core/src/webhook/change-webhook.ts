import type { Tx } from "@jiebang/db";
import {
  checkWebhookEvents,
  checkWebhookUrl,
  DomainError,
  type MoveWebhookInput,
  moveWebhookInput,
  type UpdateWebhookInput,
  updateWebhookInput,
  WEBHOOK_OVERLAP_HOURS,
  type WebhookRef,
  type WebhookView,
  type WebhookWithSecret,
  webhookRef,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { type EndpointRow, fetchWebhook, ownerOf, toWebhookViews } from "./webhook.queries.ts";
import { newWebhookSecret } from "./webhook-secret.ts";

const subject = (id: string) => ({ subjectKind: "webhook", subjectId: id });
const viewOf = async (tx: Tx, row: EndpointRow): Promise<WebhookView> => (await toWebhookViews(tx, [row]))[0]!;

export async function updateWebhook(ctx: Ctx, raw: UpdateWebhookInput): Promise<WebhookView> {
  const { endpointId, version, url, events, description } = updateWebhookInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const before = await fetchWebhook(tx, ctx.actor, endpointId);
    checkWebhookEvents(ownerOf(before), events);
    checkWebhookUrl(url, ctx.services.webhooksToLoopback === true);
    const changed = (["url", "description"] as const).filter((key) => before[key] !== { url, description }[key]);
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id: endpointId, version, removedAt: null },
      data: { url, events, description, version: { increment: 1 }, updatedAt: await appNow(tx) },
    });
    if (count === 0) throw new DomainError("conflict", "webhook.changed_meanwhile");
    await recordAudit(tx, ctx.actor, "webhook.update", {
      ...subject(endpointId),
      changed: [...changed, ...(before.events.join() === events.join() ? [] : ["events"])],
    });
    return viewOf(tx, await fetchWebhook(tx, ctx.actor, endpointId));
  });
}

/** What happens while it is paused is not told later; what was waiting goes on when it is resumed. */
export async function moveWebhook(ctx: Ctx, raw: MoveWebhookInput): Promise<WebhookView> {
  const { endpointId, action } = moveWebhookInput.parse(raw);
  return ctx.transaction(async (tx) => {
    await fetchWebhook(tx, ctx.actor, endpointId);
    const row = await tx.webhookEndpoint.update({
      where: { id: endpointId },
      data: {
        state: action === "pause" ? "paused" : "active",
        disabledReason: null,
        failingSince: null,
        version: { increment: 1 },
        updatedAt: await appNow(tx),
      },
    });
    if (action === "pause") await recordAudit(tx, ctx.actor, "webhook.pause", subject(endpointId));
    else await recordAudit(tx, ctx.actor, "webhook.resume", subject(endpointId));
    return viewOf(tx, row);
  });
}

/** A new secret; the one before signs too for a day, so that the receiver changes over without losing anything. */
export async function rotateWebhookSecret(ctx: Ctx, raw: WebhookRef): Promise<WebhookWithSecret> {
  const { endpointId } = webhookRef.parse(raw);
  return ctx.transaction(async (tx) => {
    const before = await fetchWebhook(tx, ctx.actor, endpointId);
    const now = await appNow(tx);
    const { shown, wrapped } = newWebhookSecret(ctx.services.secret, endpointId);
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id: endpointId, wrappedSecret: before.wrappedSecret },
      data: {
        wrappedSecret: wrapped,
        wrappedPreviousSecret: before.wrappedSecret,
        previousValidUntil: new Date(now.getTime() + WEBHOOK_OVERLAP_HOURS * 3_600_000),
        version: { increment: 1 },
        updatedAt: now,
      },
    });
    if (count === 0) throw new DomainError("conflict", "webhook.changed_meanwhile");
    await recordAudit(tx, ctx.actor, "webhook.rotate", subject(endpointId));
    return { webhook: await viewOf(tx, await fetchWebhook(tx, ctx.actor, endpointId)), secret: shown };
  });
}

/** Nothing is sent any more, not even what waits; the log stays. */
export async function removeWebhook(ctx: Ctx, raw: WebhookRef): Promise<void> {
  const { endpointId } = webhookRef.parse(raw);
  await ctx.transaction(async (tx) => {
    await fetchWebhook(tx, ctx.actor, endpointId);
    await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { removedAt: await appNow(tx) } });
    await tx.webhookDelivery.updateMany({
      where: { endpointId, state: "pending" },
      data: { state: "failed", nextAttemptAt: null, lastError: "removed" },
    });
    await recordAudit(tx, ctx.actor, "webhook.remove", subject(endpointId));
  });
}
