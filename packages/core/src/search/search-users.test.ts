import { anonymous, type UserActor } from "@jiebang/domain";
import { makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeAll, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "./refresh-entry-index.ts";
import { searchEntries } from "./search-entries.ts";
import { searchFacet } from "./search-facet.ts";
import { similarEntries } from "./similar-entries.ts";
import { suggestEntries } from "./suggest-entries.ts";

const db = useTestDatabase();
const services = testServices();
const visitor = () => createCtx({ db, services }, anonymous);
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const TEXT = "煤矸石发泡保温材料的低温烧成与应用";

let ids: Record<"plain" | "twin" | "draft" | "circle" | "hidden" | "sealed" | "blocked", string>;
let blocked: UserActor;
let blockingFirm: string;

beforeAll(async () => {
  const named = await makeOrganisation(db, { name: "义马绿源保温材料公司" });
  const secret = await makeOrganisation(db, { name: "渑池暗影集团" });
  const shut = await makeOrganisation(db, { name: "被屏蔽的建材厂" });
  blockingFirm = named.id;
  blocked = await makePerson(db, { member: [{ organisationId: shut.id }] });
  const make = async (title: string, more: Partial<Parameters<typeof makeEntry>[1]> = {}) => {
    const { entryId } = await makeEntry(db, {
      organisationId: named.id,
      revision: "published",
      ...more,
      content: { title, summary: TEXT, keywords: ["煤矸石"], body: "正文", ...more.content },
    });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
    return entryId;
  };
  ids = {
    plain: await make("煤矸石发泡保温材料"),
    twin: await make("煤矸石保温材料发泡烧成"),
    draft: await make("煤矸石草稿料", { revision: "draft" }),
    circle: await make("煤矸石圈内料", { entry: { audience: "circle" } }),
    hidden: await make("煤矸石隐名料", { organisationId: secret.id, content: { isPosterHidden: true } }),
    sealed: await make("煤矸石密封料", { content: { body: "发泡剂独门配方琥珀酸", layers: { body: "sealed" } } }),
    blocked: await make("煤矸石屏蔽料", { content: { keywords: ["屏蔽专用词"] } }),
  };
  await db.prisma.$executeRaw`INSERT INTO entry_block (entry_id, organisation_id) VALUES (${ids.blocked}, ${shut.id})`;
});

const found = async (ctx: ReturnType<typeof as>, query = "煤矸石") =>
  (await searchEntries(ctx, { query, limit: 50 })).hits.map((hit) => hit.card.title).sort();
const PUBLIC = ["煤矸石发泡保温材料", "煤矸石保温材料发泡烧成", "煤矸石隐名料", "煤矸石密封料", "煤矸石屏蔽料"];
const WITHOUT_BLOCKED = PUBLIC.filter((title) => title !== "煤矸石屏蔽料").sort();

it("finds, suggests and calls similar nothing that is a draft, in a circle or blocked for the reader's firm", async () => {
  expect(await found(visitor())).toEqual([...PUBLIC].sort());
  expect(await found(as(blocked))).toEqual(WITHOUT_BLOCKED);

  const suggested = async (ctx: ReturnType<typeof as>, input: string) =>
    (await suggestEntries(ctx, { input, limit: 20 })).map((one) => one.text);
  expect(await suggested(visitor(), "煤矸石")).toEqual(expect.arrayContaining(PUBLIC));
  for (const input of ["煤矸石草稿", "煤矸石圈内"]) expect(await suggested(visitor(), input)).toEqual([]);
  expect(await suggested(visitor(), "屏蔽专用词")).toEqual(["屏蔽专用词"]);
  for (const input of ["屏蔽专用词", "煤矸石屏蔽"]) expect(await suggested(as(blocked), input)).toEqual([]);

  const similar = async (ctx: ReturnType<typeof as>, entryId: string) =>
    (await similarEntries(ctx, { entryId, limit: 20 })).map((card) => card.title).sort();
  const near = await similar(visitor(), ids.plain);
  expect(near).toContain("煤矸石保温材料发泡烧成");
  expect(near).not.toContain("煤矸石发泡保温材料");
  for (const title of near) expect(PUBLIC).toContain(title);
  expect(await similar(as(blocked), ids.plain)).not.toContain("煤矸石屏蔽料");
  for (const id of [ids.draft, ids.circle, "ofr_nothing"]) expect(await similar(visitor(), id)).toEqual([]);
  expect(await similar(as(blocked), ids.blocked)).toEqual([]);
});

it("shows no sealed text as a snippet, and corrects no query to a word that only sealed or blocked texts hold", async () => {
  expect(await found(visitor(), "琥珀酸")).toEqual([]);
  const view = await searchEntries(visitor(), { query: "煤矸石", limit: 50 });
  expect(JSON.stringify(view)).not.toContain("琥珀酸");
  const near = await searchEntries(as(blocked), { query: "屏必专用词" });
  expect(near.corrected).not.toBe("屏蔽专用词");
  expect(near.hits.map((hit) => hit.id)).not.toContain(ids.blocked);
});

it("finds posters by a piece of their name with the same counts that the reader's list has, and no hidden one", async () => {
  const facet = (ctx: ReturnType<typeof as>, typed: string) =>
    searchFacet(ctx, { facet: "organisation", typed, query: "煤矸石" });
  const value = { value: blockingFirm, name: "义马绿源保温材料公司", nameEn: null };
  expect(await facet(visitor(), "绿源")).toEqual([{ ...value, count: 4 }]);
  expect(await facet(as(blocked), "绿源")).toEqual([{ ...value, count: 3 }]);
  expect(await facet(visitor(), "暗影")).toEqual([]);
  expect(await facet(visitor(), "%")).toEqual([]);
});

it("calls nothing of a hidden poster similar to what the same poster shows, in neither direction", async () => {
  const poster = await makeOrganisation(db, { name: "卢氏双面矿业" });
  const make = async (title: string, isPosterHidden: boolean) => {
    const { entryId } = await makeEntry(db, {
      organisationId: poster.id,
      revision: "published",
      content: { title, summary: "深部巷道锚索锈蚀与在线监测", keywords: ["锚索锈蚀"], isPosterHidden },
    });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
    return entryId;
  };
  const open = await make("锚索锈蚀在线监测甲", false);
  const secret = await make("锚索锈蚀在线监测乙", true);
  const openToo = await make("锚索锈蚀在线监测丙", false);
  const similar = async (entryId: string) =>
    (await similarEntries(visitor(), { entryId, limit: 20 })).map((card) => card.id);
  expect(await similar(open)).toEqual([openToo]);
  expect(await similar(secret)).toEqual([]);
});
