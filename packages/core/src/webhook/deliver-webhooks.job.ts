import { WEBHOOK_PATIENCE_DAYS, WEBHOOK_PING, webhookWait } from "@jiebang/domain";
import { z } from "zod";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import type { Job, Ticker } from "../kernel/job.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { notify } from "../notification/notify.ts";
import { enqueueDelivery } from "./emit-webhook-events.ts";
import { postWebhook, type WebhookAnswer } from "./post-webhook.ts";
import { openWebhookSecret, signWebhook } from "./webhook-secret.ts";

const payloadShape = z.object({ endpointId: z.string() });
const AT_ONCE = 4;
const ROUNDS = 5;

interface Claimed {
  id: string;
  event_id: string;
  type: string;
  body: string;
  attempts: number;
}

/**
 * Sends what is due to one address, a few at a time. Nothing is held in the database while a receiver thinks: a delivery
 * is claimed for a minute first, so that two workers never send it at once, and one that died is taken up again.
 */
export const deliverWebhooksJob: Job = {
  name: "webhook.deliver",
  async run(ctx, raw) {
    const { endpointId } = payloadShape.parse(raw);
    for (let round = 0; round < ROUNDS; round++) {
      const claimed = await claim(ctx, endpointId);
      if (claimed.length === 0) return;
      const answers = await Promise.all(claimed.map((delivery) => send(ctx, endpointId, delivery)));
      // Who fails is left alone until the next attempt is due.
      if (answers.some((wasTaken) => !wasTaken)) return;
    }
    await ctx.transaction((tx) => enqueue(tx, "webhook.deliver", { endpointId }, { key: `webhook:${endpointId}` }));
  },
};

/** Wakes addresses whose deliveries have come due: retries, and what a worker that died had left. */
export const wakeWebhooks: Ticker = {
  name: "webhook.wake",
  async run(ctx) {
    await ctx.transaction(async (tx) => {
      const due = await tx.$queryRaw<{ endpoint_id: string }[]>`
        SELECT DISTINCT d.endpoint_id FROM webhook_delivery d WHERE d.state = 'pending'
          AND d.next_attempt_at <= (SELECT app_now()) - interval '2 seconds'
          AND (d.claimed_until IS NULL OR d.claimed_until < (SELECT app_now()))
          AND EXISTS (SELECT 1 FROM webhook_endpoint e WHERE e.id = d.endpoint_id AND e.removed_at IS NULL AND e.state = 'active')
        LIMIT 100`;
      for (const { endpoint_id } of due) await enqueueDelivery(tx, endpoint_id);
    });
  },
};

/** An address that is paused or switched off gets trials only. */
function claim(ctx: Ctx, endpointId: string): Promise<Claimed[]> {
  return ctx.db.prisma.$queryRaw<Claimed[]>`
    UPDATE webhook_delivery d SET claimed_until = app_now() + interval '60 seconds', attempts = d.attempts + 1,
      last_attempt_at = app_now()
    FROM webhook_event v WHERE v.id = d.event_id AND d.id IN (
      SELECT x.id FROM webhook_delivery x JOIN webhook_event w ON w.id = x.event_id
        JOIN webhook_endpoint e ON e.id = x.endpoint_id AND e.removed_at IS NULL AND (e.state = 'active' OR w.type = ${WEBHOOK_PING})
      WHERE x.endpoint_id = ${endpointId} AND x.state = 'pending' AND x.next_attempt_at <= app_now()
        AND (x.claimed_until IS NULL OR x.claimed_until < app_now())
      ORDER BY x.next_attempt_at, x.id LIMIT ${AT_ONCE} FOR UPDATE OF x SKIP LOCKED)
    RETURNING d.id, d.event_id, v.type, v.body, d.attempts`;
}

async function send(ctx: Ctx, endpointId: string, delivery: Claimed): Promise<boolean> {
  const { db, services } = ctx;
  const endpoint = await db.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
  const now = await appNow(db.prisma);
  const wrapped = [
    endpoint.wrappedSecret,
    ...(endpoint.previousValidUntil && endpoint.previousValidUntil > now ? [endpoint.wrappedPreviousSecret] : []),
  ].filter((secret) => secret !== null);
  const second = Math.floor(now.getTime() / 1000);
  let answer: WebhookAnswer;
  try {
    const secrets = wrapped.map((secret) => openWebhookSecret(services.secret, endpointId, secret));
    answer = await postWebhook(
      endpoint.url,
      delivery.body,
      {
        "user-agent": "Jiebang-Webhooks/1",
        "webhook-id": delivery.event_id,
        "webhook-timestamp": String(second),
        "webhook-signature": signWebhook(secrets, delivery.event_id, second, delivery.body),
      },
      services.webhooksToLoopback === true,
    );
  } catch (error) {
    // The secret was wrapped under another APP_SECRET: only a new one helps.
    answer = { status: null, ms: 0, answer: null, error: `secret: ${String(error).slice(0, 100)}` };
  }
  await settle(ctx, endpointId, delivery, answer);
  return answer.error === null;
}

async function settle(ctx: Ctx, endpointId: string, delivery: Claimed, answer: WebhookAnswer): Promise<void> {
  const wasTaken = answer.error === null;
  const wait = wasTaken || answer.status === 410 ? undefined : webhookWait(delivery.attempts);
  await ctx.transaction(async (tx) => {
    const now = await appNow(tx);
    await tx.webhookDelivery.updateMany({
      where: { id: delivery.id, state: "pending" },
      data: {
        claimedUntil: null,
        lastStatus: answer.status,
        lastMs: answer.ms,
        lastAnswer: answer.answer,
        lastError: answer.error,
        state: wasTaken ? "delivered" : wait === undefined ? "failed" : "pending",
        deliveredAt: wasTaken ? now : null,
        nextAttemptAt: wait === undefined ? null : new Date(now.getTime() + wait * 1000),
      },
    });
    if (wasTaken)
      await tx.webhookEndpoint.updateMany({
        where: { id: endpointId, failingSince: { not: null } },
        data: { failingSince: null },
      });
    else if (delivery.type !== WEBHOOK_PING) {
      await tx.webhookEndpoint.updateMany({
        where: { id: endpointId, failingSince: null },
        data: { failingSince: now },
      });
      const patience = new Date(now.getTime() - WEBHOOK_PATIENCE_DAYS * 86_400_000);
      const isGone = answer.status === 410;
      const { count } = await tx.webhookEndpoint.updateMany({
        where: {
          id: endpointId,
          state: "active",
          removedAt: null,
          ...(isGone ? {} : { failingSince: { lte: patience } }),
        },
        data: {
          state: "disabled",
          disabledReason: isGone ? "gone" : "failing",
          updatedAt: now,
          version: { increment: 1 },
        },
      });
      if (count > 0) {
        const endpoint = await tx.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
        await recordAudit(tx, ctx.actor, "webhook.disable", { subjectKind: "webhook", subjectId: endpointId });
        await notify(tx, {
          userIds: [endpoint.createdById],
          kind: isGone ? "notify.webhook_gone" : "notify.webhook_disabled",
          params: { url: endpoint.url, days: WEBHOOK_PATIENCE_DAYS },
          link: `/app/open/webhooks/${endpointId}`,
          dedupeKey: `webhook.disabled:${endpointId}:${now.toISOString()}`,
          mail: true,
        });
      }
    }
  });
}
