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
import { getReaderView } from "../entry/reader-view.ts";
import { createCtx } from "../kernel/ctx.ts";
import { listMessages } from "../message/message.queries.ts";
import { sendMessage } from "../message/send-message.ts";
import { acceptEngagement, endEngagement, inviteManager } from "../technology-manager/engage.ts";
import { registerTechnologyManager } from "../technology-manager/technology-managers.ts";
import { acceptInterest } from "./accept-interest.ts";
import { expressInterest } from "./express-interest.ts";
import { getInterest, listInterests } from "./interest.queries.ts";
import { openContact } from "./open-contact.ts";
import { recordOutcome } from "./record-outcome.ts";
import { routeInterest } from "./route-interest.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld({ isPosterHidden = false } = {}) {
  const city = await makeJurisdiction(db, { level: "city" });
  const owner = await makeOrganisation(db, { kind: "university", jurisdictionId: city.id });
  const member = (organisationId: string, name: string) => makePerson(db, { member: [{ organisationId }], name });
  const askers = [await makeOrganisation(db), await makeOrganisation(db)] as const;
  const coordinator = await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  const manager = await makePerson(db, { name: "尹经理" });
  const { email } = await db.prisma.user.findUniqueOrThrow({ where: { id: manager.userId } });
  const { managerId } = await registerTechnologyManager(as(coordinator), { identifier: email!, speciality: "选矿" });
  const { entryId } = await makeEntry(db, {
    organisationId: owner.id,
    jurisdictionId: city.id,
    revision: "published",
    content: { isPosterHidden },
  });
  return {
    owner,
    askers,
    manager,
    managerId,
    entryId,
    office: await member(owner.id, "周科长"),
    early: await member(askers[0].id, "早问的人"),
    late: await member(askers[1].id, "晚问的人"),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const ask = async (actor: UserActor) =>
  (
    await expressInterest(as(actor), {
      entryId: w.entryId,
      organisationId: actor.memberships[0]!.organisationId,
      cooperation: "联合中试",
      about: "冶炼厂",
    })
  ).id;
async function attach(more: { mayAnswer?: boolean } = {}) {
  const ref = await inviteManager(as(w.office), { managerId: w.managerId, entryId: w.entryId, ...more });
  return acceptEngagement(as(w.manager), ref);
}
const reasonOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "done",
    (e) => e.reason ?? e.kind,
  );
const linksOf = async (person: UserActor) =>
  (await db.prisma.notification.findMany({ where: { userId: person.userId }, orderBy: { createdAt: "asc" } })).map(
    (n) => n.kind,
  );

describe("a technology manager at an entry", () => {
  it("helps with the interests asked from then on, whose askers were told before, and with no earlier one", async () => {
    const early = await ask(w.early);
    expect((await getReaderView(as(w.late), { entryId: w.entryId })).managers).toEqual([]);
    await attach();
    expect((await getReaderView(as(w.late), { entryId: w.entryId })).managers).toEqual([{ name: "尹经理" }]);
    const late = await ask(w.late);
    const seen = await listInterests(as(w.manager), { entryId: w.entryId });
    expect(seen.items.map((i) => [i.id, i.side, i.allowedActions])).toEqual([[late, "manager", ["send_message"]]]);
    expect(seen.items[0]).toMatchObject(
      await getInterest(as(w.manager), { interestId: late }).then(({ id }) => ({ id })),
    );
    expect(await reasonOf(getInterest(as(w.manager), { interestId: early }))).toBe("common.not_found");
    expect(await linksOf(w.manager)).toContain("notify.interest_received");
    // Both parties see who reads along.
    for (const actor of [w.office, w.late])
      expect((await getInterest(as(actor), { interestId: late })).managers).toMatchObject([
        { name: "尹经理", mayAnswer: false, hasAskerConsent: false },
      ]);
  });

  it("writes between the two, who both hear it, and leaves with the word of one side", async () => {
    const engagement = await attach();
    const interestId = await ask(w.late);
    await sendMessage(as(w.manager), { interestId, text: "我先约一次三方通话", clientId: "client-manager-1" });
    for (const actor of [w.office, w.late]) {
      const { items } = await listMessages(as(actor), { interestId });
      expect(items.map((m) => [m.side, m.senderName, m.text])).toEqual([["manager", "尹经理", "我先约一次三方通话"]]);
      expect((await getInterest(as(actor), { interestId })).messages.unread).toBe(1);
      expect(await linksOf(actor)).toContain("notify.message_received");
    }
    await sendMessage(as(w.late), { interestId, text: "周四上午可以", clientId: "client-asker-01" });
    expect((await getInterest(as(w.manager), { interestId })).messages).toMatchObject({ count: 2, unread: 1 });
    await endEngagement(as(w.office), engagement);
    expect(await reasonOf(listMessages(as(w.manager), { interestId }))).toBe("common.not_found");
    expect((await listInterests(as(w.manager), {})).total).toBe(0);
    expect((await listMessages(as(w.late), { interestId })).total).toBe(2);
  });

  it("answers only where that was agreed, and the office is in copy", async () => {
    const engagement = await attach();
    const interestId = await ask(w.late);
    expect(await reasonOf(acceptInterest(as(w.manager), { interestId }))).toBe("interest.owner_answers");
    await endEngagement(as(w.office), engagement);
    const agreed = await attach({ mayAnswer: true });
    expect(agreed.mayAnswer).toBe(true);
    const next = await ask(w.early);
    await acceptInterest(as(w.manager), { interestId: next, text: "可以" });
    expect((await getInterest(as(w.early), { interestId: next })).state).toBe("accepted");
    expect(await linksOf(w.office)).toContain("notify.interest_answered_by");
    const { outcomes } = await recordOutcome(as(w.manager), {
      interestId: next,
      kind: "talking",
      happenedOn: (
        await db.prisma.$queryRaw<
          { d: string }[]
        >`SELECT to_char(app_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS d`
      )[0]!.d,
    });
    expect(outcomes.map((o) => [o.side, o.kind])).toEqual([["manager", "talking"]]);
  });

  it("opens contact data of the asker only with the asker's own consent, for an earlier interest too", async () => {
    await attach();
    const interestId = await ask(w.late);
    await acceptInterest(as(w.office), { interestId });
    expect((await getInterest(as(w.manager), { interestId })).allowedActions).toEqual([
      "send_message",
      "record_outcome",
    ]);
    expect(await reasonOf(openContact(as(w.manager), { interestId }))).toBe("interest.manager_without_asker");
    const atInterest = await inviteManager(as(w.late), { managerId: w.managerId, interestId });
    await acceptEngagement(as(w.manager), atInterest);
    expect(await reasonOf(openContact(as(w.manager), { interestId }))).toBe("interest.manager_without_asker");
    await acceptEngagement(as(w.office), atInterest);
    expect((await openContact(as(w.manager), { interestId })).organisationName).toBe(w.askers[1].name);
  });

  it("is let answer by the owner alone, and invited to a kept poster only after the acceptance", async () => {
    const open = await ask(w.late);
    const invite = (interestId: string, mayAnswer = false) =>
      reasonOf(inviteManager(as(w.late), { managerId: w.managerId, interestId, mayAnswer }));
    expect(await invite(open, true)).toBe("technologyManager.owner_lets_answer");
    w = await makeWorld({ isPosterHidden: true });
    await attach();
    const { managers } = await getReaderView(as(w.late), { entryId: w.entryId });
    expect(managers).toEqual([{ name: null }]);
    const kept = await ask(w.late);
    await sendMessage(as(w.manager), { interestId: kept, text: "先说规模", clientId: "client-manager-2" });
    const seen = [
      await getInterest(as(w.late), { interestId: kept }),
      await listMessages(as(w.late), { interestId: kept }),
    ];
    for (const secret of ["尹经理", w.owner.name, w.owner.id]) expect(JSON.stringify(seen)).not.toContain(secret);
    expect(await invite(kept)).toBe("technologyManager.poster_kept");
    await acceptInterest(as(w.office), { interestId: kept });
    expect(await invite(kept)).toBe("done");
  });
});

it("an inventor who helps opens the contact of who asked, and the opening is not written down as the asker's", async () => {
  const interestId = await ask(w.late);
  const inventor = await makePerson(db, { member: [{ organisationId: w.owner.id }], name: "李教授" });
  await routeInterest(as(w.office), { interestId, userId: inventor.userId });
  await acceptInterest(as(w.office), { interestId });
  // Works for the house no longer; helps with this one interest.
  const helper: UserActor = { ...inventor, memberships: [] };
  expect((await openContact(as(helper), { interestId })).organisationName).toBe(w.askers[1].name);
  expect(await db.prisma.layerOpening.count({ where: { entryId: w.entryId } })).toBe(0);
});

it("a manager's list takes as many queries for one interest as for many", async () => {
  await attach();
  await ask(w.late);
  const count = async () => {
    db.resetQueries();
    await listInterests(as(w.manager), { limit: 50 });
    return db.queries.length;
  };
  const one = await count();
  for (let i = 0; i < 12; i++) {
    const organisation = await makeOrganisation(db);
    await ask(await makePerson(db, { member: [{ organisationId: organisation.id }] }));
  }
  expect((await listInterests(as(w.manager), { limit: 50 })).total).toBe(13);
  expect(await count()).toBe(one);
});
