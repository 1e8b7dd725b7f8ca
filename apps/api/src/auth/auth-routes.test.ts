import { createAccount, type Services, scryptHasher } from "@jiebang/core";
import { parseIdentifier } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import type { ServerDeps } from "../http/deps.ts";
import { createLogger } from "../logging/logger.ts";
import { createMetrics } from "../logging/metrics.ts";
import { createServer } from "../server.ts";
import { AUTH_PATHS, authRoutes } from "./auth-routes.ts";

const db = useTestDatabase();
const services = { secret: "a secret of the auth route tests, long", publicUrl: "http://jiebang.test" } as Services;
const PASSWORD = "correct horse";
const PHONE = "13500000001";
let deps: ServerDeps;
let app: ReturnType<typeof createServer>;

beforeAll(async () => {
  deps = {
    db,
    services,
    logger: createLogger("silent"),
    metrics: createMetrics(),
    live: { listen: () => () => {}, close: async () => {} } as unknown as ServerDeps["live"], // no page listens here
    readiness: async () => ({ ready: true, checks: {} }),
    settings: {
      publicUrl: services.publicUrl,
      isProduction: false,
      isDemo: false,
      trustProxy: 0,
      apiRatePerMinute: 600,
    },
  };
  app = createServer(deps);
  const passwordHash = await scryptHasher.hash(PASSWORD);
  await createAccount(db.prisma, { name: "李娜", identifier: parseIdentifier(PHONE)!, passwordHash });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", origin: "http://jiebang.test", host: "jiebang.test", ...headers },
  });
const signIn = async () => {
  const response = await post("/api/auth/sign-in", { identifier: PHONE, password: PASSWORD });
  return {
    response,
    cookie: response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; "),
  };
};
const current = async (cookie: string) => {
  const response = await app.request("/api/trpc/session.current", { headers: { cookie } });
  return ((await response.json()) as { result: { data: { name: string } | null } }).result.data;
};

describe("what is mounted under /api/auth", () => {
  it("is exactly what the list says", () => {
    const mounted = authRoutes(deps).routes.map((route) => `${route.method} ${route.path}`);
    expect(mounted).toEqual([...AUTH_PATHS]);
  });

  it("signs in and out, the cookie carrying the session in between", async () => {
    const { response, cookie } = await signIn();
    expect([response.status, ((await response.json()) as { name: string }).name]).toEqual([200, "李娜"]);
    const [line] = response.headers.getSetCookie();
    expect(line).toMatch(/^jiebang\.session_token=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/); // plain http: no Secure
    expect((await current(cookie))?.name).toBe("李娜");
    const left = await post("/api/auth/sign-out", {}, { cookie });
    expect([left.status, await left.json()]).toEqual([200, { signedOut: true }]);
    expect(await current(cookie)).toBe(null);
  });

  it("answers everybody the same about who exists", async () => {
    const answers = [];
    for (const [identifier, password] of [
      [PHONE, "wrong one"],
      ["13500000999", PASSWORD],
      ["13500000999@mobile.invalid", PASSWORD],
    ]) {
      const response = await post("/api/auth/sign-in", { identifier, password });
      const { error } = (await response.json()) as { error: { reason: string; message: string } };
      const headers = [...response.headers.keys()].filter((name) => name !== "x-request-id").sort();
      answers.push({ status: response.status, reason: error.reason, message: error.message, headers });
    }
    expect(answers[0]).toMatchObject({ status: 401, reason: "account.sign_in_failed" });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect((await post("/api/auth/sign-in", { identifier: 1 })).status).toBe(400);
  });

  it("refuses another site's form", async () => {
    const response = await post(
      "/api/auth/sign-in",
      { identifier: PHONE, password: PASSWORD },
      { origin: "http://evil.test" },
    );
    expect(response.status).toBe(403);
  });

  it("does not have better-auth's own paths, signed in or not", async () => {
    const { cookie } = await signIn();
    const paths = [
      "sign-up/email",
      "sign-in/email",
      "sign-in/social",
      "get-session",
      "list-sessions",
      "revoke-session",
      "request-password-reset",
      "reset-password",
      "change-password",
      "change-email",
      "update-user",
      "delete-user",
      "link-social",
      "send-verification-email",
      "two-factor/enable",
      "admin/create-user",
      "organization/create",
      "ok",
    ];
    for (const headers of [{}, { cookie }])
      for (const path of paths) {
        expect([path, (await post(`/api/auth/${path}`, {}, headers as Record<string, string>)).status]).toEqual([
          path,
          404,
        ]);
        expect([path, (await app.request(`/api/auth/${path}`, { headers })).status]).toEqual([path, 404]);
      }
  });
});
