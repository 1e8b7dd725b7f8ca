import { addDays, instantOf, itemState, type RoundView } from "@jiebang/domain";
import { verifyChain } from "@jiebang/ledger";
import { useTestDatabase } from "@jiebang/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBasis } from "../basis/create-basis.ts";
import { checkBid } from "../bid/check-bid.ts";
import { sealBid } from "../bid/seal-bid.ts";
import { startBid } from "../bid/start-bid.ts";
import { withdrawBid } from "../bid/withdraw-bid.ts";
import { consentItem } from "../board/consent-item.ts";
import { continueItem } from "../board/continue-item.ts";
import { decideItem } from "../board/decide-item.ts";
import { extendItemBids } from "../board/extend-item-bids.ts";
import { failItem } from "../board/fail-item.ts";
import { acceptItem, declineItem } from "../board/judge-item.ts";
import { listItemCandidates } from "../board/list-item-candidates.ts";
import { proposeItem } from "../board/propose-item.ts";
import { loadDueSteps } from "../desk/due-step-providers.ts";
import { fileObjection } from "../objection/raise-objection.ts";
import { exportLedger } from "../procedure/export-ledger.ts";
import { announceRound } from "./announce-round.ts";
import { citeBasis, unciteBasis } from "./cite-basis.ts";
import { cancelRound, failRound } from "./end-round.ts";
import { extendRound } from "./extend-round.ts";
import { finishCheck } from "./finish-check.ts";
import { getRound } from "./get-round.ts";
import { listRounds } from "./list-rounds.ts";
import { openRound } from "./open-round.ts";
import { previewRoundTimeline } from "./preview-timeline.ts";
import { getPublicNotice, getPublicRound } from "./public-round.queries.ts";
import { releaseDecisions } from "./release-decisions.ts";
import { closeSolicitation, startSolicitation } from "./solicitation.ts";
import {
  afterClosing,
  announce,
  bidOn,
  click,
  draft,
  envelopeFor,
  MONDAY,
  makeRoundWorld,
  type RoundWorld,
} from "./testing/round-world.ts";
import { updateRound } from "./update-round.ts";

const db = useTestDatabase();
const at = (days: number, time: string) => instantOf(addDays(MONDAY, days), time);

/** Up to the decision stage with one item and both bidders valid. */
async function toDecision(
  w: RoundWorld,
  more: Parameters<typeof announce>[1] = {},
): Promise<{ round: RoundView; bids: string[] }> {
  const round = await announce(w, more);
  const bids: string[] = [];
  for (const item of round.items)
    for (const who of ["university", "institute"] as const) bids.push((await bidOn(w, round, item.id, who)).id);
  await afterClosing(w);
  await openRound(w.as(w.people.coordinator), { roundId: round.id });
  for (const bidId of bids) await checkBid(w.as(w.people.coordinator), { bidId, result: "pass" });
  return { round: await finishCheck(w.as(w.people.coordinator), { roundId: round.id }), bids };
}
const pick = (bidId: string) => ({ bidId, reason: "plan_convincing" as const, text: "路线可行" });
const pass = (bidId: string) => ({ bidId, reason: "too_early" as const, text: "" });

describe("preparing a round", () => {
  it("shows everything that stands before the announcement, and announces when nothing does", async () => {
    const w = await makeRoundWorld(db);
    await db.moveClock(at(0, "09:00"));
    const ctx = w.as(w.people.coordinator);
    let round = await draft(w, { items: 0 });
    const reasons = (r: RoundView) => r.obstacles.map((o) => o.reason);
    round = await getRound(ctx, { roundId: round.id });
    expect(reasons(round)).toEqual(["round.board_empty"]);
    const old = await createBasis(ctx, {
      documentNo: "旧〔2020〕1 号",
      title: "旧通知",
      issuer: "市工信局",
      validFrom: "2020-01-01",
      validTo: "2025-12-31",
    });
    round = await citeBasis(ctx, { roundId: round.id, basisId: old.id });
    expect(reasons(round)).toEqual(["round.board_empty", "round.basis_expired"]);
    round = await citeBasis(ctx, { roundId: round.id, basisId: old.id, overrideReason: "新办法出台前继续执行" });
    expect(reasons(round)).toEqual(["round.board_empty"]);
    for (const basis of round.bases) round = await unciteBasis(ctx, { roundId: round.id, basisId: basis.id });
    expect(reasons(round)).toEqual(["round.board_empty", "round.basis_missing"]);
    await citeBasis(ctx, { roundId: round.id, basisId: old.id, overrideReason: "新办法出台前继续执行" });
    const update = (more: object) => updateRound(ctx, { roundId: round.id, version: round.version, ...more });
    round = await update({
      phone: null,
      parameters: { bidWindowDays: 20 },
      schedule: { bidClosesAt: at(16, "12:00").toISOString() },
    });
    expect(round.obstacles).toEqual([
      { reason: "round.board_empty", details: {} },
      { reason: "round.office_missing", details: { field: "phone" } },
      { reason: "round.closing_hour", details: { hour: "17:00" } },
    ]);
    round = await update({ phone: "0398-1", schedule: { bidClosesAt: at(16, "17:00").toISOString() } });
    expect(round.obstacles.at(-1)).toEqual({ reason: "round.window_short", details: { days: 20 } });
    await expect(updateRound(ctx, { roundId: round.id, version: 1, title: "别人改过" })).rejects.toMatchObject({
      kind: "conflict",
      reason: "common.stale",
    });
    await expect(update({ schedule: { bidClosesAt: at(-1, "17:00").toISOString() } })).rejects.toMatchObject({
      reason: "round.date_past",
    });
    await expect(update({ schedule: { bidOpensAt: at(20, "09:00").toISOString() } })).rejects.toMatchObject({
      reason: "round.stages_overlap",
    });
    await expect(announceRound(ctx, { roundId: round.id })).rejects.toMatchObject({ reason: "round.board_empty" });
    await expect(getRound(w.as(w.people.poster), { roundId: round.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(update.call(null, { title: "" })).rejects.toThrow();
  });

  it("takes proposals during the solicitation, needs the poster's word, and declines with a reason", async () => {
    const w = await makeRoundWorld(db);
    await db.moveClock(at(0, "09:00"));
    const [ctx, poster] = [w.as(w.people.coordinator), w.as(w.people.poster)];
    const { id: roundId } = await draft(w, { items: 0 });
    const [a, b, c] = [await w.demand(), await w.demand(), await w.demand()];
    await startSolicitation(ctx, { roundId });
    expect((await listItemCandidates(poster, { roundId })).map((e) => e.id)).toEqual(
      expect.arrayContaining([a.entryId, b.entryId, c.entryId]),
    );
    expect(await listItemCandidates(w.as(w.people.university), { roundId })).toEqual([]);
    await proposeItem(poster, { roundId, entryId: a.entryId });
    await expect(proposeItem(poster, { roundId, entryId: a.entryId })).rejects.toMatchObject({
      reason: "board.proposed_already",
    });
    await expect(proposeItem(w.as(w.people.university), { roundId, entryId: b.entryId })).rejects.toMatchObject({
      kind: "not_found",
    });
    let round = await proposeItem(ctx, { roundId, entryId: b.entryId });
    const [itemA, itemB] = [a, b].map((e) => round.items.find((i) => i.entry.id === e.entryId)!.id) as [string, string];
    await expect(acceptItem(ctx, { itemId: itemB })).rejects.toMatchObject({ reason: "board.consent_missing" });
    await expect(consentItem(w.as(w.people.university), { itemId: itemB })).rejects.toMatchObject({
      kind: "not_found",
    });
    await consentItem(poster, { itemId: itemB });
    await acceptItem(ctx, { itemId: itemB });
    await closeSolicitation(ctx, { roundId });
    await expect(proposeItem(poster, { roundId, entryId: c.entryId })).rejects.toMatchObject({
      reason: "round.not_in_this_stage",
    });
    await expect(announceRound(ctx, { roundId })).rejects.toMatchObject({ reason: "round.proposals_undecided" });
    round = await declineItem(ctx, { itemId: itemA, reason: "not_suited", text: "更适合委托服务" });
    expect(
      (await getRound(poster, { roundId })).items.map((i) => [i.state, i.declineReason, i.endText]).sort(),
    ).toEqual(
      [
        ["accepted", null, null],
        ["declined", "not_suited", "更适合委托服务"],
      ].sort(),
    );
    round = await announceRound(ctx, { roundId });
    expect([round.stageKey, round.items.find((i) => i.id === itemB)!.number]).toEqual(["bid", 1]);
    expect((await getRound(w.as(w.people.university), { roundId })).items.map((i) => i.id)).toEqual([itemB]);
  });

  it("keeps its rules for good once announced, against the database's owner too", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    await expect(
      updateRound(w.as(w.people.coordinator), { roundId: round.id, version: round.version, title: "改名" }),
    ).rejects.toMatchObject({ reason: "round.not_in_this_stage" });
    await expect(db.asOwner(`UPDATE procedure SET parameters = '{}' WHERE id = '${round.id}'`)).rejects.toThrow(
      "keeps its rules",
    );
    await expect(
      db.asOwner(`UPDATE board_item SET snapshot = '{}' WHERE procedure_id = '${round.id}'`),
    ).rejects.toThrow("never changed");
    await expect(
      db.asOwner(
        `UPDATE stage SET closes_at = closes_at - interval '1 day' WHERE procedure_id = '${round.id}' AND key = 'bid'`,
      ),
    ).rejects.toThrow("forward");
    await expect(db.prisma.bid.deleteMany()).rejects.toThrow("permission denied");
    await expect(db.prisma.ledgerEvent.updateMany({ data: { type: "x" } })).rejects.toThrow("permission denied");
    await expect(db.asOwner("DELETE FROM ledger_event")).rejects.toThrow("append-only");
    // A new version of the template changes nothing about a round that was made from the old one.
    const old = await db.prisma.templateVersion.findFirstOrThrow({
      where: { version: 1, template: { key: "industry" } },
    });
    const content = structuredClone(old.content) as { parameters: { key: string; default: unknown }[] };
    content.parameters.find((p) => p.key === "noticeDays")!.default = 7;
    await db.prisma.templateVersion.create({
      data: { ...old, id: `tpv_${w.city.code}`, version: 2, content: content as object, hash: "sha-256:2" },
    });
    expect((await getRound(w.as(w.people.coordinator), { roundId: round.id })).values.noticeDays).toBe(5);
    const fresh = await draft(w, { items: 0 });
    expect([fresh.template.version, fresh.values.noticeDays]).toEqual([2, 7]);
    await db.asOwner("ALTER TABLE template_version DISABLE TRIGGER template_version_append_only");
    await db.asOwner(
      `UPDATE template_version SET effective_to = '2020-01-01', effective_from = '2019-01-01' WHERE version = 2`,
    );
    await db.asOwner("ALTER TABLE template_version ENABLE TRIGGER template_version_append_only");
  });

  it("previews the timeline of given parameters by the working calendar", async () => {
    const w = await makeRoundWorld(db);
    await db.moveClock(at(0, "09:00"));
    const timeline = await previewRoundTimeline(w.as(w.people.coordinator), {
      parameters: { bidWindowDays: 10, noticeDays: 3, decideDays: 2, correctionDays: 1 },
    });
    expect(timeline.slice(2).map((s) => [s.key, s.to && new Date(s.to).toISOString(), s.isEstimate])).toEqual(
      [
        ["bid", at(10, "17:00").toISOString(), false],
        ["open", at(12, "00:00").toISOString(), true],
        ["check", at(15, "00:00").toISOString(), true],
        ["decide", at(17, "00:00").toISOString(), true],
        ["notice", at(22, "00:00").toISOString(), true],
        ["confirm", at(23, "00:00").toISOString(), true],
        ["contract", at(53, "00:00").toISOString(), true],
        ["close", null, true],
      ].map(([k, t, e]) => [k, t, e]),
    );
  });
});

describe("deadlines", () => {
  it("move once, forward only, before they pass, with a notice to all", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const ctx = w.as(w.people.coordinator);
    const extend = (closesAt: Date) =>
      extendRound(ctx, { roundId: round.id, closesAt: closesAt.toISOString(), reason: "春节假期顺延" });
    await expect(extend(at(14, "17:00"))).rejects.toMatchObject({ reason: "round.not_forward" });
    await expect(
      extendRound(w.as(w.people.poster), {
        roundId: round.id,
        closesAt: at(20, "17:00").toISOString(),
        reason: "我要延期",
      }),
    ).rejects.toMatchObject({ kind: "forbidden" });
    const bid = await bidOn(w, round, round.items[0]!.id, "university");
    const view = await extend(at(20, "17:00"));
    expect(view.stages.find((s) => s.key === "bid")).toMatchObject({
      closesAt: at(20, "17:00").toISOString(),
      extensions: 1,
    });
    const notice = (await getPublicNotice(db, view.notices[0]!.number))!;
    expect([notice.kind, notice.content.formerClosesAt, notice.content.text]).toEqual([
      "extension",
      at(15, "17:00").toISOString(),
      "春节假期顺延",
    ]);
    expect(
      await db.prisma.notification.count({
        where: { kind: "notify.round_extended", userId: { in: [w.people.university.userId, w.people.poster.userId] } },
      }),
    ).toBe(2);
    await expect(extend(at(25, "17:00"))).rejects.toMatchObject({ reason: "round.extended_already" });
    await db.moveClock(at(16, "09:00"));
    await w.tick();
    expect((await withdrawBid(w.as(w.people.university), { bidId: bid.id })).state).toBe("withdrawn");
    const late = await announce(w);
    await afterClosing(w);
    await expect(
      extendRound(ctx, { roundId: late.id, closesAt: at(30, "17:00").toISOString(), reason: "太迟了" }),
    ).rejects.toMatchObject({ reason: "round.not_in_this_stage" });
  });

  it("with too few bids extend an item once, before anything is opened; others stay closed", async () => {
    const w = await makeRoundWorld(db);
    const ctx = w.as(w.people.coordinator);
    const round = await announce(w, { items: 2, parameters: { minimumValidBids: 2 } });
    const [one, two] = round.items.map((i) => i.id) as [string, string];
    await bidOn(w, round, one, "university");
    for (const who of ["university", "institute"] as const) await bidOn(w, round, two, who);
    await afterClosing(w);
    await w.tick();
    let view = await getRound(ctx, { roundId: round.id });
    expect(view.items.map((i) => i.allowedActions)).toEqual([["extendBids", "continue", "fail"], ["fail"]]);
    await expect(
      extendItemBids(ctx, { itemId: two, closesAt: at(20, "17:00").toISOString(), reason: "不需要" }),
    ).rejects.toMatchObject({ reason: "board.bids_enough" });
    await extendItemBids(ctx, { itemId: one, closesAt: at(20, "17:00").toISOString(), reason: "仅一家揭榜" });
    await expect(openRound(ctx, { roundId: round.id })).rejects.toMatchObject({ reason: "round.extension_running" });
    await expect(
      startBid(w.as(w.people.institute), { itemId: two, organisationId: w.organisations.institute.id }),
    ).rejects.toMatchObject({ reason: "bid.late" });
    await bidOn(w, round, one, "institute");
    await db.moveClock(at(20, "17:00"));
    await expect(bidOn(w, round, one, "institute")).rejects.toMatchObject({ reason: "bid.late" });
    await expect(
      extendItemBids(ctx, { itemId: one, closesAt: at(30, "17:00").toISOString(), reason: "再延" }),
    ).rejects.toMatchObject({ reason: "board.extended_already" });
    view = await openRound(ctx, { roundId: round.id });
    expect(view.items.map((i) => i.sealedBids)).toEqual([2, 2]);
  });

  it("with too few valid bids the item goes on with a reason or fails, and a round without items fails", async () => {
    const w = await makeRoundWorld(db);
    const ctx = w.as(w.people.coordinator);
    const round = await announce(w, { items: 2, parameters: { minimumValidBids: 2 } });
    const [one, two] = round.items.map((i) => i.id) as [string, string];
    const bids = [await bidOn(w, round, one, "university"), await bidOn(w, round, two, "university")];
    await afterClosing(w);
    await openRound(ctx, { roundId: round.id });
    for (const b of bids) await checkBid(ctx, { bidId: b.id, result: "pass" });
    await expect(finishCheck(ctx, { roundId: round.id })).rejects.toMatchObject({
      reason: "round.too_few_bids",
      details: { number: 1, count: 1, minimum: 2 },
    });
    await continueItem(ctx, { itemId: one, reason: "方案完整，发榜方同意继续" });
    await failItem(ctx, { itemId: two, reason: "too_few_bids", text: "有效申请不足两份" });
    expect((await finishCheck(ctx, { roundId: round.id })).stageKey).toBe("decide");
    const ended = await failItem(ctx, { itemId: one, reason: "no_suitable_bid", text: "发榜方未择优" });
    expect([ended.state, ended.endReason, ended.stageKey]).toEqual(["failed", "no_suitable_bid", "close"]);
    expect((await getPublicRound(db, round.number!))!.items.map((i) => [i.state, i.endReason, i.endText])).toEqual([
      ["failed", "no_suitable_bid", "发榜方未择优"],
      ["failed", "too_few_bids", "有效申请不足两份"],
    ]);
  });
});

describe("deciding and releasing", () => {
  it("asks for one to three with reasons and a reason for every other bid", async () => {
    const w = await makeRoundWorld(db);
    const { round, bids } = await toDecision(w, { parameters: { winnersMax: 1 } });
    const [a, b] = bids as [string, string];
    const itemId = round.items[0]!.id;
    const decide = (input: object) => decideItem(w.as(w.people.poster), { itemId, selected: [], others: [], ...input });
    await expect(decide({})).rejects.toMatchObject({ reason: "board.nobody_selected" });
    await expect(decide({ selected: [pick(a)] })).rejects.toMatchObject({
      reason: "board.reason_missing_for_bid",
      details: { count: 1, bidIds: [b] },
    });
    await expect(decide({ selected: [pick(a), pick(b)] })).rejects.toMatchObject({
      reason: "board.too_many_selected",
      details: { max: 1 },
    });
    await expect(decide({ selected: [pick(a), pick(a)] })).rejects.toMatchObject({
      reason: "board.decision_bids_wrong",
    });
    await expect(decide({ selected: [pick("bid_unknown")], others: [pass(a), pass(b)] })).rejects.toMatchObject({
      reason: "board.decision_bids_wrong",
    });
    await expect(
      decideItem(w.as(w.people.coordinator), { itemId, selected: [pick(a)], others: [pass(b)] }),
    ).rejects.toMatchObject({ kind: "forbidden", reason: "board.not_poster" });
    await decide({ selected: [pick(a)], others: [pass(b)] });
    expect((await decide({ selected: [pick(b)], others: [pass(a)] })).items[0]!.selected.map((s) => s.id)).toEqual([
      w.organisations.institute.id,
    ]);
    expect((await getRound(w.as(w.people.university), { roundId: round.id })).items[0]).toMatchObject({
      state: "opened",
      selected: [],
    });
  });

  it("can find nobody suitable: the item fails with the release, and the round with its last item", async () => {
    const w = await makeRoundWorld(db);
    const { round, bids } = await toDecision(w);
    await decideItem(w.as(w.people.poster), {
      itemId: round.items[0]!.id,
      selected: [],
      others: bids.map(pass),
      noneReason: "指标均不满足",
    });
    const view = await releaseDecisions(w.as(w.people.coordinator), { roundId: round.id });
    expect([view.state, view.items[0]!.state, view.items[0]!.endReason, view.items[0]!.endText]).toEqual([
      "failed",
      "failed",
      "no_suitable_bid",
      "指标均不满足",
    ]);
  });

  it("two coordinators who release at once make one version; each bidder hears once", async () => {
    const w = await makeRoundWorld(db);
    const { round, bids } = await toDecision(w);
    await decideItem(w.as(w.people.poster), {
      itemId: round.items[0]!.id,
      selected: [pick(bids[0]!)],
      others: [pass(bids[1]!)],
    });
    const results = await Promise.allSettled(
      [w.people.coordinator, w.people.coordinator2].map((c) => releaseDecisions(w.as(c), { roundId: round.id })),
    );
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((r) => r.status === "rejected")).toMatchObject({
      reason: { reason: "round.nothing_to_release" },
    });
    expect(await db.prisma.release.count({ where: { procedureId: round.id } })).toBe(1);
    expect(
      await db.prisma.notification.count({
        where: { userId: w.people.institute.userId, kind: "notify.bid_not_selected" },
      }),
    ).toBe(1);
  });

  it("an objection blocks its own item only", async () => {
    const w = await makeRoundWorld(db);
    const { round, bids } = await toDecision(w, { items: 2 });
    for (const [i, item] of round.items.entries())
      await decideItem(w.as(w.people.poster), {
        itemId: item.id,
        selected: [pick(bids[2 * i]!)],
        others: [pass(bids[2 * i + 1]!)],
      });
    const released = await releaseDecisions(w.as(w.people.coordinator), { roundId: round.id });
    const notice = released.notices.find((n) => n.kind === "result")!;
    await fileObjection(w.as(w.people.outsider), {
      noticeId: notice.id,
      itemId: round.items[0]!.id,
      text: "入选单位存在未申报的关联。",
    });
    await db.moveClock(at(30, "09:00"));
    await w.tick();
    const view = await getRound(w.as(w.people.coordinator), { roundId: round.id });
    expect(view.items.map((i) => [i.openObjections, i.allowedActions])).toEqual([
      [1, ["fail"]],
      [0, ["fail", "confirm"]],
    ]);
    expect((await loadDueSteps(db.prisma, { jurisdictionIds: [w.city.id] }, 50)).map((s) => s.nextAction)).toEqual([
      "step.answer",
      "step.confirm",
    ]);
    // To those objected to the blocked item looks like any other.
    const seen = await getRound(w.as(w.people.poster), { roundId: round.id });
    expect(seen.items.map((i) => [i.state, i.openObjections, i.allowedActions])).toEqual([
      ["released", null, []],
      ["released", null, []],
    ]);
    expect(JSON.stringify(seen.nextActions)).not.toMatch(/answer|confirm/);
  });
});

describe("an early end", () => {
  it("cancels a draft quietly and a running round with a notice; envelopes stay closed for good", async () => {
    const w = await makeRoundWorld(db);
    const ctx = w.as(w.people.coordinator);
    await db.moveClock(at(0, "09:00"));
    const quiet = await draft(w);
    expect(
      await cancelRound(ctx, { roundId: quiet.id, reason: "basis_withdrawn", text: "依据文件废止" }),
    ).toMatchObject({ state: "cancelled", notices: [], allowedActions: [] });
    const round = await announce(w);
    const bid = await bidOn(w, round, round.items[0]!.id, "university");
    const ended = await cancelRound(ctx, { roundId: round.id, reason: "force_majeure", text: "停产检修" });
    expect([ended.state, ended.stageKey, ended.items[0]!.state, ended.notices[0]!.kind]).toEqual([
      "cancelled",
      "close",
      "cancelled",
      "cancellation",
    ]);
    await expect(withdrawBid(w.as(w.people.university), { bidId: bid.id })).rejects.toMatchObject({ kind: "conflict" });
    await expect(openRound(ctx, { roundId: round.id })).rejects.toMatchObject({ kind: "conflict" });
    await expect(failRound(ctx, { roundId: round.id, reason: "other", text: "再结束一次" })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(db.asOwner(`UPDATE procedure SET state = 'running' WHERE id = '${round.id}'`)).rejects.toThrow(
      "ends once",
    );
    expect(await w.tick()).toBe(0);
  });
});

describe("races", () => {
  it("the clock on two nodes turns each stage once", async () => {
    const w = await makeRoundWorld(db);
    const rounds = [await announce(w), await announce(w), await announce(w)];
    await afterClosing(w);
    const turned = await Promise.all([w.tick(), w.tick(), w.tick()]);
    expect(turned.reduce((a, b) => a + b)).toBe(3);
    for (const { id } of rounds) {
      expect((await getRound(w.as(w.people.coordinator), { roundId: id })).stageKey).toBe("open");
      expect(await db.prisma.ledgerEvent.count({ where: { procedureId: id, type: "stage.turned" } })).toBe(3);
    }
  });

  it("a seal at the deadline is taken or refused, and what was taken is opened", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w);
    const ctx = w.as(w.people.university);
    const bid = await startBid(ctx, { itemId: round.items[0]!.id, organisationId: w.organisations.university.id });
    const envelopes = Array.from({ length: 6 }, () => envelopeFor(round, bid));
    await db.moveClock(new Date(at(15, "17:00").getTime() - 150));
    const results = await Promise.allSettled(
      envelopes.map(async ({ plaintext: _, ...envelope }, i) => {
        await new Promise((done) => setTimeout(done, i * 60));
        await w.tick();
        return sealBid(ctx, { bidId: bid.id, ...envelope, idempotencyKey: click() });
      }),
    );
    const kept = await db.prisma.envelope.findMany({ where: { bidId: bid.id }, orderBy: { seq: "asc" } });
    const taken = results.filter((r) => r.status === "fulfilled");
    expect(kept).toHaveLength(taken.length);
    expect(kept.every((e) => e.sealedAt < at(15, "17:00"))).toBe(true);
    for (const r of results) if (r.status === "rejected") expect(r.reason).toMatchObject({ reason: "bid.late" });
    await db.moveClock(at(15, "17:05"));
    const view = await openRound(w.as(w.people.coordinator), { roundId: round.id });
    expect(view.items[0]!.sealedBids).toBe(taken.length > 0 ? 1 : 0);
  });

  it("a withdrawal against the opening has one winner", async () => {
    const w = await makeRoundWorld(db);
    const round = await announce(w, { parameters: { minimumValidBids: 2 } });
    const bid = await bidOn(w, round, round.items[0]!.id, "university");
    await afterClosing(w);
    await w.tick();
    await extendItemBids(w.as(w.people.coordinator), {
      itemId: round.items[0]!.id,
      closesAt: at(16, "17:00").toISOString(),
      reason: "仅一家揭榜",
    });
    await db.moveClock(new Date(at(16, "17:00").getTime() - 30));
    await Promise.allSettled([
      withdrawBid(w.as(w.people.university), { bidId: bid.id }),
      ...Array.from({ length: 4 }, async (_, i) => {
        await new Promise((done) => setTimeout(done, i * 20));
        return openRound(w.as(w.people.coordinator), { roundId: round.id });
      }),
    ]);
    await db.moveClock(at(16, "17:10"));
    await openRound(w.as(w.people.coordinator), { roundId: round.id }).catch(() => {});
    const after = await db.prisma.bid.findUniqueOrThrow({ where: { id: bid.id } });
    expect([
      ["withdrawn", null, false],
      ["opened", true, true],
    ]).toContainEqual([after.state, after.envelopeId === null ? null : true, after.content !== null]);
    expect(verifyChain((await exportLedger(db, round.id))!).isOk).toBe(true);
  });

  it("any sequence of clock turns only moves forward, and the chain stays whole", async () => {
    const w = await makeRoundWorld(db);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 6 }), async (hops) => {
        const round = await announce(w);
        const order = round.stages.map((s) => s.key);
        let [day, last] = [0, order.indexOf(round.stageKey!)];
        for (const hop of hops) {
          day = Math.max(0, day + hop); // clocks of servers may also be set back
          await db.moveClock(at(day, "18:00"));
          await Promise.all([w.tick(), w.tick()]);
          const { stageKey, stages } = await getRound(w.as(w.people.coordinator), { roundId: round.id });
          const now = order.indexOf(stageKey!);
          expect(now).toBeGreaterThanOrEqual(last);
          expect(stages.filter((s) => s.state === "active")).toHaveLength(1);
          last = now;
        }
        const ledger = (await exportLedger(db, round.id))!;
        expect(verifyChain(ledger)).toMatchObject({ isOk: true });
      }),
      { numRuns: 6 },
    );
  });
});

describe("lists", () => {
  it("take the same number of queries for one round and for many, for one item and for many", async () => {
    const w = await makeRoundWorld(db);
    const ctx = w.as(w.people.coordinator);
    const count = async (work: () => Promise<unknown>) => {
      await work();
      db.resetQueries();
      await work();
      return db.queries.length;
    };
    const small = await announce(w, { items: 1 });
    const [list1, view1, steps1] = [
      await count(() => listRounds(ctx, { limit: 20, offset: 0 })),
      await count(() => getRound(ctx, { roundId: small.id })),
      await count(() => loadDueSteps(db.prisma, { jurisdictionIds: [w.city.id] }, 50)),
    ];
    const large = await announce(w, { items: 12 });
    await announce(w);
    expect([
      await count(() => listRounds(ctx, { limit: 20, offset: 0 })),
      await count(() => getRound(ctx, { roundId: large.id })),
      await count(() => loadDueSteps(db.prisma, { jurisdictionIds: [w.city.id] }, 50)),
    ]).toEqual([list1, view1, steps1]);
    expect(large.items.map((i) => itemState.parse(i.state))).toEqual(Array(12).fill("bidding"));
  });
});
