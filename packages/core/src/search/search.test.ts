import { anonymous, type EntryContentInput, entryContent, newId } from "@jiebang/domain";
import { makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../entry/revision-content.ts";
import { createCtx } from "../kernel/ctx.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { listSearchMisses } from "./list-misses.ts";
import { refreshEntryIndex, refreshOrganisationIndex } from "./refresh-entry-index.ts";
import { reindexAll } from "./reindex-all.ts";
import { searchEntries } from "./search-entries.ts";
import { suggestEntries } from "./suggest-entries.ts";

const db = useTestDatabase();
const ctx = () => createCtx({ db, services: {} as never }, anonymous); // searching needs no service
const titles = async (query: string) => (await searchEntries(ctx(), { query })).hits.map((h) => h.card.title);

async function publish(
  content: EntryContentInput,
  organisationId?: string,
  state: "published" | "draft" = "published",
): Promise<string> {
  const parsed = entryContent.parse(content);
  const id = newId(parsed.kind === "offer" ? "ofr" : "dmd");
  const revisionId = newId("rev");
  organisationId ??= (await makeOrganisation(db)).id;
  await db.prisma.$transaction(async (tx) => {
    await tx.entry.create({
      data: {
        id,
        kind: parsed.kind,
        organisationId: organisationId!,
        number: await nextNumber(tx, parsed.kind === "offer" ? "CG" : "XQ"),
        state,
        currentRevisionId: revisionId,
        publishedRevisionId: state === "published" ? revisionId : null,
        publishedAt: new Date(),
      },
    });
    await tx.revision.create({ data: { id: revisionId, entryId: id, no: 1, state, ...columnsOf(parsed) } });
    await refreshEntryIndex(tx, [id]);
  });
  return id;
}

describe("searching the catalogue", () => {
  it("finds an entry the moment its transaction commits, and loses it the moment it is withdrawn", async () => {
    const id = await publish({ kind: "offer", title: "赤泥制备陶粒", summary: "大宗固废利用" });
    expect(await titles("赤泥陶粒")).toEqual(["赤泥制备陶粒"]);
    await db.prisma.$transaction(async (tx) => {
      await tx.entry.update({ where: { id }, data: { state: "withdrawn" } });
      await refreshEntryIndex(tx, [id]);
    });
    expect(await titles("赤泥陶粒")).toEqual([]);
    expect(await suggestEntries(ctx(), { input: "赤泥" })).toEqual([]);
  });

  it("never finds a draft", async () => {
    await publish({ kind: "offer", title: "还没有公开的龙门吊" }, undefined, "draft");
    expect(await titles("龙门吊")).toEqual([]);
  });

  it("knows a hidden poster by nothing: not by name, area, industry class, tier, contact, patent or sealed text", async () => {
    const open = await makeOrganisation(db, { name: "灵宝明珠铜业", tier: "小巨人", areaCode: "411282" });
    const secret = await makeOrganisation(db, { name: "义马暗影科技", tier: "单项冠军", areaCode: "411281" });
    const shared = {
      kind: "offer" as const,
      industryCode: "3211",
      areaCode: "411281",
      body: "独门配方里有琥珀酸",
      contactName: "申屠无忌",
      contactPhone: "13812345678",
      detail: {
        team: "轩辕课题组",
        ipRights: [
          {
            kind: "invention" as const,
            holder: "义马暗影科技",
            status: "granted" as const,
            numberKind: "patent" as const,
            number: "ZL202110123456.7",
          },
        ],
        inventors: [{ name: "欧阳青空", unit: "义马暗影科技", title: "" }],
      },
      layers: { body: "sealed" as const },
    };
    await publish({ ...shared, title: "电解槽一", isPosterHidden: true }, secret.id);
    await publish({ ...shared, title: "电解槽二", isPosterHidden: false, layers: {} }, open.id);
    for (const word of ["琥珀酸", "欧阳青空", "轩辕课题组", "ZL202110123456.7", "义马暗影科技", "202110123456"])
      expect({ word, found: (await titles(word)).includes("电解槽一") }).toEqual({ word, found: false });
    for (const word of ["申屠无忌", "13812345678"]) expect(await titles(word)).toEqual([]); // contact is sealed by default
    for (const word of ["琥珀酸", "欧阳青空", "轩辕课题组", "ZL202110123456.7"])
      expect(await titles(word)).toContain("电解槽二");
    const all = { query: "电解槽", facets: ["area", "industry", "tier"] as const };
    const result = await searchEntries(ctx(), { ...all, facets: [...all.facets] });
    expect(Object.fromEntries(Object.entries(result.facets).map(([k, v]) => [k, v.map((f) => f.value)]))).toEqual({
      area: ["411200", "411281"],
      industry: ["C32"],
      tier: ["小巨人"],
    });
    const by = async (field: "industry" | "organisation" | "area" | "tier", value: string) =>
      (await searchEntries(ctx(), { query: "电解槽", filter: { op: "in", field, values: [value] } })).hits.map(
        (h) => h.card.title,
      );
    expect(await by("industry", "3211")).toEqual(["电解槽二"]);
    expect(await by("organisation", secret.id)).toEqual([]);
    expect(await by("area", "411281")).toEqual(["电解槽二"]);
    expect(await by("tier", "单项冠军")).toEqual([]);
    expect((await suggestEntries(ctx(), { input: "义马暗影" })).map((s) => s.text)).toEqual([]);
    expect((await suggestEntries(ctx(), { input: "灵宝" })).map((s) => s.text)).toEqual(["灵宝明珠铜业"]);
    expect(JSON.stringify((await searchEntries(ctx(), { query: "电解槽一" })).hits)).not.toContain("暗影");
  });

  it("follows the name of an organisation", async () => {
    const organisation = await makeOrganisation(db, { name: "旧名机械厂" });
    await publish({ kind: "demand", title: "寻求变速箱降噪" }, organisation.id);
    expect(await titles("旧名机械厂")).toEqual(["寻求变速箱降噪"]);
    await db.prisma.$transaction(async (tx) => {
      await tx.organisation.update({ where: { id: organisation.id }, data: { name: "新名机械厂" } });
      await refreshOrganisationIndex(tx, organisation.id);
    });
    expect(await titles('"新名机械厂"')).toEqual(["寻求变速箱降噪"]);
    expect(await titles('"旧名机械厂"')).toEqual([]);
  });

  it("is rebuilt by one command to exactly what it was, and what was lost or left over is put right", async () => {
    for (let i = 0; i < 12; i++) await publish({ kind: i % 2 ? "offer" : "demand", title: `重建样本${i}` });
    const look = async () => {
      const { hits, facets, total } = await searchEntries(ctx(), { limit: 100, facets: ["kind", "state"] });
      return { hits: hits.map((h) => h.id), facets, total };
    };
    const before = await look();
    await db.asOwner("DELETE FROM search_document WHERE entry_id IN (SELECT entry_id FROM search_document LIMIT 5)");
    await db.asOwner("UPDATE search_combo SET live = live + 3");
    await db.asOwner("INSERT INTO search_card VALUES ('ofr_gone', '{}')");
    await db.asOwner(`INSERT INTO search_document (entry_id, combo, is_offer, head, lexemes, body)
      SELECT 'ofr_gone', id, true, '', '', '' FROM search_combo LIMIT 1`);
    const seen: number[] = [];
    const result = await reindexAll(ctx(), (done, total) => seen.push(done / total));
    expect(await look()).toEqual(before);
    expect(result).toEqual({ indexed: before.total.value, removed: 1 });
    expect(seen.at(-1)).toBe(1);
  });

  it("remembers what was looked for in vain", async () => {
    await searchEntries(ctx(), { query: "反重力 引擎" });
    await searchEntries(ctx(), { query: "反重力 引擎" });
    await searchEntries(ctx(), { query: "，，，" });
    expect((await listSearchMisses(ctx())).filter((m) => m.query.includes("反重力"))).toMatchObject([
      { query: "反重力 引擎", times: 2 },
    ]);
  });

  it("answers a page of 1 and of 50 with the same number of statements", async () => {
    for (let i = 0; i < 50; i++) await publish({ kind: "offer", title: `批量样本${i}` });
    const count = async (limit: number) => {
      let n = 0;
      const pool = new Proxy(db.pool, {
        get: (target, key) =>
          key === "query"
            ? (...args: [never]) => {
                n++;
                return target.query(...args);
              }
            : Reflect.get(target, key),
      });
      const reader = { db: { pool, prisma: db.prisma } };
      await searchEntries(reader, { query: "批量样本", limit, facets: ["kind"] }); // learns the combinations
      n = 0;
      const { hits } = await searchEntries(reader, { query: "批量样本", limit, facets: ["kind"] });
      return [hits.length, n];
    };
    const [one, fifty] = [await count(1), await count(50)];
    expect([one[0], fifty[0]]).toEqual([1, 50]);
    expect(fifty[1]).toBe(one[1]);
  });
});
