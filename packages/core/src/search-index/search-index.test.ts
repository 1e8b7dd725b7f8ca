import { type DocumentStore, IndexError, type SearchDocument } from "@jiebang/search";
import { makeEntry, makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { beforeEach, expect, it } from "vitest";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { feedMarks } from "./feed-marks.ts";
import { beginFeeding, isEveryChangeMarked, readIndexState } from "./index-state.ts";

const db = useTestDatabase();

/** An index in memory that refuses some documents as the server's tasks do. */
function memoryIndex(refuses: (document: SearchDocument) => boolean = () => false) {
  const documents = new Map<string, string>();
  const store: DocumentStore = {
    async write(sent) {
      if (sent.some(refuses)) throw new IndexError("invalid_document_fields", "refused");
      for (const { id, title } of sent) documents.set(id, title);
    },
    async drop(ids) {
      for (const id of ids) documents.delete(id);
    },
    count: async () => documents.size,
    hashes: async () => [],
  };
  return { documents, store };
}

async function publish(title: string): Promise<string> {
  const organisation = await makeOrganisation(db);
  const content = { title, keywords: [], summary: "一句话" };
  const { entryId } = await makeEntry(db, { organisationId: organisation.id, revision: "published", content });
  await touch(entryId);
  return entryId;
}
const touch = (entryId: string) => db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
const marks = async () =>
  (await db.prisma.searchDirty.findMany({ orderBy: { entryId: "asc" } })).map(({ entryId, version, attempts }) => ({
    entryId,
    version,
    attempts,
  }));
const running = () => false;

beforeEach(async () => {
  await db.prisma.searchDirty.deleteMany();
});

it("leaves no marks while no other engine is fed, and says so to whoever begins", async () => {
  await db.prisma.$executeRaw`UPDATE search_index SET is_fed = false`;
  await publish("无人喂养");
  expect(await marks()).toEqual([]);
  expect([await beginFeeding(db), await beginFeeding(db)]).toEqual([true, false]);
  // Whoever else wrote to the cluster at this moment has soon ended.
  await expect.poll(() => isEveryChangeMarked(db), { timeout: 20_000 }).toBe(true);
});

it("marks an entry in the transaction that changes it, and not when that is undone", async () => {
  await beginFeeding(db);
  const entryId = await publish("写入即标记");
  await touch(entryId);
  expect(await marks()).toEqual([{ entryId, version: 2, attempts: 0 }]);
  await expect(
    db.prisma.$transaction(async (tx) => {
      await refreshEntryIndex(tx, [entryId]);
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  expect(await marks()).toEqual([{ entryId, version: 2, attempts: 0 }]);
});

it("sends what stands now, drops what is public no more, and clears only marks that nobody renewed meanwhile", async () => {
  await beginFeeding(db);
  const [stays, goes, moves] = [await publish("留下"), await publish("撤下"), await publish("又改")];
  const { documents, store } = memoryIndex();
  await feedMarks(db, [store], running);
  expect(new Map(documents)).toEqual(new Map([[stays, "留下"], [goes, "撤下"], [moves, "又改"]])); // biome-ignore format: a table
  await db.prisma.entry.update({ where: { id: goes }, data: { state: "withdrawn" } });
  await touch(goes);
  await touch(moves);
  const whileSending: DocumentStore = {
    ...store,
    async write(sent) {
      await store.write(sent);
      await touch(moves);
    },
  };
  await feedMarks(db, [whileSending], running);
  expect([...documents.keys()].sort()).toEqual([stays, moves].sort());
  expect(await marks()).toEqual([{ entryId: moves, version: 2, attempts: 0 }]);
});

it("isolates the one document that the engine refuses; the others go on, and it is tried again when it changes", async () => {
  await beginFeeding(db);
  const ids = [];
  for (let i = 0; i < 7; i++) ids.push(await publish(i === 4 ? "毒" : `好${i}`));
  const refusing = memoryIndex((document) => document.title === "毒");
  await feedMarks(db, [refusing.store], running);
  expect(refusing.documents.size).toBe(6);
  expect(await marks()).toEqual([{ entryId: ids[4], version: 1, attempts: 1 }]);
  expect((await readIndexState(db)).last_failure).toContain(`${ids[4]}: invalid_document_fields`);
  expect(await feedMarks(db, [refusing.store], running)).toBe(0); // not yet
  await touch(ids[4]!);
  const healed = memoryIndex();
  await feedMarks(db, [healed.store], running);
  expect({ healed: [...healed.documents.keys()], left: await marks() }).toEqual({ healed: [ids[4]], left: [] });
});

it("keeps every mark when the engine itself is away", async () => {
  await beginFeeding(db);
  const entryId = await publish("断线");
  const away: DocumentStore = { ...memoryIndex().store, write: () => Promise.reject(new TypeError("fetch failed")) };
  await expect(feedMarks(db, [away], running)).rejects.toThrow("fetch failed");
  expect(await marks()).toEqual([{ entryId, version: 1, attempts: 0 }]);
});
