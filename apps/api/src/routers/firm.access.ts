import { newId } from "@jiebang/domain";
import { type AccessRows, type AccessWorld, type ActorName, only, signedIn } from "../access-table.ts";

let n = 0;
async function makeVisit(w: AccessWorld, by: ActorName, data: object = {}) {
  n += 1;
  const author = w.actors[by];
  const id = newId("vis");
  await w.db.prisma.visit.create({
    data: {
      id,
      clientId: `client-${n}-${id}`,
      organisationId: w.owner.id,
      visitedOn: new Date("2026-01-05"),
      note: "看了车间",
      createdById: author?.kind === "user" ? author.userId : "",
      ...data,
    },
  });
  return id;
}
const authorOf = (actor: ActorName): ActorName => (actor === "city" ? "city" : "county");
const fields = { visitedOn: "2026-01-05", note: "看了车间" };
const covering = (otherwise: "forbidden" | "not_found" = "forbidden") =>
  only(["county", "city"], otherwise, { countyElsewhere: "not_found" });

export const firmAccess: AccessRows = {
  "firm.list": { input: () => ({}), expect: only(["county", "countyElsewhere", "city", "auditor"]) },
  "firm.pick": { input: () => ({ query: "单位" }), expect: only(["county", "countyElsewhere", "city", "auditor"]) },
  "firm.get": {
    input: (w) => ({ organisationId: w.owner.id }),
    expect: only(["county", "city", "auditor"], "forbidden", { countyElsewhere: "not_found" }),
  },
};

export const visitAccess: AccessRows = {
  "visit.list": { input: () => ({}), expect: only(["county", "countyElsewhere", "city", "auditor"]) },
  "visit.get": {
    input: async (w) => ({ visitId: await w.once("visit", () => makeVisit(w, "county")) }),
    expect: only(["county", "city", "auditor"], "not_found"),
  },
  "visit.store": {
    input: (w, actor) => ({ clientId: `access-${actor}`, organisationId: w.owner.id, ...fields }),
    expect: covering(),
  },
  "visit.update": {
    input: async (w, actor) => ({ visitId: await makeVisit(w, authorOf(actor)), version: 1, ...fields }),
    expect: covering(),
  },
  "visit.finishStep": {
    input: async (w) => ({
      visitId: await makeVisit(w, "county", { nextStep: "送资料", nextOn: new Date("2026-01-09") }),
      version: 1,
    }),
    expect: covering(),
  },
  "visit.removePhoto": {
    input: async (w, actor) => {
      const visitId = await makeVisit(w, authorOf(actor));
      const id = newId("att");
      const file = { fileName: "a.png", mediaType: "image/png", size: 1, sha256: id, storageKey: id };
      await w.db.prisma.attachment.create({ data: { id, subjectKind: "visit", subjectId: visitId, ...file } });
      return { attachmentId: id };
    },
    expect: covering(),
  },
};

async function makeView(w: AccessWorld, actor: ActorName) {
  const owner = w.actors[actor];
  if (owner?.kind !== "user") return newId("svw");
  const id = newId("svw");
  await w.db.prisma.savedView.create({ data: { id, userId: owner.userId, list: "firms", name: id, search: {} } });
  return id;
}
export const savedViewAccess: AccessRows = {
  "savedView.list": { input: () => ({ list: "firms" }), expect: signedIn },
  "savedView.save": { input: () => ({ list: "firms", name: "未走访", search: { unvisited: 6 } }), expect: signedIn },
  "savedView.remove": { input: async (w, actor) => ({ viewId: await makeView(w, actor) }), expect: signedIn },
  "savedView.setDefault": {
    input: async (w, actor) => ({ list: "firms", viewId: await makeView(w, actor) }),
    expect: signedIn,
  },
};

export const overviewAccess: AccessRows = {
  "overview.get": { input: () => ({}), expect: only(["county", "countyElsewhere", "city", "auditor"]) },
  "overview.refresh": { expect: only(["county", "countyElsewhere", "city"]) },
};
