import { addDays, instantOf, publicRound } from "@jiebang/domain";
import { verifyBundle, verifyChain, verifyReceipt } from "@jiebang/ledger";
import { auditActions, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { listAgreements } from "../agreement/list-agreements.ts";
import { abandonAgreement, recordAgreement } from "../agreement/record-agreement.ts";
import { saveAgreement } from "../agreement/save-agreement.ts";
import { checkBid } from "../bid/check-bid.ts";
import { getBid } from "../bid/get-bid.ts";
import { sealBid } from "../bid/seal-bid.ts";
import { startBid } from "../bid/start-bid.ts";
import { confirmItem } from "../board/confirm-item.ts";
import { decideItem } from "../board/decide-item.ts";
import { failItem } from "../board/fail-item.ts";
import { listItemBids } from "../board/list-item-bids.ts";
import { exportBundle } from "../bundle/export-bundle.ts";
import { loadDueSteps } from "../desk/due-step-providers.ts";
import { getNotice } from "../notice/get-notice.ts";
import { answerObjection } from "../objection/answer-objection.ts";
import { getObjection, listObjections } from "../objection/list-objections.ts";
import { fileObjection } from "../objection/raise-objection.ts";
import { exportLedger } from "../procedure/export-ledger.ts";
import { finishCheck } from "./finish-check.ts";
import { getRound } from "./get-round.ts";
import { openRound } from "./open-round.ts";
import { getPublicNotice, getPublicRound, listPublicNotices, listPublicRounds } from "./public-round.queries.ts";
import { releaseDecisions } from "./release-decisions.ts";
import { announce, bidOn, CANARY, click, envelopeFor, MONDAY, makeRoundWorld } from "./testing/round-world.ts";

const db = useTestDatabase();

describe("a whole round", () => {
  it("goes from the announcement to recorded agreements: five demands, three bidders, one late, one related", async () => {
    const w = await makeRoundWorld(db);
    const { coordinator, poster, university, institute, related, outsider } = w.people;
    let round = await announce(w, { items: 5 });
    const [one, two, three, four, five] = round.items as [
      (typeof round.items)[0],
      (typeof round.items)[0],
      (typeof round.items)[0],
      (typeof round.items)[0],
      (typeof round.items)[0],
    ];
    expect(round).toMatchObject({
      state: "running",
      stageKey: "bid",
      number: "JB-2027-00001",
      allowedActions: expect.arrayContaining(["extend", "cancel"]),
    });
    expect(round.items.map((i) => [i.number, i.state])).toEqual([
      [1, "bidding"],
      [2, "bidding"],
      [3, "bidding"],
      [4, "bidding"],
      [5, "bidding"],
    ]);

    // Bids: the university on 1-3, the institute on 1 and 2; the related company is refused with the evidence.
    const u1 = await bidOn(w, round, one.id, "university");
    const i1 = await bidOn(w, round, one.id, "institute");
    const u2 = await bidOn(w, round, two.id, "university");
    const i2 = await bidOn(w, round, two.id, "institute");
    const u3 = await bidOn(w, round, three.id, "university");
    expect(u1.receipt && verifyReceipt(u1.receipt)).toBe(true);
    await expect(
      startBid(w.as(related), { itemId: one.id, organisationId: w.organisations.related.id }),
    ).rejects.toMatchObject({
      kind: "conflict",
      reason: "bid.related_party",
      details: { kind: "shareholding", evidence: "发榜方持股 51%" },
    });
    // The institute begins on item 4 and comes too late.
    const late = await startBid(w.as(institute), { itemId: four.id, organisationId: w.organisations.institute.id });
    await db.moveClock(instantOf(addDays(MONDAY, 15), "17:00"));
    const { plaintext: _, ...envelope } = envelopeFor(round, late);
    await expect(
      sealBid(w.as(institute), { bidId: late.id, ...envelope, idempotencyKey: click() }),
    ).rejects.toMatchObject({
      kind: "conflict",
      reason: "bid.late",
      details: { closedAt: "2027-03-16 17:00:00" },
    });

    // Nobody reads a bid before the opening, and then those who may.
    round = await getRound(w.as(coordinator), { roundId: round.id });
    expect([round.stageKey, round.items.map((i) => i.sealedBids)]).toEqual(["open", [2, 2, 1, 0, 0]]);
    await expect(listItemBids(w.as(coordinator), { itemId: one.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(listItemBids(w.as(poster), { itemId: one.id })).rejects.toMatchObject({ kind: "not_found" });
    expect((await loadDueSteps(db.prisma, { jurisdictionIds: [w.city.id] }, 50)).map((s) => s.nextAction)).toEqual([
      "step.open",
    ]);
    round = await openRound(w.as(coordinator), { roundId: round.id });
    expect(round.stageKey).toBe("check");
    expect((await listItemBids(w.as(poster), { itemId: one.id })).map((b) => [b.state, b.content?.title])).toEqual([
      ["opened", `${CANARY}标题`],
      ["opened", `${CANARY}标题`],
    ]);
    await expect(listItemBids(w.as(university), { itemId: one.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(getBid(w.as(university), { bidId: i1.id })).rejects.toMatchObject({ kind: "not_found" });
    expect((await getBid(w.as(university), { bidId: u1.id })).content).toEqual(u1.plaintext.content);

    // Formal check; items 4 and 5 had no bid and fail.
    expect(round.obstacles.map((o) => [o.reason, o.details.number])).toEqual([
      ["round.bids_unchecked", 1],
      ["round.bids_unchecked", 2],
      ["round.bids_unchecked", 3],
      ["round.item_without_bids", 4],
      ["round.item_without_bids", 5],
    ]);
    await expect(finishCheck(w.as(coordinator), { roundId: round.id })).rejects.toMatchObject({
      reason: "round.bids_unchecked",
    });
    for (const bid of [u1, i1, u2, i2, u3]) await checkBid(w.as(coordinator), { bidId: bid.id, result: "pass" });
    for (const item of [four, five])
      await failItem(w.as(coordinator), { itemId: item.id, reason: "too_few_bids", text: "无人揭榜" });
    round = await finishCheck(w.as(coordinator), { roundId: round.id });
    expect([round.stageKey, round.items.map((i) => i.state)]).toEqual([
      "decide",
      ["opened", "opened", "opened", "failed", "failed"],
    ]);

    // The poster decides; it stays pending until all are released together.
    const pick = (bidId: string) => ({ bidId, reason: "targets_met_best" as const, text: "指标最高" });
    const pass = (bidId: string) => ({ bidId, reason: "another_fits_better" as const, text: "方案略逊" });
    await decideItem(w.as(poster), { itemId: one.id, selected: [pick(u1.id)], others: [pass(i1.id)] });
    await decideItem(w.as(poster), { itemId: two.id, selected: [pick(u2.id), pick(i2.id)], others: [] });
    await expect(releaseDecisions(w.as(coordinator), { roundId: round.id })).rejects.toMatchObject({
      reason: "round.items_undecided",
      details: { count: 1 },
    });
    await decideItem(w.as(poster), { itemId: three.id, selected: [pick(u3.id)], others: [] });
    expect(await getBid(w.as(institute), { bidId: i1.id })).toMatchObject({
      state: "opened",
      decision: null,
      checks: [],
    });
    expect((await getPublicRound(db, round.number!))!.items.map((i) => [i.state, i.selected])).toEqual([
      ["opened", []],
      ["opened", []],
      ["opened", []],
      ["failed", []],
      ["failed", []],
    ]);
    await db.moveClock(instantOf(addDays(MONDAY, 22), "10:00")); // a Tuesday
    round = await releaseDecisions(w.as(coordinator), { roundId: round.id });
    expect(round.releases.map((r) => r.version)).toEqual([1]);
    expect(await getBid(w.as(institute), { bidId: i1.id })).toMatchObject({
      state: "not_selected",
      decision: { outcome: "not_selected", reason: "another_fits_better", text: "方案略逊" },
    });

    // The notice: five working days, office and supervisor, no losing bidder.
    const result = round.notices.find((n) => n.kind === "result")!;
    const notice = (await getPublicNotice(db, result.number))!;
    expect(notice).toMatchObject({
      closesOn: "2027-03-30",
      workingDays: 5,
      isOpen: true,
      content: {
        office: {
          acceptingOffice: "测试市工业和信息化局",
          phone: "0398-2800001",
          address: "崤山路 1 号",
          supervisorPhone: "0398-2800002",
        },
      },
    });
    expect(notice.content.items[0]!.selected.map((s) => s.name)).toEqual([w.organisations.university.name]);
    expect(JSON.stringify(notice.content.items[0])).not.toContain(w.organisations.institute.name);

    // An objection of the losing institute blocks item 1 only and is hidden from those objected to.
    const objection = await fileObjection(w.as(institute), {
      noticeId: notice.id,
      itemId: one.id,
      organisationId: w.organisations.institute.id,
      text: "入选方案的指标数据与公开论文不一致。",
    });
    for (const concerned of [poster, university]) {
      await expect(getObjection(w.as(concerned), { objectionId: objection.id })).rejects.toMatchObject({
        kind: "not_found",
      });
      expect(await listObjections(w.as(concerned), {})).toEqual({ items: [], total: 0 });
      expect((await getRound(w.as(concerned), { roundId: round.id })).items[0]!.openObjections).toBeNull();
    }
    await expect(
      fileObjection(w.as(poster), { noticeId: notice.id, itemId: one.id, text: "我方自己提出的异议内容。" }),
    ).rejects.toMatchObject({ reason: "objection.own_item" });
    await expect(getObjection(w.as(outsider), { objectionId: objection.id })).rejects.toMatchObject({
      kind: "not_found",
    });
    expect((await getNotice(w.as(university), { number: notice.number })).objectableItemIds).toEqual([]);

    await db.moveClock(instantOf("2027-03-31", "08:00"));
    expect(await w.tick()).toBe(1);
    await expect(
      fileObjection(w.as(outsider), { noticeId: notice.id, itemId: two.id, text: "公示期结束后提出的异议。" }),
    ).rejects.toMatchObject({ reason: "objection.notice_over" });
    await expect(confirmItem(w.as(coordinator), { itemId: one.id })).rejects.toMatchObject({
      reason: "board.objection_open",
    });
    await confirmItem(w.as(coordinator), { itemId: two.id });
    round = await confirmItem(w.as(coordinator), { itemId: three.id });
    expect([round.stageKey, round.items.map((i) => i.state)]).toEqual([
      "confirm",
      ["released", "confirmed", "confirmed", "failed", "failed"],
    ]);

    // Upheld: the item is decided again and released as version 2 with its own notice.
    await answerObjection(w.as(coordinator), {
      objectionId: objection.id,
      outcome: "upheld",
      reason: "facts_confirmed",
      answer: "经核实，数据不一致。",
    });
    await decideItem(w.as(poster), {
      itemId: one.id,
      selected: [pick(i1.id)],
      others: [{ bidId: u1.id, reason: "targets_not_met", text: "数据不实" }],
    });
    await expect(releaseDecisions(w.as(coordinator), { roundId: round.id })).rejects.toMatchObject({
      reason: "round.changelog_missing",
    });
    round = await releaseDecisions(w.as(coordinator), {
      roundId: round.id,
      changelog: "第 1 号榜题异议成立，重新选定。",
    });
    expect(round.releases.map((r) => [r.version, r.changelog])).toEqual([
      [2, "第 1 号榜题异议成立，重新选定。"],
      [1, "首次发布"],
    ]);
    await expect(confirmItem(w.as(coordinator), { itemId: one.id })).rejects.toMatchObject({
      reason: "board.notice_running",
    });
    await db.moveClock(instantOf("2027-04-20", "08:00"));
    round = await confirmItem(w.as(coordinator), { itemId: one.id });
    expect(round.stageKey).toBe("contract");
    expect(
      (await db.prisma.entry.findMany({ where: { id: { in: [one, two, three].map((i) => i.entry.id) } } })).map(
        (e) => e.state,
      ),
    ).toEqual(["matched", "matched", "matched"]);

    // Agreements: parties fill in, the coordinator records; one of the two winners of item 2 does not sign.
    const { items: agreements } = await listAgreements(w.as(poster), {});
    expect(agreements).toHaveLength(4);
    for (const a of agreements) {
      if (a.itemId === two.id && a.bidder.id === w.organisations.institute.id) {
        await abandonAgreement(w.as(coordinator), { agreementId: a.id, text: "双方未就费用达成一致" });
        continue;
      }
      await expect(recordAgreement(w.as(coordinator), { agreementId: a.id, version: a.version })).rejects.toMatchObject(
        { reason: "agreement.incomplete" },
      );
      const fields = {
        ...a.fields,
        buyer: { ...a.fields.buyer, nature: "150" },
        seller: { ...a.fields.seller, nature: "022" },
        ipOwnership: "共有",
      };
      const saved = await saveAgreement(w.as(a.bidder.id === w.organisations.university.id ? university : institute), {
        agreementId: a.id,
        version: a.version,
        contractKind: "development_commissioned",
        title: a.title,
        fields,
        amount: "800000",
        technologyAmount: "600000",
        signedOn: "2027-04-19",
        endsOn: "2028-04-18",
      });
      expect(saved.missing).toEqual([]);
      await expect(recordAgreement(w.as(poster), { agreementId: a.id, version: saved.version })).rejects.toMatchObject({
        kind: "forbidden",
      });
      await recordAgreement(w.as(coordinator), { agreementId: a.id, version: saved.version });
    }
    round = await getRound(w.as(coordinator), { roundId: round.id });
    expect([
      round.state,
      round.stageKey,
      round.items.map((i) => i.state),
      round.allowedActions,
      round.nextActions,
    ]).toEqual(["completed", "close", ["contracted", "contracted", "contracted", "failed", "failed"], [], []]);

    // The public sees the result; the chain verifies and holds the head that each notice printed.
    const page = publicRound.parse(await getPublicRound(db, round.number!));
    expect(page.items.map((i) => [i.state, i.selected.map((s) => s.name), i.agreementCount])).toEqual([
      ["contracted", [w.organisations.institute.name], 1],
      ["contracted", [w.organisations.university.name, w.organisations.institute.name], 1],
      ["contracted", [w.organisations.university.name], 1],
      ["failed", [], 0],
      ["failed", [], 0],
    ]);
    const ledger = (await exportLedger(db, round.id))!;
    expect(verifyChain(ledger)).toEqual({
      isOk: true,
      seq: page.ledger.seq,
      head: page.ledger.head,
      signed: ledger.signatures.length,
    });
    for (const row of (await listPublicNotices(db, { limit: 50, offset: 0 })).items.filter(
      (n) => n.roundNumber === round.number,
    )) {
      const printed = (await getPublicNotice(db, row.number))!.ledger!;
      expect(verifyChain(ledger, { head: printed }).isOk).toBe(true);
    }
    expect(verifyChain(ledger, { head: u1.receipt!.ledger }).isOk).toBe(true);
    const bundle = await exportBundle(w.as(outsider), { roundId: round.id });
    expect(verifyBundle(JSON.parse(JSON.stringify(bundle)), { receipts: [u1.receipt!, i2.receipt!] })).toEqual({
      isOk: true,
      round: round.number,
      seq: page.ledger.seq,
      head: page.ledger.head,
      counted: {
        events: ledger.events.length,
        signatures: ledger.signatures.length,
        items: 5,
        bids: 5,
        releases: 2,
        notices: round.notices.length,
      },
    });
    expect(
      (await listPublicRounds(db, { limit: 20, offset: 0 })).items.map((r) => [
        r.number,
        r.state,
        r.itemCount,
        r.sealedBids,
      ]),
    ).toEqual([[round.number, "completed", 5, 5]]);
    expect(await auditActions(db, round.id)).toEqual([
      "round.create",
      "round.announce",
      "round.open",
      "round.finish_check",
      "round.release",
      "round.release",
    ]);
    await db.moveClock(0);
  });
});
