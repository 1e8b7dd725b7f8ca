import { addDays, dayOf, instantOf, type UserActor } from "@jiebang/domain";
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
import { createBasis } from "../basis/create-basis.ts";
import { createCtx } from "../kernel/ctx.ts";
import { getCall, listCalls } from "./call.queries.ts";
import { getCallProgress, listCallEntries, listSilent } from "./call-progress.queries.ts";
import { closeDueCalls } from "./close-calls.job.ts";
import { createCall } from "./create-call.ts";
import { getEntryCalls } from "./entry-calls.queries.ts";
import { extendCall } from "./extend-call.ts";
import { handInUnderCall, takeOutOfCall } from "./hand-in-under-call.ts";
import { openCall } from "./open-call.ts";
import { getPublicCall, listPublicCalls } from "./public-call.queries.ts";
import { updateCall } from "./update-call.ts";
import { withdrawCall } from "./withdraw-call.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const START = instantOf("2026-09-01", "09:00");
const TODAY = dayOf(START);
const at = (days: number, time = "17:00") => instantOf(addDays(TODAY, days), time).toISOString();

async function makeWorld() {
  await db.moveClock(START);
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const other = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const firm = await makeOrganisation(db, { jurisdictionId: county.id, contactName: "李经理", contactPhone: "0398-1" });
  const university = await makeOrganisation(db, { jurisdictionId: other.id, kind: "university" });
  const foreign = await makeOrganisation(db, { jurisdictionId: (await makeJurisdiction(db, { level: "city" })).id });
  const person = (organisationId: string) => makePerson(db, { member: [{ organisationId }] });
  const w = {
    city,
    county,
    other,
    firm,
    university,
    foreign,
    editor: await person(firm.id),
    scholar: await person(university.id),
    foreigner: await person(foreign.id),
    coordinator: await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] }),
    elsewhere: await makePerson(db, { coordinates: [{ jurisdictionId: foreign.jurisdictionId!, level: "city" }] }),
  };
  const basis = await createBasis(as(w.coordinator), {
    documentNo: "三工信〔2026〕1号",
    title: "供需对接工作方案",
    issuer: "市工信局",
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
  });
  return { ...w, basis };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});

const fields = () => ({
  title: "2026年秋季技术需求征集",
  text: "面向全市企业征集技术需求。",
  kinds: ["demand" as const],
  closesAt: at(10),
  contactPhone: "0398-2188888",
  bases: [{ basisId: w.basis.id }],
});
const draft = (more: object = {}) => createCall(as(w.coordinator), { jurisdictionId: w.city.id, ...fields(), ...more });
const opened = async (more: object = {}) => openCall(as(w.coordinator), { callId: (await draft(more)).id });
const told = async (kind: string, person: UserActor) =>
  db.prisma.notification.count({ where: { kind, userId: person.userId } });

describe("opening a call", () => {
  it("gives it a number and tells those whom it addresses, and nobody else", async () => {
    const call = await draft({ organisationKinds: ["enterprise"] });
    expect(await getPublicCall(db, "ZJ-2026-00001")).toBeNull();
    const view = await openCall(as(w.coordinator), { callId: call.id });
    expect([view.state, view.isTaking, view.allowedActions]).toEqual(["open", true, ["extend", "withdraw"]]);
    expect(view.number).toMatch(/^ZJ-2026-\d{5}$/);
    expect(await Promise.all([w.editor, w.scholar, w.foreigner].map((p) => told("notify.call_opened", p)))).toEqual([
      1, 0, 0,
    ]);
    expect(await getPublicCall(db, view.number!)).toMatchObject({
      number: view.number,
      state: "open",
      title: call.title,
    });
    expect(await auditActions(db, call.id)).toEqual(["call.create", "call.open"]);
  });

  it("is refused with everything that is missing at once", async () => {
    const call = await draft({ closesAt: null, text: "", bases: [] });
    expect(call.obstacles.map((o) => o.reason)).toEqual([
      "call.closing_missing",
      "call.text_missing",
      "call.basis_missing",
    ]);
    await expect(openCall(as(w.coordinator), { callId: call.id })).rejects.toMatchObject({
      reason: "call.closing_missing",
      details: { obstacles: call.obstacles },
    });
  });

  it("under an expired basis waits until a signatory records why", async () => {
    const old = await createBasis(as(w.coordinator), {
      documentNo: "三工信〔2024〕8号",
      title: "旧方案",
      issuer: "市工信局",
      validFrom: "2024-01-01",
      validTo: "2025-12-31",
    });
    const call = await draft({ bases: [{ basisId: old.id }] });
    await expect(openCall(as(w.coordinator), { callId: call.id })).rejects.toMatchObject({
      reason: "call.basis_expired",
      details: { documentNo: "三工信〔2024〕8号" },
    });
    const reasoned = await updateCall(as(w.coordinator), {
      callId: call.id,
      version: call.version,
      ...fields(),
      bases: [{ basisId: old.id, overrideReason: "新方案印发前延用" }],
    });
    expect(reasoned.obstacles).toEqual([]);
    expect((await openCall(as(w.coordinator), { callId: call.id })).bases[0]?.overrideReason).toBe("新方案印发前延用");
  });

  it("happens once when two click at once", async () => {
    const call = await draft();
    const clicks = await Promise.allSettled(
      Array.from({ length: 6 }, () => openCall(as(w.coordinator), { callId: call.id })),
    );
    expect(clicks.filter((c) => c.status === "fulfilled")).toHaveLength(1);
    expect(await told("notify.call_opened", w.editor)).toBe(1);
  });

  it("is for coordinators of its area; for others a draft does not exist", async () => {
    const call = await draft();
    for (const person of [w.editor, w.elsewhere]) {
      await expect(getCall(as(person), { callId: call.id })).rejects.toMatchObject({ kind: "not_found" });
      await expect(openCall(as(person), { callId: call.id })).rejects.toMatchObject({ kind: "not_found" });
      expect((await listCalls(as(person), {})).items.map((c) => c.id)).not.toContain(call.id);
    }
    await openCall(as(w.coordinator), { callId: call.id });
    await expect(withdrawCall(as(w.elsewhere), { callId: call.id, reason: "不该成功" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

describe("the end of a call", () => {
  it("comes by the clock, also when the server was off, and only once", async () => {
    const call = await opened();
    expect(await closeDueCalls(as(w.coordinator))).toBe(0);
    await db.moveClock(new Date(at(30)));
    // Nobody closed it yet, and the page says so all the same.
    expect((await getPublicCall(db, call.number!))?.state).toBe("closed");
    const closed = await Promise.all([closeDueCalls(as(w.coordinator)), closeDueCalls(as(w.coordinator))]);
    expect(closed.reduce((a, b) => a + b)).toBeGreaterThan(0);
    expect((await auditActions(db, call.id)).filter((a) => a === "call.close")).toHaveLength(1);
    const view = await getCall(as(w.coordinator), { callId: call.id });
    expect([view.state, view.closedAt, view.allowedActions]).toEqual(["closed", call.closesAt, ["withdraw"]]);
    await expect(db.asOwner(`UPDATE call SET state = 'open' WHERE id = '${call.id}'`)).rejects.toThrow(
      "only moves forward",
    );
  });

  it("moves only later, before it has come, with a reason and word to all", async () => {
    const call = await opened();
    const extend = (closesAt: string) =>
      extendCall(as(w.coordinator), { callId: call.id, closesAt, reason: "应企业要求" });
    await expect(extend(at(5))).rejects.toMatchObject({ reason: "call.not_forward" });
    const view = await extend(at(20));
    expect(view.extensions).toMatchObject([{ formerClosesAt: at(10), closesAt: at(20), reason: "应企业要求" }]);
    expect(await told("notify.call_extended", w.editor)).toBe(1);
    await expect(
      db.asOwner(`UPDATE call SET closes_at = closes_at - interval '1 day' WHERE id = '${call.id}'`),
    ).rejects.toThrow("only moves forward");
    await db.moveClock(new Date(at(21)));
    await expect(extend(at(40))).rejects.toMatchObject({ reason: "call.ended" });
  });

  it("can be a withdrawal with a reason, which everybody reads", async () => {
    const call = await opened();
    await withdrawCall(as(w.coordinator), { callId: call.id, reason: "方案调整" });
    expect(await getPublicCall(db, call.number!)).toMatchObject({ state: "withdrawn", withdrawReason: "方案调整" });
    await expect(openCall(as(w.coordinator), { callId: call.id })).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("handing in under a call", () => {
  const demand = () => makeEntry(db, { kind: "demand", organisationId: w.firm.id, jurisdictionId: w.county.id });

  it("is for one's own entries of the kind asked for, from its beginning to its end", async () => {
    const call = await opened({ opensAt: at(2, "09:00") });
    const { entryId } = await demand();
    const handIn = (person: UserActor, id = entryId) => handInUnderCall(as(person), { callId: call.id, entryId: id });
    await expect(handIn(w.editor)).rejects.toMatchObject({ reason: "call.not_begun" });
    await db.moveClock(new Date(at(2, "09:00")));
    await expect(handIn(w.scholar)).rejects.toMatchObject({ kind: "not_found" });
    const offer = await makeEntry(db, { kind: "offer", organisationId: w.firm.id, jurisdictionId: w.county.id });
    await expect(handIn(w.editor, offer.entryId)).rejects.toMatchObject({ reason: "call.other_kind" });
    expect((await getEntryCalls(as(w.editor), { entryId })).open.map((c) => c.callId)).toEqual([call.id]);
    const calls = await handIn(w.editor);
    expect([calls.under.map((c) => c.callId), calls.open]).toEqual([[call.id], []]);
    await handIn(w.editor);
    expect(await auditActions(db, entryId)).toEqual(["call.hand_in"]);
    expect((await takeOutOfCall(as(w.editor), { callId: call.id, entryId })).under).toEqual([]);
    await handIn(w.editor);
    await db.moveClock(new Date(at(10)));
    await expect(takeOutOfCall(as(w.editor), { callId: call.id, entryId })).rejects.toMatchObject({
      reason: "call.ended",
    });
    await expect(handIn(w.editor, (await demand()).entryId)).rejects.toMatchObject({ reason: "call.ended" });
  });

  it("is counted county by county, and who is still silent can be called", async () => {
    const call = await opened();
    const submitted = await makeEntry(db, {
      kind: "demand",
      organisationId: w.university.id,
      jurisdictionId: w.other.id,
      revision: "submitted",
    });
    const begun = await demand();
    await db.prisma.revision.update({ where: { id: begun.revisionId }, data: { title: "未提交的草稿标题" } });
    await handInUnderCall(as(w.scholar), { callId: call.id, entryId: submitted.entryId });
    await handInUnderCall(as(w.editor), { callId: call.id, entryId: begun.entryId });
    const by = await getCallProgress(as(w.coordinator), { callId: call.id });
    expect(by.map((r) => [r.jurisdictionId, r.begun, r.handedIn, r.published, r.addressed, r.answered])).toEqual([
      [w.other.id, 0, 1, 0, 1, 1],
      [w.county.id, 1, 0, 0, 1, 0],
    ]);
    const silent = await listSilent(as(w.coordinator), { callId: call.id });
    expect(silent.items.map((s) => [s.organisationId, s.contactName, s.contactPhone, s.begun])).toEqual([
      [w.firm.id, "李经理", "0398-1", 1],
    ]);
    expect(silent.items[0]?.text).toContain(`/calls/${call.number}`);
    const entries = await listCallEntries(as(w.coordinator), { callId: call.id });
    expect(entries.items.map((e) => e.entryId).sort()).toEqual([submitted.entryId, begun.entryId].sort());
    // Who vets it reads under which call it came; of a draft nobody does but its author.
    const ofSubmitted = await getEntryCalls(as(w.coordinator), { entryId: submitted.entryId });
    expect([ofSubmitted.under.map((c) => [c.callId, c.canTakeOut]), ofSubmitted.open]).toEqual([
      [[call.id, false]],
      [],
    ]);
    await expect(getEntryCalls(as(w.coordinator), { entryId: begun.entryId })).rejects.toMatchObject({
      kind: "not_found",
    });
    // What an author is still writing is nobody's business.
    expect(JSON.stringify(entries)).not.toContain("未提交的草稿标题");
    await expect(listSilent(as(w.editor), { callId: call.id })).rejects.toMatchObject({ kind: "forbidden" });
    expect((await getCall(as(w.coordinator), { callId: call.id })).counts).toEqual({
      begun: 1,
      handedIn: 1,
      published: 0,
    });
  });
});

it("lists of calls take the same number of queries for one and for many", async () => {
  const count = async () => {
    db.resetQueries();
    await listCalls(as(w.coordinator), {});
    await listPublicCalls(db, { limit: 20, offset: 0 });
    return db.queries.length;
  };
  await opened();
  const one = await count();
  for (let i = 0; i < 9; i++) await opened();
  expect(await count()).toBe(one);
});
