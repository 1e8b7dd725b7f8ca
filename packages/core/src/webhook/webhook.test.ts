import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { checkWebhookUrl, systemActor, type UserActor } from "@jiebang/domain";
import { makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expressInterest } from "../interest/express-interest.ts";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { moveWebhook, removeWebhook, rotateWebhookSecret } from "./change-webhook.ts";
import { deliverWebhooksJob } from "./deliver-webhooks.job.ts";
import { isInsideAddress, postWebhook } from "./post-webhook.ts";
import { registerWebhook } from "./register-webhook.ts";
import { pingWebhook, redeliverWebhook } from "./send-again.ts";
import { listDeliveries, listWebhooks } from "./webhook.queries.ts";

const db = useTestDatabase();
const services = { ...testServices(), webhooksToLoopback: true };
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const worker = createCtx({ db, services }, systemActor("webhook.deliver"));

interface Received {
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}
let received: Received[] = [];
let answer: (path: string, response: http.ServerResponse) => void = (_path, response) => response.end("ok");
const receiver = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    received.push({ path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString() });
    answer(request.url!, response);
  });
});
let base = "";
beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});
beforeEach(async () => {
  received = [];
  answer = (_path, response) => response.end("ok");
  await db.asOwner("UPDATE webhook_endpoint SET removed_at = app_now()");
  await db.moveClock(0);
});

const isSigned = ({ headers, body }: Received, secret: string) => {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const right = `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
  return String(headers["webhook-signature"]).split(" ").includes(right);
};
const deliver = (endpointId: string) => deliverWebhooksJob.run(worker, { endpointId });
async function world(events = ["entry.published", "entry.updated", "entry.withdrawn"], path = "/hook") {
  const organisation = await makeOrganisation(db);
  const admin = await makePerson(db, { member: [{ organisationId: organisation.id, role: "admin" }] });
  const { webhook, secret } = await registerWebhook(as(admin), {
    owner: { kind: "organisation", id: organisation.id },
    url: `${base}${path}`,
    events: events as ["entry.published"],
  });
  return { organisation, admin, endpointId: webhook.endpointId, secret };
}
async function publish(organisationId: string, content: object = {}) {
  const { entryId } = await makeEntry(db, { organisationId, revision: "published", content });
  await refresh(entryId);
  return entryId;
}
const refresh = (entryId: string) => db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
const log = async (admin: UserActor, endpointId: string) => (await listDeliveries(as(admin), { endpointId })).items;

describe("webhooks", () => {
  it("tell each event exactly once, signed, with what everybody may read and nothing else", async () => {
    const { organisation, admin, endpointId, secret } = await world();
    const entryId = await publish(organisation.id, { title: "新成果", body: "正文不在卡片上", isPosterHidden: true });
    await refresh(entryId); // writing the index again is no news
    await db.prisma.revision.updateMany({ where: { entryId }, data: { summary: "换了说法。" } });
    await refresh(entryId);
    await db.prisma.entry.update({ where: { id: entryId }, data: { audience: "circle" } });
    await refresh(entryId);
    await Promise.all([deliver(endpointId), deliver(endpointId)]); // two workers at once
    await deliver(endpointId);
    const told = received.map((r) => JSON.parse(r.body) as { id: string; type: string; data: Record<string, unknown> });
    expect(told.map((t) => t.type).sort()).toEqual(["entry.published", "entry.updated", "entry.withdrawn"]);
    expect(received.every((r) => isSigned(r, secret))).toBe(true);
    expect(received.map((r) => r.headers["webhook-id"]).sort()).toEqual(told.map((t) => t.id).sort());
    const text = received.map((r) => r.body).join();
    expect(text).toContain("新成果");
    for (const hidden of [organisation.name, "正文不在卡片上", "0398-2188888"]) expect(text).not.toContain(hidden);
    expect(told.find((t) => t.type === "entry.withdrawn")!.data).toMatchObject({ kind: "offer", reason: "restricted" });
    expect((await log(admin, endpointId)).map((d) => [d.state, d.status, d.answer])).toEqual(
      Array(3).fill(["delivered", 200, "ok"]),
    );
  });

  it("tell nothing of what was rolled back, and nothing to those who did not ask", async () => {
    const { organisation, admin, endpointId } = await world(["entry.withdrawn"]);
    await publish(organisation.id);
    const { entryId } = await makeEntry(db, { organisationId: organisation.id, revision: "published" });
    await expect(
      db.prisma.$transaction(async (tx) => {
        await refreshEntryIndex(tx, [entryId]);
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await log(admin, endpointId)).toEqual([]);
  });

  it("tell of an interest only the organisations it is between", async () => {
    const own = await world(["interest.received", "interest.answered"], "/own");
    const stranger = await world(["interest.received", "interest.answered"], "/stranger");
    const entryId = await publish(own.organisation.id);
    const asker = await makeOrganisation(db);
    const person = await makePerson(db, { member: [{ organisationId: asker.id }] });
    await expressInterest(as(person), {
      entryId,
      organisationId: asker.id,
      cooperation: "想合作开发这项技术，请联系。",
      unclear: "还有哪些条件没有写明，请说明。",
      about: "我们是一家做这行的企业。",
    } as never);
    for (const { endpointId } of [own, stranger]) await deliver(endpointId);
    expect(received.map((r) => [r.path, JSON.parse(r.body).type])).toEqual([["/own", "interest.received"]]);
    expect(received[0]!.body).not.toContain("想合作开发");
  });

  it("are tried again later and later for a day, then given up, and sent again by hand under the same id", async () => {
    const { organisation, admin, endpointId } = await world();
    answer = (_path, response) => void response.writeHead(500).end("busy ".repeat(2000));
    await publish(organisation.id);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 11; attempt++) {
      await deliver(endpointId);
      await deliver(endpointId); // not due yet
      expect(received.length).toBe(attempt);
      const [row] = await log(admin, endpointId);
      expect(row).toMatchObject({ attempts: attempt, status: 500, state: attempt < 11 ? "pending" : "failed" });
      expect(row!.answer!.length).toBe(1000);
      if (!row!.nextAttemptAt) break;
      waits.push(Math.round((Date.parse(row!.nextAttemptAt) - Date.parse(row!.lastAttemptAt!)) / 1000));
      await db.moveClock(new Date(Date.parse(row!.nextAttemptAt) + 1000));
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(30);
    answer = (_path, response) => response.end("ok");
    const [failed] = await log(admin, endpointId);
    await redeliverWebhook(as(admin), { deliveryId: failed!.deliveryId });
    await deliver(endpointId);
    expect((await log(admin, endpointId))[0]).toMatchObject({ state: "delivered", attempts: 1 });
    expect(new Set(received.map((r) => r.headers["webhook-id"])).size).toBe(1);
  });

  it("are switched off after days of failing, or at once where nobody is any more, and say so", async () => {
    const failing = await world();
    answer = (_path, response) => void response.writeHead(503).end();
    await publish(failing.organisation.id);
    await deliver(failing.endpointId);
    await db.moveClock(6 * 86_400);
    await publish(failing.organisation.id);
    await deliver(failing.endpointId);
    const [off] = (await listWebhooks(as(failing.admin), {})).items;
    expect([off!.state, off!.disabledReason]).toEqual(["disabled", "failing"]);
    expect(
      await db.prisma.notification.count({ where: { userId: failing.admin.userId, kind: "notify.webhook_disabled" } }),
    ).toBe(1);
    await moveWebhook(as(failing.admin), { endpointId: failing.endpointId, action: "resume" });
    answer = (_path, response) => void response.writeHead(410).end();
    await db.moveClock(7 * 86_400);
    await deliver(failing.endpointId);
    expect((await listWebhooks(as(failing.admin), {})).items[0]).toMatchObject({
      state: "disabled",
      disabledReason: "gone",
    });
  });

  it("follow no redirect and read no more of an answer than the log shows", async () => {
    answer = (path, response) => {
      if (path === "/redirect") response.writeHead(307, { location: `${base}/secret` }).end();
      else if (path === "/huge") {
        response.on("error", () => {});
        const write = (): void => {
          if (response.destroyed) return;
          response.write("x".repeat(65_536));
          setTimeout(write, 1);
        };
        write();
      } else response.destroy();
    };
    const post = (path: string) => postWebhook(`${base}${path}`, "{}", {}, true);
    expect(await post("/redirect")).toMatchObject({ status: 307, error: "redirect" });
    expect(received.map((r) => r.path)).toEqual(["/redirect"]);
    expect((await post("/huge")).answer!.length).toBe(1000);
    expect(await post("/broken")).toMatchObject({ status: null, error: expect.stringContaining("socket") });
  });

  it("never reach into the platform's own network", async () => {
    for (const host of [
      "127.0.0.1",
      "localhost",
      "[::1]",
      "169.254.169.254",
      "10.1.2.3",
      "[::ffff:10.0.0.1]",
      "0x7f.1",
    ])
      expect([host, (await postWebhook(`http://${host}:9/`, "{}", {}, false)).error]).toEqual([
        host,
        "private address",
      ]);
    expect(
      ["172.20.0.1", "192.168.1.1", "fd00::1", "fe80::1", "64:ff9b::a00:1", "nonsense"].every(isInsideAddress),
    ).toBe(true);
    expect(["8.8.8.8", "2606:4700::1111"].some(isInsideAddress)).toBe(false);
    for (const url of ["http://example.cn/", "ftp://example.cn/", "http://127.0.0.1/"])
      expect(() => checkWebhookUrl(url, false)).toThrow("webhook.url_https");
    expect(() => checkWebhookUrl("https://a:b@example.cn/", false)).toThrow("webhook.url_account");
  });

  it("sign with both secrets for a day after a change, and show none again", async () => {
    const { admin, endpointId, secret } = await world();
    const { secret: next } = await rotateWebhookSecret(as(admin), { endpointId });
    await pingWebhook(as(admin), { endpointId });
    await deliver(endpointId);
    expect([secret, next].map((s) => isSigned(received[0]!, s))).toEqual([true, true]);
    await db.moveClock(25 * 3600);
    await pingWebhook(as(admin), { endpointId });
    await deliver(endpointId);
    expect([secret, next].map((s) => isSigned(received[1]!, s))).toEqual([false, true]);
    const rest = JSON.stringify([
      await listWebhooks(as(admin), {}),
      await db.asOwner("SELECT * FROM webhook_endpoint"),
    ]);
    for (const shown of [secret, next]) expect(rest).not.toContain(shown.slice(6));
  });

  it("belong to their owner: nobody else sees or changes them, and a removed one is told nothing", async () => {
    const { organisation, admin, endpointId } = await world();
    const editor = await makePerson(db, { member: [{ organisationId: organisation.id, role: "editor" }] });
    await expect(pingWebhook(as(editor), { endpointId })).rejects.toThrow("common.not_found");
    expect((await listWebhooks(as(editor), {})).items).toEqual([]);
    await publish(organisation.id);
    await removeWebhook(as(admin), { endpointId });
    await deliver(endpointId);
    expect(received).toEqual([]);
  });
});
