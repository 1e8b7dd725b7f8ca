import { anonymous, DomainError, parseIdentifier, type UserActor } from "@jiebang/domain";
import { auditActions, makeJurisdiction, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { authenticate } from "../identity/authenticate.ts";
import { createAccount } from "../identity/create-account.ts";
import { createAuth, scryptHasher, useAuth } from "../identity/create-auth.ts";
import { signIn } from "../identity/sign-in.ts";
import { createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { appointCoordinator, endAppointment } from "./appoint-coordinator.ts";
import { changeIdentifier } from "./change-identifier.ts";
import { approveRegistration, refuseRegistration } from "./decide-registration.ts";
import { disableAccount, enableAccount } from "./disable-account.ts";
import { endRole, grantRole } from "./grant-role.ts";
import { inviteClaim } from "./invite-claim.ts";
import { inviteMember } from "./invite-member.ts";
import { issueResetCode } from "./issue-reset-code.ts";
import { listAccounts } from "./list-accounts.ts";
import { listInvitations, revokeInvitation } from "./list-invitations.ts";
import { getRegistration, listRegistrations } from "./list-registrations.ts";
import { openAccount } from "./open-account.ts";
import { previewInvitation, redeemInvitation } from "./redeem-invitation.ts";
import { requestRegistration } from "./request-registration.ts";
import { resetPassword } from "./reset-password.ts";

const db = useTestDatabase();
const services = {
  secret: "a secret of the account tests, long enough",
  publicUrl: "http://127.0.0.1:4202",
} as Services;
const PASSWORD = "correct horse";
let passwordHash: string;
let work: string[] = [];
let phones = 13_600_000_000;
let addresses = 1;
const nextPhone = () => String(phones++);
const meta = () => ({ ip: `198.51.100.${addresses++}`, headers: new Headers() });
const as = (actor: UserActor | typeof anonymous = anonymous) => createCtx({ db, services }, actor);
const newPerson = (identifier = nextPhone(), password = PASSWORD) => ({ name: "王芳", identifier, password });

beforeAll(async () => {
  passwordHash = await scryptHasher.hash(PASSWORD);
  const hasher = {
    hash: (password: string) => {
      work.push("hash");
      return scryptHasher.hash(password);
    },
    verify: (given: { hash: string; password: string }) => {
      work.push("verify");
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

async function places() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { parentId: city.id });
  const coordinator = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    county,
    countyCoordinator: await coordinator(county.id, "county"),
    elsewhereCoordinator: await coordinator(elsewhere.id, "county"),
    cityCoordinator: await coordinator(city.id, "city"),
  };
}

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no refusal",
    (error: unknown) => (error instanceof DomainError ? error.reason : String(error)),
  );

describe("asking for an account", () => {
  const asked = (jurisdictionId: string, identifier: string, organisation: object = {}) => ({
    ...newPerson(identifier),
    jurisdictionId,
    organisation: { kind: "enterprise" as const, name: "新星冶金有限公司", ...organisation },
  });

  it("answers the same with the same work, whether account or organisation exist or not", async () => {
    const { county } = await places();
    const known = await account();
    const organisation = await makeOrganisation(db, { jurisdictionId: county.id, creditCode: "91350100M000100Y43" });
    const answers = [];
    for (const input of [
      asked(county.id, nextPhone()),
      asked(county.id, known.identifier),
      asked(county.id, nextPhone(), { name: organisation.name, creditCode: organisation.creditCode }),
    ]) {
      work = [];
      db.resetQueries();
      const answer = await requestRegistration(as(), input, meta());
      answers.push({ answer, work: [...work], queries: db.queries.length });
    }
    expect(answers[0]!.answer).toEqual({ received: true });
    expect(answers[0]!.work).toEqual(["hash"]);
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it("ends with an account, an organisation and its first administrator, and the password that was chosen", async () => {
    const { county, countyCoordinator } = await places();
    const identifier = nextPhone();
    await requestRegistration(
      as(),
      asked(county.id, identifier, { creditCode: "91350100M000100Y43x".slice(0, 18) }),
      meta(),
    );
    await db.prisma.organisation.updateMany({
      where: { creditCode: "91350100M000100Y43" },
      data: { creditCode: null },
    });
    const [waiting] = (await listRegistrations(as(countyCoordinator), {})).items;
    expect(waiting).toMatchObject({
      identifier,
      creditCodeProblem: null,
      hasAccount: false,
      allowedActions: ["approve", "refuse"],
    });
    const approved = await approveRegistration(as(countyCoordinator), {
      registrationId: waiting!.registrationId,
      verify: true,
    });
    expect(approved).toMatchObject({ state: "approved", allowedActions: [] });
    const { me } = await signIn(as(), { identifier, password: PASSWORD }, meta());
    expect(me.memberships).toEqual([
      {
        organisationId: expect.any(String),
        organisationName: "新星冶金有限公司",
        kind: "enterprise",
        role: "admin",
        isVerified: true,
      },
    ]);
    const row = await db.prisma.registration.findUniqueOrThrow({ where: { id: waiting!.registrationId } });
    expect(row.passwordHash).toBe("");
    expect(await auditActions(db, row.id)).toEqual(["registration.request", "registration.approve"]);
  });

  it("can end with a place in an organisation that exists", async () => {
    const { county, cityCoordinator } = await places();
    const existing = await makeOrganisation(db, { jurisdictionId: county.id, name: "老厂有限公司" });
    await requestRegistration(as(), asked(county.id, nextPhone(), { name: existing.name }), meta());
    const [waiting] = (await listRegistrations(as(cityCoordinator), {})).items;
    expect(waiting!.candidates).toEqual([{ organisationId: existing.id, name: existing.name, hasMembers: false }]);
    const input = { registrationId: waiting!.registrationId, organisationId: existing.id, role: "editor" as const };
    await approveRegistration(as(cityCoordinator), input);
    const members = await db.prisma.membership.findMany({ where: { organisationId: existing.id } });
    expect(members.map((m) => m.role)).toEqual(["editor"]);
  });

  it("is decided once, by a coordinator of the jurisdiction, of two at once by one", async () => {
    const { county, countyCoordinator, cityCoordinator, elsewhereCoordinator } = await places();
    await requestRegistration(as(), asked(county.id, nextPhone()), meta());
    const { registrationId } = (await listRegistrations(as(countyCoordinator), {})).items[0]!;
    expect(await reasonOf(getRegistration(as(elsewhereCoordinator), { registrationId }))).toBe("common.not_found");
    expect(await reasonOf(approveRegistration(as(elsewhereCoordinator), { registrationId }))).toBe("common.not_found");
    const both = await Promise.all([
      reasonOf(approveRegistration(as(countyCoordinator), { registrationId })),
      reasonOf(refuseRegistration(as(cityCoordinator), { registrationId, reason: "registration.duplicate" })),
    ]);
    expect(both.sort()).toEqual(["no refusal", "registration.already_decided"]);
  });

  it("needs a reason for a credit code that fails, and says who has a code already", async () => {
    const { county, countyCoordinator } = await places();
    await makeOrganisation(db, { creditCode: "91310000MA1K35Y38P" });
    for (const creditCode of ["91310000MA1K35Y38P", "91350203M0001QAY9B"])
      await requestRegistration(as(), asked(county.id, nextPhone(), { creditCode }), meta());
    const [taken, failing] = (await listRegistrations(as(countyCoordinator), {})).items;
    expect(await reasonOf(approveRegistration(as(countyCoordinator), { registrationId: taken!.registrationId }))).toBe(
      "organisation.credit_code_taken",
    );
    expect(failing!.creditCodeProblem).toBe("organisation.credit_code_check");
    const registrationId = failing!.registrationId;
    expect(await reasonOf(approveRegistration(as(countyCoordinator), { registrationId }))).toBe(
      "organisation.credit_code_check",
    );
    await approveRegistration(as(countyCoordinator), {
      registrationId,
      creditCodeOverrideReason: "营业执照原件已核对",
    });
    expect(await db.prisma.organisation.findFirst({ where: { creditCode: "91350203M0001QAY9B" } })).toMatchObject({
      creditCodeOverrideReason: "营业执照原件已核对",
    });
  });

  it("lists with the same number of queries for 1 and for 50", async () => {
    const { county, countyCoordinator } = await places();
    const row = (i: number) => ({
      id: `reg_${county.id}_${i}`,
      identifier: nextPhone(),
      name: "某人",
      passwordHash: "x",
      organisation: { kind: "enterprise", name: `单位${i}` },
      jurisdictionId: county.id,
    });
    const queries = async () => {
      db.resetQueries();
      const page = await listRegistrations(as(countyCoordinator), { limit: 100 });
      return { items: page.items.length, queries: db.queries.length };
    };
    await db.prisma.registration.create({ data: row(0) });
    const one = await queries();
    await db.prisma.registration.createMany({ data: Array.from({ length: 49 }, (_, i) => row(i + 1)) });
    expect([one, await queries()]).toEqual([
      { items: 1, queries: one.queries },
      { items: 50, queries: one.queries },
    ]);
  });
});

describe("a code on paper", () => {
  async function firm() {
    const { county, countyCoordinator, elsewhereCoordinator } = await places();
    const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
    const admin = await makePerson(db, { member: [{ organisationId: organisation.id }] });
    return { organisation, admin, countyCoordinator, elsewhereCoordinator };
  }

  it("lets one person in, with an account of their own or a new one, and only its hash is kept", async () => {
    const { organisation, admin } = await firm();
    const issued = await inviteMember(as(admin), { organisationId: organisation.id, role: "editor" });
    expect(issued.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(issued.link).toBe(`http://127.0.0.1:4202/app/redeem?code=${issued.code}`);
    const rows = await db.asOwner<{ text: string }>("SELECT i::text AS text FROM invitation i");
    expect(
      rows.filter((row) => row.text.includes(issued.code) || row.text.includes(issued.code.replaceAll("-", ""))),
    ).toEqual([]);
    expect(await previewInvitation(as(), { code: issued.code }, meta())).toEqual({
      kind: "member",
      organisationName: organisation.name,
      role: "editor",
      entryTitle: null,
      expiresAt: issued.invitation.expiresAt,
    });
    const newcomer = newPerson();
    const typed = ` ${issued.code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
    expect(await redeemInvitation(as(), { code: typed, account: newcomer }, meta())).toEqual({
      organisationId: organisation.id,
      organisationName: organisation.name,
      role: "editor",
      interestId: null,
    });
    expect((await signIn(as(), newcomer, meta())).me.memberships.length).toBe(1);
    const second = await inviteMember(as(admin), { organisationId: organisation.id });
    const colleague = await makePerson(db);
    await redeemInvitation(as(colleague), { code: second.code }, meta());
    expect(await reasonOf(redeemInvitation(as(), { code: issued.code, account: newPerson() }, meta()))).toBe(
      "invitation.code_unknown",
    );
    expect(await db.prisma.membership.count({ where: { organisationId: organisation.id } })).toBe(3);
  });

  it("works once when two redeem it at the same moment", async () => {
    const { organisation, admin } = await firm();
    const { code } = await inviteMember(as(admin), { organisationId: organisation.id });
    const people = await Promise.all([1, 2, 3, 4].map(() => makePerson(db)));
    const results = await Promise.all(people.map((p) => reasonOf(redeemInvitation(as(p), { code }, meta()))));
    expect(results.sort()).toEqual([...Array(3).fill("invitation.code_unknown"), "no refusal"]);
    expect(await db.prisma.membership.count({ where: { organisationId: organisation.id } })).toBe(2);
  });

  it("answers alike when unknown, used, revoked or expired", async () => {
    const { organisation, admin } = await firm();
    const issue = () => inviteMember(as(admin), { organisationId: organisation.id });
    const [used, revoked, expired] = [await issue(), await issue(), await issue()];
    await redeemInvitation(as(await makePerson(db)), { code: used.code }, meta());
    await revokeInvitation(as(admin), { invitationId: revoked.invitation.invitationId });
    await db.prisma.invitation.update({
      where: { id: expired.invitation.invitationId },
      data: { expiresAt: new Date(0) },
    });
    for (const code of ["ABCD-EFGH-JKMN", used.code, revoked.code, expired.code]) {
      expect(await reasonOf(previewInvitation(as(), { code }, meta()))).toBe("invitation.code_unknown");
      expect(await reasonOf(redeemInvitation(as(admin), { code }, meta()))).toBe("invitation.code_unknown");
      expect(await reasonOf(resetPassword(as(), { code, newPassword: "new password" }, meta()))).toBe(
        "invitation.code_unknown",
      );
    }
    const listed = (await listInvitations(as(admin), { organisationId: organisation.id })).items;
    expect(listed.map((i) => i.state).sort()).toEqual(["expired", "revoked", "used"]);
  });

  it("cannot be tried without end from one address", async () => {
    const here = meta();
    const answers = [];
    for (let i = 0; i < 31; i += 1)
      answers.push(await reasonOf(previewInvitation(as(), { code: `AAAA-AAAA-${1000 + i}` }, here)));
    expect(answers.slice(-2)).toEqual(["invitation.code_unknown", "common.too_many"]);
  });

  it("tells the holder little about who has an account, and closes when asked too often", async () => {
    const { organisation, admin } = await firm();
    const { code } = await inviteMember(as(admin), { organisationId: organisation.id });
    const known = await account();
    work = [];
    expect(
      await reasonOf(redeemInvitation(as(), { code, account: newPerson(known.identifier, "wrong password") }, meta())),
    ).toBe("invitation.account_not_created");
    expect(work).toEqual(["verify"]); // as much as the hash of a new account
    for (let i = 0; i < 4; i += 1)
      await reasonOf(
        redeemInvitation(as(), { code, account: newPerson((await account()).identifier, "wrong password") }, meta()),
      );
    expect(await reasonOf(redeemInvitation(as(), { code, account: newPerson() }, meta()))).toBe(
      "invitation.code_unknown",
    );
  });

  it("lets somebody who has an account in by their own password", async () => {
    const { organisation, admin } = await firm();
    const { code } = await inviteMember(as(admin), { organisationId: organisation.id, role: "admin" });
    const known = await account();
    await redeemInvitation(as(), { code, account: newPerson(known.identifier) }, meta());
    expect(await db.prisma.membership.findFirst({ where: { userId: known.userId } })).toMatchObject({
      role: "admin",
      endedAt: null,
    });
  });

  it("hands a loaded organisation to its people, once", async () => {
    const { countyCoordinator, elsewhereCoordinator, organisation: other } = await firm();
    const { jurisdictionId } = await db.prisma.organisation.findUniqueOrThrow({ where: { id: other.id } });
    const loaded = await makeOrganisation(db, { jurisdictionId });
    const organisationId = loaded.id;
    expect(await reasonOf(inviteClaim(as(elsewhereCoordinator), { organisationId }))).toBe("common.not_found");
    const lost = await inviteClaim(as(countyCoordinator), { organisationId });
    const { code } = await inviteClaim(as(countyCoordinator), { organisationId });
    expect(await reasonOf(previewInvitation(as(), { code: lost.code }, meta()))).toBe("invitation.code_unknown"); // replaced
    const [one, two] = [await makePerson(db), await makePerson(db)];
    await redeemInvitation(as(one), { code }, meta());
    expect(await reasonOf(inviteClaim(as(countyCoordinator), { organisationId }))).toBe("invitation.already_claimed");
    expect(await reasonOf(redeemInvitation(as(two), { code }, meta()))).toBe("invitation.code_unknown");
    expect(
      await db.prisma.membership.findMany({ where: { organisationId }, select: { userId: true, role: true } }),
    ).toEqual([{ userId: one.userId, role: "admin" }]);
    expect(await auditActions(db, organisationId)).toEqual([
      "invitation.issue",
      "invitation.issue",
      "organisation.claim",
    ]);
  });

  it("sets a new password and ends every session", async () => {
    const { organisation, countyCoordinator, elsewhereCoordinator } = await firm();
    const { userId, identifier } = await account();
    await db.prisma.membership.create({
      data: { id: `mem_${userId}`, userId, organisationId: organisation.id, role: "editor" },
    });
    const { setCookies } = await signIn(as(), { identifier, password: PASSWORD }, meta());
    expect(await reasonOf(issueResetCode(as(elsewhereCoordinator), { userId }))).toBe("common.not_found");
    const { code } = await issueResetCode(as(countyCoordinator), { userId });
    expect(await reasonOf(redeemInvitation(as(), { code, account: newPerson() }, meta()))).toBe(
      "invitation.code_unknown",
    );
    const both = await Promise.all(
      ["new password 1", "new password 2"].map((newPassword) =>
        reasonOf(resetPassword(as(), { code, newPassword }, meta())),
      ),
    );
    expect(both.sort()).toEqual(["invitation.code_unknown", "no refusal"]);
    expect(await reasonOf(signIn(as(), { identifier, password: PASSWORD }, meta()))).toBe("account.sign_in_failed");
    const cookie = setCookies.map((line) => line.split(";")[0]).join("; ");
    expect((await authenticate({ db, services }, new Headers({ cookie }))).actor).toEqual(anonymous);
  });

  it("is no way for a coordinator to a colleague's powers", async () => {
    const { organisation, countyCoordinator } = await firm();
    const member = [{ organisationId: organisation.id }];
    const county = countyCoordinator.appointments[0]!;
    for (const victim of [
      await makePerson(db, { member, roles: ["platform_admin"] }),
      await makePerson(db, { member, coordinates: [{ jurisdictionId: county.jurisdictionId, level: "county" }] }),
      await makePerson(db, { member: [...member, { organisationId: (await makeOrganisation(db)).id }] }),
      await makePerson(db),
    ])
      expect(await reasonOf(issueResetCode(as(countyCoordinator), { userId: victim.userId }))).toBe("common.not_found");
  });
});

describe("administrators", () => {
  it("find accounts, disable and enable them, and never themselves", async () => {
    const admin = await makePerson(db, { roles: ["platform_admin"] });
    const { userId, identifier } = await account();
    const found = await listAccounts(as(admin), { query: identifier.slice(0, 9), limit: 100 });
    expect(found.items.map((a) => a.userId)).toContain(userId);
    expect(await disableAccount(as(admin), { userId })).toMatchObject({
      isDisabled: true,
      email: null,
      allowedActions: ["enable"],
    });
    expect(await reasonOf(disableAccount(as(admin), { userId: admin.userId }))).toBe("account.not_yourself");
    expect(await reasonOf(grantRole(as(admin), { userId, role: "expert" }))).toBe("account.is_disabled");
    expect(await enableAccount(as(admin), { userId })).toMatchObject({ isDisabled: false });
    expect(await auditActions(db, userId)).toEqual(["account.disable", "account.enable"]);
  });

  it("open accounts that nobody enters before their owner has set a password with the code", async () => {
    const admin = await makePerson(db, { roles: ["platform_admin"] });
    const identifier = nextPhone();
    const { code, userId } = await openAccount(as(admin), { name: "赵敏", identifier });
    expect(await reasonOf(openAccount(as(admin), { name: "赵敏", identifier }))).toBe("account.identifier_taken");
    expect(await reasonOf(signIn(as(), { identifier, password: PASSWORD }, meta()))).toBe("account.sign_in_failed");
    await resetPassword(as(), { code, newPassword: "her own password" }, meta());
    expect((await signIn(as(), { identifier, password: "her own password" }, meta())).me).toMatchObject({
      userId,
      name: "赵敏",
    });
  });

  it("grant and end roles and appointments", async () => {
    const admin = await makePerson(db, { roles: ["platform_admin"] });
    const { userId } = await account();
    const { county } = await places();
    await grantRole(as(admin), { userId, role: "auditor" });
    expect((await grantRole(as(admin), { userId, role: "auditor" })).roles).toEqual(["auditor"]);
    const { appointments } = await appointCoordinator(as(admin), { userId, jurisdictionId: county.id });
    expect(appointments).toMatchObject([{ jurisdictionId: county.id, level: "county" }]);
    expect((await endAppointment(as(admin), { appointmentId: appointments[0]!.appointmentId })).appointments).toEqual(
      [],
    );
    expect((await endRole(as(admin), { userId, role: "auditor" })).roles).toEqual([]);
  });

  it("always leave one, also when the last two end each other at once", async () => {
    await db.prisma.roleGrant.updateMany({ where: { role: "platform_admin" }, data: { endedAt: new Date() } });
    const [one, two] = [
      await makePerson(db, { roles: ["platform_admin"] }),
      await makePerson(db, { roles: ["platform_admin"] }),
    ];
    const results = await Promise.all([
      reasonOf(endRole(as(one), { userId: two.userId, role: "platform_admin" })),
      reasonOf(disableAccount(as(two), { userId: one.userId })),
    ]);
    expect(results.sort()).toEqual(["account.last_administrator", "no refusal"]);
  });

  it("list with the same number of queries for 1 and for 50", async () => {
    const admin = await makePerson(db, { roles: ["platform_admin"], name: "查询数" });
    const queries = async (query: string) => {
      db.resetQueries();
      const page = await listAccounts(as(admin), { query, limit: 100 });
      return { items: page.items.length, queries: db.queries.length };
    };
    const one = await queries("查询数");
    const organisation = await makeOrganisation(db);
    for (let i = 0; i < 50; i += 1)
      await makePerson(db, { name: "五十人", member: [{ organisationId: organisation.id }] });
    expect((await queries("五十人")).items).toBe(50);
    const lone = await makePerson(db, { name: "独一人", member: [{ organisationId: organisation.id }] });
    expect(lone.name).toBe("独一人");
    expect((await queries("五十人")).queries).toBe((await queries("独一人")).queries);
    expect(one.items).toBe(1);
  });
});

describe("one's own account", () => {
  it("changes what one signs in with, after the password, and says little about a taken one", async () => {
    const [me, other] = [await account(), await account()];
    const actor = { ...(await makePerson(db)), userId: me.userId };
    const change = (identifier: string, currentPassword = PASSWORD) =>
      changeIdentifier(as(actor), { identifier, currentPassword });
    expect(await reasonOf(change("new@example.cn", "wrong one"))).toBe("account.password_wrong");
    expect(await reasonOf(change(other.identifier))).toBe("account.identifier_not_available");
    const phone = nextPhone();
    expect(await change(phone)).toMatchObject({ phone, email: null });
    expect(await change("new@example.cn")).toMatchObject({ phone, email: "new@example.cn" });
    for (const identifier of [phone, "new@example.cn"]) await signIn(as(), { identifier, password: PASSWORD }, meta());
    await reasonOf(change(other.identifier));
    expect(await reasonOf(change(nextPhone()))).toBe("common.too_many");
  });
});
