import { dayOf, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { redeemInvitation } from "../account/redeem-invitation.ts";
import { loadActor } from "../identity/load-actor.ts";
import { createCtx } from "../kernel/ctx.ts";
import { listMessages } from "../message/message.queries.ts";
import { readMessages } from "../message/read-messages.ts";
import { sendMessage } from "../message/send-message.ts";
import { acceptInterest } from "./accept-interest.ts";
import { declineInterest } from "./decline-interest.ts";
import { expressInterest } from "./express-interest.ts";
import { getInterest, listInterests } from "./interest.queries.ts";
import { inviteInventor } from "./invite-inventor.ts";
import { outcomeDueSteps } from "./outcome-due-steps.ts";
import { recordOutcome } from "./record-outcome.ts";
import { listRouteCandidates } from "./route.queries.ts";
import { endRoute, routeInterest } from "./route-interest.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld({ isPosterHidden = false } = {}) {
  const county = await makeJurisdiction(db);
  const owner = await makeOrganisation(db, { kind: "university", jurisdictionId: county.id });
  const asker = await makeOrganisation(db);
  const member = (organisationId: string, name?: string) => makePerson(db, { member: [{ organisationId }], name });
  const world = {
    county,
    owner,
    asker,
    office: await member(owner.id, "周科长"),
    colleague: await member(owner.id, "李教授"),
    asking: await member(asker.id, "孙工"),
    stranger: await makePerson(db),
    coordinator: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
  };
  const { entryId } = await makeEntry(db, {
    organisationId: owner.id,
    jurisdictionId: county.id,
    kind: "offer",
    revision: "published",
    content: {
      isPosterHidden,
      detail: {
        inventors: [
          { name: "李教授", unit: "", title: "" },
          { name: "赵博士", unit: "", title: "" },
        ],
      },
    },
  });
  const { id: interestId } = await expressInterest(as(world.asking), {
    entryId,
    organisationId: asker.id,
    cooperation: "联合开发",
    about: "冶炼厂",
  });
  return { ...world, entryId, interestId };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const said = (text: string, clientId = `client-${Math.random()}`) => ({ interestId: w.interestId, text, clientId });
const noticesOf = async (person: UserActor) =>
  (await db.prisma.notification.findMany({ where: { userId: person.userId }, orderBy: { createdAt: "asc" } })).map(
    (n) => n.kind,
  );

describe("routing to inventors", () => {
  it("offers the members and the inventors whom the entry names, those without an account by a code", async () => {
    expect(await listRouteCandidates(as(w.office), w)).toEqual([
      { userId: w.office.userId, name: "周科长", isInventor: false },
      { userId: w.colleague.userId, name: "李教授", isInventor: true },
      { userId: null, name: "赵博士", isInventor: true },
    ]);
    await expect(listRouteCandidates(as(w.asking), w)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("brings an inventor without an account to this interest and to nothing else, with the office in copy", async () => {
    const other = await makeEntry(db, { organisationId: w.owner.id, revision: "published" });
    const second = await expressInterest(as(w.asking), {
      entryId: other.entryId,
      organisationId: w.asker.id,
      cooperation: "a",
      about: "b",
    });
    const { code } = await inviteInventor(as(w.office), { interestId: w.interestId, name: "赵博士", mayAnswer: true });
    const taken = await redeemInvitation(as(w.stranger), { code }, { ip: "10.0.0.9" });
    expect(taken).toEqual({
      organisationId: w.owner.id,
      organisationName: w.owner.name,
      role: null,
      interestId: w.interestId,
    });
    const inventor = (await loadActor(db, { userId: w.stranger.userId }))!;
    expect(inventor.memberships).toEqual([]);
    expect((await listInterests(as(inventor), { side: "owner" })).items.map((i) => [i.id, i.side])).toEqual([
      [w.interestId, "inventor"],
    ]);
    await expect(getInterest(as(inventor), { interestId: second.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(
      routeInterest(as(inventor), { interestId: w.interestId, userId: w.colleague.userId }),
    ).rejects.toMatchObject({ kind: "forbidden" });
    await acceptInterest(as(inventor), { interestId: w.interestId, text: "可以谈" });
    expect(await noticesOf(w.office)).toContain("notify.interest_answered_by");
    expect(await noticesOf(w.asking)).toContain("notify.interest_accepted");
    await expect(redeemInvitation(as(w.coordinator), { code }, { ip: "10.0.0.9" })).rejects.toThrow(
      "invitation.code_unknown",
    );
  });

  it("lets an inventor answer only where the office allows it, and see nothing more once it has ended", async () => {
    const helper = await makePerson(db, { member: [{ organisationId: w.owner.id }] });
    await routeInterest(as(w.office), { interestId: w.interestId, userId: helper.userId, note: "请看一下" });
    await db.prisma.membership.updateMany({ where: { userId: helper.userId }, data: { endedAt: new Date() } });
    const former = { ...helper, memberships: [] };
    expect(await getInterest(as(former), w)).toMatchObject({ side: "inventor", allowedActions: ["send_message"] });
    await expect(
      declineInterest(as(former), { interestId: w.interestId, reason: "capacity", text: "忙" }),
    ).rejects.toThrow("interest.owner_answers");
    const { routes } = await getInterest(as(w.office), w);
    await endRoute(as(w.office), { interestId: w.interestId, routeId: routes[0]!.id });
    await expect(getInterest(as(former), w)).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("messages inside an interest", () => {
  it("are said once however often they are sent, and counted as unread for the other side only", async () => {
    await Promise.all(
      Array.from({ length: 4 }, () => sendMessage(as(w.asking), said("能否先寄样品？", "client-same"))),
    );
    await sendMessage(as(w.office), said("可以，下周寄。"));
    const { items, total } = await listMessages(as(w.asking), { interestId: w.interestId });
    expect(total).toBe(2);
    expect(items.map((m) => [m.side, m.isMine, m.senderName, m.text])).toEqual([
      ["owner", false, "周科长", "可以，下周寄。"],
      ["asker", true, "孙工", "能否先寄样品？"],
    ]);
    expect((await getInterest(as(w.asking), w)).messages).toMatchObject({ count: 2, unread: 1 });
    expect((await getInterest(as(w.colleague), w)).messages).toMatchObject({ count: 2, unread: 1 });
    await readMessages(as(w.asking), w);
    expect((await getInterest(as(w.asking), w)).messages).toMatchObject({ count: 2, unread: 0 });
  });

  it("give one notice for all that is unread, and the next one after the person has looked", async () => {
    for (const text of ["一", "二", "三"]) await sendMessage(as(w.asking), said(text));
    const count = async () => (await noticesOf(w.colleague)).filter((k) => k === "notify.message_received").length;
    expect(await count()).toBe(1);
    await readMessages(as(w.colleague), w);
    await sendMessage(as(w.asking), said("四"));
    expect(await count()).toBe(2);
  });

  it("are read by the two parties alone, and end with the interest", async () => {
    await sendMessage(as(w.asking), said("金丝雀留言"));
    await expect(listMessages(as(w.coordinator), { interestId: w.interestId })).rejects.toThrow("message.parties_only");
    expect(JSON.stringify(await getInterest(as(w.coordinator), w))).not.toContain("金丝雀");
    await expect(listMessages(as(w.stranger), { interestId: w.interestId })).rejects.toMatchObject({
      kind: "not_found",
    });
    await declineInterest(as(w.office), { interestId: w.interestId, reason: "capacity", text: "忙" });
    await expect(sendMessage(as(w.asking), said("再问一句"))).rejects.toThrow("interest.over");
    expect((await listMessages(as(w.asking), { interestId: w.interestId })).total).toBe(1);
  });

  it("keep the name of a hidden poster's people until the acceptance", async () => {
    w = await makeWorld({ isPosterHidden: true });
    await sendMessage(as(w.office), said("请问处理量多大？"));
    const names = async () =>
      (await listMessages(as(w.asking), { interestId: w.interestId })).items.map((m) => m.senderName);
    expect(await names()).toEqual([null]);
    await acceptInterest(as(w.office), { interestId: w.interestId });
    expect(await names()).toEqual(["周科长"]);
  });
});

describe("what came of it", () => {
  const today = () => dayOf(new Date());

  it("is recorded by either side after the acceptance, and what was recorded stands", async () => {
    const outcome = { interestId: w.interestId, happenedOn: today() };
    await expect(recordOutcome(as(w.asking), { ...outcome, kind: "talking" })).rejects.toThrow("interest.not_accepted");
    await acceptInterest(as(w.office), { interestId: w.interestId });
    await expect(recordOutcome(as(w.asking), { ...outcome, kind: "ended" })).rejects.toThrow(
      "interest.ended_reason_missing",
    );
    await expect(
      recordOutcome(as(w.asking), { ...outcome, kind: "talking", happenedOn: "2099-01-01" }),
    ).rejects.toThrow("interest.outcome_in_future");
    await recordOutcome(as(w.asking), { ...outcome, kind: "visited", note: "看了中试线" });
    const after = await recordOutcome(as(w.office), { ...outcome, kind: "contract", amount: "350000.00" });
    expect(after.outcomes.map((o) => [o.side, o.kind, o.amount, o.note])).toEqual([
      ["owner", "contract", "350000.00", ""],
      ["asker", "visited", null, "看了中试线"],
    ]);
    expect(after).toMatchObject({ outcome: "contract", outcomeDueOn: null });
    await expect(db.asOwner("UPDATE interest_outcome SET note = 'x'")).rejects.toThrow();
  });

  it("may mark the entry as matched: others who wait are told, nobody asks any more", async () => {
    const third = await makeOrganisation(db);
    const thirdPerson = await makePerson(db, { member: [{ organisationId: third.id }] });
    const ask = () =>
      expressInterest(as(thirdPerson), { entryId: w.entryId, organisationId: third.id, cooperation: "a", about: "b" });
    const waiting = await ask();
    await acceptInterest(as(w.office), { interestId: w.interestId });
    const contract = { interestId: w.interestId, happenedOn: today(), kind: "contract" as const, marksMatched: true };
    await expect(recordOutcome(as(w.asking), contract)).rejects.toThrow("interest.owner_matches");
    await recordOutcome(as(w.office), contract);
    expect((await db.prisma.entry.findUniqueOrThrow({ where: { id: w.entryId } })).state).toBe("matched");
    expect(await getInterest(as(thirdPerson), { interestId: waiting.id })).toMatchObject({
      state: "declined",
      reason: "no_longer_offered",
    });
    await expect(ask()).rejects.toThrow("interest.entry_not_open");
  });

  it("is asked for sixty days after the acceptance, until somebody says how it ended", async () => {
    await acceptInterest(as(w.office), { interestId: w.interestId });
    const due = () => outcomeDueSteps(db.prisma, { organisationIds: [w.owner.id] }, 10);
    expect(await due()).toEqual([]);
    await db.moveClock(58 * 86_400);
    expect((await due()).map((s) => s.nextAction)).toEqual(["desk.next.record_outcome"]);
    await recordOutcome(as(w.office), {
      interestId: w.interestId,
      kind: "ended",
      reason: "price",
      happenedOn: today(),
    });
    expect(await due()).toEqual([]);
    await db.moveClock(0);
  });
});
