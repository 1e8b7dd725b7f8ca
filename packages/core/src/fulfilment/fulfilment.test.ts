import { addDays, dayOf, type FulfilmentView, newId } from "@jiebang/domain";
import { auditActions, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { readAttachment } from "../attachment/read-attachment.ts";
import { loadDueSteps } from "../desk/due-step-providers.ts";
import { createCtx } from "../kernel/ctx.ts";
import { announce, bidOn, makeRoundWorld, proposal } from "../round/testing/round-world.ts";
import { askAcceptance, decideAcceptance, declareDefault } from "./accept-agreement.ts";
import { addEvidence, removeEvidence } from "./evidence-files.ts";
import { answerExtension, askExtension } from "./extend-milestone.ts";
import { fulfilmentClockJob } from "./fulfilment-clock.job.ts";
import { getFulfilment } from "./load-fulfilment-view.ts";
import { confirmPayment, notePayment, removePayment } from "./note-payment.ts";
import { judgeMilestone, reportMilestone } from "./report-milestone.ts";
import { agreePlan, savePlan } from "./save-plan.ts";

const db = useTestDatabase();

/** A recorded agreement between the poster and the university, as the end of a round leaves it. */
async function agreed() {
  const w = await makeRoundWorld(db);
  const round = await announce(w);
  const item = round.items[0]!;
  const bid = await bidOn(w, round, item.id, "university");
  const content = proposal({
    plan: [
      { title: "小试", fromMonth: 0, toMonth: 1, deliverable: "小试报告" },
      { title: "中试", fromMonth: 1, toMonth: 6, deliverable: "中试报告" },
    ],
  });
  await db.prisma.bid.update({ where: { id: bid.id }, data: { content } });
  const agreementId = newId("agr");
  await db.prisma.agreement.create({
    data: {
      id: agreementId,
      itemId: item.id,
      bidId: bid.id,
      procedureId: round.id,
      state: "recorded",
      title: "高砷金精矿预处理",
      amount: "800000",
      signedOn: new Date("2027-01-31T00:00:00Z"),
    },
  });
  const { poster, university, coordinator, outsider, auditor, institute } = w.people;
  return {
    w,
    agreementId,
    poster: w.as(poster),
    bidder: w.as(university),
    coordinator: w.as(coordinator),
    outsider: w.as(outsider),
    auditor: w.as(auditor),
    institute: w.as(institute),
  };
}

type World = Awaited<ReturnType<typeof agreed>>;
const today = async () => dayOf((await db.prisma.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`)[0]!.now);

async function running(days: number[] = [10, 20]): Promise<World & { view: FulfilmentView }> {
  const world = await agreed();
  const from = await today();
  const plan = await savePlan(world.bidder, {
    agreementId: world.agreementId,
    version: 1,
    milestones: days.map((n, i) => ({ title: `第 ${i + 1} 步`, deliverable: "报告", dueOn: addDays(from, n) })),
  });
  const view = await agreePlan(world.poster, { agreementId: world.agreementId, version: plan.version });
  return { ...world, view };
}
const steps = async (organisationId: string) =>
  (await loadDueSteps(db.prisma, { organisationIds: [organisationId] }, 50))
    .filter((step) => step.queue === "agreement")
    .map((step) => step.nextAction);
const text = (words: string) => new TextEncoder().encode(words);

describe("the plan of milestones", () => {
  it("is suggested by the winning bid, in months from the signing, and begins when both parties agreed to it", async () => {
    const { agreementId, poster, bidder, w } = await agreed();
    const before = await getFulfilment(bidder, { agreementId });
    expect(before).toMatchObject({ state: "planning", milestones: [], allowedActions: ["save_plan"] });
    expect(before.suggested).toEqual([
      { title: "小试", deliverable: "小试报告", dueOn: "2027-02-28" },
      { title: "中试", deliverable: "中试报告", dueOn: "2027-07-31" },
    ]);
    const plan = await savePlan(bidder, { agreementId, version: before.version, milestones: before.suggested });
    expect(plan).toMatchObject({ agreed: { poster: null, bidder: expect.any(String) }, allowedActions: ["save_plan"] });
    expect(await steps(w.organisations.poster.id)).toEqual(["desk.next.fulfilment_agree"]);
    const begun = await agreePlan(poster, { agreementId, version: plan.version });
    expect([begun.state, begun.allowedActions]).toEqual(["running", ["note_payment"]]);
    await expect(
      savePlan(bidder, { agreementId, version: begun.version, milestones: before.suggested }),
    ).rejects.toMatchObject({ kind: "conflict", reason: "fulfilment.not_running" });
  });

  it("loses the other party's yes when one rewrites it, and who read an older plan agrees to nothing", async () => {
    const { agreementId, poster, bidder, coordinator } = await agreed();
    const line = { title: "小试", deliverable: "", dueOn: "2027-05-01" };
    const first = await savePlan(bidder, { agreementId, version: 1, milestones: [line] });
    const second = await savePlan(poster, { agreementId, version: first.version, milestones: [line, line] });
    expect(second.agreed).toEqual({ poster: expect.any(String), bidder: null });
    await expect(agreePlan(bidder, { agreementId, version: first.version })).rejects.toMatchObject({
      reason: "common.stale",
    });
    const helped = await savePlan(coordinator, { agreementId, version: second.version, milestones: [line] });
    expect(helped.agreed).toEqual({ poster: null, bidder: null });
  });

  it("has days in order and none before the signing", async () => {
    const { agreementId, bidder } = await agreed();
    const line = (dueOn: string) => ({ title: "小试", deliverable: "", dueOn });
    await expect(savePlan(bidder, { agreementId, version: 1, milestones: [line("2027-01-30")] })).rejects.toMatchObject(
      { details: { fields: { "milestones.0.dueOn": "fulfilment.before_signing" } } },
    );
    await expect(
      savePlan(bidder, { agreementId, version: 1, milestones: [line("2027-05-01"), line("2027-04-01")] }),
    ).rejects.toMatchObject({ details: { fields: { "milestones.1.dueOn": "fulfilment.out_of_order" } } });
  });

  it("waits for the agreement to be recorded, and is nobody else's to see", async () => {
    const { agreementId, bidder, outsider, institute, auditor } = await agreed();
    for (const stranger of [outsider, institute])
      await expect(getFulfilment(stranger, { agreementId })).rejects.toMatchObject({ kind: "not_found" });
    expect((await getFulfilment(auditor, { agreementId })).allowedActions).toEqual([]);
    await db.prisma.agreement.update({ where: { id: agreementId }, data: { state: "draft" } });
    await expect(
      savePlan(bidder, { agreementId, version: 1, milestones: [{ title: "小试", dueOn: "2027-05-01" }] }),
    ).rejects.toMatchObject({ reason: "fulfilment.not_recorded" });
  });
});

describe("from milestone to acceptance", () => {
  it("is reported with evidence, returned, confirmed, given a later day, and accepted target by target", async () => {
    const { w, agreementId, poster, bidder, view } = await running();
    const [one, two] = view.milestones.map((m) => m.id) as [string, string];
    expect(await steps(w.organisations.university.id)).toEqual(["desk.next.fulfilment_report"]);
    await addEvidence(bidder, { milestoneId: one, fileName: "检测报告.txt", bytes: text("回收率 91%") });
    await reportMilestone(bidder, { milestoneId: one, text: "小试完成" });
    expect(await steps(w.organisations.poster.id)).toEqual(["desk.next.fulfilment_judge"]);
    await expect(
      addEvidence(bidder, { milestoneId: one, fileName: "后补.txt", bytes: text("后补") }),
    ).rejects.toMatchObject({ reason: "fulfilment.milestone_reported" });
    const returned = await judgeMilestone(poster, { milestoneId: one, decision: "return", text: "缺签章" });
    expect(returned.milestones[0]).toMatchObject({ state: "open", returnText: "缺签章", report: "小试完成" });
    await reportMilestone(bidder, { milestoneId: one, text: "小试完成，报告已签章" });
    await judgeMilestone(poster, { milestoneId: one, decision: "confirm" });

    const later = addDays(view.milestones[1]!.dueOn, 30);
    const asked = await askExtension(bidder, { milestoneId: two, toDay: later, reason: "设备到货晚" });
    await expect(reportMilestone(bidder, { milestoneId: two, text: "完成" })).rejects.toMatchObject({
      reason: "fulfilment.extension_waits",
    });
    const extensionId = asked.milestones[1]!.extensions[0]!.id;
    const granted = await answerExtension(poster, { extensionId, decision: "grant" });
    expect(granted.milestones[1]).toMatchObject({ dueOn: later, extensions: [{ state: "granted", toDay: later }] });
    await expect(answerExtension(poster, { extensionId, decision: "refuse", text: "不" })).rejects.toMatchObject({
      reason: "fulfilment.extension_answered",
    });

    await expect(askAcceptance(bidder, { agreementId, statement: "请验收" })).rejects.toMatchObject({
      reason: "fulfilment.milestones_open",
      details: { count: 1 },
    });
    await reportMilestone(bidder, { milestoneId: two, text: "中试完成" });
    await judgeMilestone(poster, { milestoneId: two, decision: "confirm" });
    await askAcceptance(bidder, { agreementId, statement: "各项指标达到" });
    const { targets } = await getFulfilment(poster, { agreementId });
    expect(targets.length).toBeGreaterThan(0);
    const judged = targets.map((target) => ({ ...target, measured: "88 %", result: "met" as const }));
    await expect(
      decideAcceptance(poster, { agreementId, no: 1, outcome: "accepted", targets: [], text: "好" }),
    ).rejects.toMatchObject({ reason: "fulfilment.targets_left", details: { names: targets.map((t) => t.name) } });
    const refused = await decideAcceptance(poster, {
      agreementId,
      no: 1,
      outcome: "refused",
      targets: judged.map((target) => ({ ...target, result: "part" as const })),
      text: "连续运行不足三十天",
    });
    expect(refused).toMatchObject({ state: "running", acceptances: [{ no: 1, outcome: "refused" }] });
    await askAcceptance(bidder, { agreementId, statement: "已补足连续运行" });
    const accepted = await decideAcceptance(poster, { agreementId, no: 2, outcome: "accepted", targets: judged });
    expect([accepted.state, accepted.acceptances.map((a) => a.outcome)]).toEqual(["accepted", ["refused", "accepted"]]);
    expect(accepted.acceptances[1]!.targets).toEqual(judged);
    expect(await steps(w.organisations.poster.id)).toEqual([]);
    expect(await auditActions(db, agreementId)).toEqual(
      expect.arrayContaining([
        "fulfilment.save_plan",
        "fulfilment.agree_plan",
        "fulfilment.refused",
        "fulfilment.accepted",
      ]),
    );
    const told = await db.prisma.notification.findMany({
      where: { userId: w.people.university.userId, kind: { startsWith: "notify.fulfilment" } },
      orderBy: { id: "asc" },
    });
    expect(told.map((n) => n.kind.slice("notify.fulfilment_".length))).toEqual([
      "plan_agreed",
      "returned",
      "confirmed",
      "extension_granted",
      "confirmed",
      "refused",
      "accepted",
    ]);
  });

  it("does not pass a missed target without words, and what was decided stands in the database", async () => {
    const { agreementId, poster, bidder, view } = await running([5]);
    await reportMilestone(bidder, { milestoneId: view.milestones[0]!.id, text: "完成" });
    await judgeMilestone(poster, { milestoneId: view.milestones[0]!.id, decision: "confirm" });
    await askAcceptance(bidder, { agreementId, statement: "请验收" });
    const missed = view.targets.map((target) => ({ ...target, result: "missed" as const }));
    await expect(
      decideAcceptance(poster, { agreementId, no: 1, outcome: "accepted", targets: missed }),
    ).rejects.toThrow("fulfilment.accepted_though");
    await decideAcceptance(poster, { agreementId, no: 1, outcome: "accepted", targets: missed, text: "改用另一指标" });
    for (const sql of [
      `UPDATE acceptance SET text = 'x' WHERE agreement_id = '${agreementId}'`,
      `DELETE FROM acceptance WHERE agreement_id = '${agreementId}'`,
    ])
      await expect(db.prisma.$executeRawUnsafe(sql)).rejects.toThrow(/stands/);
  });

  it("has one outcome when two members decide at once", async () => {
    const { agreementId, poster, bidder, view } = await running([5]);
    await reportMilestone(bidder, { milestoneId: view.milestones[0]!.id, text: "完成" });
    await judgeMilestone(poster, { milestoneId: view.milestones[0]!.id, decision: "confirm" });
    await askAcceptance(bidder, { agreementId, statement: "请验收" });
    const targets = view.targets.map((target) => ({ ...target, result: "met" as const }));
    const both = await Promise.allSettled([
      decideAcceptance(poster, { agreementId, no: 1, outcome: "accepted", targets }),
      decideAcceptance(poster, { agreementId, no: 1, outcome: "refused", targets, text: "不合格" }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const [stored] = await db.prisma.acceptance.findMany({ where: { agreementId } });
    const { state } = await getFulfilment(poster, { agreementId });
    expect(state).toBe(stored!.outcome === "accepted" ? "accepted" : "running");
  });

  it("moves later milestones that a granted day would overtake", async () => {
    const { bidder, poster, view } = await running([5, 10, 90]);
    const [first, second, third] = view.milestones as [
      FulfilmentView["milestones"][0],
      FulfilmentView["milestones"][0],
      FulfilmentView["milestones"][0],
    ];
    const toDay = addDays(first.dueOn, 30);
    const asked = await askExtension(bidder, { milestoneId: first.id, toDay, reason: "雨季" });
    const after = await answerExtension(poster, {
      extensionId: asked.milestones[0]!.extensions[0]!.id,
      decision: "grant",
    });
    expect(after.milestones.map((m) => m.dueOn)).toEqual([toDay, toDay, third.dueOn]);
    expect(second.dueOn < toDay).toBe(true);
  });

  it("ends in a default only by a coordinator's word", async () => {
    const { agreementId, poster, coordinator, w } = await running();
    await expect(declareDefault(poster, { agreementId, text: "不履行" })).rejects.toMatchObject({ kind: "forbidden" });
    const after = await declareDefault(coordinator, { agreementId, text: "逾期三个月未提交任何报告" });
    expect(after).toMatchObject({ state: "defaulted", defaultText: "逾期三个月未提交任何报告" });
    expect(await steps(w.organisations.university.id)).toEqual([]);
  });
});

describe("evidence", () => {
  it("is one file however often it is sent, for the parties, coordinators and auditors alone", async () => {
    const { w, bidder, poster, outsider, institute, auditor, coordinator, view } = await running();
    const milestoneId = view.milestones[0]!.id;
    const sent = { milestoneId, fileName: "报告.txt", bytes: text("CANARY 检测数据") };
    const [first, again] = await Promise.all([addEvidence(bidder, sent), addEvidence(bidder, sent)]);
    expect(first.id).toBe(again.id);
    await expect(addEvidence(poster, sent)).rejects.toMatchObject({ reason: "fulfilment.only_bidder" });
    for (const reader of [bidder, poster, coordinator, auditor])
      expect(Buffer.from((await readAttachment(reader, { attachmentId: first.id })).bytes).toString()).toContain(
        "CANARY",
      );
    for (const stranger of [outsider, institute, createCtx({ db, services: w.services }, { kind: "anonymous" })])
      await expect(readAttachment(stranger, { attachmentId: first.id })).rejects.toMatchObject({ kind: "not_found" });
    const after = await removeEvidence(bidder, { attachmentId: first.id });
    expect(after.milestones[0]!.files).toEqual([]);
    await expect(readAttachment(bidder, { attachmentId: first.id })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("payments", () => {
  it("count once the other party confirmed them, and stand from then on", async () => {
    const { agreementId, poster, bidder } = await running();
    const paidOn = await today();
    await expect(notePayment(poster, { agreementId, paidOn: addDays(paidOn, 1), amount: "1" })).rejects.toMatchObject({
      reason: "fulfilment.paid_future",
    });
    const noted = await notePayment(poster, { agreementId, paidOn, amount: "240000.05", note: "首款" });
    const paymentId = noted.payments[0]!.id;
    expect([noted.paid, noted.payments[0]!.allowedActions]).toEqual(["0.00", ["remove"]]);
    await expect(confirmPayment(poster, { paymentId })).rejects.toMatchObject({ reason: "fulfilment.not_own_payment" });
    expect((await confirmPayment(bidder, { paymentId })).paid).toBe("240000.05");
    await expect(removePayment(poster, { paymentId })).rejects.toMatchObject({ reason: "fulfilment.payment_stands" });
    await expect(
      db.prisma.$executeRawUnsafe(`UPDATE payment_note SET amount = 1 WHERE id = '${paymentId}'`),
    ).rejects.toThrow(/stands/);
  });
});

describe("the clock", () => {
  it("reminds the bidder once, tells both once when the day has passed, and asks the same number of queries for one and many", async () => {
    const { w, bidder, poster, agreementId } = await running([3, 40]);
    const run = () =>
      fulfilmentClockJob.run(createCtx({ db, services: w.services }, { kind: "system", job: "test" }), {});
    const toldTo = async (userId: string) =>
      (await db.prisma.notification.findMany({ where: { userId }, orderBy: { id: "asc" } }))
        .map((n) => n.kind)
        .filter((kind) => /fulfilment_(soon|late)/.test(kind));
    await run();
    await run();
    expect(await toldTo(w.people.university.userId)).toEqual(["notify.fulfilment_soon"]);
    expect(await toldTo(w.people.poster.userId)).toEqual([]);
    await db.moveClock(new Date((await w.now()).getTime() + 5 * 86_400_000));
    await Promise.all([run(), run()]);
    expect(await toldTo(w.people.university.userId)).toEqual(["notify.fulfilment_soon", "notify.fulfilment_late"]);
    expect(await toldTo(w.people.poster.userId)).toEqual(["notify.fulfilment_late"]);
    expect((await getFulfilment(bidder, { agreementId })).milestones[0]!.isOverdue).toBe(true);
    const asked = async (ctx: World["poster"], id: string) => {
      const before = db.queries.length;
      await getFulfilment(ctx, { agreementId: id });
      return db.queries.length - before;
    };
    const many = await running(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(await asked(many.poster, many.agreementId)).toBe(await asked(poster, agreementId));
  });
});
