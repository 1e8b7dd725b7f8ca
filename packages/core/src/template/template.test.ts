import {
  addDays,
  checkTemplate,
  INDUSTRY_TEMPLATE_V1,
  instantOf,
  type TemplateContent,
  type TemplateStage,
} from "@jiebang/domain";
import { hashOf, verifyBundle } from "@jiebang/ledger";
import { makePerson, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { listAgreements } from "../agreement/list-agreements.ts";
import { recordAgreement } from "../agreement/record-agreement.ts";
import { saveAgreement } from "../agreement/save-agreement.ts";
import { createBasis } from "../basis/create-basis.ts";
import { checkBid } from "../bid/check-bid.ts";
import { confirmItem } from "../board/confirm-item.ts";
import { decideItem } from "../board/decide-item.ts";
import { acceptItem } from "../board/judge-item.ts";
import { proposeItem } from "../board/propose-item.ts";
import { exportBundle } from "../bundle/export-bundle.ts";
import { announceRound } from "../round/announce-round.ts";
import { createRound } from "../round/create-round.ts";
import { endStage } from "../round/end-stage.ts";
import { finishCheck } from "../round/finish-check.ts";
import { getRound } from "../round/get-round.ts";
import { openRound } from "../round/open-round.ts";
import { releaseDecisions } from "../round/release-decisions.ts";
import { afterClosing, bidOn, MONDAY, makeRoundWorld, type RoundWorld } from "../round/testing/round-world.ts";
import { checkTemplateDraft } from "./check-template-draft.ts";
import { compareVersions, getTemplate, listTemplateSummaries } from "./get-template.ts";
import { publishTemplate } from "./publish-template.ts";

const db = useTestDatabase();

const withNotice = (days: number, from: TemplateContent = INDUSTRY_TEMPLATE_V1) => {
  const content = structuredClone(from);
  content.parameters.find((p) => p.key === "noticeDays")!.default = days;
  return content;
};

const start = async (w: RoundWorld, templateKey: string, title = "新规则轮次") => {
  const ctx = w.as(w.people.coordinator);
  const basis = await createBasis(ctx, {
    documentNo: `三工信〔2027〕${title.length} 号`,
    title: "揭榜工作通知",
    issuer: "市工信局",
    validFrom: "2026-01-01",
    validTo: "2028-12-31",
  });
  return createRound(ctx, {
    title,
    templateKey,
    jurisdictionId: w.city.id,
    basisIds: [basis.id],
    schedule: { bidClosesAt: instantOf(addDays(MONDAY, 15), "17:00").toISOString() },
  });
};

describe("templates", () => {
  it("are published as new versions from a day on; a round keeps the version it was made from", async () => {
    const w = await makeRoundWorld(db);
    await db.moveClock(instantOf(MONDAY, "09:00"));
    const admin = w.as(await makePerson(db, { name: "管理员", roles: ["platform_admin"] }));
    const old = await start(w, "industry");
    const publish = (more: object) =>
      publishTemplate(admin, {
        key: "industry",
        baseVersion: 1,
        content: withNotice(7),
        effectiveFrom: addDays(MONDAY, 2),
        note: "公示期延长",
        ...more,
      });
    await expect(publish({ effectiveFrom: addDays(MONDAY, -1) })).rejects.toMatchObject({
      reason: "template.from_past",
    });
    await expect(publish({ content: INDUSTRY_TEMPLATE_V1 })).rejects.toMatchObject({ reason: "template.unchanged" });
    await expect(publish({ content: withNotice(0) })).rejects.toMatchObject({
      reason: "template.faulty",
      details: { count: 1, problems: [{ path: "parameters.noticeDays" }] },
    });
    await expect(
      publishTemplate(w.as(w.people.coordinator), { key: "industry", baseVersion: 1, content: withNotice(7), effectiveFrom: MONDAY, note: "x" }),
    ).rejects.toMatchObject({ kind: "forbidden" }); // biome-ignore format: one call

    // Two editors at once: one publishes, the other gets the difference.
    const both = await Promise.allSettled([publish({}), publish({ content: withNotice(9) })]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((one) => one.status === "rejected")!;
    expect(refused.reason).toMatchObject({
      reason: "template.changed_meanwhile",
      details: { version: 2, changes: [{ path: "parameters.noticeDays.default", before: "5" }] },
    });
    const detail = await getTemplate(admin, { key: "industry" });
    expect(detail.versions.map((v) => [v.version, v.state, v.effectiveTo, v.publishedBy, v.rounds])).toEqual([
      [2, "future", null, "管理员", 0],
      [1, "in_force", addDays(MONDAY, 1), null, 1],
    ]);
    const won = detail.versions[0]!.content.parameters.find((p) => p.key === "noticeDays")!.default;
    expect(await compareVersions(admin, { key: "industry", from: 1, to: 2 })).toMatchObject([
      { path: "parameters.noticeDays.default", before: "5", after: String(won) },
    ]);
    expect(await checkTemplateDraft(admin, { key: "industry", baseVersion: 1, content: withNotice(8) })).toMatchObject({
      problems: [],
      changes: [{ after: "8" }],
      newer: { version: 2 },
    });

    // Not yet, then from its day on; what runs stays.
    expect((await start(w, "industry", "次日轮次")).template.version).toBe(1);
    await db.moveClock(instantOf(addDays(MONDAY, 2), "09:00"));
    const fresh = await start(w, "industry", "第三日的轮次");
    expect([fresh.template.version, fresh.values.noticeDays]).toEqual([2, won]);
    const kept = await getRound(w.as(w.people.coordinator), { roundId: old.id });
    expect([kept.template.version, kept.values.noticeDays]).toEqual([1, 5]);
    await expect(db.asOwner("UPDATE template_version SET note = 'x'")).rejects.toThrow("append-only");
  });

  it("say plainly that no round can be made from the department and the two-way template yet", async () => {
    const w = await makeRoundWorld(db);
    await db.moveClock(instantOf(MONDAY, "09:00"));
    const list = await listTemplateSummaries(w.as(w.people.coordinator));
    const of = (key: string) => list.find((one) => one.key === key)!;
    expect(["industry", "department", "two_way"].map((key) => of(key).isUsable)).toEqual([true, false, false]);
    expect(of("two_way").waitsFor.map((p) => p.path)).toEqual(expect.arrayContaining(["stages.rank", "stages.match"]));
    for (const key of ["department", "two_way"])
      await expect(start(w, key)).rejects.toMatchObject({ kind: "invalid", reason: "template.not_usable" });
    expect(await db.prisma.procedure.count({ where: { jurisdictionId: w.city.id } })).toBe(0);
  });

  it("let a fourth one of an order never seen, written as data, play to its end", async () => {
    const w = await makeRoundWorld(db);
    await db.moveClock(instantOf(MONDAY, "09:00"));
    const shared = (key: string) => INDUSTRY_TEMPLATE_V1.stages.find((s) => s.key === key)!;
    const pause = (key: string, zh: string, more: Partial<TemplateStage>): TemplateStage => ({
      key,
      kind: "pause",
      turn: "hand",
      name: { zh, en: key },
      explains: { zh: `${zh}。`, en: `${key}.` },
      allows: ["round.endStage"],
      shows: [],
      ...more,
    });
    // No solicitation, no stage for agreements; a site visit before the check, three days of reflection after it.
    const content: TemplateContent = {
      ...INDUSTRY_TEMPLATE_V1,
      stages: [
        ...["prepare", "announce", "bid", "open"].map(shared),
        pause("visit", "现场考察", {}),
        shared("check"),
        pause("reflect", "征求意见", { turn: "clock", days: 3, allows: [] }),
        ...["decide", "notice", "confirm", "close"].map(shared),
      ],
    };
    expect(checkTemplate(content)).toEqual([]);
    await db.prisma.template.create({
      data: { id: `tpl_${w.city.code}`, key: "fourth", kind: "round", name: "第四种" },
    });
    await db.prisma.templateVersion.create({
      data: {
        id: `tpv4_${w.city.code}`,
        templateId: `tpl_${w.city.code}`,
        version: 1,
        effectiveFrom: new Date("2026-01-01"),
        content: content as object,
        hash: hashOf(content),
      },
    });
    const coordinator = w.as(w.people.coordinator);
    const draft = await start(w, "fourth");
    const { entryId } = await w.demand();
    const [proposed] = (await proposeItem(coordinator, { roundId: draft.id, entryId })).items;
    await db.prisma.boardItem.update({ where: { id: proposed!.id }, data: { consentedAt: await w.now() } });
    await acceptItem(coordinator, { itemId: proposed!.id });
    const round = await announceRound(coordinator, { roundId: draft.id });
    const bid = await bidOn(w, round, proposed!.id, "university");
    await afterClosing(w);
    const id = { roundId: round.id };
    const visit = await openRound(coordinator, id);
    expect([visit.stageKey, visit.allowedActions.includes("endStage")]).toEqual(["visit", true]);
    expect(visit.nextActions.map((a) => a.kind)).toEqual(["end_stage"]);
    await expect(checkBid(coordinator, { bidId: bid.id, result: "pass" })).rejects.toMatchObject({
      reason: "round.not_in_this_stage",
    });
    await expect(endStage(w.as(w.people.poster), id)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await endStage(coordinator, id)).stageKey).toBe("check");
    await checkBid(coordinator, { bidId: bid.id, result: "pass" });
    const resting = await finishCheck(coordinator, id);
    expect([resting.stageKey, resting.stages.find((s) => s.key === "reflect")!.closesAt]).toEqual([
      "reflect",
      instantOf(addDays(MONDAY, 19)).toISOString(),
    ]);
    await expect(endStage(coordinator, id)).rejects.toMatchObject({ reason: "round.not_in_this_stage" });
    await db.moveClock(instantOf(addDays(MONDAY, 19), "00:01"));
    await w.tick();
    const deciding = await getRound(coordinator, id);
    expect([deciding.stageKey, deciding.nextActions.map((a) => a.kind)]).toEqual(["decide", ["decide"]]);
    await decideItem(w.as(w.people.poster), {
      itemId: proposed!.id,
      selected: [{ bidId: bid.id, reason: "plan_convincing", text: "方案成熟" }],
      others: [],
    });
    const noticed = await releaseDecisions(coordinator, { roundId: round.id });
    expect(noticed.stageKey).toBe("notice");
    await db.moveClock(instantOf(addDays(MONDAY, 40), "09:00"));
    await w.tick();
    expect((await getRound(coordinator, id)).stageKey).toBe("confirm");
    await confirmItem(coordinator, { itemId: proposed!.id });
    expect((await getRound(coordinator, id)).stageKey).toBe("confirm");
    const [agreement] = (await listAgreements(w.as(w.people.poster), {})).items;
    const saved = await saveAgreement(w.as(w.people.university), {
      agreementId: agreement!.id,
      version: agreement!.version,
      contractKind: "development_commissioned",
      title: agreement!.title,
      fields: {
        ...agreement!.fields,
        buyer: { ...agreement!.fields.buyer, nature: "150" },
        seller: { ...agreement!.fields.seller, nature: "022" },
        ipOwnership: "共有",
      },
      amount: "800000",
      technologyAmount: "600000",
      signedOn: addDays(MONDAY, 40),
      endsOn: addDays(MONDAY, 400),
    });
    await recordAgreement(coordinator, { agreementId: agreement!.id, version: saved.version });
    const ended = await getRound(coordinator, id);
    expect([ended.state, ended.stageKey, ended.stages.map((s) => s.state)]).toEqual([
      "completed",
      "close",
      [...content.stages.slice(1).map(() => "done"), "active"],
    ]);
    const bundle = await exportBundle(coordinator, id);
    expect((await verifyBundle(bundle)).isOk).toBe(true);
  });
});
