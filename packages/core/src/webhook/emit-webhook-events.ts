import type { Tx } from "@jiebang/db";
import { newId, type WebhookEvent } from "@jiebang/domain";
import { canonicalJson } from "@jiebang/ledger";
import { enqueue } from "../kernel/enqueue.ts";

export interface NewWebhookEvent {
  type: WebhookEvent;
  /** Whose business it is; null for what everybody may know. */
  organisationIds: string[] | null;
  /** Exactly what the subscriber reads. */
  data: unknown;
}

interface Subscriber {
  id: string;
  organisation_id: string | null;
  events: string[];
}

const PORTION = 500;

/**
 * The outbox of webhooks: event and deliveries are written in the transaction that made the news, one delivery for each
 * address that asked for it. Nothing is written when nobody did.
 */
export async function emitWebhookEvents(tx: Tx, events: NewWebhookEvent[]): Promise<void> {
  if (events.length === 0) return;
  const subscribers = await tx.$queryRaw<Subscriber[]>`
    SELECT id, organisation_id, events FROM webhook_endpoint
    WHERE removed_at IS NULL AND state = 'active' AND events && ${[...new Set(events.map((e) => e.type))]}::text[]`;
  if (subscribers.length === 0) return;
  const told = new Set<string>();
  for (let from = 0; from < events.length; from += PORTION) {
    const written = events.slice(from, from + PORTION).flatMap((event) => {
      const to = subscribers.filter((s) => isFor(event, s)).map((s) => s.id);
      for (const id of to) told.add(id);
      return to.length > 0 ? [{ ...event, id: newId("whe"), to }] : [];
    });
    await writeEvents(tx, written);
  }
  for (const endpointId of told) await enqueueDelivery(tx, endpointId);
}

export interface WrittenEvent {
  id: string;
  type: string;
  data: unknown;
  to: string[];
}

export async function writeEvents(tx: Tx, events: WrittenEvent[]): Promise<void> {
  if (events.length === 0) return;
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
  const timestamp = clock!.now.toISOString();
  const rows = events.map(({ id, type, data, to }) => ({
    id,
    type,
    body: canonicalJson({ id, type, timestamp, data }),
    to: to.map((endpointId) => ({ id: newId("whd"), endpointId })),
  }));
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO webhook_event (id, type, body, at) SELECT x.id, x.type, x.body, ${clock!.now}
    FROM jsonb_to_recordset(${json}::jsonb) AS x(id text, type text, body text)`;
  await tx.$executeRaw`
    INSERT INTO webhook_delivery (id, endpoint_id, event_id, next_attempt_at)
    SELECT d.id, d."endpointId", x.id, app_now()
    FROM jsonb_to_recordset(${json}::jsonb) AS x(id text, "to" jsonb),
      jsonb_to_recordset(x."to") AS d(id text, "endpointId" text)`;
}

/** One job per address: what is due to it goes out together, and a slow receiver holds up only itself. */
export const enqueueDelivery = (tx: Tx, endpointId: string): Promise<void> =>
  enqueue(tx, "webhook.deliver", { endpointId }, { key: `webhook:${endpointId}` });

const isFor = (event: NewWebhookEvent, subscriber: Subscriber): boolean =>
  subscriber.events.includes(event.type) &&
  (event.organisationIds === null ||
    (subscriber.organisation_id !== null && event.organisationIds.includes(subscriber.organisation_id)));
