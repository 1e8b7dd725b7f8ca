import type { UserActor } from "@jiebang/domain";
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
import { createCtx } from "../kernel/ctx.ts";
import { setVettingRule } from "../vetting/set-vetting-rule.ts";
import { getVettingCase } from "../vetting/vetting.queries.ts";
import { grantLane, withdrawLane } from "./grant-lane.ts";
import { judgeSample } from "./judge-sample.ts";
import { getOrganisationLane, listLanes } from "./lane.queries.ts";
import { listSamples } from "./list-samples.ts";
import { publishTrusted } from "./publish-trusted.ts";
import { isSampled, seedHash } from "./sample-draw.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const ticks = { isTrue: true, isComplete: true, isNotSecret: true };

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const university = await makeOrganisation(db, { kind: "university", jurisdictionId: county.id });
  const other = await makeOrganisation(db, { kind: "university", jurisdictionId: county.id });
  const coordinator = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    city,
    county,
    university,
    office: await makePerson(db, { member: [{ organisationId: university.id }] }),
    editor: await makePerson(db, { member: [{ organisationId: university.id, role: "editor" }] }),
    stranger: await makePerson(db, { member: [{ organisationId: other.id }] }),
    cityPerson: await coordinator(city.id, "city"),
    cityPerson2: await coordinator(city.id, "city"),
    elsewherePerson: await coordinator(elsewhere.id, "county"),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
  // Everything is drawn, two failures end a lane.
  await setVettingRule(as(w.cityPerson), { cityId: w.city.id, baseRuleId: null, steps: ["sign"], samplePercent: 100 });
});
const grant = async () =>
  (await grantLane(as(w.cityPerson), { organisationId: w.university.id, reason: "管理规范" })).lane!;
const draft = () => makeEntry(db, { organisationId: w.university.id, jurisdictionId: w.county.id });
const publish = (entryId: string, actor = w.office, lockVersion = 1) =>
  publishTrusted(as(actor), { entryId, lockVersion, ticks, reviewerName: "李处长", note: "校内评审意见：同意" });
async function published() {
  const { entryId, revisionId } = await draft();
  await publish(entryId);
  const sample = await db.prisma.vettingSample.findUniqueOrThrow({ where: { revisionId } });
  return { entryId, revisionId, sampleId: sample.id };
}
const laneOf = async () => (await getOrganisationLane(as(w.office), { organisationId: w.university.id })).lane!;

describe("the trusted lane of a university", () => {
  it("is drawn by seed and ids: repeatable, at the share, and nobody can pick", () => {
    const ids = Array.from({ length: 4000 }, (_, i) => `ofr_${i}`);
    const drawn = ids.filter((id) => isSampled("seed", id, 1, 20));
    expect(drawn.length).toBeGreaterThan(700);
    expect(drawn.length).toBeLessThan(900);
    expect(ids.filter((id) => isSampled("seed", id, 1, 20))).toEqual(drawn);
    expect(ids.filter((id) => isSampled("other", id, 1, 20))).not.toEqual(drawn);
    expect([isSampled("seed", "ofr_1", 1, 100), seedHash("seed").length]).toEqual([true, 64]);
  });

  it("publishes at once with the university's own review, by its administrators, only while the lane runs", async () => {
    const { entryId, revisionId } = await draft();
    await expect(publish(entryId)).rejects.toThrow("lane.none");
    const lane = await grant();
    await expect(publish(entryId, w.editor)).rejects.toThrow("lane.only_admins");
    await expect(publish(entryId, w.stranger)).rejects.toMatchObject({ kind: "not_found" });
    const own = await publish(entryId);
    expect([own.state, own.history.map((d) => [d.step, d.action, d.reviewerName, d.note])]).toEqual([
      "published",
      [["trusted", "publish", "李处长", "校内评审意见：同意"]],
    ]);
    expect((await getPublicEntry(db, own.number!))?.id).toBe(entryId);
    expect(JSON.stringify(await getPublicEntry(db, own.number!))).not.toContain("校内评审意见");
    for (const actor of [w.elsewherePerson, w.stranger]) {
      await expect(getVettingCase(as(actor), { revisionId })).rejects.toMatchObject({ kind: "not_found" });
      await expect(getOrganisationLane(as(actor), { organisationId: w.university.id })).rejects.toMatchObject({
        kind: "not_found",
      });
    }
    expect(await auditActions(db, entryId)).toEqual(["entry.submit", "vetting.publish"]);
    await withdrawLane(as(w.cityPerson), { laneId: lane.laneId, reason: "机构调整" });
    const ended = await laneOf();
    expect([ended.endReason, ended.endNote, seedHash(ended.seed!)]).toEqual(["withdrawn", "机构调整", lane.seedHash]);
    expect(lane.seed).toBeNull();
    await expect(publish((await draft()).entryId)).rejects.toThrow("lane.none");
  });

  it("is granted to verified universities, once, and never by a member", async () => {
    const firm = await makeOrganisation(db, { jurisdictionId: w.county.id });
    await expect(grantLane(as(w.cityPerson), { organisationId: firm.id, reason: "测试" })).rejects.toThrow(
      "lane.only_verified_university",
    );
    const results = await Promise.allSettled([grant(), grant()]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    const insider = await makePerson(db, {
      member: [{ organisationId: w.university.id }],
      coordinates: [{ jurisdictionId: w.city.id, level: "city" }],
    });
    await expect(grantLane(as(insider), { organisationId: w.university.id, reason: "自己人" })).rejects.toThrow(
      "lane.own_organisation",
    );
  });

  it("lets a sample pass without a word to the university", async () => {
    await grant();
    const { entryId, sampleId } = await published();
    expect((await listSamples(as(w.cityPerson), {})).items).toMatchObject([
      { sampleId, reviewerName: "李处长", isOverdue: false },
    ]);
    await judgeSample(as(w.cityPerson), { sampleId, passes: true });
    expect((await getOwnEntry(as(w.office), { entryId })).history.map((d) => d.action)).toEqual(["publish"]);
    expect((await listSamples(as(w.cityPerson), {})).total).toBe(0);
    expect(
      await db.prisma.notification.findMany({
        where: { userId: w.office.userId, kind: { startsWith: "notify.sample" } },
      }),
    ).toEqual([]);
  });

  it("gives a failed text back while what stands stays, and its correction goes to the desk", async () => {
    await grant();
    const { entryId, sampleId } = await published();
    const outcome = await judgeSample(as(w.cityPerson), {
      sampleId,
      passes: false,
      reasons: ["evidence_missing"],
      note: "缺检测报告",
    });
    expect(outcome).toEqual({ sampleId, state: "failed", outcome: "returned", isLaneLost: false });
    const own = await getOwnEntry(as(w.office), { entryId });
    expect([own.state, own.revision.state, own.revision.no, own.history[0]?.reasons]).toEqual([
      "published",
      "returned",
      2,
      ["evidence_missing"],
    ]);
    await expect(publish(entryId)).rejects.toThrow("lane.returned_goes_to_desk");
  });

  it("takes a grave failure out at once; so many failures end the lane, once", async () => {
    await grant();
    const [a, b] = [await published(), await published()];
    const results = await Promise.all(
      [a, b].map((s) =>
        judgeSample(as(w.cityPerson), { sampleId: s.sampleId, passes: false, reasons: ["secret_suspected"] }),
      ),
    );
    expect(results.map((r) => r.outcome)).toEqual(["withdrawn", "withdrawn"]);
    expect(results.filter((r) => r.isLaneLost)).toHaveLength(1);
    expect((await getOwnEntry(as(w.office), { entryId: a.entryId })).state).toBe("withdrawn");
    const lane = await laneOf();
    expect([lane.endReason, lane.failed]).toEqual(["failures", 2]);
    expect(await auditActions(db, w.university.id)).toEqual(["lane.grant", "lane.lose"]);
    const kinds = (await db.prisma.notification.findMany({ where: { userId: w.office.userId } })).map((n) => n.kind);
    expect(kinds.filter((k) => k === "notify.lane_failures")).toHaveLength(1);
    expect((await listLanes(as(w.cityPerson), { isEnded: true })).items.map((l) => l.organisationId)).toEqual([
      w.university.id,
    ]);
  });

  it("is judged by one of two at once, and by nobody who belongs to the university", async () => {
    await grant();
    const { sampleId } = await published();
    const judge = (actor: UserActor) => judgeSample(as(actor), { sampleId, passes: true });
    const insider = await makePerson(db, {
      member: [{ organisationId: w.university.id }],
      coordinates: [{ jurisdictionId: w.city.id, level: "city" }],
    });
    await expect(judge(insider)).rejects.toThrow("vetting.own_entry");
    const results = await Promise.allSettled([judge(w.cityPerson), judge(w.cityPerson2)]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
