// Rows of session, account, registration, invitation, setup, jurisdiction, code list, calendar, admin and audit.
import { createAccount, hashCode, newCode, scryptHasher } from "@jiebang/core";
import { newId, parseIdentifier } from "@jiebang/domain";
import { type AccessRows, type AccessWorld, type ActorName, everyone, only, signedIn } from "../access-table.ts";

let counter = 10_000_000;
const nextPhone = () => `139${counter++}`;
const PASSWORD = "a password for the table";

async function person(w: AccessWorld): Promise<{ userId: string; phone: string }> {
  const phone = nextPhone();
  const passwordHash = await w.once("hash", () => scryptHasher.hash(PASSWORD));
  const userId = await createAccount(w.db.prisma, {
    name: "表中人",
    identifier: parseIdentifier(phone)!,
    passwordHash,
  });
  return { userId, phone };
}

async function memberOf(w: AccessWorld, organisationId: string) {
  const { userId } = await person(w);
  await w.db.prisma.membership.create({ data: { id: newId("mem"), userId, organisationId, role: "editor" } });
  return { userId };
}

async function registration(w: AccessWorld) {
  const id = newId("reg");
  await w.db.prisma.registration.create({
    data: {
      id,
      identifier: nextPhone(),
      name: "申请人",
      passwordHash: "x",
      organisation: { kind: "enterprise", name: `申请单位${id}` },
      jurisdictionId: w.countyA.id,
    },
  });
  return { registrationId: id };
}

async function invitation(w: AccessWorld, kind: "member" | "claim" | "password_reset", by?: ActorName) {
  const code = newCode();
  const id = newId("inv");
  const issuer = w.actors[by ?? "admin"];
  const organisationId = kind === "password_reset" ? null : w.owner.id;
  await w.db.prisma.invitation.create({
    data: {
      id,
      kind,
      codeHash: hashCode(code),
      organisationId,
      role: kind === "member" ? "editor" : kind === "claim" ? "admin" : null,
      userId: kind === "password_reset" ? (await person(w)).userId : null,
      createdById: issuer.kind === "user" ? issuer.userId : "",
      expiresAt: new Date(Date.now() + 86_400_000),
    },
  });
  return { code, invitationId: id };
}

/** A session of each actor's own, so that it has one to list and end. */
async function ownSession(w: AccessWorld, name: ActorName) {
  const actor = w.actors[name];
  if (actor.kind !== "user") return { sessionId: "ses_nobody" };
  const id = newId("ses");
  await w.db.prisma.session.create({
    data: { id, token: id, userId: actor.userId, expiresAt: new Date(Date.now() + 86_400_000) },
  });
  return { sessionId: id };
}

/** Gives the actor a known password, so that procedures which ask for it again have one to check. */
async function ownPassword(w: AccessWorld, name: ActorName) {
  const actor = w.actors[name];
  if (actor.kind !== "user") return PASSWORD;
  const password = await w.once("hash", () => scryptHasher.hash(PASSWORD));
  const data = { userId: actor.userId, accountId: actor.userId, providerId: "credential", password };
  await w.db.prisma.credential.deleteMany({ where: { userId: actor.userId } });
  await w.db.prisma.credential.create({ data: { id: newId("crd"), ...data } });
  return PASSWORD;
}

const admins = only(["platformAdmin"]);
const coordinators = only(["county", "city"], "forbidden", { countyElsewhere: "not_found" });

export const sessionAccess: AccessRows = {
  "session.signIn": {
    input: async (w) => ({ identifier: (await person(w)).phone, password: PASSWORD }),
    expect: everyone,
  },
  "session.signOut": { expect: everyone },
  "session.current": { expect: everyone },
  "session.list": { expect: signedIn },
  "session.revoke": { input: ownSession, expect: signedIn },
  "session.revokeOthers": { expect: signedIn },
  "session.changePassword": {
    input: async (w, name) => ({ currentPassword: await ownPassword(w, name), newPassword: "another password" }),
    expect: signedIn,
  },
};

export const accountAccess: AccessRows = {
  "account.update": { input: () => ({ locale: "zh" }), expect: signedIn },
  "account.changeIdentifier": {
    input: async (w, name) => ({ identifier: nextPhone(), currentPassword: await ownPassword(w, name) }),
    expect: signedIn,
  },
};

export const registrationAccess: AccessRows = {
  "registration.request": {
    input: (w) => ({
      name: "申请人",
      identifier: nextPhone(),
      password: PASSWORD,
      jurisdictionId: w.countyA.id,
      organisation: { kind: "enterprise", name: "新单位" },
    }),
    expect: everyone,
  },
  "registration.list": { input: () => ({}), expect: only(["county", "countyElsewhere", "city"]) },
  "registration.get": { input: registration, expect: coordinators },
  "registration.approve": { input: registration, expect: coordinators },
  "registration.refuse": {
    input: async (w) => ({ ...(await registration(w)), reason: "registration.cannot_verify" }),
    expect: coordinators,
  },
};

export const invitationAccess: AccessRows = {
  "invitation.inviteMember": {
    input: (w) => ({ organisationId: w.owner.id }),
    expect: only(["admin"], "not_found", {
      // They see the organisation; inviting its people is its own business.
      editor: "forbidden",
      county: "forbidden",
      city: "forbidden",
      auditor: "forbidden",
      platformAdmin: "forbidden",
    }),
  },
  "invitation.inviteClaim": {
    input: (w) => ({ organisationId: w.owner.id }),
    expect: only(["county", "city"], "forbidden", { countyElsewhere: "not_found" }),
  },
  "invitation.issueResetCode": {
    input: (w) => memberOf(w, w.owner.id),
    expect: only(["county", "city", "platformAdmin"], "not_found"),
  },
  "invitation.list": { input: () => ({}), expect: signedIn },
  "invitation.revoke": {
    input: async (w) => ({ invitationId: (await invitation(w, "member")).invitationId }),
    expect: only(["admin", "county", "city", "platformAdmin"], "not_found"),
  },
  "invitation.preview": {
    input: async (w) => ({ code: (await invitation(w, "member")).code }),
    expect: everyone,
  },
  "invitation.redeem": {
    // A claim of an organisation that has members: everybody gets as far as hearing so, nobody joins the owner by it.
    input: async (w) => ({
      code: (await invitation(w, "claim")).code,
      account: { name: "新人", identifier: nextPhone(), password: PASSWORD },
    }),
    expect: everyone,
  },
  "invitation.resetPassword": {
    input: async (w) => ({ code: (await invitation(w, "password_reset")).code, newPassword: "another password" }),
    expect: everyone,
  },
};

export const setupAccess: AccessRows = {
  "setup.status": { expect: everyone },
  // There are accounts in this world: the answer is "done already", to everybody.
  "setup.createFirstAdministrator": {
    input: () => ({ setupCode: "0000-0000-0000", name: "某人", identifier: nextPhone(), password: PASSWORD }),
    expect: everyone,
  },
};

export const jurisdictionAccess: AccessRows = {
  "jurisdiction.list": { expect: everyone },
  "jurisdiction.create": {
    input: (w) => ({ code: `table-${counter++}`, name: "新区", level: "county", parentId: w.city.id }),
    expect: admins,
  },
  "jurisdiction.update": { input: (w) => ({ jurisdictionId: w.countyB.id, phone: "0398-1" }), expect: admins },
};

const list = async (w: AccessWorld) =>
  w.once("code list", async () => {
    await w.db.prisma.codeList.create({
      data: { id: newId("cdl"), key: "discipline", edition: "table", title: "表", validFrom: new Date("2020-01-01") },
    });
    return { key: "discipline" };
  });

export const codeListAccess: AccessRows = {
  "codeList.get": { input: list, expect: everyone },
  "codeList.list": { expect: everyone },
  "codeList.import": {
    input: () => ({
      key: "chain",
      edition: `table-${counter++}`,
      title: "表",
      source: "表",
      validFrom: "2020-01-01",
      csv: "code,name\ngold,黄金",
    }),
    expect: admins,
  },
};

export const calendarAccess: AccessRows = {
  "calendar.get": { input: () => ({ year: 2026 }), expect: everyone },
  "calendar.countWorkingDays": { input: () => ({ from: "2026-03-02", days: 5 }), expect: everyone },
  "calendar.setDay": {
    input: () => ({ day: "2030-05-06", kind: "holiday", name: "假日", source: "表" }),
    expect: only(["city", "platformAdmin"]),
  },
  "calendar.removeDay": {
    input: async (w) => {
      const day = new Date("2031-05-06");
      await w.db.prisma.calendarDay.upsert({
        where: { day },
        create: { day, kind: "holiday", name: "假日" },
        update: {},
      });
      return { day: "2031-05-06" };
    },
    expect: only(["city", "platformAdmin"]),
  },
};

const someone = async (w: AccessWorld) => ({ userId: (await person(w)).userId });

export const adminAccess: AccessRows = {
  "admin.listAccounts": { input: () => ({}), expect: admins },
  "admin.getAccount": { input: someone, expect: admins },
  "admin.openAccount": { input: () => ({ name: "协调员", identifier: nextPhone() }), expect: admins },
  "admin.disableAccount": { input: someone, expect: admins },
  "admin.enableAccount": { input: someone, expect: admins },
  "admin.grantRole": { input: async (w) => ({ ...(await someone(w)), role: "auditor" }), expect: admins },
  "admin.endRole": {
    input: async (w) => {
      const { userId } = await person(w);
      await w.db.prisma.roleGrant.create({ data: { id: newId("rgr"), userId, role: "expert" } });
      return { userId, role: "expert" };
    },
    expect: admins,
  },
  "admin.appoint": {
    input: async (w) => ({ ...(await someone(w)), jurisdictionId: w.countyA.id }),
    expect: admins,
  },
  "admin.endAppointment": {
    input: async (w) => {
      const { userId } = await person(w);
      const id = newId("apt");
      await w.db.prisma.coordinatorAppointment.create({ data: { id, userId, jurisdictionId: w.countyB.id } });
      return { appointmentId: id };
    },
    expect: admins,
  },
};

export const auditAccess: AccessRows = {
  "audit.list": { input: () => ({}), expect: only(["auditor", "platformAdmin"]) },
};
