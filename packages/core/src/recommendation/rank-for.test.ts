import { systemActor } from "@jiebang/domain";
import { makeEntry, makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { rankFor } from "./rank-for.ts";

const db = useTestDatabase();
const ctx = () => createCtx({ db, services: {} as never }, systemActor("test"));
type Options = Omit<Parameters<typeof makeEntry>[1], "revision">;

async function publish(options: Options): Promise<string> {
  const { entryId } = await makeEntry(db, { ...options, revision: "published" });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  return entryId;
}
/** Other tests share the database: those with this title are this test's own. */
async function idsOf(title: string, entry: string, withPast = false): Promise<string[]> {
  const ranked = await rankFor(ctx(), { entry, kind: "demand", withPast });
  return ranked.filter((one) => one.title === title).map((one) => one.id);
}
const plain = { summary: "", body: "", keywords: [] };

describe("ranking the other side of an entry", () => {
  it("puts what speaks of the same first, with parts that add up and quotes that stand in both texts", async () => {
    const [firm, university] = [await makeOrganisation(db), await makeOrganisation(db)];
    const demandId = await publish({
      kind: "demand",
      organisationId: firm.id,
      content: { ...plain, title: "铜箔表面粗糙度在线检测", body: "电解铜箔生产线需要在线检测表面粗糙度。" },
      entry: { sourceId: "list:7" },
    });
    const fitting = await publish({
      organisationId: university.id,
      content: { ...plain, title: "金属箔材在线检测装置", body: "用激光散射在线检测铜箔表面粗糙度。" },
    });
    await publish({
      organisationId: university.id,
      content: { ...plain, title: "苹果脱水干燥设备", body: "在线检测果片含水率。" },
    });
    const { number } = await db.prisma.entry.findUniqueOrThrow({ where: { id: demandId } });
    const ranked = await rankFor(ctx(), { entry: "list:7", kind: "demand" });
    expect(ranked[0]?.id).toBe(fitting);
    expect(ranked[0]?.fits).toBe(true);
    for (const one of ranked)
      expect(one.parts.reduce((sum, part) => sum + part.weight * part.score, 0)).toBeCloseTo(one.total, 9);
    const { offer, demand } = ranked[0]!.explanation.quotes;
    const marked = (side: typeof offer) => side.flatMap((p) => p.marks.map(([from, to]) => p.text.slice(from, to)));
    expect(marked(offer).join("|")).toContain("表面粗糙度");
    expect(marked(demand).join("|")).toContain("表面粗糙度");
    expect(await rankFor(ctx(), { entry: number!, kind: "demand" })).toEqual(ranked);
  });

  it("names nothing that is not public: drafts, circles, what ran out, confidential words, who is behind a hidden poster", async () => {
    const [firm, university] = [
      await makeOrganisation(db, { name: "暗影冶炼" }),
      await makeOrganisation(db, { name: "明处大学" }),
    ];
    const words = { title: "琥珀酸铋电极制备", summary: "", keywords: [] };
    const demandId = await publish({
      kind: "demand",
      organisationId: firm.id,
      content: { ...words, body: "琥珀酸铋电极的独门配方", isPosterHidden: true },
    });
    const seen = await publish({
      organisationId: university.id,
      content: { ...words, body: "独门配方见内", layers: { body: "sealed" } },
    });
    const circle = await publish({
      organisationId: university.id,
      content: words,
      entry: { audience: "circle" },
    });
    const past = await publish({ organisationId: university.id, content: words, entry: { state: "expired" } });
    const { entryId: draft } = await makeEntry(db, { organisationId: university.id, content: words });
    const sameFirm = await publish({ organisationId: firm.id, content: words });
    const now = await rankFor(ctx(), { entry: demandId, kind: "demand" });
    // A tie that kept its own firm's offer away would tell who stands behind the demand.
    expect((await idsOf(words.title, demandId)).sort()).toEqual([seen, sameFirm].sort());
    expect(JSON.stringify(now.map((one) => one.explanation.quotes.offer))).not.toContain("独门");
    expect(JSON.stringify(now)).not.toContain("暗影冶炼");
    expect((await idsOf(words.title, demandId, true)).sort()).toEqual([seen, sameFirm, past].sort());
    for (const hidden of [circle, draft])
      await expect(rankFor(ctx(), { entry: hidden, kind: "offer" })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("keeps apart what belongs to one organisation or to a declared affiliate, but not what a source's placeholder holds", async () => {
    const [one, affiliate, source] = [
      await makeOrganisation(db),
      await makeOrganisation(db),
      await makeOrganisation(db, { source: "some-list" }),
    ];
    await db.prisma.organisationRelation.create({
      data: {
        id: "rel_recommend",
        organisationId: one.id,
        relatedOrganisationId: affiliate.id,
        kind: "shareholding",
        evidence: "",
      },
    });
    const words = { ...plain, title: "镍锰酸锂单晶化烧结" };
    const demandId = await publish({ kind: "demand", organisationId: one.id, content: words });
    await publish({ organisationId: one.id, content: words });
    await publish({ organisationId: affiliate.id, content: words });
    const free = await publish({ organisationId: source.id, content: words });
    expect(await idsOf(words.title, demandId)).toEqual([free]);
    const fromSource = await publish({ kind: "demand", organisationId: source.id, content: words });
    expect(await idsOf(words.title, fromSource)).toContain(free);
  });

  it("asks the database as often for one as for forty", async () => {
    const [firm, university] = [await makeOrganisation(db), await makeOrganisation(db)];
    const words = { ...plain, title: "羟基磷灰石骨钉喷涂" };
    const demandId = await publish({ kind: "demand", organisationId: firm.id, content: words });
    for (let i = 0; i < 40; i++) await publish({ organisationId: university.id, content: words });
    const count = async (top: number) => {
      const before = db.queries.length;
      const found = await rankFor(ctx(), { entry: demandId, kind: "demand", top });
      return [found.length, db.queries.length - before];
    };
    const [one, forty] = [await count(1), await count(40)];
    expect([one[0], forty[0]]).toEqual([1, 40]);
    expect(forty[1]).toBe(one[1]);
  });
});
