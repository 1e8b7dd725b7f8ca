import { addDays, instantOf } from "@jiebang/domain";
import { useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { checkBid } from "../bid/check-bid.ts";
import { confirmItem } from "../board/confirm-item.ts";
import { decideItem } from "../board/decide-item.ts";
import { finishCheck } from "../round/finish-check.ts";
import { getRound } from "../round/get-round.ts";
import { openRound } from "../round/open-round.ts";
import { releaseDecisions } from "../round/release-decisions.ts";
import { afterClosing, announce, bidOn, MONDAY, makeRoundWorld } from "../round/testing/round-world.ts";
import { answerObjection } from "./answer-objection.ts";
import { listObjections } from "./list-objections.ts";
import { enterPaperObjection, fileObjection } from "./raise-objection.ts";
import { withdrawObjection } from "./withdraw-objection.ts";

const db = useTestDatabase();
const text = "入选方案与公开资料不一致，请核实。";

/** One item on notice, the university selected. */
async function onNotice() {
  const w = await makeRoundWorld(db);
  const coordinator = w.as(w.people.coordinator);
  const round = await announce(w);
  const itemId = round.items[0]!.id;
  const bid = await bidOn(w, round, itemId, "university");
  await afterClosing(w);
  await openRound(coordinator, { roundId: round.id });
  await checkBid(coordinator, { bidId: bid.id, result: "pass" });
  await finishCheck(coordinator, { roundId: round.id });
  await decideItem(w.as(w.people.poster), {
    itemId,
    selected: [{ bidId: bid.id, reason: "team_strong", text: "团队强" }],
  });
  const released = await releaseDecisions(coordinator, { roundId: round.id });
  return { w, coordinator, roundId: round.id, itemId, noticeId: released.notices.find((n) => n.kind === "result")!.id };
}

describe("an objection", () => {
  it("on paper is entered by a coordinator, answered in working days, and dismissed lets the item go on", async () => {
    const { w, coordinator, itemId, noticeId, roundId } = await onNotice();
    const paper = { noticeId, itemId, objectorName: "张三", text };
    await expect(enterPaperObjection(w.as(w.people.outsider), paper)).rejects.toMatchObject({ kind: "forbidden" });
    const objection = await enterPaperObjection(coordinator, paper);
    // Raised on Tuesday the 16th: ten working days end on the 30th.
    expect(objection).toMatchObject({
      channel: "paper",
      objectorName: "张三",
      state: "open",
      dueAt: instantOf(addDays(MONDAY, 30)).toISOString(),
    });
    await db.moveClock(instantOf(addDays(MONDAY, 24), "09:00"));
    await expect(confirmItem(coordinator, { itemId })).rejects.toMatchObject({ reason: "board.objection_open" });
    const answer = {
      objectionId: objection.id,
      outcome: "dismissed",
      reason: "facts_not_confirmed",
      answer: "经核实不属实。",
    } as const;
    expect(await answerObjection(w.as(w.people.coordinator2), answer)).toMatchObject({
      state: "dismissed",
      allowedActions: [],
    });
    await expect(answerObjection(coordinator, answer)).rejects.toMatchObject({ reason: "objection.answered" });
    expect((await confirmItem(coordinator, { itemId })).items[0]!.state).toBe("confirmed");
    expect((await listObjections(coordinator, { roundId })).items.map((o) => o.state)).toEqual(["dismissed"]);
  });

  it("can be taken back by its author; one who answers cannot be its author", async () => {
    const { w, noticeId, itemId } = await onNotice();
    const objection = await fileObjection(w.as(w.people.coordinator2), { noticeId, itemId, text });
    const answer = {
      objectionId: objection.id,
      outcome: "dismissed",
      reason: "outside_scope",
      answer: "不予受理。",
    } as const;
    await expect(answerObjection(w.as(w.people.coordinator2), answer)).rejects.toMatchObject({
      reason: "objection.own_answer",
    });
    await expect(withdrawObjection(w.as(w.people.coordinator), { objectionId: objection.id })).rejects.toMatchObject({
      kind: "forbidden",
    });
    expect((await withdrawObjection(w.as(w.people.coordinator2), { objectionId: objection.id })).state).toBe(
      "withdrawn",
    );
    await expect(answerObjection(w.as(w.people.coordinator), answer)).rejects.toMatchObject({
      reason: "objection.answered",
    });
  });

  it("upheld may end its item, and of two answers at once one counts", async () => {
    const { w, noticeId, itemId, roundId } = await onNotice();
    const { id: objectionId } = await fileObjection(w.as(w.people.outsider), { noticeId, itemId, text });
    const answer = {
      objectionId,
      outcome: "upheld",
      reason: "rule_broken",
      answer: "违反回避规则。",
      consequence: "fail_item",
    } as const;
    const both = await Promise.allSettled(
      [w.people.coordinator, w.people.coordinator2].map((c) => answerObjection(w.as(c), answer)),
    );
    expect(both.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected"]);
    const round = await getRound(w.as(w.people.coordinator), { roundId });
    expect([round.state, round.items[0]!.state, round.items[0]!.endReason]).toEqual([
      "failed",
      "failed",
      "objection_upheld",
    ]);
    expect(
      await db.prisma.notification.count({
        where: { userId: w.people.outsider.userId, kind: "notify.objection_answered" },
      }),
    ).toBe(1);
    expect(
      await db.prisma.notification.count({
        where: {
          userId: { in: [w.people.poster.userId, w.people.university.userId] },
          kind: { contains: "objection" },
        },
      }),
    ).toBe(0);
  });
});
