import { type CreateLeadInput, demandContent, type UserActor } from "@jiebang/domain";
import {
  auditActions,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { readAttachment } from "../attachment/read-attachment.ts";
import { listChaseItems } from "../desk/list-chase.ts";
import { getOwnEntry } from "../entry/own-entry.queries.ts";
import { submitEntry } from "../entry/submit-entry.ts";
import { createCtx } from "../kernel/ctx.ts";
import { confirmText, correctText } from "../refinement/confirm-text.ts";
import { convertLead } from "../refinement/convert-lead.ts";
import { proposeText } from "../refinement/propose-text.ts";
import { getRefinement } from "../refinement/refinement.queries.ts";
import { saveProposal } from "../refinement/save-proposal.ts";
import { answerInLead, askInLead } from "../refinement/say-in-lead.ts";
import { searchEntries } from "../search/search-entries.ts";
import { assignLead, listLeadAssignees, takeLead } from "./assign-lead.ts";
import { createLead } from "./create-lead.ts";
import { dropLead, reopenLead } from "./drop-lead.ts";
import { getLead, listLeads } from "./lead.queries.ts";
import { addLeadPhoto } from "./lead-photos.ts";
import { appointOfficer } from "./officers.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const SENTENCE = "我们想找一种冬季低温也好用的浮选捕收剂，现在回收率不到七成";
// The smallest PNG there is.
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  ),
);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { parentId: city.id });
  const elsewhere = await makeJurisdiction(db, { parentId: city.id });
  const firm = await makeOrganisation(db, {
    jurisdictionId: county.id,
    kind: "enterprise",
    name: "豫西浮选药剂有限公司",
  });
  const other = await makeOrganisation(db, { jurisdictionId: county.id, kind: "enterprise" });
  const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  const officer = await makePerson(db, { name: "周专员" });
  await db.prisma.user.update({ where: { id: officer.userId }, data: { phone } });
  const countyPerson = await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] });
  await appointOfficer(as(countyPerson), { identifier: phone, organisationIds: [firm.id] });
  return {
    firm,
    officer,
    countyPerson,
    member: await makePerson(db, { member: [{ organisationId: firm.id }] }),
    stranger: await makePerson(db, { member: [{ organisationId: other.id }] }),
    cityPerson: await makePerson(db, {
      coordinates: [{ jurisdictionId: city.id, level: "city" }],
    }),
    countyElsewhere: await makePerson(db, { coordinates: [{ jurisdictionId: elsewhere.id, level: "county" }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const leave = (actor = w.member, input: Partial<CreateLeadInput> = {}) =>
  createLead(as(actor), {
    organisationId: w.firm.id,
    sentence: SENTENCE,
    moneyKind: "range",
    moneyMin: "200000",
    moneyMax: "500000",
    ...input,
  });
const refined = (over = {}) =>
  demandContent.parse({
    kind: "demand",
    title: "低温条件下高效浮选捕收剂",
    summary: "寻求零下十度仍稳定的氧化铝土矿捕收剂，回收率不低于八成五。",
    keywords: ["捕收剂"],
    contactName: "王工",
    contactPhone: "13800000000",
    moneyKind: "range",
    moneyMin: "200000",
    moneyMax: "500000",
    detail: {
      problem: "现用药剂在零度以下起泡性差，冬季回收率由八成跌到七成以下，药剂消耗上升三成，急需替代。",
      targets: [{ name: "回收率", comparator: "ge", value: "85", unit: "%" }],
      deadline: "2028-06-30",
    },
    ...over,
  });
async function proposed() {
  const lead = await takeLead(as(w.officer), await leave());
  const saved = await saveProposal(as(w.officer), { leadId: lead.leadId, lockVersion: 0, content: refined() });
  return proposeText(as(w.officer), { leadId: lead.leadId, version: saved.lead.version, lockVersion: 1 });
}

describe("a lead", () => {
  it("is one sentence, and is made once however often a phone sends it", async () => {
    const key = { clientKey: "a-phone-that-is-not-sure" };
    const made = await Promise.all([1, 2, 3, 4].map(() => leave(w.member, key)));
    expect(new Set(made.map((l) => l.leadId)).size).toBe(1);
    expect(made[0]).toMatchObject({
      sentence: SENTENCE,
      state: "new",
      moneyMin: "200000.00",
      moneyMax: "500000.00",
      turn: "coordinator",
      isOwn: true,
      isOnBehalf: false,
      allowedActions: ["convert", "drop", "addPhoto"],
    });
    await expect(leave(w.member, { moneyMin: "600000" })).rejects.toThrow("lead.money_order");
  });

  it("is seen by its firm, its officers and the coordinators of its area, and by nobody else in any way", async () => {
    const { leadId } = await leave();
    const withPhoto = await addLeadPhoto(as(w.member), { leadId, fileName: "现场.png", bytes: PNG });
    const { id: attachmentId } = withPhoto.photos[0]!;
    const sees = async (actor: UserActor) => {
      const look = (work: Promise<unknown>) =>
        work.then(
          () => true,
          (e: { kind?: string }) => (e.kind === "not_found" ? false : "fault"),
        );
      return [
        await look(getLead(as(actor), { leadId })),
        await look(getRefinement(as(actor), { leadId })),
        await look(readAttachment(as(actor), { attachmentId })),
        (await listLeads(as(actor), { query: "捕收剂" })).total === 1,
      ];
    };
    for (const actor of [w.member, w.officer, w.countyPerson, w.cityPerson])
      expect(await sees(actor)).toEqual([true, true, true, true]);
    for (const actor of [w.stranger, w.countyElsewhere])
      expect(await sees(actor)).toEqual([false, false, false, false]);
    // What nobody may do with a lead answers as an unknown one does.
    const unknown = await dropLead(as(w.stranger), { leadId: "led_unknown", version: 1, reason: "other" }).catch(
      (e) => e.reason,
    );
    await expect(dropLead(as(w.stranger), { leadId, version: 1, reason: "other" })).rejects.toMatchObject({
      reason: unknown,
    });
    const found = await searchEntries(as(w.stranger), { query: "捕收剂" } as never);
    expect(JSON.stringify(found)).not.toContain("回收率不到七成");
  });

  it("may be written down by an officer on a visit, not by a coordinator of elsewhere", async () => {
    expect(await leave(w.officer)).toMatchObject({ isOnBehalf: true, onBehalfByName: "周专员", isOwn: false });
    await expect(leave(w.countyElsewhere)).rejects.toMatchObject({ kind: "not_found" });
  });

  it("is given to somebody who may work on it, and the clock runs against whose turn it is", async () => {
    await db.moveClock(new Date("2026-11-23T02:00:00Z")); // a Monday
    const lead = await leave();
    expect(lead.dueAt).toBe("2026-11-25T15:59:00.000Z");
    expect((await listLeadAssignees(as(w.countyPerson), lead)).map((a) => a.role)).toEqual([
      "officer",
      "coordinator",
      "coordinator",
    ]);
    await expect(assignLead(as(w.countyPerson), { ...lead, userId: w.stranger.userId })).rejects.toMatchObject({
      reason: "lead.assignee_unknown",
    });
    const given = await assignLead(as(w.countyPerson), { ...lead, userId: w.officer.userId });
    expect(given).toMatchObject({
      state: "assigned",
      turn: "refiner",
      dueAt: "2026-11-30T15:59:00.000Z",
      assigneeName: "周专员",
    });
    const asked = await askInLead(as(w.officer), {
      leadId: lead.leadId,
      version: given.version,
      text: "现在的回收率是多少？",
    });
    expect(asked.lead).toMatchObject({ state: "refining", turn: "firm" });
    // The coordinator calls the firm, because it is the firm's turn.
    expect((await listChaseItems(as(w.countyPerson))).map((c) => [c.organisationId, c.title.slice(0, 6)])).toEqual([
      [w.firm.id, "我们想找一种"],
    ]);
    const answered = await answerInLead(as(w.member), {
      leadId: lead.leadId,
      version: asked.lead.version,
      text: "冬季六成八",
    });
    expect(answered.lead).toMatchObject({ state: "refining", turn: "refiner" });
    expect(answered.messages.map((m) => [m.kind, m.isFirm, m.text])).toEqual([
      ["question", false, "现在的回收率是多少？"],
      ["answer", true, "冬季六成八"],
    ]);
    await db.moveClock(0);
  });

  it("is taken in hand by one of two who click at once", async () => {
    const lead = await leave();
    const both = await Promise.allSettled([takeLead(as(w.officer), lead), takeLead(as(w.countyPerson), lead)]);
    expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is dropped with a reason and can be taken up again", async () => {
    const dropped = await dropLead(as(w.officer), { ...(await leave()), reason: "no_answer", note: "三次未接" });
    expect(dropped).toMatchObject({ state: "dropped", dropReason: "no_answer", dueAt: null });
    expect(await reopenLead(as(w.member), dropped)).toMatchObject({ state: "new", dropReason: null });
    expect(await auditActions(db, dropped.leadId)).toEqual(["lead.create", "lead.drop", "lead.reopen"]);
  });
});

describe("refinement", () => {
  it("keeps every version with its author, and the firm confirms exactly the one that lies before it", async () => {
    const first = await proposed();
    const [one] = first.proposals;
    const corrected = await correctText(as(w.member), {
      leadId: first.lead.leadId,
      version: first.lead.version,
      proposalId: one!.proposalId,
      text: "不是零下十度，是零下二十度",
    });
    expect(corrected.lead.state).toBe("refining");
    const second = refined({ title: "零下二十度浮选捕收剂" });
    const saved = await saveProposal(as(w.officer), { leadId: first.lead.leadId, lockVersion: 0, content: second });
    // The firm does not see what is still being written.
    expect((await getRefinement(as(w.member), { leadId: first.lead.leadId })).proposals.map((p) => p.state)).toEqual([
      "corrected",
    ]);
    const again = await proposeText(as(w.officer), {
      leadId: first.lead.leadId,
      version: saved.lead.version,
      lockVersion: 1,
    });
    expect(again.proposals[1]!.difference).toEqual([
      { field: "title", before: "低温条件下高效浮选捕收剂", after: "零下二十度浮选捕收剂" },
    ]);
    const ref = { leadId: again.lead.leadId, version: again.lead.version };
    await expect(confirmText(as(w.member), { ...ref, proposalId: one!.proposalId })).rejects.toMatchObject({
      reason: "lead.text_changed",
    });
    await expect(
      confirmText(as(w.officer), { ...ref, proposalId: again.proposals[1]!.proposalId }),
    ).rejects.toMatchObject({ reason: "lead.action_not_allowed" });
    const confirmed = await confirmText(as(w.member), { ...ref, proposalId: again.proposals[1]!.proposalId });
    expect(confirmed.proposals.map((p) => [p.no, p.state, p.authorName])).toEqual([
      [1, "corrected", "周专员"],
      [2, "confirmed", "周专员"],
    ]);
    await expect(
      db.prisma.leadProposal.update({ where: { id: one!.proposalId }, data: { content: {} } }),
    ).rejects.toThrow("never changed");
  });

  it("lets nobody but the firm make a demand before the firm has confirmed the text", async () => {
    const view = await proposed();
    await expect(convertLead(as(w.countyPerson), view.lead)).rejects.toMatchObject({
      reason: "lead.action_not_allowed",
    });
    const confirmed = await confirmText(as(w.member), {
      leadId: view.lead.leadId,
      version: view.lead.version,
      proposalId: view.proposals[0]!.proposalId,
    });
    const { entryId } = await convertLead(as(w.countyPerson), confirmed.lead);
    // It is the firm's from the first moment: the coordinator who made it cannot hand it in.
    await expect(submitEntry(as(w.countyPerson), { entryId, lockVersion: 1 })).rejects.toMatchObject({
      kind: "not_found",
    });
    const own = await getOwnEntry(as(w.member), { entryId });
    expect(own.revision.content).toEqual(refined());
    expect((await submitEntry(as(w.member), { entryId, lockVersion: own.revision.lockVersion })).number).toMatch(
      /^XQ-/,
    );
    expect((await getLead(as(w.member), { leadId: view.lead.leadId })).state).toBe("converted");
  });

  it("lets the firm go on by itself with its own words, its money and its photos, the photos sealed", async () => {
    const lead = await leave();
    const { version, leadId } = await addLeadPhoto(as(w.member), {
      leadId: lead.leadId,
      fileName: "a.png",
      bytes: PNG,
    });
    const results = await Promise.allSettled([1, 2, 3].map(() => convertLead(as(w.member), { leadId, version })));
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    const made = results.find((r) => r.status === "fulfilled");
    const entry = await getOwnEntry(as(w.member), { entryId: made!.value.entryId });
    expect(entry.revision.content).toMatchObject({
      summary: SENTENCE,
      moneyMin: "200000.00",
      moneyMax: "500000.00",
      detail: { problem: SENTENCE },
    });
    expect(entry.revision.content.title).toBe("冬季低温也好用的浮选捕收剂，现在回收率不到七成");
    expect(entry.attachments.map((a) => a.layer)).toEqual(["sealed"]);
    expect(await db.prisma.entry.count({ where: { organisationId: w.firm.id } })).toBe(1);
    // Without a target it is handed in only by somebody who says that they know.
    const ref = { entryId: entry.id, lockVersion: entry.revision.lockVersion };
    await db.prisma.revision.updateMany({
      where: { entryId: entry.id },
      data: { contactName: "王工", contactPhone: "13800000000" },
    });
    await expect(submitEntry(as(w.member), ref)).rejects.toMatchObject({ reason: "entry.not_acknowledged" });
    const handedIn = await submitEntry(as(w.member), { ...ref, acknowledged: ["target_missing", "deadline_missing"] });
    expect(handedIn.revision.state).toBe("submitted");
  });

  it("tells the second of two writers instead of overwriting the first", async () => {
    const lead = await takeLead(as(w.officer), await leave());
    const write = (actor: UserActor) =>
      saveProposal(as(actor), { leadId: lead.leadId, lockVersion: 0, content: refined() });
    const both = await Promise.allSettled([write(w.officer), write(w.countyPerson)]);
    expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find((r) => r.status === "rejected");
    expect(lost!.reason).toMatchObject({ reason: "lead.text_changed" });
  });
});

describe("the list of leads", () => {
  it("takes the same number of queries for one row and for fifty", async () => {
    await leave();
    const count = async () => {
      db.resetQueries();
      const page = await listLeads(as(w.countyPerson), { limit: 100 });
      return { queries: db.queries.length, rows: page.items.length };
    };
    const one = await count();
    for (let i = 0; i < 49; i++) await leave();
    const many = await count();
    expect([one.rows, many.rows]).toEqual([1, 50]);
    expect(many.queries).toBe(one.queries);
  });
});
