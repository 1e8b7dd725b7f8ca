import type { Tx } from "@jiebang/db";
import { type PublicEntry, toEntryCard, type WebhookEvent } from "@jiebang/domain";
import { emitWebhookEvents } from "./emit-webhook-events.ts";

export interface EntryChange {
  event: Extract<WebhookEvent, `entry.${string}`>;
  /** Of one that went only number and kind are told. */
  entry: PublicEntry | { number: string; kind: "offer" | "demand" };
  reason?: string;
}

/** Tells what became of entries, as everybody reads them: the card, never more. */
export function emitEntryEvents(tx: Tx, changes: EntryChange[]): Promise<void> {
  return emitWebhookEvents(
    tx,
    changes.map(({ event, entry, reason }) => ({
      type: event,
      organisationIds: null,
      data:
        event !== "entry.withdrawn" && "id" in entry
          ? toEntryCard(entry)
          : { number: entry.number, kind: entry.kind, reason: reason ?? null },
    })),
  );
}
