import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { createAccount, scryptHasher } from "@jiebang/core";
import { parseIdentifier } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "./server.ts";
import { testDeps } from "./testing/test-deps.ts";

const db = useTestDatabase();
const PERSON = { identifier: "13500000009", password: "correct horse" };
const webDist = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-web-"));
let world: ReturnType<typeof testDeps>;
let app: ReturnType<typeof createServer>;
let userId: string;

beforeAll(async () => {
  fs.mkdirSync(path.join(webDist, "assets"));
  fs.writeFileSync(path.join(webDist, "index.html"), "<!doctype html><title>workbench</title>");
  fs.writeFileSync(path.join(webDist, "assets/index-abc123.js"), "export const big = 1;");
  fs.writeFileSync(path.join(webDist, "assets/index-abc123.js.br"), zlib.brotliCompressSync("export const big = 1;"));
  world = testDeps(db, { webDist });
  app = createServer(world.deps);
  const identifier = parseIdentifier(PERSON.identifier)!;
  const passwordHash = await scryptHasher.hash(PERSON.password);
  userId = await createAccount(db.prisma, { name: "王芳", identifier, passwordHash });
});
afterAll(async () => {
  await world.deps.live.close();
  fs.rmSync(webDist, { recursive: true, force: true });
});

const post = (at: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(at, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
const lastEvent = () => world.lines.at(-1)!;
async function cookieOf() {
  const answer = await post("/api/trpc/session.signIn", PERSON);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

describe("the log", () => {
  it("holds one event per request with who, what, ids, queries and outcome, and never what was typed", async () => {
    const before = world.lines.length;
    const answer = await post("/api/trpc/session.signIn", { ...PERSON, password: "a wrong password" });
    expect(answer.status).toBe(401);
    expect(world.lines.length).toBe(before + 1);
    const { time: _, ms: __, requestId, queries, ...event } = lastEvent();
    expect(event).toEqual({
      level: "info",
      event: "request",
      method: "POST",
      route: "trpc session.signIn",
      status: 401,
      actor: "anonymous",
      reason: "account.sign_in_failed",
    });
    expect(requestId).toBe(answer.headers.get("x-request-id"));
    expect(queries).toBeTypeOf("number");
    expect(JSON.stringify(world.lines)).not.toMatch(/wrong password|13500000009/);
  });

  it("names the signed-in person by id and keeps cookies out", async () => {
    const cookie = await cookieOf();
    await app.request("/api/trpc/session.list", { headers: { cookie } });
    expect(lastEvent()).toMatchObject({ actor: userId, route: "trpc session.list", status: 200 });
    expect(JSON.stringify(world.lines)).not.toContain(cookie.split("=")[1]!.slice(0, 12));
  });

  it("does not open a new series of figures for a name that somebody made up", async () => {
    await app.request("/api/trpc/no.such,procedure.here");
    await app.request("/app/made-up/route");
    const figures = await world.deps.metrics.registry.metrics();
    expect(figures).toContain('route="trpc unknown"');
    expect(figures).not.toMatch(/no\.such|made-up/);
  });
});

describe("the shell", () => {
  it("refuses a change that another site's page asks for, and lets our own pages and programs through", async () => {
    const statusWith = async (headers: Record<string, string>) =>
      (await post("/api/trpc/session.signOut", undefined, { host: "jiebang.test", ...headers })).status;
    expect({
      ours: await statusWith({ origin: "http://jiebang.test" }),
      sameHost: await statusWith({ origin: "http://192.168.1.9:3000", host: "192.168.1.9:3000" }),
      program: await statusWith({}),
      other: await statusWith({ origin: "https://evil.example" }),
      sandboxed: await statusWith({ origin: "null" }),
      crossSite: await statusWith({ "sec-fetch-site": "cross-site" }),
      neighbour: await statusWith({ "sec-fetch-site": "same-site" }),
    }).toEqual({ ours: 200, sameHost: 200, program: 200, other: 403, sandboxed: 403, crossSite: 403, neighbour: 403 });
  });

  it("sends safe headers, strict for public pages and as strict as antd allows for the workbench", async () => {
    const headersOf = async (at: string) => Object.fromEntries((await app.request(at)).headers);
    const page = await headersOf("/");
    const workbench = await headersOf("/app");
    expect(page["content-security-policy"]).toContain("script-src 'self'; style-src 'self';");
    expect(workbench["content-security-policy"]).toContain("script-src 'self'; style-src 'self' 'unsafe-inline'");
    for (const headers of [page, workbench])
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
  });

  it("answers an unknown address of the API as JSON with the request's id", async () => {
    const answer = await app.request("/api/nothing", { headers: { accept: "text/html", "accept-language": "en-GB" } });
    expect(answer.status).toBe(404);
    const message = "Not found, or not yours to see.";
    const requestId = answer.headers.get("x-request-id");
    expect(await answer.json()).toEqual({ error: { reason: "common.not_found", message, requestId } });
  });

  it("refuses bodies that are too large before reading them", async () => {
    const answer = await post("/api/trpc/session.signIn", { ...PERSON, password: "x".repeat(9 * 1024 * 1024) });
    expect(answer.status).toBe(413);
  });

  it("compresses pages for those who can read it and says that the answer varies", async () => {
    const plain = await (await app.request("/")).text();
    for (const [encoding, unpack] of [
      ["br", zlib.brotliDecompressSync],
      ["gzip", zlib.gunzipSync],
    ] as const) {
      const answer = await app.request("/", { headers: { "accept-encoding": encoding } });
      expect([answer.headers.get("content-encoding"), answer.headers.get("vary")]).toEqual([
        encoding,
        "accept-encoding",
      ]);
      expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(plain);
    }
  });

  it("sends a double slash nowhere else than to this site", async () => {
    const answer = await app.request("http://jiebang.test//evil.example/");
    expect(answer.headers.get("location") ?? "/").toMatch(/^\/(?!\/)/);
  });

  it("believes a proxy's word about the address only as far as it is told to", async () => {
    const { deps } = testDeps(db, { trustProxy: 1 });
    await deps.live.close();
    const { clientIp } = await import("./http/request-log.ts");
    const { Hono } = await import("hono");
    const ipWith = async (trust: number) =>
      (
        await new Hono()
          .get("/", (c) => c.text(clientIp(c, trust)))
          .request("/", { headers: { "x-forwarded-for": "6.6.6.6, 203.0.113.7, 10.0.0.2" } })
      ).text();
    expect([await ipWith(0), await ipWith(1), await ipWith(2)]).toEqual(["unknown", "10.0.0.2", "203.0.113.7"]);
  });
});

describe("the workbench", () => {
  it("serves hashed files for ever, its one page for every address, and nothing outside its folder", async () => {
    const asset = await app.request("/app/assets/index-abc123.js", { headers: { "accept-encoding": "gzip, br" } });
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-encoding")).toBe("br");
    const deep = await app.request("/app/rounds/JB-2026-00001");
    expect([deep.status, deep.headers.get("cache-control"), await deep.text()]).toEqual([
      200,
      "no-cache",
      "<!doctype html><title>workbench</title>",
    ]);
    expect((await app.request("/app/assets/gone.js")).status).toBe(404);
    expect(await (await app.request("/app/..%2f..%2fetc%2fpasswd")).text()).not.toContain("root:");
  });
});

describe("health", () => {
  it("tells liveness to all, and figures to this machine or to whoever has the token", async () => {
    expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok" });
    const guarded = testDeps(db, { metricsToken: "a-token-for-the-monitor" });
    await guarded.deps.live.close();
    const statusWith = async (authorization?: string) =>
      (await createServer(guarded.deps).request("/metrics", { headers: authorization ? { authorization } : {} }))
        .status;
    expect([
      await statusWith(),
      await statusWith("Bearer wrong"),
      await statusWith("Bearer a-token-for-the-monitor"),
    ]).toEqual([401, 401, 200]);
  });
});
