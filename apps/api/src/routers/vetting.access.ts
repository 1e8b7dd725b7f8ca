import { newId } from "@jiebang/domain";
import { type EntryOptions, makeEntry, makeOrganisation, makePerson } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, only } from "../access-table.ts";

const make = (w: AccessWorld, options: Partial<EntryOptions> = {}) =>
  makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id, ...options });
const rubric = { innovation: 3, clarity: 3, cooperation: 3, conformity: 3 };
const submitted = async (w: AccessWorld) => ({
  revisionId: (await make(w, { revision: "submitted" })).revisionId,
  lockVersion: 1,
});
const coordinators = only(["county", "countyElsewhere", "city"]);
const ownDesk = { ...only(["county", "city"]), countyElsewhere: "not_found" } as const;
const members = only(["editor", "admin"], "not_found");

async function university(w: AccessWorld) {
  return makeOrganisation(w.db, { kind: "university", jurisdictionId: w.countyA.id });
}
async function lane(w: AccessWorld) {
  const organisation = await university(w);
  const id = newId("lan");
  const grantedById = (await makePerson(w.db)).userId;
  await w.db.prisma.trustedLane.create({
    data: { id, organisationId: organisation.id, cityId: w.city.id, seed: "seed", reason: "管理规范", grantedById },
  });
  return id;
}
async function sample(w: AccessWorld) {
  const { entryId, revisionId } = await make(w, { revision: "published" });
  const id = newId("smp");
  await w.db.prisma.vettingSample.create({
    data: { id, laneId: await lane(w), entryId, revisionId, dueOn: new Date("2030-01-01T00:00:00Z") },
  });
  return id;
}
async function twoFirms(w: AccessWorld) {
  const [a, b] = [
    await makeOrganisation(w.db, { jurisdictionId: w.countyA.id }),
    await makeOrganisation(w.db, { jurisdictionId: w.countyA.id }),
  ];
  return { survivorId: a.id, absorbedId: b.id };
}

/** Chain, assignment, trusted lane, bulk changes and merging; recommending and deciding stand with the entries. */
export const vettingInFullAccess: AccessRows = {
  "vetting.prepare": {
    input: async (w) => ({ ...(await submitted(w)), action: "publish", rubric }),
    expect: only(["city"]),
  },
  "vetting.check": { input: submitted, expect: only(["city"]) },
  "vetting.sendBack": { input: async (w) => ({ ...(await submitted(w)), note: "请核对" }), expect: only(["city"]) },
  "vetting.sign": { input: async (w) => ({ items: [await submitted(w)] }), expect: only(["city"]) },
  "vetting.secrecy": {
    input: async (w) => ({ ...(await submitted(w)), statement: "不涉密" }),
    expect: only(["city"]),
  },
  "vetting.rules": { expect: only(["city", "platformAdmin"]) },
  // The second one finds that it has changed; whose city it is not finds nothing.
  "vetting.setRule": {
    input: (w) => ({ cityId: w.city.id, baseRuleId: "vrl_other", steps: ["sign"] }),
    expect: only(["city", "platformAdmin"], "not_found"),
  },
  "assignment.assign": {
    input: async (w) => ({ stepKeys: [`vetting:${(await submitted(w)).revisionId}`], userId: null }),
    expect: ownDesk,
  },
  // Nobody has any open cases: a conflict for all who may ask.
  "assignment.handOver": { input: () => ({ toUserId: "usr_nobody", note: "休假" }), expect: coordinators },
  "assignment.colleagues": { expect: coordinators },
  "assignment.mine": { expect: coordinators },
  "trustedLane.list": { input: () => ({}), expect: coordinators },
  "trustedLane.ofOrganisation": {
    input: (w) => ({ organisationId: w.owner.id }),
    expect: only(["editor", "admin", "county", "city", "auditor", "platformAdmin"], "not_found"),
  },
  "trustedLane.grant": {
    input: async (w) => ({ organisationId: (await university(w)).id, reason: "管理规范" }),
    expect: only(["city"]),
  },
  "trustedLane.withdraw": {
    input: async (w) => ({ laneId: await lane(w), reason: "机构调整" }),
    expect: only(["city"]),
  },
  // The owner has no lane: forbidden for its members, and for all others the entry does not exist.
  "trustedLane.publish": {
    input: async (w) => ({
      entryId: (await make(w)).entryId,
      lockVersion: 1,
      ticks: { isTrue: true, isComplete: true, isNotSecret: true },
      reviewerName: "李处长",
    }),
    expect: only([], "not_found", { editor: "forbidden", admin: "forbidden" }),
  },
  "trustedLane.samples": { input: () => ({}), expect: only(["city"]) },
  "trustedLane.judge": { input: async (w) => ({ sampleId: await sample(w), passes: true }), expect: only(["city"]) },
  // A coordinator of the jurisdiction, for what was entered on behalf; its owner confirms by signing in.
  "entry.confirmByStamp": {
    input: async (w) => {
      const entered = (await makePerson(w.db)).userId;
      return { entryId: (await make(w, { revision: "submitted", entry: { onBehalfById: entered } })).entryId };
    },
    expect: only(["editor", "admin", "county", "city"], "not_found"),
  },
  "entry.bulkPreview": {
    input: async (w) => ({ entryIds: [(await make(w)).entryId], change: { action: "submit" } }),
    expect: members,
  },
  "entry.bulkRun": {
    input: async (w) => ({ entryIds: [(await make(w)).entryId], change: { action: "submit" } }),
    expect: members,
  },
  "entry.bulkGet": {
    input: async (w) => {
      const id = newId("blk");
      const { editor } = w.actors;
      const userId = editor.kind === "user" ? editor.userId : "";
      await w.db.prisma.bulkChange.create({
        data: { id, userId, action: "edit", input: {}, total: 0, state: "done" },
      });
      return { changeId: id };
    },
    expect: only(["editor"], "not_found"),
  },
  "organisationMerge.duplicates": { input: () => ({}), expect: coordinators },
  "organisationMerge.preview": { input: twoFirms, expect: ownDesk },
  "organisationMerge.merge": {
    input: async (w) => ({ ...(await twoFirms(w)), survivorVersion: 1, absorbedVersion: 1, reason: "重复登记" }),
    expect: ownDesk,
  },
  "organisationMerge.log": { input: () => ({}), expect: coordinators },
};
