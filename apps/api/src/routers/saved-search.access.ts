import { newId, type UserActor } from "@jiebang/domain";
import { type AccessRows, type AccessWorld, only, signedIn } from "../access-table.ts";

const ownerOf = (w: AccessWorld) => (w.actors.editor as UserActor).userId; // the world's editor is a person

let serial = 0;
async function makeSearch(w: AccessWorld): Promise<string> {
  const id = newId("ssr");
  await w.db.prisma.savedSearch.create({
    data: { id, userId: ownerOf(w), name: "铝灰", url: `q=${++serial}`, cadence: "off" },
  });
  return id;
}
async function makeAlert(w: AccessWorld): Promise<string> {
  const id = newId("ssa");
  await w.db.prisma.savedSearchAlert.create({ data: { id, searchId: await makeSearch(w), hits: 1 } });
  return id;
}
async function makeLine(w: AccessWorld): Promise<string> {
  const id = newId("shi");
  await w.db.prisma.searchHistory.create({ data: { id, userId: ownerOf(w), url: `q=${++serial}` } });
  return id;
}
const ownerOnly = only(["editor"], "not_found");

/** What one keeps, and what one looked for, exists for nobody else: no coordinator, no auditor, no administrator. */
export const savedSearchAccess: AccessRows = {
  "savedSearch.list": { input: () => ({}), expect: signedIn },
  "savedSearch.save": { input: () => ({ name: "铝", url: `q=铝${++serial}` }), expect: signedIn },
  "savedSearch.alert": {
    input: async (w) => ({ alertId: await w.once("search-alert", () => makeAlert(w)) }),
    expect: ownerOnly,
  },
  "savedSearch.update": {
    input: async (w) => ({ searchId: await makeSearch(w), version: 1, name: "新名", cadence: "daily", byMail: true }),
    expect: ownerOnly,
  },
  "savedSearch.remove": { input: async (w) => ({ searchId: await makeSearch(w) }), expect: ownerOnly },
  "searchHistory.list": { input: () => ({}), expect: signedIn },
  "searchHistory.forget": { input: async (w) => ({ historyId: await makeLine(w) }), expect: ownerOnly },
  "searchHistory.keep": { input: () => ({ isKept: true }), expect: signedIn },
};
