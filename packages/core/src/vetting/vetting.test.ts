import { systemActor, type UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { getOwnEntry } from "../entry/own-entry.queries.ts";
import { getPublicEntry } from "../entry/public-entry.queries.ts";
import { saveDraft } from "../entry/save-draft.ts";
import { submitEntry } from "../entry/submit-entry.ts";
import { createCtx } from "../kernel/ctx.ts";
import { decideRevision } from "./decide-revision.ts";
import { listVetting } from "./list-vetting.ts";
import { publishImported } from "./publish-imported.ts";
import { recommendRevision } from "./recommend-revision.ts";
import { returnRevision } from "./return-revision.ts";
import { getVettingCase } from "./vetting.queries.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const good = { innovation: 4, clarity: 4, cooperation: 3, conformity: 3 };
const poor = { innovation: 2, clarity: 2, cooperation: 2, conformity: 2 };
const ticks = { isTrue: true, isComplete: true, isNotSecret: true };

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const coordinator = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    county,
    city,
    organisation,
    member: await makePerson(db, { member: [{ organisationId: organisation.id }] }),
    countyPerson: await coordinator(county.id, "county"),
    elsewherePerson: await coordinator(elsewhere.id, "county"),
    cityPerson: await coordinator(city.id, "city"),
    cityPerson2: await coordinator(city.id, "city"),
    memberAndCity: await makePerson(db, {
      member: [{ organisationId: organisation.id }],
      coordinates: [{ jurisdictionId: city.id, level: "city" }],
    }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const make = (options: Partial<Parameters<typeof makeEntry>[1]> = {}) =>
  makeEntry(db, { organisationId: w.organisation.id, jurisdictionId: w.county.id, revision: "submitted", ...options });
const stateOf = async (revisionId: string) =>
  (await db.prisma.revision.findUniqueOrThrow({ where: { id: revisionId } })).state;

describe("the vetting desk", () => {
  it("goes county, city, public; the owner reads the history without names", async () => {
    const { entryId, revisionId } = await make();
    await recommendRevision(as(w.countyPerson), { revisionId, lockVersion: 1, ticks, note: "材料齐全" });
    const atCity = await getVettingCase(as(w.cityPerson), { revisionId });
    expect([atCity.state, atCity.allowedActions]).toEqual(["recommended", ["return", "hold", "reject", "publish"]]);
    const outcome = await decideRevision(as(w.cityPerson), {
      revisionId,
      lockVersion: 2,
      action: "publish",
      rubric: good,
    });
    expect((await getPublicEntry(db, outcome.number!))?.id).toBe(entryId);
    const own = await getOwnEntry(as(w.member), { entryId });
    expect(own.history.map((d) => [d.step, d.action, d.total, d.note, d.decidedByName])).toEqual([
      ["city", "publish", 14, null, null],
      ["county", "recommend", null, "材料齐全", null],
    ]);
    expect(await auditActions(db, entryId)).toEqual(["vetting.recommend", "vetting.publish"]);
    const told = await db.prisma.notification.findMany({ where: { userId: w.member.userId } });
    expect(told.map((n) => n.kind)).toEqual(["notify.vetting_publish"]);
  });

  it("lets the city decide without a recommendation, and the county never decide", async () => {
    const { revisionId } = await make();
    await expect(
      decideRevision(as(w.countyPerson), { revisionId, lockVersion: 1, action: "publish", rubric: good }),
    ).rejects.toMatchObject({ kind: "conflict", reason: "vetting.action_not_allowed" });
    await decideRevision(as(w.cityPerson), { revisionId, lockVersion: 1, action: "publish", rubric: good });
    expect(await stateOf(revisionId)).toBe("published");
  });

  it("recommends only with all three ticks", async () => {
    const { revisionId } = await make();
    await expect(
      recommendRevision(as(w.countyPerson), { revisionId, lockVersion: 1, ticks: { ...ticks, isNotSecret: false } }),
    ).rejects.toThrow("vetting.ticks_missing");
  });

  it("publishes nothing under ten points or with a zero, and holds and rejects only with a reason", async () => {
    const { revisionId } = await make();
    const decide = (action: "publish" | "hold" | "reject", rubric: typeof good, reasons: "rubric_low"[] = []) =>
      decideRevision(as(w.cityPerson), { revisionId, lockVersion: 1, action, rubric, reasons });
    await expect(decide("publish", poor)).rejects.toThrow("vetting.rubric_low");
    await expect(decide("publish", { ...good, clarity: 0, innovation: 5 })).rejects.toThrow("vetting.rubric_zero");
    await expect(decide("hold", poor)).rejects.toThrow("vetting.reason_missing");
    await expect(decide("reject", poor)).rejects.toThrow("vetting.reason_missing");
    await decide("hold", poor, ["rubric_low"]);
    expect(await stateOf(revisionId)).toBe("held");
  });

  it("lets one of two who decide at once win, and nothing of the other remains", async () => {
    const { entryId, revisionId } = await make();
    const results = await Promise.allSettled([
      decideRevision(as(w.cityPerson), { revisionId, lockVersion: 1, action: "publish", rubric: good }),
      decideRevision(as(w.cityPerson2), {
        revisionId,
        lockVersion: 1,
        action: "reject",
        rubric: poor,
        reasons: ["out_of_scope"],
      }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.vettingDecision.count({ where: { entryId } })).toBe(1);
    expect(await db.prisma.notification.count({ where: { userId: w.member.userId } })).toBe(1);
  });

  it("bars a person from the entries of an organisation to which he belongs, and from what he entered", async () => {
    const { revisionId } = await make();
    const seen = await getVettingCase(as(w.memberAndCity), { revisionId });
    expect([seen.isBarred, seen.allowedActions]).toEqual([true, []]);
    await expect(
      decideRevision(as(w.memberAndCity), { revisionId, lockVersion: 1, action: "publish", rubric: good }),
    ).rejects.toMatchObject({ kind: "forbidden", reason: "vetting.own_entry" });
    const entered = await make({ entry: { onBehalfById: w.countyPerson.userId } });
    await expect(
      recommendRevision(as(w.countyPerson), { revisionId: entered.revisionId, lockVersion: 1, ticks }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("does not know drafts, returned texts, withdrawn ones, and those of other jurisdictions", async () => {
    const drafts = [await make({ revision: "draft" }), await make({ revision: "returned" })];
    for (const { revisionId } of drafts)
      await expect(getVettingCase(as(w.cityPerson), { revisionId })).rejects.toMatchObject({ kind: "not_found" });
    const { revisionId } = await make();
    for (const person of [w.elsewherePerson, w.member]) {
      await expect(getVettingCase(as(person), { revisionId })).rejects.toMatchObject({ kind: "not_found" });
      await expect(
        returnRevision(as(person), { revisionId, lockVersion: 1, reasons: ["incomplete"] }),
      ).rejects.toMatchObject({ kind: "not_found" });
      expect(await listVetting(as(person), {})).toEqual({ total: 0, items: [] });
    }
  });

  it("shows, after a return, what the author changed", async () => {
    const { entryId, revisionId } = await make();
    await returnRevision(as(w.countyPerson), {
      revisionId,
      lockVersion: 1,
      reasons: ["description_unclear", "evidence_missing"],
      note: "请补充检测报告",
    });
    const own = await getOwnEntry(as(w.member), { entryId });
    expect([own.history[0]?.reasons, own.history[0]?.note]).toEqual([
      ["description_unclear", "evidence_missing"],
      "请补充检测报告",
    ]);
    await saveDraft(as(w.member), {
      entryId,
      lockVersion: 2,
      content: { ...own.revision.content, body: "补充了检测报告" },
    });
    await submitEntry(as(w.member), { entryId, lockVersion: 3 });
    expect((await getVettingCase(as(w.countyPerson), { revisionId })).differences).toEqual({
      againstNo: 1,
      fields: [{ field: "body", before: "技术说明", after: "补充了检测报告" }],
    });
  });

  it("counts waiting in working days, filters, pages, and asks the database the same number of times for 1 and 50", async () => {
    await db.moveClock(new Date("2026-11-20T02:00:00Z")); // a Friday
    const [now] = await db.prisma.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
    const daysAgo = (n: number) => new Date(now!.now.getTime() - n * 86_400_000);
    const old = await make({ content: { submittedAt: daysAgo(10) } });
    db.resetQueries();
    await listVetting(as(w.countyPerson), { limit: 50 });
    const queries = db.queries.length;
    for (let i = 0; i < 49; i++) await make({ kind: i % 2 ? "offer" : "demand", content: { submittedAt: daysAgo(3) } });
    db.resetQueries();
    const page = await listVetting(as(w.countyPerson), { limit: 50 });
    expect([page.total, page.items.length, db.queries.length]).toEqual([50, 50, queries]);
    expect(page.items[0]).toMatchObject({
      revisionId: old.revisionId,
      waitingDays: 10,
      dueOn: "2026-11-17", // handed in on Tuesday the 10th
      isOverdue: true,
      isBarred: false,
    });
    const overdue = await listVetting(as(w.countyPerson), { isOverdue: true });
    expect(overdue.items.map((r) => r.revisionId)).toEqual([old.revisionId]);
    expect((await listVetting(as(w.countyPerson), { isOverdue: false })).total).toBe(49);
    expect((await listVetting(as(w.countyPerson), { kind: "demand", limit: 5, offset: 20 })).items).toHaveLength(5);
    expect((await listVetting(as(w.countyPerson), { text: "没有这样的标题" })).total).toBe(0);
    await db.moveClock(0);
  });
});

describe("publishing imported drafts", () => {
  const drafts = (n: number, options: Partial<Parameters<typeof makeEntry>[1]> = {}) =>
    Promise.all(Array.from({ length: n }, () => make({ revision: "draft", ...options })));

  it("numbers, publishes, decides, audits and indexes all of them at once; the past comes in as historical", async () => {
    const offers = await drafts(3);
    const past = await drafts(1, { kind: "demand", content: { validUntil: new Date("2021-01-13T00:00:00Z") } });
    const ids = [...offers, ...past].map((e) => e.entryId);
    const result = await db.prisma.$transaction((tx) => publishImported(tx, w.cityPerson, ids));
    expect(result).toEqual({ published: 4, historical: 1 });
    const entries = await db.prisma.entry.findMany({ where: { id: { in: ids } } });
    const byId = new Map(entries.map((e) => [e.id, e]));
    const numbers = ids.slice(0, 3).map((id) => byId.get(id)!.number!);
    expect(numbers.map((n) => Number(n.slice(-5)) - Number(numbers[0]!.slice(-5)))).toEqual([0, 1, 2]);
    expect(ids.map((id) => [byId.get(id)!.state, byId.get(id)!.isHistorical])).toEqual([
      ["published", false],
      ["published", false],
      ["published", false],
      ["expired", true],
    ]);
    expect(await db.prisma.vettingDecision.count({ where: { entryId: { in: ids }, step: "import" } })).toBe(4);
    expect(await auditActions(db, ids[0]!)).toEqual(["vetting.publish_imported"]);
    expect((await getPublicEntry(db, byId.get(ids[3]!)!.number!))?.validUntil).toBe("2021-01-13");
  });

  it("is for the city of those entries and for the system, and takes nothing that was handed in otherwise", async () => {
    const [one] = await drafts(1);
    const run = (actor: Parameters<typeof publishImported>[1]) =>
      db.prisma.$transaction((tx) => publishImported(tx, actor, [one!.entryId]));
    for (const actor of [w.countyPerson, w.elsewherePerson, w.member, w.memberAndCity])
      await expect(run(actor)).rejects.toMatchObject({ kind: "forbidden" });
    await run(systemActor("import"));
    await expect(run(systemActor("import"))).rejects.toThrow("vetting.not_importable");
  });
});
