import { anonymous, systemActor, type UserActor } from "@jiebang/domain";
import { makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeEach, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { forgetOldSearchesJob, forgetSearches, keepSearches, listSearchHistory, noteSearch } from "./search-history.ts";

const db = useTestDatabase();
const as = (actor: UserActor) => createCtx({ db, services: testServices() }, actor);
let me: UserActor;
let other: UserActor;
beforeEach(async () => {
  me = await makePerson(db);
  other = await makePerson(db);
});
const urls = async (actor: UserActor) =>
  (await listSearchHistory(as(actor), {})).items.map((row) => [row.url, row.times]);

it("is one's own: newest first, one line for one search, nothing of people without an account", async () => {
  await noteSearch(as(me), "q=a&page=2");
  await noteSearch(as(me), "q=b");
  await noteSearch(as(me), "q=b&sort=money");
  await db.moveClock(90);
  await noteSearch(as(me), "/search?q=a");
  await noteSearch(as(me), "page=3");
  await noteSearch({ db, actor: anonymous }, "q=c");
  expect(await urls(me)).toEqual([
    ["q=a", 2],
    ["q=b", 1],
  ]);
  await db.moveClock(0);
  expect(await urls(other)).toEqual([]);
  expect(await db.prisma.searchHistory.count({ where: { url: "q=c" } })).toBe(0);
  const [line] = (await listSearchHistory(as(me), {})).items;
  await expect(forgetSearches(as(other), { historyId: line!.historyId })).rejects.toMatchObject({ kind: "not_found" });
  expect(await forgetSearches(as(other), {})).toEqual({ forgotten: 0 });
  await forgetSearches(as(me), { historyId: line!.historyId });
  expect(await urls(me)).toEqual([["q=b", 1]]);
});

it("is forgotten and kept no more when its owner says so, and begins anew when they change their mind", async () => {
  await noteSearch(as(me), "q=a");
  await keepSearches(as(me), { isKept: false });
  await noteSearch(as(me), "q=b");
  expect(await listSearchHistory(as(me), {})).toEqual({ items: [], total: 0, isKept: false, days: 90 });
  await keepSearches(as(me), { isKept: true });
  await noteSearch(as(me), "q=c");
  expect(await urls(me)).toEqual([["q=c", 1]]);
});

it("is gone after ninety days and holds the newest two hundred, whether or not the night has swept", async () => {
  await noteSearch(as(me), "q=old");
  await db.moveClock(91 * 86_400);
  expect(await urls(me)).toEqual([]);
  for (let i = 0; i < 205; i++) await noteSearch(as(me), `q=${i}`);
  await forgetOldSearchesJob.run(createCtx({ db, services: testServices() }, systemActor("test")), {});
  expect(await db.prisma.searchHistory.count({ where: { userId: me.userId } })).toBe(200);
  expect((await urls(me))[0]).toEqual(["q=204", 1]);
  await db.moveClock(0);
});
