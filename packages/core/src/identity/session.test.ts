import { anonymous, DomainError, parseIdentifier, type UserActor } from "@jiebang/domain";
import { auditActions, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { disableAccount } from "../account/disable-account.ts";
import { type Ctx, createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { SIGN_IN_ADDRESS } from "./attempt-limits.ts";
import { authenticate } from "./authenticate.ts";
import { changePassword } from "./change-password.ts";
import { createAccount } from "./create-account.ts";
import { createAuth, scryptHasher, useAuth } from "./create-auth.ts";
import { addressGroup, limitAttempts } from "./limit-attempts.ts";
import { listSessions } from "./list-sessions.ts";
import { loadActor } from "./load-actor.ts";
import { revokeOtherSessions, revokeSession } from "./revoke-session.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

const db = useTestDatabase();
const services = {
  secret: "a secret of the session tests, long enough",
  publicUrl: "https://jiebang.test",
} as Services;
const PASSWORD = "correct horse";
let passwordHash: string;
let hashed: string[] = [];
let phones = 13_800_000_000;
let addresses = 1;
const nextPhone = () => String(phones++);
const meta = (ip = `198.51.100.${addresses++}`) => ({ ip, headers: new Headers({ "user-agent": "Firefox" }) });
const as = (actor: Ctx["actor"] = anonymous) => createCtx({ db, services }, actor);

beforeAll(async () => {
  passwordHash = await scryptHasher.hash(PASSWORD);
  const hasher = {
    hash: (password: string) => {
      hashed.push("hash");
      return scryptHasher.hash(password);
    },
    verify: (given: { hash: string; password: string }) => {
      hashed.push("verify");
      return scryptHasher.verify(given);
    },
  };
  useAuth(db, createAuth({ db, ...services, hasher }));
});

async function account(identifier = nextPhone()) {
  const userId = await createAccount(db.prisma, {
    name: "李娜",
    identifier: parseIdentifier(identifier)!,
    passwordHash,
  });
  return { userId, identifier };
}

async function enter(identifier: string, where = meta()) {
  const { me, setCookies } = await signIn(as(), { identifier, password: PASSWORD }, where);
  const cookie = setCookies.map((line) => line.split(";")[0]).join("; ");
  const { actor } = await authenticate({ db, services }, new Headers({ cookie }));
  return { me, setCookies, cookie, actor: actor as UserActor, ctx: as(actor) };
}

async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw new Error(`no refusal: ${String(error)}`);
  return { kind: error.kind, reason: error.reason, details: error.details };
}

describe("signing in", () => {
  it("works with a mobile number however it is written, and with an e-mail address", async () => {
    const phone = nextPhone();
    await account(phone);
    expect((await enter(`+86 ${phone.slice(0, 3)}-${phone.slice(3)}`)).me).toEqual({
      userId: expect.any(String),
      sessionId: expect.stringMatching(/^ses_/),
      name: "李娜",
      phone,
      email: null, // the address that stands in for a missing one is never shown
      locale: "zh",
      memberships: [],
      appointments: [],
      roles: [],
    });
    await account("li.na@example.cn");
    expect((await enter("Li.Na@Example.cn")).me).toMatchObject({ phone: null, email: "li.na@example.cn" });
  });

  it("sets a cookie that scripts cannot read and other sites cannot send", async () => {
    const { identifier } = await account();
    const { setCookies } = await enter(identifier);
    expect(setCookies.length).toBe(1);
    expect(setCookies[0]).toMatch(
      /^__Secure-jiebang\.session_token=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("keeps the address and the browser of the session, whatever the client claims", async () => {
    const { identifier } = await account();
    const headers = new Headers({
      "user-agent": "Firefox",
      "x-jiebang-client-address": "6.6.6.6",
      "x-forwarded-for": "7.7.7.7",
    });
    const { ctx } = await enter(identifier, { ip: "203.0.113.9", headers });
    expect(await listSessions(ctx)).toEqual([
      expect.objectContaining({ isCurrent: true, ipAddress: "203.0.113.9", userAgent: "Firefox" }),
    ]);
  });

  it("answers an unknown account, a wrong password, a disabled account and nonsense alike, with the same work", async () => {
    const known = await account();
    const disabled = await account();
    await db.prisma.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
    const answers = [];
    for (const [identifier, password] of [
      [nextPhone(), PASSWORD],
      ["nobody@example.cn", PASSWORD],
      [known.identifier, "wrong password"],
      [disabled.identifier, PASSWORD],
      ["not an identifier", PASSWORD],
      ["0@mobile.invalid", PASSWORD],
    ] as const) {
      hashed = [];
      db.resetQueries();
      const refusal = await refusalOf(signIn(as(), { identifier, password }, meta()));
      answers.push({ refusal, work: hashed.length, queries: db.queries.length });
    }
    expect(answers.map((a) => a.refusal)).toEqual(
      answers.map(() => ({ kind: "unauthenticated", reason: "account.sign_in_failed", details: {} })),
    );
    expect(answers.map((a) => a.work)).toEqual(answers.map(() => 1));
    expect(new Set(answers.slice(0, 4).map((a) => a.queries)).size).toBe(1);
  });

  it("stops guessing at one account from one place, for known and unknown ones alike, and lets others in", async () => {
    const { identifier } = await account();
    const unknown = nextPhone();
    for (const name of [identifier, unknown]) {
      const here = meta();
      for (let i = 0; i < 10; i += 1)
        expect((await refusalOf(signIn(as(), { identifier: name, password: "wrong one" }, here))).kind).toBe(
          "unauthenticated",
        );
      expect(await refusalOf(signIn(as(), { identifier: name, password: PASSWORD }, here))).toEqual({
        kind: "too_many",
        reason: "common.too_many",
        details: { retryAfterSeconds: expect.any(Number) },
      });
    }
    expect((await enter(identifier, meta())).me.name).toBe("李娜"); // from home
    await db.moveClock(16 * 60);
    expect((await enter(identifier)).me.name).toBe("李娜");
    await db.moveClock(0);
  });

  it("stops an address that tries one account after another", async () => {
    const here = meta();
    for (let i = 0; i < 119; i += 1) await limitAttempts(db.prisma, SIGN_IN_ADDRESS, here.ip);
    const attempt = (identifier: string) => refusalOf(signIn(as(), { identifier, password: "p" }, here));
    expect([(await attempt("one")).kind, (await attempt("another")).kind]).toEqual(["unauthenticated", "too_many"]);
  });

  it("counts in the database without naming anybody", async () => {
    const { identifier } = await account();
    await refusalOf(signIn(as(), { identifier, password: "wrong one" }, meta("203.0.113.77")));
    const rows = await db.asOwner<{ key: string }>("SELECT key FROM attempt_counter");
    expect(rows.filter((row) => row.key.includes(identifier) || row.key.includes("203.0.113.77"))).toEqual([]);
    expect(rows.length).toBeGreaterThan(2);
  });

  it("counts an IPv6 household as one", () => {
    expect(
      ["2001:db8:1:2:aaaa::1", "2001:0db8:1:2::9", "::ffff:192.0.2.7", "192.0.2.7", "::1"].map(addressGroup),
    ).toEqual(["2001:db8:1:2", "2001:db8:1:2", "192.0.2.7", "192.0.2.7", "0:0:0:0"]);
  });
});

describe("a session", () => {
  it("ends where its owner ends it, and nobody else can end it", async () => {
    const { identifier } = await account();
    const [here, there] = [await enter(identifier), await enter(identifier)];
    const stranger = await enter((await account()).identifier);
    const sessionId = there.actor.sessionId!;
    expect((await refusalOf(revokeSession(stranger.ctx, { sessionId }))).kind).toBe("not_found");
    await revokeSession(here.ctx, { sessionId });
    expect((await authenticate({ db, services }, new Headers({ cookie: there.cookie }))).actor).toEqual(anonymous);
    expect((await refusalOf(revokeSession(here.ctx, { sessionId }))).kind).toBe("not_found");
    expect((await listSessions(here.ctx)).length).toBe(1);
  });

  it("ends elsewhere with a new password, and stays here", async () => {
    const { identifier, userId } = await account();
    const [here, there] = [await enter(identifier), await enter(identifier)];
    expect(
      await refusalOf(changePassword(here.ctx, { currentPassword: "wrong one", newPassword: "new password" })),
    ).toMatchObject({
      reason: "account.password_wrong",
    });
    expect(await changePassword(here.ctx, { currentPassword: PASSWORD, newPassword: "new password" })).toEqual({
      endedSessions: 1,
    });
    const alive = async (cookie: string) => (await authenticate({ db, services }, new Headers({ cookie }))).actor.kind;
    expect([await alive(here.cookie), await alive(there.cookie)]).toEqual(["user", "anonymous"]);
    expect((await refusalOf(signIn(as(), { identifier, password: PASSWORD }, meta()))).reason).toBe(
      "account.sign_in_failed",
    );
    await signIn(as(), { identifier, password: "new password" }, meta());
    expect(await auditActions(db, userId)).toEqual(["account.change_password"]);
  });

  it("ends with the account that is disabled", async () => {
    const { identifier, userId } = await account();
    const { cookie } = await enter(identifier);
    const admin = await makePerson(db, { roles: ["platform_admin"] });
    await disableAccount(as(admin), { userId });
    expect((await authenticate({ db, services }, new Headers({ cookie }))).actor).toEqual(anonymous);
    expect(await db.prisma.session.count({ where: { userId } })).toBe(0);
    expect(await loadActor(db, { userId })).toBe(null);
  });

  it("is forgotten by signing out, here alone", async () => {
    const { identifier } = await account();
    const [here, there] = [await enter(identifier), await enter(identifier)];
    const { setCookies } = await signOut(here.ctx, { ip: "192.0.2.1", headers: new Headers({ cookie: here.cookie }) });
    expect(setCookies[0]).toMatch(/session_token=; Max-Age=0/);
    expect((await authenticate({ db, services }, new Headers({ cookie: here.cookie }))).actor).toEqual(anonymous);
    expect(await revokeOtherSessions(there.ctx)).toEqual({ ended: 0 });
  });

  it("cannot be forged", async () => {
    const { identifier } = await account();
    const { cookie } = await enter(identifier);
    const token = decodeURIComponent(cookie).split("=")[1]!.split(".")[0]!;
    const forged = `__Secure-jiebang.session_token=${token}.${Buffer.from("x".repeat(32)).toString("base64")}`;
    expect((await authenticate({ db, services }, new Headers({ cookie: forged }))).actor).toEqual(anonymous);
    expect((await authenticate({ db, services }, new Headers({ cookie: "other=1" }))).actor).toEqual(anonymous);
  });
});

describe("who acts", () => {
  it("is loaded with every role at once, in one query", async () => {
    const city = await makeJurisdiction(db, { level: "city" });
    const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
    const [active, suspended, left] = [
      await makeOrganisation(db),
      await makeOrganisation(db, { state: "suspended" }),
      await makeOrganisation(db),
    ];
    const made = await makePerson(db, {
      member: [
        { organisationId: active.id, role: "editor" },
        { organisationId: suspended.id },
        { organisationId: left.id },
      ],
      coordinates: [{ jurisdictionId: city.id, level: "city" }],
      roles: ["auditor"],
    });
    await db.prisma.membership.updateMany({ where: { organisationId: left.id }, data: { endedAt: new Date() } });
    db.resetQueries();
    const actor = await loadActor(db, { userId: made.userId, sessionId: "ses_1" });
    expect(db.queries.length).toBe(1);
    expect(actor).toEqual({
      ...made,
      sessionId: "ses_1",
      memberships: [{ organisationId: active.id, role: "editor" }],
      appointments: [{ jurisdictionId: city.id, level: "city", covers: [city.id, county.id] }],
      roles: ["auditor"],
    });
  });
});
