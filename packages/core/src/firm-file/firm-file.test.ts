import { newId, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { attachScan } from "../paper/attach-scan.ts";
import { readPaperFile } from "../paper/paper.queries.ts";
import { printPaper } from "../paper/print-paper.ts";
import { renderPaper } from "../paper/render-paper.ts";
import { seedFormTemplates } from "../paper/seed-form-templates.ts";
import { getFirmFile } from "./get-firm-file.ts";
import { listFirms } from "./list-firms.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const firm = await makeOrganisation(db, {
    name: "甲矿业",
    jurisdictionId: county.id,
    tier: "giant",
    honours: ["hightech"],
  });
  const far = await makeOrganisation(db, { name: "乙材料", jurisdictionId: elsewhere.id });
  const person = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    city,
    county,
    elsewhere,
    firm,
    far,
    here: await person(county.id, "county"),
    there: await person(elsewhere.id, "county"),
    cityPerson: await person(city.id, "city"),
    auditor: await makePerson(db, { roles: ["auditor"] }),
    member: await makePerson(db, { member: [{ organisationId: firm.id }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
async function makeVisit(organisationId: string, visitedOn: string) {
  const id = newId("vis");
  await db.prisma.visit.create({
    data: {
      id,
      clientId: id,
      organisationId,
      visitedOn: new Date(visitedOn),
      note: "走访",
      createdById: w.here.userId,
    },
  });
}
async function makeInterest(entryId: string, organisationId: string, state = "open") {
  const id = newId("int");
  const dueAt = new Date(Date.now() + 86_400_000);
  const words = { cooperation: "x", unclear: "", about: "y" };
  await db.prisma.interest.create({
    data: { id, entryId, organisationId, userId: w.member.userId, state, dueAt, ...words },
  });
  return id;
}

describe("the list of firms", () => {
  it("answers what a coordinator asks, for the firms of the own desk only", async () => {
    const quiet = await makeOrganisation(db, { name: "丙机械", jurisdictionId: w.county.id, chainCodes: ["copper"] });
    await makeEntry(db, { organisationId: w.firm.id, jurisdictionId: w.county.id, revision: "published" });
    await makeVisit(w.firm.id, new Date().toISOString().slice(0, 10));
    await makeVisit(quiet.id, "2020-01-01");
    const names = async (actor: UserActor, input: object = {}) =>
      (await listFirms(as(actor), input)).items.map((f) => f.name);
    expect(await names(w.here)).toEqual(expect.arrayContaining(["丙机械", "甲矿业"]));
    expect((await listFirms(as(w.here), {})).total).toBe(2);
    expect(await names(w.here, { tier: "giant" })).toEqual(["甲矿业"]);
    expect(await names(w.here, { honour: "hightech" })).toEqual(["甲矿业"]);
    expect(await names(w.here, { chain: "copper" })).toEqual(["丙机械"]);
    expect(await names(w.here, { isClaimed: true })).toEqual(["甲矿业"]);
    expect(await names(w.here, { isClaimed: false })).toEqual(["丙机械"]);
    expect(await names(w.here, { unvisitedMonths: 6 })).toEqual(["丙机械"]);
    expect(await names(w.here, { hasNoEntry: true })).toEqual(["丙机械"]);
    expect(await names(w.here, { order: "visited" })).toEqual(["丙机械", "甲矿业"]);
    expect(await names(w.here, { query: "乙" })).toEqual([]);
    expect(await names(w.there)).toEqual(["乙材料"]);
    expect(await names(w.cityPerson, { jurisdictionId: w.elsewhere.id })).toEqual(["乙材料"]);
    expect((await listFirms(as(w.auditor), { query: "乙材" })).items.map((f) => f.name)).toContain("乙材料");
    await expect(listFirms(as(w.member), {})).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("and a firm's file ask the database the same number of times for 1 and 40", async () => {
    const count = async (load: () => Promise<unknown>) => {
      db.resetQueries();
      await load();
      return db.queries.length;
    };
    const both = async () => [
      await count(() => listFirms(as(w.here), { limit: 100 })),
      await count(() => getFirmFile(as(w.here), { organisationId: w.firm.id })),
    ];
    const few = await both();
    for (let i = 0; i < 40; i++) {
      await makeOrganisation(db, { jurisdictionId: w.county.id });
      const { entryId } = await makeEntry(db, {
        organisationId: w.firm.id,
        jurisdictionId: w.county.id,
        revision: i % 2 ? "published" : "submitted",
      });
      await makeInterest(entryId, w.far.id);
      await makeVisit(w.firm.id, "2026-01-01");
    }
    expect(await both()).toEqual(few);
  });
});

describe("one firm one file", () => {
  it("holds what waits and what happened, and no text that lies with its author", async () => {
    const make = (revision: "draft" | "submitted" | "returned" | "published", title: string) =>
      makeEntry(db, { organisationId: w.firm.id, jurisdictionId: w.county.id, revision, content: { title } });
    await make("draft", "未交的草稿");
    await make("returned", "退回的文字");
    const waiting = await make("submitted", "待审的技术");
    const { entryId } = await make("published", "已发布的技术");
    const interest = await makeInterest(entryId, w.far.id);
    await makeVisit(w.firm.id, "2026-01-05");
    const file = await getFirmFile(as(w.here), { organisationId: w.firm.id });
    expect(file.entries.map((e) => e.title).sort()).toEqual(["已发布的技术", "待审的技术", null].sort());
    expect(JSON.stringify(file)).not.toMatch(/未交的草稿|退回的文字/);
    expect(file.counts).toEqual({
      offers: 1,
      demands: 0,
      inWork: 2,
      interestsIn: 1,
      interestsOut: 0,
      visits: 1,
      leads: 0,
    });
    expect(file.nextSteps.map((s) => [s.stepKey, s.nextAction])).toEqual([
      [`interest:${interest}`, "desk.next.answer_interest"],
      [`vetting:${waiting.revisionId}`, "desk.next.vet"],
    ]);
    expect(file.timeline.map((e) => e.what)).toEqual(
      expect.arrayContaining(["recorded", "verified", "claimed", "submitted", "interest_in", "visited"]),
    );
    expect(file.allowedActions).toEqual(["visit", "edit", "newLead", "export"]);
    expect((await getFirmFile(as(w.auditor), { organisationId: w.firm.id })).allowedActions).toEqual(["export"]);
    await expect(getFirmFile(as(w.there), { organisationId: w.firm.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(getFirmFile(as(w.member), { organisationId: w.firm.id })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("holds printed papers and stamped scans of what reached the desk, and none of a text that lies with its author", async () => {
    await seedFormTemplates(db.prisma);
    const printed = async (revision: "draft" | "submitted") => {
      const ids = await makeEntry(db, { organisationId: w.firm.id, jurisdictionId: w.county.id, revision });
      const paper = await printPaper(as(w.member), { kind: "entry", entryId: ids.entryId });
      await renderPaper(as(w.member), paper.id);
      const pdf = await readPaperFile(as(w.member), { paperId: paper.id, format: "pdf" });
      const scan = await attachScan(as(w.member), {
        entryId: ids.entryId,
        fileName: `${revision}.pdf`,
        bytes: pdf.bytes,
      });
      return { paper, scan };
    };
    const reached = await printed("submitted");
    await printed("draft");
    const documents = async (actor: UserActor) =>
      (await getFirmFile(as(actor), { organisationId: w.firm.id })).documents.map((d) => [d.kind, d.documentId]).sort();
    const expected = [
      ["paper", reached.paper.id],
      ["scan", reached.scan.attachmentId],
    ];
    expect(await documents(w.here)).toEqual(expected);
    expect(await documents(w.cityPerson)).toEqual(expected);
    expect(await documents(w.auditor)).toEqual([]);
  });

  it("does not give away who is behind a hidden or closed entry of another county", async () => {
    const of = (content: object, entry: object = {}) =>
      makeEntry(db, {
        organisationId: w.far.id,
        jurisdictionId: w.elsewhere.id,
        revision: "published",
        content,
        entry,
      });
    await makeInterest((await of({ title: "公开的技术" })).entryId, w.firm.id);
    await makeInterest((await of({ title: "匿名的技术", isPosterHidden: true })).entryId, w.firm.id);
    await makeInterest((await of({ title: "小范围的技术" }, { audience: "circle" })).entryId, w.firm.id);
    const out = async (actor: UserActor) =>
      (await getFirmFile(as(actor), { organisationId: w.firm.id })).interests
        .map((i) => [i.entryTitle, i.otherName, i.link !== null])
        .sort();
    expect(await out(w.here)).toEqual([
      [null, null, false],
      ["公开的技术", "乙材料", false],
      ["匿名的技术", null, false],
    ]);
    expect(await out(w.cityPerson)).toEqual([
      ["公开的技术", "乙材料", true],
      ["匿名的技术", "乙材料", true],
      ["小范围的技术", "乙材料", true],
    ]);
  });
});
