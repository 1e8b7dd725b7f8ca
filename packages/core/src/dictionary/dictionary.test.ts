import { anonymous, systemActor, type UserActor } from "@jiebang/domain";
import { currentDictionary } from "@jiebang/search";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { listSearchMisses } from "../search/list-misses.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { searchEntries } from "../search/search-entries.ts";
import { setAsideMiss } from "../search/settle-miss.ts";
import { reloadWords } from "./current-dictionary.ts";
import { listDictionary, listDictionaryVersions } from "./dictionary.queries.ts";
import { discardDictionaryDraft, keepDictionaryRow, removeDictionaryRow } from "./draft-dictionary.ts";
import { importGlossary, previewGlossary } from "./import-glossary.ts";
import { publishDictionary, restoreDictionary } from "./publish-dictionary.ts";
import { rebuildDictionary } from "./rebuild-dictionary.job.ts";
import { saveDictionaryRow } from "./save-dictionary-row.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const system = () => createCtx({ db, services }, systemActor("test"));
const titles = async (query: string) => {
  const found = await searchEntries(createCtx({ db, services }, anonymous), { query });
  return found.relaxed ? [] : found.hits.map((hit) => hit.card.title);
};

let city: UserActor;
let county: UserActor;
let member: UserActor;
beforeAll(async () => {
  const cityOffice = await makeJurisdiction(db, { level: "city" });
  const countyOffice = await makeJurisdiction(db, { level: "county", parentId: cityOffice.id });
  city = await makePerson(db, { coordinates: [{ jurisdictionId: cityOffice.id, level: "city" }] });
  county = await makePerson(db, { coordinates: [{ jurisdictionId: countyOffice.id, level: "county" }] });
  member = await makePerson(db);
});

async function publishEntry(title: string) {
  const organisation = await makeOrganisation(db);
  const { entryId } = await makeEntry(db, {
    organisationId: organisation.id,
    revision: "published",
    content: { title, keywords: [], summary: "一句话" },
  });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  return entryId;
}
const currentNo = async () => (await listDictionary(as(city), {})).current?.no ?? 0;
async function publish(note = "") {
  const version = await publishDictionary(as(city), { currentNo: await currentNo(), note });
  await reloadWords(db); // what the announcement makes every process do
  return version;
}

describe("the dictionary", () => {
  it("is a draft until it is published, then finds; a restored version finds as before, and all of it is on record", async () => {
    await publishEntry("蓝晶石团块焙烧");
    const before = await currentNo();
    const row = await saveDictionaryRow(as(county), { kind: "synonym", names: ["天青砾料", " 蓝晶石团块 "] });
    expect(row).toMatchObject({ names: ["天青砾料", "蓝晶石团块"], state: "new", source: "hand" });
    await reloadWords(db);
    expect(await titles("天青砾料")).toEqual([]);

    await expect(publishDictionary(as(county), { currentNo: before })).rejects.toMatchObject({
      reason: "dictionary.publish_city_only",
    });
    const version = await publish("首批");
    expect(version).toMatchObject({ no: before + 1, added: 1, removed: 0, state: "building", isCurrent: true });
    expect(await titles("天青砾料")).toEqual(["蓝晶石团块焙烧"]);

    await restoreDictionary(as(city), { no: before, currentNo: version.no, reason: "词不对路" });
    await reloadWords(db);
    expect(await titles("天青砾料")).toEqual([]);
    const { items } = await listDictionaryVersions(as(city), {});
    expect(items.slice(0, 2).map((v) => [v.no, v.note, v.restoresNo, v.added, v.removed])).toEqual([
      [before + 2, "词不对路", before, 0, 1],
      [before + 1, "首批", null, 1, 0],
    ]);
    // Going back once more brings the row again, as a new one: what was published is never touched.
    await restoreDictionary(as(city), { no: before + 1, currentNo: before + 2, reason: "还是要的" });
    await reloadWords(db);
    expect(await titles("天青砾料")).toEqual(["蓝晶石团块焙烧"]);
    expect(await auditActions(db, String(before + 1))).toEqual(["dictionary.publish"]);
    await expect(
      db.prisma.$executeRaw`UPDATE dictionary_row SET names = '{甲,乙}' WHERE id = ${row.rowId}`,
    ).rejects.toThrow("keeps its words");
  });

  it("replaces, removes and keeps published rows only with the next version", async () => {
    await saveDictionaryRow(as(city), { kind: "synonym", names: ["甲一料", "alphaite"] });
    await saveDictionaryRow(as(city), { kind: "synonym", names: ["乙二料", "betaite"] });
    await publish();
    const rowOf = async (name: string) => (await listDictionary(as(city), { query: name })).items;
    const [a] = await rowOf("甲一料");
    const [b] = await rowOf("betaite");
    await saveDictionaryRow(as(city), { rowId: a!.rowId, kind: "synonym", names: ["甲一料", "alphaite", "阿尔法石"] });
    await removeDictionaryRow(as(city), { rowId: b!.rowId });
    expect((await rowOf("甲一料")).map((row) => row.state)).toEqual(["new", "leaving"]);
    await keepDictionaryRow(as(city), { rowId: b!.rowId });
    expect((await rowOf("乙二料")).map((row) => row.state)).toEqual(["published"]);
    await removeDictionaryRow(as(city), { rowId: b!.rowId });
    expect(await publish()).toMatchObject({ added: 1, removed: 2 });
    expect(currentDictionary().groups).toContainEqual(["甲一料", "alphaite", "阿尔法石"]);
    expect(currentDictionary().groups.flat()).not.toContain("betaite");

    await saveDictionaryRow(as(county), { kind: "synonym", names: ["丙三料", "gammaite"] });
    expect(await discardDictionaryDraft(as(city))).toEqual({ discarded: 1 });
    await expect(publish()).rejects.toMatchObject({ reason: "dictionary.nothing_to_publish" });
  });

  it("says in words what cannot stand, and lets only one of two publish", async () => {
    const save = (kind: "synonym" | "word", names: string[]) => saveDictionaryRow(as(city), { kind, names });
    for (const [kind, names, reason] of [
      ["synonym", ["只有一个"], "dictionary.names_two"],
      ["synonym", ["Sensors", "sensor"], "dictionary.names_two"],
      ["synonym", ["名", "x".repeat(61)], "dictionary.name_long"],
      ["synonym", ["名", "！？"], "dictionary.name_empty"],
      ["word", ["PLC控制"], "dictionary.word_shape"],
      ["word", ["一"], "dictionary.word_shape"],
    ] as const)
      await expect(save(kind, [...names]), names.join()).rejects.toMatchObject({ kind: "invalid", reason });
    await expect(saveDictionaryRow(as(member), { kind: "word", names: ["好词"] })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await save("synonym", ["丁四料", "deltaite"]);
    await expect(save("synonym", ["Deltaite", "丁四料"])).rejects.toMatchObject({ reason: "dictionary.row_known" });
    const no = await currentNo();
    const both = await Promise.allSettled([1, 2].map(() => publishDictionary(as(city), { currentNo: no })));
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")).toMatchObject({ reason: { reason: "dictionary.stale" } });
  });

  it("cuts texts anew by a new word in the background; a run that breaks off goes on, and two at once do no harm", async () => {
    await publishEntry("研制青龙玄武合金丝材");
    const lexemes = async () =>
      (
        await db.prisma.$queryRaw<{ n: number }[]>`
          SELECT count(*)::int AS n FROM search_document WHERE lexemes @@ '玄武合金'::tsquery`
      )[0]!.n;
    await saveDictionaryRow(as(city), { kind: "word", names: ["玄武合金"] });
    expect(await lexemes()).toBe(0);
    const { no } = await publish();
    await Promise.all([rebuildDictionary(system()), rebuildDictionary(system())]);
    expect(await lexemes()).toBe(1);
    const [version] = (await listDictionaryVersions(as(city), {})).items;
    expect(version).toMatchObject({ no, state: "built", total: 1, done: 1 });
    expect(await titles("玄武合金")).toEqual(["研制青龙玄武合金丝材"]);
  });

  it("reads a glossary with every fault by its line, shows it before, and adds nothing twice", async () => {
    const text =
      "zh\ten\tcount\n旋流萃取槽\tcyclone extractor\t12\n# 备注\n只有一列\n\t\n阳极泥\t阳极泥\n离心澄清\tclarifier\tcentrifugal clarifier\n";
    const preview = await previewGlossary(as(city), { text });
    expect(preview).toEqual({
      lines: 4,
      fresh: 2,
      known: 0,
      sample: [
        { line: 2, names: ["旋流萃取槽", "cyclone extractor"] },
        { line: 7, names: ["离心澄清", "clarifier", "centrifugal clarifier"] },
      ],
      failed: 2,
      errors: [
        { line: 4, text: "只有一列", reason: "dictionary.line_columns" },
        { line: 6, text: "阳极泥\t阳极泥", reason: "dictionary.names_two" },
      ],
    });
    await expect(previewGlossary(as(county), { text })).rejects.toMatchObject({ kind: "forbidden" });
    expect(await importGlossary(as(city), { text, fileName: "词表.tsv" })).toEqual(preview);
    expect(await importGlossary(as(city), { text })).toMatchObject({ fresh: 0, known: 2, failed: 2 });
    await publish();
    expect(currentDictionary().groups).toContainEqual(["旋流萃取槽", "cyclone extractor"]);
    await publishEntry("稀土旋流萃取槽");
    expect(await titles("cyclone extractors")).toEqual(["稀土旋流萃取槽"]);
  });

  it("asks the same number of queries for one row and for fifty", async () => {
    const count = async (limit: number) => {
      db.resetQueries();
      await listDictionary(as(city), { limit });
      return db.queries.length;
    };
    const one = await count(1);
    for (let i = 0; i < 50; i++)
      await db.prisma.$executeRaw`
        INSERT INTO dictionary_row (id, kind, names, keys, source) VALUES (${`dcr_t${i}`}, 'word', ${["词"]}, ${["词"]}, 'hand')`;
    expect(await count(50)).toBe(one);
    await discardDictionaryDraft(as(city));
  });
});

describe("what was looked for in vain", () => {
  it("becomes a draft row with one click and leaves the list until it is missed again", async () => {
    for (const query of ["水月镜花炉", "水月镜花炉", "空中楼阁机"]) await titles(query);
    const misses = async () => (await listSearchMisses(as(county))).map((miss) => [miss.query, miss.times]);
    expect(await misses()).toEqual(expect.arrayContaining([["水月镜花炉", 2]]));
    const row = await saveDictionaryRow(as(county), {
      kind: "synonym",
      names: ["水月镜花炉", "真空感应炉"],
      missedQuery: "水月镜花炉",
    });
    expect(row.source).toBe("miss");
    await setAsideMiss(as(county), { query: "空中楼阁机" });
    const left = (await misses()).map(([query]) => query);
    expect(left).not.toContain("水月镜花炉");
    expect(left).not.toContain("空中楼阁机");
    await db.moveClock(86_400);
    await titles("空中楼阁机");
    expect(await misses()).toEqual(expect.arrayContaining([["空中楼阁机", 1]]));
    await db.moveClock(0);
  });
});
