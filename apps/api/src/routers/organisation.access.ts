import { newId } from "@jiebang/domain";
import { makeOrganisation, makePerson } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, everyone, only, signedIn } from "../access-table.ts";

// Who sees the organisation from inside but may not change it.
const lookers = { editor: "forbidden", auditor: "forbidden", platformAdmin: "forbidden" } as const;
const insiders = only(["editor", "admin", "county", "city", "auditor", "platformAdmin"], "not_found");
const keepers = only(["admin", "county", "city"], "not_found", lookers);
const verifiers = only(["county", "city"], "forbidden", { countyElsewhere: "not_found" });

async function freshVersion(w: AccessWorld) {
  const { version } = await w.db.prisma.organisation.findUniqueOrThrow({ where: { id: w.owner.id } });
  return { organisationId: w.owner.id, version };
}

/** Another organisation of the same county: suspending the owner would take its members' powers from the rows after. */
async function another(w: AccessWorld, data: { verifiedAt?: null; state?: string }) {
  const { id } = await makeOrganisation(w.db, { jurisdictionId: w.countyA.id, ...data });
  return { organisationId: id, version: 1 };
}

async function membership(w: AccessWorld) {
  const actor = await makePerson(w.db, { member: [{ organisationId: w.owner.id, role: "editor" }] });
  const { id } = await w.db.prisma.membership.findFirstOrThrow({ where: { userId: actor.userId } });
  return { membershipId: id };
}

async function relation(w: AccessWorld) {
  const related = await makeOrganisation(w.db);
  const id = newId("rel");
  await w.db.prisma.organisationRelation.create({
    data: { id, organisationId: w.owner.id, relatedOrganisationId: related.id, kind: "shareholding", evidence: "持股" },
  });
  return { relationId: id };
}

let year = 2031;
async function vacation(w: AccessWorld) {
  const id = newId("vac");
  const startsOn = new Date(`${year++}-02-01`);
  await w.db.prisma.vacation.create({ data: { id, organisationId: w.owner.id, startsOn, endsOn: startsOn } });
  return { vacationId: id };
}

export const organisationAccess: AccessRows = {
  "organisation.getPublic": { input: (w) => ({ organisationId: w.owner.id }), expect: everyone },
  "organisation.listPublic": { input: () => ({}), expect: everyone },
  "organisation.search": { input: () => ({ query: "单位" }), expect: signedIn },
  "organisation.list": {
    input: () => ({}),
    expect: only(["county", "countyElsewhere", "city", "auditor", "platformAdmin"]),
  },
  "organisation.mine": { expect: signedIn },
  "organisation.get": { input: (w) => ({ organisationId: w.owner.id }), expect: insiders },
  "organisation.create": {
    input: (w) => ({ kind: "enterprise", name: `新单位${year++}`, jurisdictionId: w.countyA.id }),
    // A coordinator loads organisations of the own jurisdiction only.
    expect: { ...signedIn, countyElsewhere: "forbidden" },
  },
  "organisation.update": {
    input: async (w) => ({ ...(await freshVersion(w)), summary: `简介${year++}` }),
    expect: keepers,
  },
  "organisation.verify": { input: (w) => another(w, { verifiedAt: null }), expect: verifiers },
  "organisation.unverify": { input: (w) => another(w, {}), expect: verifiers },
  "organisation.suspend": { input: (w) => another(w, {}), expect: verifiers },
  "organisation.reinstate": { input: (w) => another(w, { state: "suspended" }), expect: verifiers },
  "organisation.listMembers": { input: (w) => ({ organisationId: w.owner.id }), expect: insiders },
  "organisation.changeMemberRole": {
    input: async (w) => ({ ...(await membership(w)), role: "admin" }),
    expect: keepers,
  },
  "organisation.endMembership": { input: membership, expect: keepers },
  "organisation.listRelations": { input: (w) => ({ organisationId: w.owner.id }), expect: insiders },
  "organisation.declareRelation": {
    input: async (w) => ({
      organisationId: w.owner.id,
      relatedOrganisationId: (await makeOrganisation(w.db)).id,
      kind: "shareholding",
      evidence: "持股 51%",
    }),
    expect: keepers,
  },
  "organisation.endRelation": { input: relation, expect: keepers },
  "organisation.listVacations": { input: (w) => ({ organisationId: w.owner.id }), expect: insiders },
  "organisation.announceVacation": {
    input: (w) => ({ organisationId: w.owner.id, startsOn: `${year}-08-01`, endsOn: `${year++}-08-05` }),
    expect: keepers,
  },
  "organisation.cancelVacation": { input: vacation, expect: keepers },
};
