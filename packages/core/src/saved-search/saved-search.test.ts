import { anonymous, type EntryContentInput, systemActor, type UserActor } from "@jiebang/domain";
import { makeEntry, makeOrganisation, makePerson, outbox, testServices, useTestDatabase } from "@jiebang/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { alertSavedSearch, alertSavedSearchesJob } from "./alert-saved-searches.job.ts";
import { composeAlertMailJob } from "./compose-alert-mail.job.ts";
import { removeSavedSearch, saveSearch, updateSavedSearch } from "./save-search.ts";
import { getSearchAlert, listSavedSearches } from "./saved-search.queries.ts";
import { getUnsubscribe, unsubscribe } from "./unsubscribe.ts";

const db = useTestDatabase();
const services = { ...testServices(), publicUrl: "https://jiebang.test" };
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const system = () => createCtx({ db, services }, systemActor("test"));
const nobody = () => createCtx({ db, services }, anonymous);

// Each test looks for a word of its own: the files of one test share a database.
let word: string;
let serial = 0;
let seconds = 0;
let me: UserActor;
beforeEach(async () => {
  word = ["赤玉髓", "蓝田铁", "紫云晶", "玄霜粉", "青瓷釉", "白垩浆", "金丝藤", "银杏酚"][serial++ % 8]!;
  me = await makePerson(db);
  await db.prisma.user.update({ where: { id: me.userId }, data: { email: `${me.userId}@example.test` } });
});
afterEach(() => pass(3600)); // what one test left is older than the look back of the next one's search
async function pass(more: number) {
  seconds += more;
  await db.moveClock(seconds);
}
async function publish(
  content: Partial<EntryContentInput>,
  options: { organisationId?: string; revision?: "draft" | "published"; entry?: object } = {},
) {
  const organisationId = options.organisationId ?? (await makeOrganisation(db)).id;
  const { entryId } = await makeEntry(db, {
    kind: "offer",
    organisationId,
    revision: options.revision ?? "published",
    entry: options.entry,
    content: content as never, // the factory's own shape
  });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  return entryId;
}
const sweep = () => alertSavedSearchesJob.run(system(), {});
const keep = (more: object = {}) =>
  saveSearch(as(me), { name: "我的检索", url: `q=${word}`, cadence: "at_once", ...more });
const notices = async (actor = me) =>
  (await db.prisma.notification.findMany({ where: { userId: actor.userId }, orderBy: { createdAt: "asc" } })).map(
    (row) => (row.params as { n: number }).n,
  );
async function alertsOf(searchId: string) {
  const alerts = await db.prisma.savedSearchAlert.findMany({ where: { searchId }, orderBy: { createdAt: "asc" } });
  return Promise.all(alerts.map((alert) => getSearchAlert(as(me), { alertId: alert.id })));
}
async function mailsOf(actor = me) {
  for (const job of await outbox(db))
    if (job.name === "saved-search.mail") await composeAlertMailJob.run(system(), job.payload);
  return db.prisma.mail.findMany({ where: { userId: actor.userId } });
}

describe("a kept search", () => {
  it("tells at once what is published after it, each entry once, however many look and however often", async () => {
    await publish({ title: `早就有的${word}` });
    await pass(1);
    const { searchId } = await keep();
    await pass(1);
    await publish({ title: `新来的${word}甲` });
    await publish({ title: `新来的${word}乙` });
    await publish({ title: "不相干的" });
    await pass(30);
    await Promise.all([sweep(), sweep(), alertSavedSearch(system(), searchId)]);
    await pass(30);
    await sweep();
    expect(await notices()).toEqual([2]);
    await publish({ title: `又来的${word}` });
    await pass(30);
    await sweep();
    expect(await notices()).toEqual([2, 1]);
    const told = (await alertsOf(searchId)).map((alert) => alert.entries.map((entry) => entry.title).sort());
    expect(told).toEqual([[`新来的${word}乙`, `新来的${word}甲`].sort(), [`又来的${word}`]]);
    expect((await listSavedSearches(as(me), {})).items).toMatchObject([{ searchId, told: 3 }]);
  });

  it("told daily waits for the morning, weekly for Monday, and says nothing when there is nothing", async () => {
    const daily = await keep({ cadence: "daily" });
    const weekly = await saveSearch(as(me), { name: "周", url: `q=${word}&kind=offer`, cadence: "weekly" });
    await publish({ title: `${word}陶土` });
    await pass(60);
    await sweep();
    expect(await notices()).toEqual([]);
    const till = (iso: string | null) => (Date.parse(iso!) - Date.now()) / 1000 - seconds + 5;
    await pass(Math.max(till(daily.nextAt), 0));
    await sweep();
    expect((await alertsOf(daily.searchId)).length).toBe(1);
    await pass(Math.max(till(weekly.nextAt), 0));
    await sweep();
    expect((await alertsOf(weekly.searchId)).map((alert) => alert.entries.length)).toEqual([1]);
    const [again] = (await listSavedSearches(as(me), {})).items.filter((one) => one.searchId === daily.searchId);
    expect(Date.parse(again!.nextAt!)).toBeGreaterThan(Date.parse(daily.nextAt!));
    await pass(8 * 86_400);
    await sweep();
    expect((await alertsOf(daily.searchId)).length).toBe(1);
  });

  it("never tells of a draft, a circle, what is sealed, a hidden poster by name, or what is blocked for one's firm", async () => {
    const firm = await makeOrganisation(db);
    const kin = await makePerson(db, { member: [{ organisationId: firm.id }] });
    const secret = await makeOrganisation(db, { name: `${word}暗影集团` });
    await keep();
    const theirs = await saveSearch(as(kin), { name: "他们的", url: `q=${word}`, cadence: "at_once" });
    await pass(1);
    await publish({ title: `草稿${word}` }, { revision: "draft" });
    await publish({ title: `圈内${word}` }, { entry: { audience: "circle" } });
    await publish({ title: "密封的", body: `${word}配方`, layers: { body: "sealed" } } as never);
    await publish({ title: "隐名的", isPosterHidden: true } as never, { organisationId: secret.id });
    const blocked = await publish({ title: `屏蔽${word}` });
    await db.prisma.$executeRaw`INSERT INTO entry_block (entry_id, organisation_id) VALUES (${blocked}, ${firm.id})`;
    await pass(30);
    await sweep();
    expect(await notices()).toEqual([1]); // the blocked one, which is public for everybody else
    expect(kin.memberships.length).toBe(1);
    expect(await notices(kin)).toEqual([]);
    expect(await db.prisma.savedSearchHit.count({ where: { searchId: theirs.searchId } })).toBe(0);
  });

  it("is quiet once the account is closed, and a mail holds only what may be seen when it is written", async () => {
    const { searchId } = await keep();
    await pass(1);
    const gone = await publish({ title: `将撤回的${word}` });
    await publish({ title: `留下的${word}` });
    await pass(30);
    await sweep();
    await db.prisma.$transaction(async (tx) => {
      await tx.entry.update({ where: { id: gone }, data: { state: "withdrawn" } });
      await refreshEntryIndex(tx, [gone]);
    });
    const [mail] = await mailsOf();
    expect(mail!.subject).toBe("【揭榜】“我的检索”有 1 条新结果");
    expect(mail!.text).toContain(`留下的${word}`);
    expect(mail!.text).not.toContain(`将撤回的${word}`);
    expect(mail!.unsubscribeUrl).toMatch(new RegExp(`^https://jiebang.test/unsubscribe/${searchId}/[\\w-]{43}$`));
    expect(mail!.text).toContain(mail!.unsubscribeUrl!);
    expect(await mailsOf()).toHaveLength(1);
    expect((await alertsOf(searchId))[0]).toMatchObject({ gone: 1, entries: [{ title: `留下的${word}` }] });

    await publish({ title: `更晚的${word}` });
    await db.prisma.user.update({ where: { id: me.userId }, data: { disabledAt: new Date() } });
    await pass(30);
    await sweep();
    expect(await notices()).toEqual([2]);
  });

  it("is stopped by the link of its mail without signing in; looking at the link stops nothing, a guess finds nothing", async () => {
    const { searchId } = await keep();
    await pass(1);
    await publish({ title: `${word}之一` });
    await pass(30);
    await sweep();
    const [mail] = await mailsOf();
    const token = mail!.unsubscribeUrl!.split("/").at(-1)!;
    expect(await getUnsubscribe(nobody(), { searchId, token })).toEqual({ name: "我的检索", isStopped: false });
    await expect(unsubscribe(nobody(), { searchId, token: token.replace(/^./, "_") })).rejects.toMatchObject({
      kind: "not_found",
    });
    expect(await unsubscribe(nobody(), { searchId, token })).toEqual({ name: "我的检索", isStopped: true });
    expect(await unsubscribe(nobody(), { searchId, token })).toEqual({ name: "我的检索", isStopped: true });
    await publish({ title: `${word}之二` });
    await pass(30);
    await sweep();
    expect(await notices()).toEqual([1]);
    // Switched on again, it tells nothing of the time in between.
    const [search] = (await listSavedSearches(as(me), {})).items;
    expect(search).toMatchObject({ cadence: "off", unsubscribedAt: expect.any(String) });
    const { version } = search!;
    await updateSavedSearch(as(me), { searchId, version, name: "还要", cadence: "at_once", byMail: false });
    await expect(
      updateSavedSearch(as(me), { searchId, version, name: "慢了", cadence: "off", byMail: false }),
    ).rejects.toMatchObject({ reason: "common.stale" });
    await pass(1);
    await publish({ title: `${word}之三` });
    await pass(30);
    await sweep();
    expect((await alertsOf(searchId)).at(-1)!.entries.map((entry) => entry.title)).toEqual([`${word}之三`]);
    expect(await mailsOf()).toHaveLength(1);
  });

  it("belongs to one person, is kept once, and goes with all it told", async () => {
    const both = await Promise.allSettled([keep(), keep()]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(keep({ url: `/search?page=2&q=${word}` })).rejects.toMatchObject({ reason: "savedSearch.known" });
    const { searchId, version } = (await listSavedSearches(as(me), {})).items[0]!;
    const other = await makePerson(db);
    await expect(removeSavedSearch(as(other), { searchId })).rejects.toMatchObject({ kind: "not_found" });
    await expect(
      updateSavedSearch(as(other), { searchId, version, name: "x", cadence: "off", byMail: false }),
    ).rejects.toMatchObject({ kind: "not_found" });
    await pass(1);
    await publish({ title: `${word}一条` });
    await pass(30);
    await sweep();
    const [alert] = await alertsOf(searchId);
    await expect(getSearchAlert(as(other), { alertId: alert!.alertId })).rejects.toMatchObject({ kind: "not_found" });
    await removeSavedSearch(as(me), { searchId });
    expect(await db.prisma.savedSearchHit.count({ where: { searchId } })).toBe(0);
    expect(await mailsOf()).toHaveLength(0);
  });

  it("is listed with the same number of queries for one and for fifty", async () => {
    const count = async () => {
      db.resetQueries();
      await listSavedSearches(as(me), { limit: 50 });
      return db.queries.length;
    };
    await keep();
    const one = await count();
    for (let i = 0; i < 49; i++) await saveSearch(as(me), { name: `第${i}`, url: `q=${word}${i}` });
    expect(await count()).toBe(one);
    await expect(keep({ url: "q=再来一个" })).rejects.toMatchObject({ reason: "savedSearch.too_many" });
  });
});
