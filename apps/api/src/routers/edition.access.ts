import {
  createBasis,
  createCall,
  createCtx,
  createEdition,
  fillEdition,
  issueEdition,
  openCall,
  prepareEdition,
  runIssue,
} from "@jiebang/core";
import { addDays, dayOf, instantOf, systemActor, type UserActor } from "@jiebang/domain";
import { makeEntry, testServices } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, only, signedIn } from "../access-table.ts";

// A call and editions of county A: its county coordinator and the city above may act; for others a draft does not exist.

const services = testServices();
const as = (w: AccessWorld, name: "county" | "city") => createCtx({ db: w.db, services }, w.actors[name] as UserActor);
const later = (days: number) => instantOf(addDays(dayOf(new Date()), days), "17:00").toISOString();

const basisOf = (w: AccessWorld) =>
  w.once("edition.basis", async () => {
    const made = await createBasis(as(w, "county"), {
      documentNo: "二号",
      title: "征集通知",
      issuer: "市工信局",
      validFrom: "2000-01-01",
    });
    return made.id;
  });

const callFields = async (w: AccessWorld) => ({
  title: "权限表的征集",
  text: "请填报。",
  kinds: ["demand" as const],
  closesAt: later(20),
  contactPhone: "1",
  bases: [{ basisId: await basisOf(w) }],
});
const makeCall = async (w: AccessWorld) =>
  createCall(as(w, "county"), { jurisdictionId: w.countyA.id, ...(await callFields(w)) });
const makeOpenCall = async (w: AccessWorld) => openCall(as(w, "county"), { callId: (await makeCall(w)).id });
const openOnce = (w: AccessWorld) => w.once("edition.open_call", async () => (await makeOpenCall(w)).id);
const makeDemand = async (w: AccessWorld) =>
  (await makeEntry(w.db, { kind: "demand", organisationId: w.owner.id, jurisdictionId: w.countyA.id })).entryId;

const COORDINATORS = ["county", "city"] as const;
const runsDraft = only([...COORDINATORS], "forbidden", { countyElsewhere: "not_found" });
const runsOpen = only([...COORDINATORS]);

export const callAccess: AccessRows = {
  "calls.list": { input: () => ({}), expect: signedIn },
  "calls.get": {
    input: async (w) => ({ callId: await w.once("edition.call", async () => (await makeCall(w)).id) }),
    expect: only([...COORDINATORS, "auditor"], "not_found"),
  },
  "calls.create": {
    input: async (w) => ({ jurisdictionId: w.countyA.id, ...(await callFields(w)) }),
    expect: runsOpen,
  },
  "calls.update": {
    input: async (w) => ({ callId: (await makeCall(w)).id, version: 1, ...(await callFields(w)) }),
    expect: runsDraft,
  },
  "calls.open": { input: async (w) => ({ callId: (await makeCall(w)).id }), expect: runsDraft },
  "calls.extend": {
    input: async (w) => ({ callId: (await makeOpenCall(w)).id, closesAt: later(40), reason: "延期" }),
    expect: runsOpen,
  },
  "calls.withdraw": {
    input: async (w) => ({ callId: (await makeOpenCall(w)).id, reason: "撤回" }),
    expect: runsOpen,
  },
  "calls.progress": { input: async (w) => ({ callId: await openOnce(w) }), expect: runsOpen },
  "calls.silent": { input: async (w) => ({ callId: await openOnce(w) }), expect: runsOpen },
  "calls.entries": { input: async (w) => ({ callId: await openOnce(w) }), expect: runsOpen },
  "calls.ofEntry": {
    input: async (w) => ({ entryId: await makeDemand(w) }),
    expect: only(["editor", "admin"], "not_found"),
  },
  "calls.handIn": {
    input: async (w) => ({ callId: await openOnce(w), entryId: await makeDemand(w) }),
    expect: only(["editor", "admin"], "not_found"),
  },
  "calls.takeOut": {
    input: async (w) => ({ callId: await openOnce(w), entryId: await makeDemand(w) }),
    expect: only(["editor", "admin"], "not_found"),
  },
};

const editionFields = async (w: AccessWorld) => ({
  title: "权限表的目录",
  bases: [{ basisId: await basisOf(w) }],
});
async function makeEdition(w: AccessWorld) {
  await w.once("edition.entry", () =>
    makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id, revision: "published" }),
  );
  const ctx = as(w, "county");
  const edition = await createEdition(ctx, {
    jurisdictionId: w.countyA.id,
    series: "offers",
    ...(await editionFields(w)),
  });
  return fillEdition(ctx, { editionId: edition.id, filter: {} });
}
const draftOnce = (w: AccessWorld) => w.once("edition.draft", async () => (await makeEdition(w)).id);
const makePrepared = async (w: AccessWorld) =>
  prepareEdition(as(w, "county"), { editionId: (await makeEdition(w)).id });
const issuedOnce = (w: AccessWorld) =>
  w.once("edition.issued", async () => {
    const { id } = await makePrepared(w);
    await issueEdition(as(w, "city"), { editionId: id });
    await runIssue(createCtx({ db: w.db, services }, systemActor("edition.issue")), id);
    return id;
  });

export const editionAccess: AccessRows = {
  "edition.list": { input: () => ({}), expect: signedIn },
  "edition.get": {
    input: async (w) => ({ editionId: await draftOnce(w) }),
    expect: only([...COORDINATORS, "auditor"], "not_found"),
  },
  "edition.preview": { input: async (w) => ({ editionId: await draftOnce(w) }), expect: runsDraft },
  "edition.create": {
    input: async (w) => ({ jurisdictionId: w.countyA.id, series: "offers", ...(await editionFields(w)) }),
    expect: runsOpen,
  },
  "edition.update": {
    input: async (w) => {
      const { id, version } = await makeEdition(w);
      return { editionId: id, version, ...(await editionFields(w)) };
    },
    expect: runsDraft,
  },
  "edition.fill": { input: async (w) => ({ editionId: (await makeEdition(w)).id }), expect: runsDraft },
  "edition.add": {
    input: async (w) => {
      const editionId = (await makeEdition(w)).id;
      const { number } = await w.db.prisma.entry.findFirstOrThrow({
        where: { jurisdictionId: w.countyA.id, state: "published", number: { not: null } },
      });
      return { editionId, number };
    },
    expect: runsDraft,
  },
  "edition.sort": {
    input: async (w) => ({ editionId: (await makeEdition(w)).id, by: "number" }),
    expect: runsDraft,
  },
  "edition.savePicks": {
    input: async (w) => {
      const { id, version } = await makeEdition(w);
      return { editionId: id, version, entryIds: [] };
    },
    expect: runsDraft,
  },
  "edition.prepare": { input: async (w) => ({ editionId: (await makeEdition(w)).id }), expect: runsDraft },
  "edition.giveBack": { input: async (w) => ({ editionId: (await makePrepared(w)).id }), expect: runsDraft },
  "edition.issue": { input: async (w) => ({ editionId: (await makePrepared(w)).id }), expect: only(["city"]) },
  "edition.discard": { input: async (w) => ({ editionId: (await makeEdition(w)).id }), expect: runsDraft },
  "edition.addErratum": {
    input: async (w) => ({ editionId: await issuedOnce(w), text: "勘误" }),
    expect: runsDraft,
  },
  "edition.rules": { expect: only(["county", "countyElsewhere", "city"]) },
  "edition.setRule": {
    input: (w) => ({ jurisdictionId: w.city.id, needsSecondPerson: false }),
    expect: only(["city"]),
  },
};
