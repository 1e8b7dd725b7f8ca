import { dayOf, newId, UNDERTAKING_VERSION } from "@jiebang/domain";
import { type EntryOptions, makeEntry } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, everyone, only, signedIn } from "../access-table.ts";

const make = (w: AccessWorld, options: Partial<EntryOptions> = {}) =>
  makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id, ...options });
const members = only(["editor", "admin"], "not_found");
const content = { kind: "offer" as const };

async function makeFile(w: AccessWorld) {
  const { revisionId } = await make(w);
  const id = newId("att");
  await w.db.prisma.attachment.create({
    data: {
      id,
      subjectKind: "revision",
      subjectId: revisionId,
      fileName: "a.txt",
      mediaType: "text/plain",
      size: 1,
      sha256: "00",
      storageKey: `access/${id}`,
    },
  });
  return { attachmentId: id };
}

async function makeInterest(w: AccessWorld, state: "open" | "accepted" = "open") {
  const { entryId } = await make(w, { revision: "published" });
  const id = newId("int");
  const { stranger } = w.actors;
  await w.db.prisma.interest.create({
    data: {
      id,
      entryId,
      organisationId: w.strangerOrganisation.id,
      userId: stranger.kind === "user" ? stranger.userId : "",
      cooperation: "a",
      unclear: "",
      about: "b",
      state,
      dueAt: new Date("2030-01-01T00:00:00Z"),
    },
  });
  return { interestId: id };
}

export const entryAccess: AccessRows = {
  "entry.create": {
    input: (w) => ({ kind: "offer", organisationId: w.owner.id }),
    expect: only(["editor", "admin", "county", "city"], "not_found"),
  },
  "entry.save": {
    input: async (w) => ({ entryId: (await make(w)).entryId, lockVersion: 1, content }),
    expect: members,
  },
  "entry.submit": { input: async (w) => ({ entryId: (await make(w)).entryId, lockVersion: 1 }), expect: members },
  "entry.recall": {
    input: async (w) => ({ entryId: (await make(w, { revision: "submitted" })).entryId }),
    expect: members,
  },
  "entry.discard": { input: async (w) => ({ entryId: (await make(w)).entryId }), expect: members },
  "entry.revise": {
    input: async (w) => ({ entryId: (await make(w, { revision: "published" })).entryId }),
    expect: members,
  },
  "entry.withdraw": {
    input: async (w) => ({ entryId: (await make(w, { revision: "published" })).entryId, reason: "done" }),
    expect: members,
  },
  "entry.renew": {
    input: async (w) => {
      const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
      return { entryId: (await make(w, { revision: "published" })).entryId, validUntil: until };
    },
    expect: members,
  },
  "entry.archive": { input: async (w) => ({ entryId: (await make(w)).entryId }), expect: members },
  "entry.confirmOnBehalf": { input: async (w) => ({ entryId: (await make(w)).entryId }), expect: members },
  "entry.get": { input: (w) => w.once("entry.draft", () => make(w)), expect: members },
  "entry.preview": { input: (w) => w.once("entry.draft", () => make(w)), expect: members },
  "entry.audience": { input: (w) => w.once("entry.draft", () => make(w)), expect: members },
  "entry.setAudience": {
    input: async (w) => ({
      entryId: (await make(w)).entryId,
      version: 1,
      audience: "circle",
      circle: [{ kind: "organisation", value: w.strangerOrganisation.id }],
    }),
    expect: members,
  },
  "entry.forUs": { input: () => ({}), expect: signedIn },
  "entry.previewAs": {
    input: async (w) => ({ ...(await w.once("entry.draft", () => make(w))), reader: "public" }),
    expect: members,
  },
  "entry.list": { input: () => ({}), expect: signedIn },
  "entry.openings": {
    input: (w) => w.once("entry.draft", () => make(w)),
    expect: only(["editor", "admin", "auditor"], "not_found"),
  },
  "entry.reader": {
    input: (w) => w.once("entry.published", () => make(w, { revision: "published" })),
    expect: signedIn,
  },
  "entry.read": {
    input: (w) => w.once("entry.published", () => make(w, { revision: "published" })),
    expect: signedIn,
  },
  "attachment.remove": { input: makeFile, expect: members },
  "attachment.setLayer": { input: async (w) => ({ ...(await makeFile(w)), layer: "sealed" }), expect: members },
  "undertaking.accept": {
    input: async (w) => ({
      entryId: (await w.once("entry.published", () => make(w, { revision: "published" }))).entryId,
      version: UNDERTAKING_VERSION,
    }),
    expect: signedIn,
  },
  // Owners and their coordinators need no undertaking; everybody else is asked for one.
  "undertaking.open": {
    input: (w) => make(w, { revision: "published" }),
    expect: only(["editor", "admin", "county", "city"]),
  },
};

export const vettingAccess: AccessRows = {
  "vetting.list": { input: () => ({}), expect: only(["county", "countyElsewhere", "city"]) },
  "vetting.get": {
    input: (w) => w.once("entry.submitted", () => make(w, { revision: "submitted" })),
    expect: { ...only(["county", "city"]), countyElsewhere: "not_found" },
  },
  "vetting.recommend": {
    input: async (w) => ({
      revisionId: (await make(w, { revision: "submitted" })).revisionId,
      lockVersion: 1,
      ticks: { isTrue: true, isComplete: true, isNotSecret: true },
    }),
    expect: { ...only(["county", "city"]), countyElsewhere: "not_found" },
  },
  "vetting.return": {
    input: async (w) => ({
      revisionId: (await make(w, { revision: "submitted" })).revisionId,
      lockVersion: 1,
      reasons: ["incomplete"],
    }),
    expect: { ...only(["county", "city"]), countyElsewhere: "not_found" },
  },
  "vetting.decide": {
    input: async (w) => ({
      revisionId: (await make(w, { revision: "submitted" })).revisionId,
      lockVersion: 1,
      action: "publish",
      rubric: { innovation: 3, clarity: 3, cooperation: 3, conformity: 3 },
    }),
    expect: only(["city"]),
  },
};

// The asker and the coordinators know of the interest; routing it is the office's.
const onlyLooks = { stranger: "forbidden", county: "forbidden", city: "forbidden" } as const;

export const interestAccess: AccessRows = {
  // Members of the owner meet the rule that nobody asks himself; others do not belong to the asking organisation.
  "interest.express": {
    input: async (w) => ({
      entryId: (await make(w, { revision: "published" })).entryId,
      organisationId: w.strangerOrganisation.id,
      cooperation: "a",
      about: "b",
    }),
    expect: only(["stranger"]),
  },
  "interest.accept": {
    input: (w) => makeInterest(w),
    expect: only(["editor", "admin"], "not_found", { stranger: "forbidden", county: "forbidden", city: "forbidden" }),
  },
  "interest.decline": {
    input: async (w) => ({ ...(await makeInterest(w)), reason: "capacity", text: "x" }),
    expect: only(["editor", "admin"], "not_found", { stranger: "forbidden", county: "forbidden", city: "forbidden" }),
  },
  "interest.withdraw": {
    input: (w) => makeInterest(w),
    expect: only(["stranger"], "not_found", {
      editor: "forbidden",
      admin: "forbidden",
      county: "forbidden",
      city: "forbidden",
    }),
  },
  "interest.contact": {
    input: (w) => makeInterest(w, "accepted"),
    expect: only(["stranger", "editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "interest.get": {
    input: (w) => w.once("interest.open", () => makeInterest(w)),
    expect: only(["stranger", "editor", "admin", "county", "city"], "not_found"),
  },
  "interest.candidates": {
    input: (w) => w.once("interest.open", () => makeInterest(w)),
    expect: only(["editor", "admin"], "not_found", onlyLooks),
  },
  "interest.route": {
    input: async (w) => ({
      ...(await makeInterest(w)),
      userId: w.actors.editor.kind === "user" ? w.actors.editor.userId : "",
    }),
    expect: only(["editor", "admin"], "not_found", onlyLooks),
  },
  "interest.endRoute": {
    input: async (w) => {
      const { interestId } = await makeInterest(w);
      const userId = w.actors.editor.kind === "user" ? w.actors.editor.userId : "";
      const routeId = newId("irt");
      await w.db.prisma.interestRoute.create({ data: { id: routeId, interestId, userId, routedById: userId } });
      return { interestId, routeId };
    },
    expect: only(["editor", "admin"], "not_found", onlyLooks),
  },
  "interest.inviteInventor": {
    input: async (w) => ({ ...(await makeInterest(w)), name: "a" }),
    expect: only(["editor", "admin"], "not_found", onlyLooks),
  },
  "interest.recordOutcome": {
    input: async (w) => ({
      ...(await makeInterest(w, "accepted")),
      kind: "talking",
      happenedOn: dayOf(new Date()),
    }),
    expect: only(["stranger", "editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "message.list": {
    input: (w) => w.once("interest.open", () => makeInterest(w)),
    expect: only(["stranger", "editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "message.send": {
    input: async (w) => ({ ...(await makeInterest(w)), text: "a", clientId: newId("msg") }),
    expect: only(["stranger", "editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "message.read": {
    input: (w) => makeInterest(w),
    expect: only(["stranger", "editor", "admin"], "not_found", { county: "forbidden", city: "forbidden" }),
  },
  "interest.list": { input: () => ({}), expect: signedIn },
  "interest.answerRate": { input: (w) => ({ organisationId: w.owner.id }), expect: everyone },
};

export const deskAccess: AccessRows = {
  "desk.get": { expect: only(["county", "countyElsewhere", "city"]) },
  "desk.chaseList": { input: () => ({}), expect: only(["county", "countyElsewhere", "city"]) },
  "desk.chaseMark": {
    input: async (w) => {
      const { interestId } = await makeInterest(w);
      await w.db.prisma.interest.update({ where: { id: interestId }, data: { dueAt: new Date(Date.now() - 1000) } });
      return { stepKeys: [`interest:${interestId}`] };
    },
    expect: { ...only(["county", "city"]), countyElsewhere: "not_found" },
  },
  "dashboard.get": { expect: signedIn },
  "notification.list": { input: () => ({}), expect: signedIn },
  "notification.unreadCount": { expect: signedIn },
  "notification.markRead": { input: () => ({ all: true }), expect: signedIn },
  "mail.localBox": { input: () => ({}), expect: signedIn },
};
