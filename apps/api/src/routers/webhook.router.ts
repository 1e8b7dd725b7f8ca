import {
  listDeliveries,
  listWebhookOwners,
  listWebhooks,
  moveWebhook,
  pingWebhook,
  redeliverWebhook,
  registerWebhook,
  removeWebhook,
  rotateWebhookSecret,
  updateWebhook,
} from "@jiebang/core";
import {
  createWebhookInput,
  deliveryRef,
  listDeliveriesInput,
  listWebhooksInput,
  moveWebhookInput,
  pageOf,
  updateWebhookInput,
  webhookDelivery,
  webhookOwners,
  webhookRef,
  webhookView,
  webhookWithSecret,
} from "@jiebang/domain";
import { z } from "zod";
import { access, router } from "../trpc.ts";

export const webhookRouter = router({
  owners: access("user")
    .output(webhookOwners)
    .query(({ ctx: { ctx } }) => listWebhookOwners(ctx)),
  list: access("user")
    .input(listWebhooksInput)
    .output(pageOf(webhookView))
    .query(({ ctx: { ctx }, input }) => listWebhooks(ctx, input)),
  deliveries: access("user")
    .input(listDeliveriesInput)
    .output(pageOf(webhookDelivery))
    .query(({ ctx: { ctx }, input }) => listDeliveries(ctx, input)),
  register: access("user")
    .input(createWebhookInput)
    .output(webhookWithSecret)
    .mutation(({ ctx: { ctx }, input }) => registerWebhook(ctx, input)),
  update: access("user")
    .input(updateWebhookInput)
    .output(webhookView)
    .mutation(({ ctx: { ctx }, input }) => updateWebhook(ctx, input)),
  move: access("user")
    .input(moveWebhookInput)
    .output(webhookView)
    .mutation(({ ctx: { ctx }, input }) => moveWebhook(ctx, input)),
  rotate: access("user")
    .input(webhookRef)
    .output(webhookWithSecret)
    .mutation(({ ctx: { ctx }, input }) => rotateWebhookSecret(ctx, input)),
  ping: access("user")
    .input(webhookRef)
    .output(z.void())
    .mutation(({ ctx: { ctx }, input }) => pingWebhook(ctx, input)),
  redeliver: access("user")
    .input(deliveryRef)
    .output(z.void())
    .mutation(({ ctx: { ctx }, input }) => redeliverWebhook(ctx, input)),
  remove: access("user")
    .input(webhookRef)
    .output(z.void())
    .mutation(({ ctx: { ctx }, input }) => removeWebhook(ctx, input)),
});
