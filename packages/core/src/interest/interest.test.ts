import { type EntryState, systemActor, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { listOpenings } from "../entry/own-entry.queries.ts";
import { getReaderView } from "../entry/reader-view.ts";
import { withdrawEntry } from "../entry/withdraw-entry.ts";
import { createCtx } from "../kernel/ctx.ts";
import { acceptInterest } from "./accept-interest.ts";
import { answerRateOf, publicAnswerRateOf } from "./answer-rate.ts";
import { declineInterest } from "./decline-interest.ts";
import { expressInterest } from "./express-interest.ts";
import { getInterest, listInterests } from "./interest.queries.ts";
import { interestClockJob } from "./interest-clock.job.ts";
import { openContact } from "./open-contact.ts";
import { withdrawInterest } from "./withdraw-interest.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const county = await makeJurisdiction(db);
  const owner = await makeOrganisation(db, { jurisdictionId: county.id });
  const asker = await makeOrganisation(db, { kind: "university" });
  const third = await makeOrganisation(db);
  const member = (organisationId: string) => makePerson(db, { member: [{ organisationId }] });
  return {
    county,
    owner,
    asker,
    ownerPerson: await member(owner.id),
    askerPerson: await member(asker.id),
    askerPerson2: await member(asker.id),
    thirdPerson: await member(third.id),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    entry: await makeEntry(db, { organisationId: owner.id, jurisdictionId: county.id, revision: "published" }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const questions = { cooperation: "联合开发", unclear: "处理能力上限", about: "冶金学院" };
const ask = (person = w.askerPerson, entryId = w.entry.entryId) =>
  expressInterest(as(person), { entryId, organisationId: w.asker.id, ...questions });

describe("interest", () => {
  it("is due on the tenth working day of the owner, whose vacations do not count", async () => {
    await db.moveClock(new Date("2026-11-23T02:00:00Z")); // a Monday
    expect((await ask()).dueAt).toBe("2026-12-07T15:59:00.000Z");
    await db.prisma.vacation.create({
      data: {
        id: "vac_1",
        organisationId: w.owner.id,
        startsOn: new Date("2026-11-30"),
        endsOn: new Date("2026-12-04"),
      },
    });
    await withdrawInterest(as(w.askerPerson), {
      interestId: (await listInterests(as(w.askerPerson), { side: "asker" })).items[0]!.id,
    });
    expect((await ask()).dueAt).toBe("2026-12-14T15:59:00.000Z");
    await db.moveClock(0);
  });

  it("is one per organisation and entry, however many click at once", async () => {
    const results = await Promise.allSettled([ask(), ask(w.askerPerson2), ask(), ask(w.askerPerson2)]);
    expect(results.map((r) => r.status).sort()).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    await expect(ask()).rejects.toMatchObject({ kind: "conflict", reason: "interest.already_open" });
  });

  it("is not for one's own entry, a foreign organisation, an unclaimed source, nor what is not open", async () => {
    await expect(
      expressInterest(as(w.ownerPerson), { entryId: w.entry.entryId, organisationId: w.owner.id, ...questions }),
    ).rejects.toThrow("interest.own_entry");
    await expect(ask(w.thirdPerson)).rejects.toThrow("interest.not_member");
    const source = await makeOrganisation(db, { source: `s${Math.random()}` });
    const imported = await makeEntry(db, { organisationId: source.id, revision: "published" });
    await expect(ask(w.askerPerson, imported.entryId)).rejects.toThrow("interest.unclaimed");
    for (const state of ["expired", "matched"] satisfies EntryState[]) {
      const other = await makeEntry(db, { organisationId: w.owner.id, revision: "published", entry: { state } });
      await expect(ask(w.askerPerson, other.entryId)).rejects.toThrow("interest.entry_not_open");
    }
    for (const revision of ["draft", "submitted"] as const) {
      const hidden = await makeEntry(db, { organisationId: w.owner.id, revision });
      await expect(ask(w.askerPerson, hidden.entryId)).rejects.toMatchObject({ kind: "not_found" });
    }
  });

  it("does not exist for third parties, and the coordinator only looks on", async () => {
    const { id: interestId } = await ask();
    await expect(getInterest(as(w.thirdPerson), { interestId })).rejects.toMatchObject({ kind: "not_found" });
    for (const side of ["owner", "asker"] as const)
      expect(await listInterests(as(w.thirdPerson), { side })).toEqual({ total: 0, items: [] });
    expect((await getInterest(as(w.countyPerson), { interestId })).allowedActions).toEqual([]);
    await expect(acceptInterest(as(w.countyPerson), { interestId })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(acceptInterest(as(w.askerPerson), { interestId })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(openContact(as(w.countyPerson), { interestId })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("gives contacts only after the acceptance, and the owner sees who opened them", async () => {
    const { id: interestId } = await ask();
    for (const person of [w.askerPerson, w.ownerPerson])
      await expect(openContact(as(person), { interestId })).rejects.toThrow("interest.not_accepted");
    await acceptInterest(as(w.ownerPerson), { interestId, text: "欢迎来谈" });
    expect(await openContact(as(w.askerPerson), { interestId })).toEqual({
      organisationName: w.owner.name,
      name: "王老师",
      phone: "0398-2188888",
      email: null,
    });
    expect((await openContact(as(w.ownerPerson), { interestId })).organisationName).toBe(w.asker.name);
    const openings = await listOpenings(as(w.ownerPerson), { entryId: w.entry.entryId, limit: 10, offset: 0 });
    expect(openings.items.map((o) => [o.userName, o.organisationName, o.layer])).toEqual([
      [w.askerPerson.name, w.asker.name, "sealed"],
    ]);
  });

  it("keeps a hidden poster hidden until the acceptance, in every answer the asker gets", async () => {
    const hidden = await makeEntry(db, {
      organisationId: w.owner.id,
      jurisdictionId: w.county.id,
      revision: "published",
      content: { isPosterHidden: true },
    });
    const seen = [await ask(w.askerPerson, hidden.entryId)] as unknown[];
    const interestId = (seen[0] as { id: string }).id;
    seen.push(await getInterest(as(w.askerPerson), { interestId }));
    seen.push(await listInterests(as(w.askerPerson), { side: "asker" }));
    seen.push(await getReaderView(as(w.askerPerson), { entryId: hidden.entryId }));
    seen.push(await db.prisma.notification.findMany({ where: { userId: w.askerPerson.userId } }));
    for (const secret of [w.owner.name, w.owner.id, "王老师", "2188888"])
      expect(JSON.stringify(seen)).not.toContain(secret);
    await acceptInterest(as(w.ownerPerson), { interestId });
    expect((await getInterest(as(w.askerPerson), { interestId })).entry.organisationName).toBe(w.owner.name);
  });

  it("is asked on a page that bears the published title and poster, and of a hidden poster only its kind", async () => {
    const make = (isPosterHidden: boolean) =>
      makeEntry(db, {
        organisationId: w.owner.id,
        jurisdictionId: w.county.id,
        revision: "published",
        content: { title: "发布时的标题", titleEn: "The published title", isPosterHidden },
      });
    const heads = await Promise.all(
      [await make(false), await make(true)].map(async ({ entryId }) => {
        const { kind, title, titleEn, poster } = await getReaderView(as(w.askerPerson), { entryId });
        return { kind, title, titleEn, poster };
      }),
    );
    const { name, kind } = w.owner;
    const head = { kind: "offer", title: "发布时的标题", titleEn: "The published title" };
    expect(heads).toEqual([
      { ...head, poster: { isHidden: false, name, nameEn: null, kind } },
      { ...head, poster: { isHidden: true, name: null, nameEn: null, kind } },
    ]);
  });

  it("is answered once: of an acceptance and a refusal at the same moment one counts", async () => {
    const { id: interestId } = await ask();
    const results = await Promise.allSettled([
      acceptInterest(as(w.ownerPerson), { interestId }),
      declineInterest(as(w.ownerPerson), { interestId, reason: "capacity", text: "今年排满" }),
      withdrawInterest(as(w.askerPerson), { interestId }),
    ]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  });

  it("is declined with a coded reason and words, never with silence", async () => {
    const { id: interestId } = await ask();
    await expect(declineInterest(as(w.ownerPerson), { interestId, reason: "capacity", text: " " })).rejects.toThrow(
      "interest.text_missing",
    );
    const declined = await declineInterest(as(w.ownerPerson), { interestId, reason: "capacity", text: "今年排满" });
    expect([declined.state, declined.reason, declined.answer]).toEqual(["declined", "capacity", "今年排满"]);
  });

  it("ends with the entry, and the asker is told", async () => {
    const { id: interestId } = await ask();
    await withdrawEntry(as(w.ownerPerson), { entryId: w.entry.entryId, reason: "out_of_date" });
    expect(await getInterest(as(w.askerPerson), { interestId })).toMatchObject({
      state: "declined",
      reason: "no_longer_offered",
    });
    const told = await db.prisma.notification.findMany({ where: { userId: w.askerPerson.userId } });
    expect(told.map((n) => n.kind)).toEqual(["notify.interest_ended"]);
  });

  it("reminds before the day and tells owner and county once after it", async () => {
    await ask();
    const run = () => interestClockJob.run(createCtx({ db, services }, systemActor("interest.clock")), {});
    const kinds = async (person: UserActor) =>
      (await db.prisma.notification.findMany({ where: { userId: person.userId }, orderBy: { id: "asc" } })).map(
        (n) => n.kind,
      );
    await run();
    expect(await kinds(w.ownerPerson)).toEqual(["notify.interest_received"]);
    const interest = (await listInterests(as(w.ownerPerson), {})).items[0]!;
    for (const hours of [-24, 1, 2]) {
      await db.moveClock(new Date(Date.parse(interest.dueAt) + hours * 3_600_000));
      await run();
    }
    expect(await kinds(w.ownerPerson)).toEqual([
      "notify.interest_received",
      "notify.interest_remind",
      "notify.interest_overdue",
    ]);
    expect(await kinds(w.countyPerson)).toEqual(["notify.interest_overdue_desk"]);
    expect((await listInterests(as(w.ownerPerson), { isOverdue: true })).total).toBe(1);
    await db.moveClock(0);
  });

  it("counts answers in time over answers due, without those taken back, and says nothing in public below five", async () => {
    const at = (days: number) => new Date(Date.now() + days * 86_400_000);
    const row = (n: number, state: string, dueAt: Date, answeredAt: Date | null) => ({
      id: `int_${w.entry.entryId}_${n}`,
      entryId: w.entry.entryId,
      organisationId: w.asker.id,
      userId: w.askerPerson.userId,
      cooperation: "a",
      unclear: "",
      about: "b",
      state,
      dueAt,
      answeredAt,
    });
    await db.prisma.interest.createMany({
      data: [
        row(1, "accepted", at(-1), at(-2)),
        row(2, "declined", at(-1), at(-2)),
        row(3, "declined", at(-2), at(-1)),
        row(4, "withdrawn", at(-2), null),
      ],
    });
    expect(await answerRateOf(db, w.owner.id)).toEqual({ due: 3, inTime: 2, late: 1, unanswered: 0, rate: null });
    expect(await publicAnswerRateOf(db, w.owner.id)).toEqual({ due: 0, inTime: 0, late: 0, unanswered: 0, rate: null });
    await db.prisma.interest.createMany({
      data: [row(5, "open", at(-1), null), row(6, "accepted", at(5), at(-1))],
    });
    expect(await publicAnswerRateOf(db, w.owner.id)).toEqual({ due: 5, inTime: 3, late: 1, unanswered: 1, rate: 0.6 });
  });

  it("lists 1 and 40 with the same number of queries", async () => {
    const count = async () => {
      db.resetQueries();
      const page = await listInterests(as(w.ownerPerson), { limit: 50 });
      return [page.items.length, db.queries.length];
    };
    await ask();
    expect(await count()).toEqual([1, 1]);
    await db.prisma.interest.createMany({
      data: Array.from({ length: 39 }, (_, n) => ({
        id: `int_n${w.entry.entryId}_${n}`,
        entryId: w.entry.entryId,
        organisationId: w.asker.id,
        userId: w.askerPerson.userId,
        cooperation: "a",
        unclear: "",
        about: "b",
        state: "declined",
        dueAt: new Date(),
      })),
    });
    expect(await count()).toEqual([40, 1]);
  });
});
