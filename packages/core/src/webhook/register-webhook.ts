import {
  type CreateWebhookInput,
  checkWebhookEvents,
  checkWebhookUrl,
  createWebhookInput,
  DomainError,
  mayOwnWebhook,
  newId,
  requireUser,
  type WebhookWithSecret,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { toWebhookViews } from "./webhook.queries.ts";
import { newWebhookSecret } from "./webhook-secret.ts";

const MOST = 20;

/** Registers where an outside system wants to be told. The answer holds the secret, this once. */
export async function registerWebhook(ctx: Ctx, raw: CreateWebhookInput): Promise<WebhookWithSecret> {
  const actor = requireUser(ctx.actor);
  const { owner, url, events, description } = createWebhookInput.parse(raw);
  if (!mayOwnWebhook(actor, owner)) throw new DomainError("forbidden", "webhook.not_yours");
  checkWebhookEvents(owner, events);
  checkWebhookUrl(url, ctx.services.webhooksToLoopback === true);
  const endpointId = newId("whk");
  const { shown, wrapped } = newWebhookSecret(ctx.services.secret, endpointId);
  return ctx.transaction(async (tx) => {
    const ownedBy = {
      ownerKind: owner.kind,
      organisationId: owner.kind === "organisation" ? owner.id : null,
      jurisdictionId: owner.kind === "jurisdiction" ? owner.id : null,
    };
    // Two registrations of one owner take turns, so that the limit holds.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`webhook:${owner.kind}:${owner.id}`}, 0))::text`;
    if ((await tx.webhookEndpoint.count({ where: { ...ownedBy, removedAt: null } })) >= MOST)
      throw new DomainError("conflict", "webhook.too_many", { limit: MOST });
    const row = await tx.webhookEndpoint.create({
      data: { id: endpointId, ...ownedBy, url, events, description, wrappedSecret: wrapped, createdById: actor.userId },
    });
    await recordAudit(tx, actor, "webhook.create", {
      subjectKind: "webhook",
      subjectId: endpointId,
      values: { owner: owner.kind, events },
    });
    const [webhook] = await toWebhookViews(tx, [row]);
    return { webhook: webhook!, secret: shown };
  });
}
