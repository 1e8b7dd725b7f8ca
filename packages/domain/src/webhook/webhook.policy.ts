import { hasRole, isMemberOf } from "../actor/actor.policy.ts";
import type { Actor } from "../actor/actor.ts";
import { DomainError } from "../kernel/domain-error.ts";
import { OWN_EVENTS, type WebhookAction, type WebhookEvent, type WebhookOwner } from "./webhook.schema.ts";

/** An organisation's address is its admins' business, a jurisdiction's its coordinators', the platform's its administrators'. */
export function mayOwnWebhook(actor: Actor, owner: WebhookOwner): boolean {
  if (actor.kind !== "user") return false;
  if (owner.kind === "organisation") return owner.id !== null && isMemberOf(actor, owner.id, "admin");
  if (owner.kind === "jurisdiction") return actor.appointments.some((a) => a.jurisdictionId === owner.id);
  return owner.id === null && hasRole(actor, "platform_admin");
}

/** Events about an organisation's own dealings go to that organisation alone. */
export function checkWebhookEvents(owner: WebhookOwner, events: WebhookEvent[]): void {
  const own = events.filter((event) => (OWN_EVENTS as readonly WebhookEvent[]).includes(event));
  if (owner.kind !== "organisation" && own.length > 0)
    throw new DomainError("invalid", "webhook.events_of_organisations", { fields: { events: own } });
}

/**
 * https everywhere; plain http only to this machine, for trying things out. No account in the address: it would be
 * shown in the log of deliveries.
 */
export function checkWebhookUrl(text: string, mayUseLoopback: boolean): void {
  const url = new URL(text);
  const refuse = (reason: string): never => {
    throw new DomainError("invalid", reason, { fields: { url: text } });
  };
  if (url.username || url.password) refuse("webhook.url_account");
  if (url.protocol === "https:") return;
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "http:" || !isLoopback || !mayUseLoopback) refuse("webhook.url_https");
}

export function webhookActions(state: "active" | "paused" | "disabled"): WebhookAction[] {
  return state === "active"
    ? ["edit", "pause", "rotate", "ping", "remove"]
    : ["edit", "resume", "rotate", "ping", "remove"];
}

/** Seconds until the next attempt, after so many; undefined when it is given up: about a day in all. */
const WAITS = [10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800];
export function webhookWait(attempts: number): number | undefined {
  return WAITS[attempts - 1];
}

/** An address that failed for so long, every time, is not asked any more. */
export const WEBHOOK_PATIENCE_DAYS = 5;
/** After a change of the secret the one before signs too, so that the receiver can change over in peace. */
export const WEBHOOK_OVERLAP_HOURS = 24;
