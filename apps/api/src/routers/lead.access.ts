import { createHash } from "node:crypto";
import { newId } from "@jiebang/domain";
import { makeEntry, makePerson } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, only, signedIn } from "../access-table.ts";

const userIdOf = (actor: AccessWorld["actors"]["editor"]) => (actor.kind === "user" ? actor.userId : "");
const content = {
  kind: "demand" as const,
  title: "低温浮选捕收剂",
  summary: "寻求零下十度仍稳定的捕收剂，回收率不低于八成五。",
  contactName: "王工",
  contactPhone: "13800000000",
  detail: { problem: "冬季回收率下降，急需替代药剂。" },
};

async function makeLead(w: AccessWorld, data: Record<string, unknown> = {}) {
  const id = newId("led");
  await w.db.prisma.lead.create({
    data: {
      id,
      organisationId: w.owner.id,
      jurisdictionId: w.countyA.id,
      sentence: "想找低温也好用的浮选捕收剂",
      state: "new",
      createdById: userIdOf(w.actors.editor),
      dueAt: new Date("2030-01-01T00:00:00Z"),
      ...data,
    },
  });
  return { leadId: id, version: 1 };
}
const inHand = (w: AccessWorld, state = "refining") => makeLead(w, { state, assigneeId: userIdOf(w.actors.county) });
async function withText(w: AccessWorld, state: "draft" | "proposed") {
  const lead = await inHand(w, state === "draft" ? "refining" : "proposed");
  const proposalId = newId("lpr");
  await w.db.prisma.leadProposal.create({
    data: { id: proposalId, leadId: lead.leadId, no: 1, state, content, authorId: userIdOf(w.actors.county) },
  });
  return { ...lead, proposalId };
}
async function makeOfficer(w: AccessWorld) {
  const person = await makePerson(w.db);
  const officerId = newId("ofc");
  await w.db.prisma.organisationOfficer.create({
    data: {
      id: officerId,
      userId: person.userId,
      organisationId: w.owner.id,
      appointedById: userIdOf(w.actors.county),
    },
  });
  return { officerId };
}
async function personWithMail(w: AccessWorld) {
  const person = await makePerson(w.db);
  const { email } = await w.db.prisma.user.findUniqueOrThrow({ where: { id: person.userId } });
  return email!;
}

const parties = ["editor", "admin", "county", "city"] as const;
const seen = only([...parties], "not_found");
const refiners = only(["county", "city"], "not_found", { editor: "allowed", admin: "allowed" });
const firm = only(["editor", "admin"], "not_found", { county: "allowed", city: "allowed" });

export const leadAccess: AccessRows = {
  "lead.create": { input: (w) => ({ organisationId: w.owner.id, sentence: "想找低温捕收剂" }), expect: seen },
  "lead.get": { input: (w) => w.once("lead", () => makeLead(w)), expect: seen },
  "lead.list": { input: () => ({}), expect: signedIn },
  "lead.standing": { expect: signedIn },
  // To those who see the lead a wrong hand answers as a conflict, to all others it does not exist.
  "lead.assignees": { input: (w) => w.once("lead", () => makeLead(w)), expect: refiners },
  "lead.assign": {
    input: async (w) => ({ ...(await makeLead(w)), userId: userIdOf(w.actors.county) }),
    expect: refiners,
  },
  "lead.take": { input: (w) => makeLead(w), expect: refiners },
  "lead.drop": { input: async (w) => ({ ...(await makeLead(w)), reason: "other" }), expect: seen },
  "lead.reopen": { input: (w) => makeLead(w, { state: "dropped", dropReason: "other" }), expect: seen },
  "lead.convert": { input: (w) => makeLead(w), expect: firm },
  "refinement.get": { input: (w) => w.once("lead", () => makeLead(w)), expect: seen },
  "refinement.ask": { input: async (w) => ({ ...(await inHand(w)), text: "现在是多少？" }), expect: refiners },
  "refinement.answer": { input: async (w) => ({ ...(await inHand(w)), text: "六成八" }), expect: firm },
  "refinement.save": {
    input: async (w) => ({ leadId: (await inHand(w)).leadId, lockVersion: 0, content }),
    expect: refiners,
  },
  "refinement.propose": { input: async (w) => ({ ...(await withText(w, "draft")), lockVersion: 1 }), expect: refiners },
  "refinement.confirm": { input: (w) => withText(w, "proposed"), expect: firm },
  "refinement.correct": { input: async (w) => ({ ...(await withText(w, "proposed")), text: "不对" }), expect: firm },
  "officer.list": { input: () => ({}), expect: signedIn },
  "officer.appoint": {
    input: async (w) => ({ identifier: await personWithMail(w), organisationIds: [w.owner.id] }),
    expect: only(["county", "city"], "forbidden", { countyElsewhere: "not_found" }),
  },
  "officer.end": {
    input: (w) => makeOfficer(w),
    expect: only(["county", "city"], "forbidden", { countyElsewhere: "not_found" }),
  },
};

async function makeList(w: AccessWorld, state = "staged") {
  const listId = newId("fml");
  await w.db.prisma.firmList.create({
    data: {
      id: listId,
      fileName: "a.csv",
      sha256: createHash("sha256").update("a").digest("hex"),
      storageKey: `firm-lists/${listId}`,
      state,
      createdById: userIdOf(w.actors.county),
    },
  });
  return { listId };
}
async function makePrint(w: AccessWorld) {
  const printId = newId("clp");
  await w.db.prisma.claimPrint.create({
    data: { id: printId, state: "making", organisationIds: [w.owner.id], createdById: userIdOf(w.actors.county) },
  });
  return { printId };
}
const coordinators = only(["county", "countyElsewhere", "city"], "forbidden");
// A list and a sheet belong to the coordinator who made them.
const maker = only(["county"], "forbidden", { countyElsewhere: "not_found", city: "not_found" });

export const firmListAccess: AccessRows = {
  "firmList.get": { input: (w) => w.once("firmList", () => makeList(w)), expect: maker },
  "firmList.list": { input: () => ({}), expect: coordinators },
  "firmList.rows": { input: (w) => w.once("firmList", () => makeList(w)), expect: maker },
  "firmList.load": { input: (w) => makeList(w), expect: maker },
  "firmList.discard": { input: (w) => makeList(w), expect: maker },
  "claim.list": { input: () => ({}), expect: coordinators },
  "claim.print": {
    // Somebody else's firm is a firm that is not found; nothing to print is said in the same words.
    input: async (w) => {
      const id = newId("org");
      await w.db.prisma.organisation.create({
        data: { id, kind: "enterprise", name: `待认领${id}`, jurisdictionId: w.countyA.id },
      });
      return { organisationIds: [id] };
    },
    expect: only(["county", "city"], "forbidden", { countyElsewhere: "not_found" }),
  },
  "claim.getPrint": { input: (w) => w.once("print", () => makePrint(w)), expect: maker },
  "claim.listPrints": { input: () => ({}), expect: coordinators },
  "claim.openSheet": { input: (w) => makePrint(w), expect: maker },
};

async function makeManager(w: AccessWorld) {
  const person = await makePerson(w.db);
  const managerId = newId("tmg");
  await w.db.prisma.technologyManager.create({
    data: { id: managerId, userId: person.userId, speciality: "选矿", registeredById: userIdOf(w.actors.city) },
  });
  return { managerId };
}
async function makeEngagement(w: AccessWorld, data: Record<string, unknown>) {
  const { managerId } = await makeManager(w);
  const { entryId } = await makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id });
  const engagementId = newId("eng");
  await w.db.prisma.engagement.create({
    data: { id: engagementId, managerId, entryId, invitedById: userIdOf(w.actors.editor), state: "invited", ...data },
  });
  return { engagementId };
}
const owner = only(["editor", "admin"], "not_found");

export const technologyManagerAccess: AccessRows = {
  "technologyManager.list": { input: () => ({}), expect: signedIn },
  "technologyManager.register": {
    input: async (w) => ({ identifier: await personWithMail(w), speciality: "选矿" }),
    expect: only(["city"], "forbidden"),
  },
  "technologyManager.end": { input: (w) => makeManager(w), expect: only(["city", "platformAdmin"], "forbidden") },
  "technologyManager.engagements": { input: () => ({}), expect: signedIn },
  "technologyManager.invite": {
    input: async (w) => ({
      ...(await makeManager(w)),
      entryId: (await makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id })).entryId,
    }),
    expect: owner,
  },
  "technologyManager.accept": { input: (w) => makeEngagement(w, { managerConsentAt: new Date() }), expect: owner },
  "technologyManager.decline": { input: (w) => makeEngagement(w, { managerConsentAt: new Date() }), expect: owner },
  "technologyManager.endEngagement": {
    input: (w) => makeEngagement(w, { state: "active", ownerConsentAt: new Date(), managerConsentAt: new Date() }),
    expect: owner,
  },
  "technologyManager.read": {
    input: (w) => makeEngagement(w, { state: "active", ownerConsentAt: new Date(), managerConsentAt: new Date() }),
    expect: owner, // to the owner itself a conflict: it reads its own page
  },
};
