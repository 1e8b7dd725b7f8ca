import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { paging } from "../kernel/paging.ts";

/** What can be told. Events about interest go only to the organisations of that interest; the rest is public. */
export const WEBHOOK_EVENTS = [
  "entry.published",
  "entry.updated",
  "entry.withdrawn",
  "interest.received",
  "interest.answered",
  "edition.issued",
  "round.announced",
  "notice.published",
] as const;
export const webhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof webhookEvent>;
/** Told to organisations about themselves, never to others. */
export const OWN_EVENTS = ["interest.received", "interest.answered"] as const satisfies WebhookEvent[];
/** The event of a trial: subscribed to by nobody, sent to the address that asked for it. */
export const WEBHOOK_PING = "webhook.ping";

export const webhookOwner = z.object({
  kind: z.enum(["organisation", "jurisdiction", "platform"]),
  id: z.string().nullable(),
});
export type WebhookOwner = z.infer<typeof webhookOwner>;

export const webhookState = z.enum(["active", "paused", "disabled"]);
export const webhookAction = z.enum(["edit", "pause", "resume", "rotate", "ping", "remove"]);
export type WebhookAction = z.infer<typeof webhookAction>;

export const webhookView = z.object({
  endpointId: z.string(),
  owner: webhookOwner.extend({ name: z.string() }),
  url: z.string(),
  description: z.string(),
  events: z.array(webhookEvent),
  state: webhookState,
  disabledReason: z.enum(["failing", "gone"]).nullable(),
  failingSince: instant.nullable(),
  /** Until then the secret before the present one signs too. */
  previousValidUntil: instant.nullable(),
  delivered: z.number().int(),
  pending: z.number().int(),
  failed: z.number().int(),
  version: z.number().int(),
  createdAt: instant,
  allowedActions: z.array(webhookAction),
});
export type WebhookView = z.infer<typeof webhookView>;

/** The secret is shown in this answer and never again. */
export const webhookWithSecret = z.object({ webhook: webhookView, secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecret>;

export const webhookDelivery = z.object({
  deliveryId: z.string(),
  eventId: z.string(),
  type: z.string(),
  state: z.enum(["pending", "delivered", "failed"]),
  attempts: z.number().int(),
  status: z.number().int().nullable(),
  ms: z.number().int().nullable(),
  answer: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: instant,
  lastAttemptAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  deliveredAt: instant.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

const url = z.string().trim().min(1, "webhook.url_shape").max(500, "webhook.url_shape").url("webhook.url_shape");
const events = z
  .array(webhookEvent)
  .min(1, "webhook.events_missing")
  .transform((names) => WEBHOOK_EVENTS.filter((name) => names.includes(name)));
const description = z.string().trim().max(200, "webhook.description_long").default("");

export const createWebhookInput = z.object({ owner: webhookOwner, url, events, description });
export type CreateWebhookInput = z.input<typeof createWebhookInput>;
export const webhookRef = z.object({ endpointId: z.string() });
export type WebhookRef = z.infer<typeof webhookRef>;
export const updateWebhookInput = webhookRef.extend({ version: z.number().int(), url, events, description });
export type UpdateWebhookInput = z.input<typeof updateWebhookInput>;
export const moveWebhookInput = webhookRef.extend({ action: z.enum(["pause", "resume"]) });
export type MoveWebhookInput = z.infer<typeof moveWebhookInput>;
export const listWebhooksInput = paging;
export type ListWebhooksInput = z.input<typeof listWebhooksInput>;
export const listDeliveriesInput = webhookRef.extend({
  state: z.enum(["pending", "delivered", "failed"]).optional(),
  ...paging.shape,
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;
export const deliveryRef = z.object({ deliveryId: z.string() });
export type DeliveryRef = z.infer<typeof deliveryRef>;
/** Under whose name the actor may register an address. */
export const webhookOwners = z.array(webhookOwner.extend({ name: z.string() }));
