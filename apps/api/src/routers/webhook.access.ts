import { newId } from "@jiebang/domain";
import { wrapKey } from "@jiebang/ledger";
import { type AccessRows, type AccessWorld, only, signedIn } from "../access-table.ts";

/** An address of the owning organisation with one delivery that failed. */
async function makeWebhook(w: AccessWorld) {
  const [endpointId, eventId, deliveryId] = [newId("whk"), newId("whe"), newId("whd")];
  await w.db.prisma.webhookEndpoint.create({
    data: {
      id: endpointId,
      ownerKind: "organisation",
      organisationId: w.owner.id,
      url: "https://example.cn/hooks",
      events: ["entry.published"],
      wrappedSecret: wrapKey("another secret that nobody needs here", "x", new Uint8Array(32)),
      createdById: w.actors.admin.kind === "user" ? w.actors.admin.userId : "",
    },
  });
  await w.db.prisma.webhookEvent.create({ data: { id: eventId, type: "entry.published", body: "{}" } });
  await w.db.prisma.webhookDelivery.create({ data: { id: deliveryId, endpointId, eventId, state: "failed" } });
  return { endpointId, deliveryId };
}

const owners = only(["admin"], "not_found");
const change = { url: "https://example.cn/hooks", events: ["entry.published" as const] };

export const webhookAccess: AccessRows = {
  "webhook.owners": { input: () => undefined, expect: signedIn },
  "webhook.list": { input: () => ({}), expect: signedIn },
  "webhook.deliveries": {
    input: async (w) => ({ endpointId: (await w.once("webhook", () => makeWebhook(w))).endpointId }),
    expect: owners,
  },
  "webhook.register": {
    input: (w) => ({ owner: { kind: "organisation", id: w.owner.id }, ...change }),
    expect: only(["admin"], "forbidden"),
  },
  "webhook.update": {
    input: async (w) => ({ endpointId: (await makeWebhook(w)).endpointId, version: 1, ...change }),
    expect: owners,
  },
  "webhook.move": {
    input: async (w) => ({ endpointId: (await makeWebhook(w)).endpointId, action: "pause" }),
    expect: owners,
  },
  "webhook.rotate": { input: async (w) => ({ endpointId: (await makeWebhook(w)).endpointId }), expect: owners },
  "webhook.ping": { input: async (w) => ({ endpointId: (await makeWebhook(w)).endpointId }), expect: owners },
  "webhook.redeliver": { input: async (w) => ({ deliveryId: (await makeWebhook(w)).deliveryId }), expect: owners },
  "webhook.remove": { input: async (w) => ({ endpointId: (await makeWebhook(w)).endpointId }), expect: owners },
};
