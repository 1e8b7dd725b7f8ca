import { newId, type UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { getDesk } from "../desk/get-desk.ts";
import { createCtx } from "../kernel/ctx.ts";
import { finishVisitStep } from "./finish-visit-step.ts";
import { pickFirm } from "./pick-firm.ts";
import { storeVisit, updateVisit } from "./store-visit.ts";
import { getVisit, listVisits } from "./visit.queries.ts";
import { addVisitPhoto, removeVisitPhoto } from "./visit-photos.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
// A picture of one dot.
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const firm = await makeOrganisation(db, { jurisdictionId: county.id });
  const coordinates = [{ jurisdictionId: county.id, level: "county" as const }];
  return {
    firm,
    county,
    visitor: await makePerson(db, { coordinates }),
    colleague: await makePerson(db, { coordinates }),
    elsewhere: await makePerson(db, { coordinates: [{ jurisdictionId: elsewhere.id, level: "county" }] }),
    member: await makePerson(db, { member: [{ organisationId: firm.id }] }),
    auditor: await makePerson(db, { roles: ["auditor"] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  await db.moveClock(new Date("2026-03-10T02:00:00Z"));
  w = await makeWorld();
});
const input = () => ({
  clientId: newId("vis"),
  organisationId: w.firm.id,
  visitedOn: "2026-03-10",
  people: "王总、李工",
  note: "想做低温浮选",
  outcomes: ["demand_found" as const],
  nextStep: "带专家再来",
  nextOn: "2026-03-12",
});

describe("a visit", () => {
  it("sent again by a phone that got no answer is one visit with what was typed last, however many tries at once", async () => {
    const first = input();
    const views = await Promise.all([1, 2, 3, 4].map(() => storeVisit(as(w.visitor), first)));
    expect(new Set(views.map((v) => v.visitId)).size).toBe(1);
    const again = await storeVisit(as(w.visitor), { ...first, note: "想做低温浮选，预算 80 万" });
    expect(again.note).toBe("想做低温浮选，预算 80 万");
    expect((await listVisits(as(w.visitor), {})).total).toBe(1);
    const changed = await updateVisit(as(w.visitor), {
      ...input(),
      visitId: again.visitId,
      version: again.version,
      note: "更正",
    });
    // An old try that comes in late does not undo a correction.
    expect((await storeVisit(as(w.visitor), first)).note).toBe("更正");
    await expect(
      updateVisit(as(w.visitor), { ...input(), visitId: again.visitId, version: again.version }),
    ).rejects.toMatchObject({ reason: "visit.changed_meanwhile" });
    expect(changed.version).toBe(2);
    expect(new Set(await auditActions(db, again.visitId))).toEqual(
      new Set(["visit.store", "visit.store_again", "visit.update"]),
    );
  });

  it("puts its next step on the desk of the firm until somebody finishes it", async () => {
    const visit = await storeVisit(as(w.visitor), input());
    const queue = async (actor: UserActor) =>
      (await getDesk(as(actor))).queues
        .filter((q) => q.key === "visit")
        .flatMap((q) => q.cases.map((c) => [c.title, c.organisationName, c.workingDays, c.link]));
    expect(await queue(w.colleague)).toEqual([
      ["带专家再来", w.firm.name, 2, `/app/firms/${w.firm.id}?visit=${visit.visitId}`],
    ]);
    expect(await queue(w.elsewhere)).toEqual([]);
    const done = await finishVisitStep(as(w.colleague), { visitId: visit.visitId, version: visit.version });
    expect([done.nextDoneByName, done.allowedActions]).toEqual([w.colleague.name, []]);
    expect(await queue(w.colleague)).toEqual([]);
  });

  it("is the desk's: other counties, the firm's own people and strangers learn nothing of it, its photos neither", async () => {
    const { visitId } = await storeVisit(as(w.visitor), input());
    for (const actor of [w.elsewhere, w.member])
      await expect(getVisit(as(actor), { visitId })).rejects.toMatchObject({ kind: "not_found" });
    await expect(storeVisit(as(w.elsewhere), input())).rejects.toMatchObject({ kind: "not_found" });
    expect((await listVisits(as(w.elsewhere), {})).total).toBe(0);
    await expect(listVisits(as(w.member), {})).rejects.toMatchObject({ kind: "forbidden" });
    expect(await pickFirm(as(w.elsewhere), { query: w.firm.name })).toEqual([]);
    expect((await getVisit(as(w.auditor), { visitId })).allowedActions).toEqual([]);
    const photo = { visitId, fileName: "车间.png", bytes: PNG };
    await expect(addVisitPhoto(as(w.elsewhere), photo)).rejects.toMatchObject({ kind: "not_found" });
    await expect(addVisitPhoto(as(w.colleague), photo)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("keeps a photo once, and only pictures", async () => {
    const { visitId } = await storeVisit(as(w.visitor), input());
    const photo = { visitId, fileName: "车间.png", bytes: PNG };
    const twice = await Promise.all([addVisitPhoto(as(w.visitor), photo), addVisitPhoto(as(w.visitor), photo)]);
    expect(twice[0]).toEqual(twice[1]);
    await expect(
      addVisitPhoto(as(w.visitor), { visitId, fileName: "x.png", bytes: new TextEncoder().encode("文字") }),
    ).rejects.toMatchObject({ reason: "visit.photo_type" });
    expect((await getVisit(as(w.visitor), { visitId })).photos.map((p) => p.fileName)).toEqual(["车间.png"]);
    expect((await removeVisitPhoto(as(w.visitor), { attachmentId: twice[0]!.id })).photos).toEqual([]);
  });

  it("says something, lies not ahead, and a next step has a day after it", async () => {
    const refused = (part: object) => storeVisit(as(w.visitor), { ...input(), ...part });
    await expect(refused({ visitedOn: "2026-03-11" })).rejects.toMatchObject({ reason: "visit.in_future" });
    const fields = async (part: object) => {
      const error = await refused(part).catch((e) => e);
      return error.issues.map((i: { path: string[]; message: string }) => [i.path.join("."), i.message]);
    };
    expect(await fields({ note: " ", outcomes: [] })).toEqual([["note", "visit.note_missing"]]);
    expect(await fields({ nextOn: null })).toEqual([["nextOn", "visit.next_day_missing"]]);
    expect(await fields({ nextStep: "" })).toEqual([["nextStep", "visit.next_step_missing"]]);
    expect(await fields({ nextOn: "2026-03-09" })).toEqual([["nextOn", "visit.next_before"]]);
  });
});
