import { createHmac, randomBytes } from "node:crypto";
import { unwrapKey, wrapKey } from "@jiebang/ledger";

// Standard Webhooks: a secret is `whsec_` and the base64 of its bytes; a signature covers id, second and body.

const purpose = (endpointId: string) => `webhook:${endpointId}`;

/** A new secret, as it is shown once and as it rests. */
export function newWebhookSecret(appSecret: string, endpointId: string): { shown: string; wrapped: string } {
  const bytes = randomBytes(32);
  return { shown: `whsec_${bytes.toString("base64")}`, wrapped: wrapKey(appSecret, purpose(endpointId), bytes) };
}

export const openWebhookSecret = (appSecret: string, endpointId: string, wrapped: string): Uint8Array =>
  unwrapKey(appSecret, purpose(endpointId), wrapped);

/** The header `webhook-signature`: one signature for each secret that is valid. */
export function signWebhook(secrets: Uint8Array[], id: string, second: number, body: string): string {
  return secrets
    .map((secret) => `v1,${createHmac("sha256", secret).update(`${id}.${second}.${body}`).digest("base64")}`)
    .join(" ");
}
