import { systemActor } from "@jiebang/domain";
import { makeEntry, makeOrganisation, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { computeRecommendations, isComputingDue } from "./compute-recommendations.ts";

const db = useTestDatabase();
const ctx = () => createCtx({ db, services: {} as never }, systemActor("test"));
const compute = () => computeRecommendations(ctx(), 30);
const plain = { summary: "", body: "", keywords: [] };

async function publish(
  kind: "offer" | "demand",
  organisationId: string,
  title: string,
  more: Partial<Parameters<typeof makeEntry>[1]> = {},
) {
  const made = await makeEntry(db, {
    kind,
    organisationId,
    content: { ...plain, title },
    revision: "published",
    ...more,
  });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [made.entryId]));
  return made.entryId;
}
const pairs = (id: string) =>
  db.prisma.$queryRaw<{ offer_id: string; demand_id: string; total: number }[]>`
    SELECT offer_id, demand_id, total FROM recommendation WHERE offer_id = ${id} OR demand_id = ${id} ORDER BY offer_id, demand_id`;
const waiting = async () =>
  (await db.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM recommendation_dirty`)[0]!.n;

describe("putting recommendations together", () => {
  it("finds the pair when either side is published, once, with the same score from both sides", async () => {
    const [firm, university] = [await makeOrganisation(db), await makeOrganisation(db)];
    const demand = await publish("demand", firm.id, "铜箔表面粗糙度在线检测");
    await publish("offer", university.id, "苹果脱水干燥设备");
    expect(await isComputingDue(db.prisma)).toBe(true);
    await compute();
    expect(await pairs(demand)).toEqual([]);
    const offer = await publish("offer", university.id, "铜箔表面粗糙度在线检测");
    await compute();
    const [pair, ...others] = await pairs(demand);
    expect([pair?.offer_id, others]).toEqual([offer, []]);
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [demand]));
    await compute();
    expect(await pairs(offer)).toEqual([pair]);
    expect([await waiting(), await isComputingDue(db.prisma)]).toEqual([0, false]);
  });

  it("drops what left the catalogue, and looks for what takes its place", async () => {
    const [firm, university] = [await makeOrganisation(db), await makeOrganisation(db)];
    const demand = await publish("demand", firm.id, "井下热害治理相变降温");
    const offer = await publish("offer", university.id, "井下热害相变降温材料");
    await compute();
    expect(await pairs(demand)).toHaveLength(1);
    await db.prisma.entry.update({ where: { id: offer }, data: { state: "withdrawn" } });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [offer]));
    await compute();
    expect([await pairs(demand), await waiting()]).toEqual([[], 0]);
  });

  it("is put together by one at a time, and again from where a broken run left it", async () => {
    const [firm, university] = [await makeOrganisation(db), await makeOrganisation(db)];
    const demand = await publish("demand", firm.id, "赤泥综合利用提钪工艺");
    for (let i = 0; i < 4; i++) await publish("offer", university.id, `赤泥提钪综合利用工艺${i}`);
    // Out of time at once: nothing is done and nothing is lost.
    const before = await waiting();
    expect(await computeRecommendations(ctx(), 0)).toMatchObject({ done: 0, isMore: true });
    expect(await waiting()).toBeGreaterThanOrEqual(before);
    const runs = await Promise.all([compute(), compute(), compute()]);
    expect(runs.filter((run) => run.done > 0)).toHaveLength(1);
    expect([(await pairs(demand)).length, await waiting()]).toEqual([4, 0]);
  });

  it("never pairs one organisation with itself or a declared affiliate, and never what is in a circle", async () => {
    const [firm, affiliate, university] = [
      await makeOrganisation(db),
      await makeOrganisation(db),
      await makeOrganisation(db),
    ];
    await db.prisma.organisationRelation.create({
      data: {
        id: "rel_compute",
        organisationId: firm.id,
        relatedOrganisationId: affiliate.id,
        kind: "shareholding",
        evidence: "",
      },
    });
    const title = "碳化硅陶瓷反应烧结";
    const demand = await publish("demand", firm.id, title);
    await publish("offer", firm.id, title);
    await publish("offer", affiliate.id, title);
    await publish("offer", university.id, title, { entry: { audience: "circle" } });
    const free = await publish("offer", university.id, title);
    await compute();
    expect((await pairs(demand)).map((pair) => pair.offer_id)).toEqual([free]);
  });

  it("counts words anew and puts all together again when the catalogue changed by a fifth", async () => {
    await compute();
    await db.prisma.$executeRaw`UPDATE recommendation_statistics SET documents = 1`;
    expect(await isComputingDue(db.prisma)).toBe(true);
    await compute();
    const [run] = await db.prisma.$queryRaw<{ cause: string; state: string; done: number; total: number }[]>`
      SELECT cause, state, done, total FROM recommendation_rebuild ORDER BY started_at DESC LIMIT 1`;
    expect(run).toMatchObject({ cause: "statistics", state: "done" });
    expect(run!.done).toBe(run!.total);
    expect(run!.total).toBeGreaterThan(0);
  });
});
