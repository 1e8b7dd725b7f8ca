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
import { endAppointment } from "../account/appoint-coordinator.ts";
import { createCtx } from "../kernel/ctx.ts";
import { listVetting } from "../vetting/list-vetting.ts";
import { returnRevision } from "../vetting/return-revision.ts";
import { assignCases } from "./assign-cases.ts";
import { listColleagues, listMyCases } from "./assignment.queries.ts";
import { assignmentsOf } from "./case.queries.ts";
import { handOverCases } from "./hand-over-cases.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id, name: "甲县" });
  const elsewhere = await makeJurisdiction(db, { level: "county", parentId: city.id, name: "乙县" });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  const person = (name: string, jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { name, coordinates: [{ jurisdictionId, level }] });
  return {
    county,
    organisation,
    anna: await person("安娜", county.id, "county"),
    bela: await person("贝拉", county.id, "county"),
    carl: await person("卡尔", elsewhere.id, "county"),
    dora: await person("多拉", city.id, "city"),
    administrator: await makePerson(db, { roles: ["platform_admin"] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
let cases: { key: string; revisionId: string }[];
beforeEach(async () => {
  w = await makeWorld();
  cases = [];
  for (let i = 0; i < 3; i++) {
    const { revisionId } = await makeEntry(db, {
      organisationId: w.organisation.id,
      jurisdictionId: w.county.id,
      revision: "submitted",
    });
    cases.push({ key: `vetting:${revisionId}`, revisionId });
  }
});
const keys = () => cases.map((c) => c.key);
const give = (from: UserActor, to: UserActor | null, stepKeys = keys()) =>
  assignCases(as(from), { stepKeys, userId: to?.userId ?? null });
const holders = async () => {
  const found = await assignmentsOf(db.prisma, keys());
  return keys().map((key) => found.get(key)?.name ?? null);
};

describe("who works on what", () => {
  it("is seen in the list and can be filtered: mine, nobody's, all", async () => {
    await give(w.anna, w.anna, keys().slice(0, 1));
    await give(w.anna, w.bela, keys().slice(1, 2));
    const list = async (assigned?: "mine" | "nobody") =>
      (await listVetting(as(w.anna), { assigned })).items.map((r) => [r.revisionId, r.assignee?.name ?? null]);
    const ids = cases.map((c) => c.revisionId);
    expect(await list("mine")).toEqual([[ids[0], "安娜"]]);
    expect(await list("nobody")).toEqual([[ids[2], null]]);
    expect(await list()).toEqual([
      [ids[0], "安娜"],
      [ids[1], "贝拉"],
      [ids[2], null],
    ]);
    expect((await listColleagues(as(w.anna))).map((c) => [c.name, c.openCases, c.isMe])).toEqual([
      ["多拉", 0, false],
      ["安娜", 1, true],
      ["贝拉", 1, false],
    ]);
  });

  it("goes to colleagues of the same jurisdiction only, and does not exist elsewhere", async () => {
    await expect(give(w.anna, w.carl)).rejects.toThrow("assignment.not_a_colleague");
    await expect(give(w.carl, w.carl)).rejects.toMatchObject({ kind: "not_found" });
    expect(await give(w.anna, w.dora)).toEqual({ moved: 3, left: 0 });
    await give(w.dora, null, keys().slice(0, 1));
    expect(await holders()).toEqual([null, "多拉", "多拉"]);
  });

  it("lets one of two who take the same case at once win", async () => {
    const results = await Promise.allSettled([give(w.anna, w.anna), give(w.bela, w.bela)]);
    const now = await holders();
    expect(new Set(now).size).toBe(1);
    expect(results.some((r) => r.status === "fulfilled")).toBe(true);
    for (const r of results) if (r.status === "rejected") expect(r.reason).toMatchObject({ reason: "common.stale" });
    expect(await db.prisma.caseAssignment.count({ where: { stepKey: { in: keys() }, endedAt: null } })).toBe(3);
  });

  it("is handed over with a note, some or all; a city does it for others, a county for itself", async () => {
    await give(w.anna, w.anna);
    await returnRevision(as(w.anna), { revisionId: cases[2]!.revisionId, lockVersion: 1, reasons: ["incomplete"] });
    expect(await handOverCases(as(w.anna), { toUserId: w.bela.userId, stepKeys: [keys()[0]!], note: "休假" })).toEqual({
      moved: 1,
      left: 0,
    });
    expect(await holders()).toEqual(["贝拉", "安娜", null]);
    expect((await listMyCases(as(w.bela))).map((c) => [c.stepKey, c.note, c.assignedByName])).toEqual([
      [keys()[0], "休假", "安娜"],
    ]);
    await expect(
      handOverCases(as(w.bela), { fromUserId: w.anna.userId, toUserId: w.bela.userId, note: "代办" }),
    ).rejects.toThrow("assignment.nothing_open");
    await handOverCases(as(w.dora), { fromUserId: w.anna.userId, toUserId: w.bela.userId, note: "调岗" });
    expect(await holders()).toEqual(["贝拉", "贝拉", null]);
    const told = await db.prisma.notification.findMany({ where: { userId: w.bela.userId } });
    expect(told.map((n) => n.kind)).toEqual(["notify.cases_assigned", "notify.cases_assigned"]);
  });

  it("falls back to the pool when an appointment ends, and those who stay are told", async () => {
    await give(w.anna, w.anna);
    const appointment = await db.prisma.coordinatorAppointment.findFirstOrThrow({ where: { userId: w.anna.userId } });
    await endAppointment(as(w.administrator), { appointmentId: appointment.id });
    expect(await holders()).toEqual([null, null, null]);
    const told = await db.prisma.notification.findMany({
      where: { kind: "notify.cases_released", userId: w.bela.userId },
    });
    expect(told.map((n) => n.params)).toEqual([{ name: "安娜", count: 3 }]);
    expect(
      await db.prisma.caseAssignment.count({ where: { endReason: "appointment_ended", userId: w.anna.userId } }),
    ).toBe(3);
  });
});
