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
import { toAnswers } from "./answer-figures.ts";
import { getOverview } from "./get-overview.ts";
import { refreshOverview } from "./refresh-overview.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const refresh = () => db.prisma.$transaction(refreshOverview);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const person = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    city,
    county,
    elsewhere,
    university: await makeOrganisation(db, { name: "矿大", kind: "university", jurisdictionId: county.id }),
    firm: await makeOrganisation(db, { jurisdictionId: county.id, tier: "giant" }),
    here: await person(county.id, "county"),
    there: await person(elsewhere.id, "county"),
    cityPerson: await person(city.id, "city"),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  await db.moveClock(new Date("2026-05-20T02:00:00Z"));
  w = await makeWorld();
});
const publish = (
  organisationId: string,
  kind: "offer" | "demand",
  content: object = {},
  entry: object = {},
  jurisdictionId = w.county.id,
) => makeEntry(db, { organisationId, jurisdictionId, kind, revision: "published", content, entry });
async function interest(entryId: string, organisationId: string, state: string, answeredDays: number | null) {
  const createdAt = new Date("2026-05-01T02:00:00Z");
  const answeredAt = answeredDays === null ? null : new Date(createdAt.getTime() + answeredDays * 86_400_000);
  const dueAt = new Date("2026-05-15T02:00:00Z");
  const words = { cooperation: "x", unclear: "", about: "y" };
  const ids = { id: newId("int"), entryId, organisationId, userId: w.here.userId };
  await db.prisma.interest.create({ data: { ...ids, state, dueAt, createdAt, answeredAt, ...words } });
}

describe("the figures of a desk", () => {
  it("count the way from a text to an agreement, by chain and tier, with who works for which chain", async () => {
    const { entryId } = await publish(w.university.id, "offer", { chainCode: "copper" });
    await publish(w.firm.id, "demand", { chainCode: "copper" });
    await interest(entryId, w.firm.id, "accepted", 2);
    await interest(entryId, w.firm.id, "declined", 18);
    await interest(entryId, w.firm.id, "open", null);
    await interest(entryId, w.firm.id, "withdrawn", null);
    await refresh();
    await refresh(); // a second time changes nothing
    const seen = await getOverview(as(w.here), {});
    expect([seen.from, seen.to]).toEqual(["2025-06", "2026-05"]);
    expect(seen.asOf).toMatch(/^2026-05-20T02/);
    expect(seen.funnel.map((f) => [f.step, f.offers, f.demands])).toEqual([
      ["lead", 0, 0],
      ["submitted", 1, 1],
      ["published", 1, 1],
      ["interest", 4, 0],
      ["accepted", 1, 0],
      ["agreement", 0, 0],
    ]);
    expect(seen.heat).toEqual([
      { chain: "copper", tier: "", offers: 1, demands: 0 },
      { chain: "copper", tier: "giant", offers: 0, demands: 1 },
    ]);
    expect(seen.flows).toEqual([
      { organisationId: w.university.id, name: "矿大", chain: "copper", interests: 1, awards: 0 },
    ]);
    expect([seen.answers.inTime, seen.answers.late, seen.answers.missing, seen.answers.medianDays]).toEqual([
      1, 1, 1, 10,
    ]);
    expect(await getOverview(as(w.here), { from: "2026-01", to: "2026-02" })).toMatchObject({ flows: [], heat: [] });
    await expect(getOverview(as(w.here), { jurisdictionId: w.elsewhere.id })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("tell another county nothing below five, nothing of hidden posters and circles, and no names", async () => {
    for (let i = 0; i < 5; i++) await publish(w.university.id, "offer", { chainCode: "copper" });
    for (let i = 0; i < 4; i++) await publish(w.firm.id, "demand");
    // These three would make seven demands and eight offers.
    await publish(w.firm.id, "demand", { isPosterHidden: true });
    await publish(w.university.id, "offer", { isPosterHidden: true });
    const { entryId } = await publish(w.university.id, "offer", {}, { audience: "circle" });
    await interest(entryId, w.firm.id, "accepted", 2);
    await refresh();
    const countyOf = async (actor: UserActor) =>
      (await getOverview(as(actor), {})).counties.find((c) => c.jurisdictionId === w.county.id)!;
    expect(await countyOf(w.there)).toEqual({
      jurisdictionId: w.county.id,
      name: w.county.name,
      isCovered: false,
      offers: 5,
      demands: null,
      due: 0,
      answerRate: null,
      waitingDays: null,
    });
    const other = await getOverview(as(w.there), {});
    expect([
      other.heat,
      other.flows,
      other.answers.inTime,
      other.funnel.every((f) => f.offers + f.demands === 0),
    ]).toEqual([[], [], 0, true]);
    expect(await countyOf(w.cityPerson)).toMatchObject({ offers: 7, demands: 5, due: 1, answerRate: 1 });
  });

  it("ask the database the same number of times however much is in", async () => {
    const count = async () => {
      await refresh();
      db.resetQueries();
      await getOverview(as(w.cityPerson), {});
      return db.queries.length;
    };
    await publish(w.firm.id, "demand");
    const few = await count();
    for (let i = 0; i < 30; i++) {
      const { entryId } = await publish(w.university.id, "offer", { chainCode: `chain${i}` });
      await interest(entryId, w.firm.id, "accepted", i);
    }
    expect(await count()).toBe(few);
  });
});

it("the median of answers is that of all of them, not of the classes", () => {
  const cell = (metric: string, days: number, n: number) => ({ metric, month: "2026-05", detail: String(days), n });
  expect(toAnswers([cell("answer_in", 1, 3), cell("answer_late", 30, 2)]).medianDays).toBe(1);
  expect(toAnswers([cell("answer_in", 1, 2), cell("answer_late", 30, 2)]).medianDays).toBe(15.5);
  expect(toAnswers([]).medianDays).toBeNull();
});
