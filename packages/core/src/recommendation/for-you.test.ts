import type { UserActor } from "@jiebang/domain";
import { makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { dismissRecommendation, listDismissals, restoreRecommendation } from "./dismissals.ts";
import { endFewer, listFewerRules, showFewer } from "./fewer-rules.ts";
import { listFitting, listFittingForEverybody } from "./list-fitting.ts";
import { listForYou } from "./list-for-you.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const explanation = {
  parts: [{ name: "text", weight: 1, score: 0.5 }],
  facts: [],
  quotes: { offer: [], demand: [] },
  targets: [],
  missing: [],
};

type More = Partial<Parameters<typeof makeEntry>[1]>;
async function makeWorld() {
  const firm = await makeOrganisation(db, { name: "需方" });
  const university = await makeOrganisation(db, { name: "供方" });
  const member = await makePerson(db, { member: [{ organisationId: firm.id, role: "editor" }] });
  const colleague = await makePerson(db, { member: [{ organisationId: university.id, role: "editor" }] });
  const demand = await makeEntry(db, { kind: "demand", organisationId: firm.id, revision: "published" });
  const { number } = await db.prisma.entry.findUniqueOrThrow({ where: { id: demand.entryId } });
  const offer = (more: More = {}) =>
    makeEntry(db, { kind: "offer", organisationId: university.id, revision: "published", ...more });
  /** A stored pair, as the job writes it. */
  const pair = async (total: number, more: More = {}) => {
    const made = await offer(more);
    await db.prisma.$executeRaw`
      INSERT INTO recommendation (offer_id, demand_id, total, explanation, weights_version, offer_revision_id, demand_revision_id)
      VALUES (${made.entryId}, ${demand.entryId}, ${total}, ${JSON.stringify(explanation)}::json, 0, ${made.revisionId}, ${demand.revisionId})`;
    return made.entryId;
  };
  return { firm, university, member, colleague, demand, number: number!, pair };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const forYou = async (actor = w.member) => (await listForYou(as(actor), {})).items.map((one) => one.other.id);
const fitting = async (actor: UserActor) =>
  (await listFitting(as(actor), { number: w.number, limit: 20 })).map((one) => one.other.id);
const forEverybody = async () => (await listFittingForEverybody(db, w.number, "demand", 20)).map((one) => one.other.id);

describe("for you", () => {
  it("shows both sides the pair, each from its own entry, best first", async () => {
    const good = await w.pair(0.5);
    const better = await w.pair(0.8);
    expect(await forYou()).toEqual([better, good]);
    const { items, total } = await listForYou(as(w.colleague), {});
    expect([total, items.map((one) => [one.own.id, one.other.id, one.total, one.allowedActions])]).toEqual([
      2,
      [
        [better, w.demand.entryId, 0.8, ["express_interest", "dismiss", "fewer_industry", "fewer_organisation"]],
        [good, w.demand.entryId, 0.5, ["express_interest", "dismiss", "fewer_industry", "fewer_organisation"]],
      ],
    ]);
    expect(await forEverybody()).toEqual([better, good]);
  });

  it("never shows a pair whose texts are not both the published ones", async () => {
    const id = await w.pair(0.5);
    await db.prisma.$executeRaw`UPDATE recommendation SET offer_revision_id = 'rev_before' WHERE offer_id = ${id}`;
    expect([await forYou(), await forYou(w.colleague), await forEverybody(), await fitting(w.member)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("drops at once what was withdrawn, ran out, or went into a circle", async () => {
    await w.pair(0.5, { entry: { state: "withdrawn" } });
    await w.pair(0.5, { entry: { state: "expired" } });
    await w.pair(0.5, { entry: { audience: "circle" } });
    const standing = await w.pair(0.4);
    expect([await forYou(), await forEverybody(), await fitting(w.colleague)]).toEqual([
      [standing],
      [standing],
      [standing],
    ]);
  });

  it("keeps a blocked organisation and its affiliates apart from the entry, and tells nobody else of the block", async () => {
    const daughter = await makeOrganisation(db);
    await db.prisma.organisationRelation.create({
      data: {
        id: `rel_${daughter.id}`,
        organisationId: w.firm.id,
        relatedOrganisationId: daughter.id,
        kind: "shareholding",
        evidence: "",
      },
    });
    const id = await w.pair(0.5);
    await db.prisma.entryBlock.create({ data: { entryId: id, organisationId: daughter.id } });
    const affiliate = await makePerson(db, { member: [{ organisationId: daughter.id, role: "editor" }] });
    // The firm is kin of the blocked one: neither its people nor the blocker's meet the pair.
    expect([await forYou(), await forYou(w.colleague), await fitting(affiliate)]).toEqual([[], [], []]);
    expect(await forEverybody()).toEqual([id]);
  });

  it("parts organisations that declared a relation, at once, unless a hidden poster would be told by it", async () => {
    const open = await w.pair(0.5);
    const hidden = await w.pair(0.6, { content: { isPosterHidden: true } });
    expect(await forYou()).toEqual([hidden, open]);
    await db.prisma.organisationRelation.create({
      data: {
        id: `rel_${w.firm.id}`,
        organisationId: w.firm.id,
        relatedOrganisationId: w.university.id,
        kind: "shareholding",
        evidence: "",
      },
    });
    expect([await forYou(), await forEverybody()]).toEqual([[hidden], [hidden]]);
    expect(JSON.stringify(await listForYou(as(w.member), {}))).not.toContain("供方");
  });

  it("shows what was refused to that side no more, until it is taken back; the other side learns nothing", async () => {
    const id = await w.pair(0.5);
    const refusal = { ownId: w.demand.entryId, otherId: id, reason: "too_far" as const };
    const said = await dismissRecommendation(as(w.member), refusal);
    expect([await forYou(), (await forYou(w.colleague)).length, await forEverybody()]).toEqual([[], 1, [id]]);
    await expect(dismissRecommendation(as(w.member), refusal)).rejects.toMatchObject({
      reason: "recommendation.refused_already",
    });
    expect((await listDismissals(as(w.member), {})).items).toEqual([said]);
    expect((await listDismissals(as(w.colleague), {})).items).toEqual([]);
    await expect(restoreRecommendation(as(w.colleague), said)).rejects.toMatchObject({ kind: "not_found" });
    await restoreRecommendation(as(w.member), { dismissalId: said.dismissalId });
    expect(await forYou()).toEqual([id]);
    await expect(dismissRecommendation(as(w.colleague), refusal)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("shows only the best of an industry or a poster after “fewer like this”, and all again when that ends", async () => {
    const metal = await w.pair(0.7);
    const lesser = await w.pair(0.6);
    const food = await w.pair(0.5, { content: { industryCode: "C13" } });
    const rule = await showFewer(as(w.member), { ownId: w.demand.entryId, otherId: metal, kind: "industry" });
    expect([rule.value, rule.hides, await forYou()]).toEqual(["C32", 1, [metal, food]]);
    await showFewer(as(w.member), { ownId: w.demand.entryId, otherId: metal, kind: "organisation" });
    expect(await forYou()).toEqual([metal]);
    for (const { ruleId } of await listFewerRules(as(w.member))) await endFewer(as(w.member), { ruleId });
    expect(await forYou()).toEqual([metal, lesser, food]);
  });

  it("makes no rule by a poster that hides, and lets none of its entries fall under one", async () => {
    const shown = await w.pair(0.7);
    const hidden = await w.pair(0.6, { content: { isPosterHidden: true, industryCode: null } });
    await expect(
      showFewer(as(w.member), { ownId: w.demand.entryId, otherId: hidden, kind: "organisation" }),
    ).rejects.toMatchObject({ reason: "recommendation.nothing_to_go_by" });
    await showFewer(as(w.member), { ownId: w.demand.entryId, otherId: shown, kind: "organisation" });
    expect(await forYou()).toEqual([shown, hidden]);
  });

  it("leaves out what one has asked about already, and tells how many own entries still wait", async () => {
    const id = await w.pair(0.5);
    await db.prisma.interest.create({
      data: {
        id: `int_${id}`,
        entryId: id,
        organisationId: w.firm.id,
        userId: w.member.userId,
        cooperation: "x",
        unclear: "",
        about: "x",
        state: "open",
        dueAt: new Date("2030-01-01T00:00:00Z"),
      },
    });
    await db.prisma.$executeRaw`INSERT INTO recommendation_dirty (entry_id) VALUES (${w.demand.entryId})`;
    expect(await listForYou(as(w.member), {})).toEqual({ items: [], total: 0, waiting: 1, ownEntries: 1 });
  });

  it("asks the database as often for one as for fifty", async () => {
    const others = await Promise.all(
      Array.from({ length: 5 }, () =>
        makeEntry(db, { kind: "demand", organisationId: w.firm.id, revision: "published" }),
      ),
    );
    for (let i = 0; i < 10; i++) {
      const id = await w.pair(0.4 + i / 100);
      for (const other of others)
        await db.prisma.$executeRaw`
          INSERT INTO recommendation SELECT offer_id, ${other.entryId}, total, explanation, 0, offer_revision_id, ${other.revisionId}
          FROM recommendation WHERE offer_id = ${id} AND demand_id = ${w.demand.entryId}`;
    }
    const count = async (work: () => Promise<{ length: number }>) => {
      const before = db.queries.length;
      const { length } = await work();
      return [length, db.queries.length - before];
    };
    const list = (limit: number) => count(async () => (await listForYou(as(w.member), { limit })).items);
    const [one, fifty] = [await list(1), await list(50)];
    expect([one[0], fifty[0]]).toEqual([1, 50]);
    expect(fifty[1]).toBe(one[1]);
    const fitted = (limit: number) => count(() => listFitting(as(w.member), { number: w.number, limit }));
    const [few, many] = [await fitted(1), await fitted(10)];
    expect([few[0], many[0]]).toEqual([1, 10]);
    expect(many[1]).toBe(few[1]);
  });
});
