import type { UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { assignCases } from "../assignment/assign-cases.ts";
import { createCtx } from "../kernel/ctx.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getDesk } from "./get-desk.ts";
import { listChase, listChaseItems } from "./list-chase.ts";
import { markTold } from "./mark-told.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const owner = await makeOrganisation(db, {
    jurisdictionId: county.id,
    contactName: "赵主任",
    contactPhone: "0398-1",
  });
  const asker = await makeOrganisation(db);
  return {
    county,
    owner,
    asker,
    member: await makePerson(db, { member: [{ organisationId: owner.id, role: "editor" }] }),
    askerPerson: await makePerson(db, { member: [{ organisationId: asker.id }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    elsewherePerson: await makePerson(db, { coordinates: [{ jurisdictionId: elsewhere.id, level: "county" }] }),
    cityPerson: await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const make = (
  revision: Parameters<typeof makeEntry>[1]["revision"],
  options: Partial<Parameters<typeof makeEntry>[1]> = {},
) => makeEntry(db, { organisationId: w.owner.id, jurisdictionId: w.county.id, revision, ...options });
let n = 0;
async function makeInterest(entryId: string, dueInHours: number) {
  n += 1;
  const id = `int_desk${n}`;
  await db.prisma.interest.create({
    data: {
      id,
      entryId,
      organisationId: w.asker.id,
      userId: w.askerPerson.userId,
      cooperation: "a",
      unclear: "",
      about: "b",
      state: "open",
      dueAt: new Date(Date.now() + dueInHours * 3_600_000),
    },
  });
  return id;
}

describe("the desk", () => {
  it("counts what waits for each level, with deadlines and the next action, and nothing of other jurisdictions", async () => {
    const submitted = await make("submitted");
    await make("recommended");
    await make("held");
    await make("draft");
    await make("draft", { entry: { onBehalfById: w.countyPerson.userId } });
    const { entryId } = await make("published");
    const interest = await makeInterest(entryId, -5);
    const shape = async (person: UserActor) => {
      const desk = await getDesk(as(person));
      return [desk.queues.map((q) => [q.key, q.count, q.overdue]), desk.chaseCount];
    };
    expect(await shape(w.countyPerson)).toEqual([
      [
        ["registration", 0, 0],
        ["vetting", 1, 0],
        ["on_behalf", 1, 0],
        ["interest", 1, 1],
        ["round", 0, 0],
      ],
      1,
    ]);
    expect(await shape(w.cityPerson)).toEqual([
      [
        ["registration", 0, 0],
        ["vetting", 2, 0],
        ["held", 1, 0],
        ["on_behalf", 1, 0],
        ["interest", 1, 1],
        ["round", 0, 0],
      ],
      1,
    ]);
    expect(await shape(w.elsewherePerson)).toEqual([
      [
        ["registration", 0, 0],
        ["vetting", 0, 0],
        ["on_behalf", 0, 0],
        ["interest", 0, 0],
        ["round", 0, 0],
      ],
      0,
    ]);
    const desk = await getDesk(as(w.countyPerson));
    expect(desk.deadlines.map((c) => [c.stepKey, c.isOverdue, c.nextAction])).toEqual([
      [`interest:${interest}`, true, "desk.next.answer_interest"],
      [`vetting:${submitted.revisionId}`, false, "desk.next.vet"],
    ]);
  });

  it("says who works on a case, and nothing while it lies in the pool", async () => {
    const taken = await make("submitted");
    const free = await make("submitted");
    const taking = { stepKeys: [`vetting:${taken.revisionId}`], userId: w.countyPerson.userId };
    await assignCases(as(w.countyPerson), taking);
    const desk = await getDesk(as(w.cityPerson));
    const names = (cases: typeof desk.deadlines) => new Map(cases.map((c) => [c.stepKey, c.assigneeName]));
    const expected = new Map([
      [`vetting:${taken.revisionId}`, w.countyPerson.name],
      [`vetting:${free.revisionId}`, null],
    ]);
    expect(names(desk.queues.find((q) => q.key === "vetting")!.cases)).toEqual(expected);
    expect(names(desk.deadlines)).toEqual(expected);
  });

  it("asks the database the same number of times for 1 and 40 cases", async () => {
    const count = async (load: (ctx: ReturnType<typeof as>) => Promise<unknown>, person: UserActor) => {
      db.resetQueries();
      await load(as(person));
      return db.queries.length;
    };
    const all = async () => [
      await count(getDesk, w.countyPerson),
      await count(listChase, w.countyPerson),
      await count(getDashboard, w.member),
    ];
    await make("submitted");
    await make("draft");
    await makeInterest((await make("published")).entryId, -1);
    const few = await all();
    for (let i = 0; i < 39; i++) {
      await make(i % 2 ? "submitted" : "returned");
      await makeInterest((await make("published")).entryId, -1);
    }
    expect(await all()).toEqual(few);
  });
});

describe("the chase list", () => {
  it("names whom to call, gives a text to paste in both languages, and is marked only by a human", async () => {
    const { entryId } = await make("published", { content: { title: "低温精炼" } });
    const id = await makeInterest(entryId, -5);
    const [item] = await listChaseItems(as(w.countyPerson));
    const link = `http://127.0.0.1:4300/app/interests/${id}`;
    const day = item!.dueAt.slice(0, 4);
    expect(item).toMatchObject({
      stepKey: `interest:${id}`,
      organisationName: w.owner.name,
      personName: "赵主任",
      phone: "0398-1",
      isOverdue: true,
      link,
      told: [],
    });
    expect(item!.text).toContain(
      `赵主任您好！${w.owner.name}在揭榜平台有一项待办：答复对接意向（低温精炼），请于 ${day}`,
    );
    expect(item!.textEn).toContain(`Answer an interest (低温精炼)`);
    await expect(markTold(as(w.elsewherePerson), { stepKeys: [item!.stepKey] })).rejects.toMatchObject({
      kind: "not_found",
    });
    await markTold(as(w.countyPerson), { stepKeys: [item!.stepKey], note: "电话已告知" });
    const [after] = await listChaseItems(as(w.countyPerson));
    expect(after!.told.map((t) => [t.byName, t.note])).toEqual([[w.countyPerson.name, "电话已告知"]]);
    expect(await listChaseItems(as(w.elsewherePerson))).toEqual([]);
  });
});

describe("the dashboard", () => {
  it("shows a member what waits: drafts with what they lack, returned texts with reasons, questions, endings", async () => {
    const returned = await make("returned");
    await db.prisma.vettingDecision.create({
      data: {
        id: `vet_${returned.revisionId}`,
        entryId: returned.entryId,
        revisionId: returned.revisionId,
        step: "county",
        action: "return",
        reasons: ["evidence_missing"],
      },
    });
    await make("draft", { content: { title: "" } });
    const ending = await make("published", { entry: { expiresAt: new Date(Date.now() + 5 * 86_400_000) } });
    const interest = await makeInterest(ending.entryId, -5);
    const board = await getDashboard(as(w.member));
    expect(board.counts).toEqual({
      drafts: 1,
      returned: 1,
      inVetting: 0,
      published: 1,
      interestsToAnswer: 1,
      interestsOverdue: 1,
      interestsAsked: 0,
      toConfirm: 0,
      expiringSoon: 1,
    });
    expect(board.drafts.map((d) => [d.state, d.reasons, d.findings.some((f) => f.code === "title_missing")])).toEqual([
      ["returned", ["evidence_missing"], false],
      ["draft", [], true],
    ]);
    expect(board.interests.map((i) => [i.id, i.isOverdue])).toEqual([[interest, true]]);
    expect(board.expiring.map((e) => e.entryId)).toEqual([ending.entryId]);
    const stranger = await getDashboard(as(w.askerPerson));
    expect([stranger.drafts, stranger.interests, stranger.expiring, stranger.counts.interestsAsked]).toEqual([
      [],
      [],
      [],
      1,
    ]);
  });
});
