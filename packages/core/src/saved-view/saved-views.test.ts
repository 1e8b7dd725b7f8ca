import type { UserActor } from "@jiebang/domain";
import { makeJurisdiction, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { beforeEach, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { listSavedViews, removeSavedView, saveView, setDefaultView } from "./saved-views.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);
async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const other = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const of = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  return {
    one: await of(county.id, "county"),
    two: await of(county.id, "county"),
    elsewhere: await of(other.id, "county"),
    city: await of(city.id, "city"),
    member: await makePerson(db),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const names = async (actor: UserActor) =>
  (await listSavedViews(as(actor), { list: "firms" })).map((v) => [v.name, v.isOwn, v.isDefault]);

it("keeps filters for oneself, shares them with one's jurisdiction and the city above, never sideways", async () => {
  await saveView(as(w.one), { list: "firms", name: "我的", search: { tier: "giant" } });
  await saveView(as(w.one), { list: "firms", name: "半年未走访", search: { unvisited: 6 }, isShared: true });
  await saveView(as(w.city), { list: "firms", name: "全市", search: {}, isShared: true });
  expect(await names(w.one)).toEqual([
    ["我的", true, false],
    ["半年未走访", true, false],
    ["全市", false, false],
  ]);
  expect((await names(w.two)).map(([name]) => name)).toEqual(["半年未走访", "全市"]);
  expect((await names(w.elsewhere)).map(([name]) => name)).toEqual(["全市"]);
  expect((await names(w.city)).map(([name]) => name)).toEqual(["全市", "半年未走访"]);
  expect(await names(w.member)).toEqual([]);
  await expect(saveView(as(w.member), { list: "firms", name: "x", search: {}, isShared: true })).rejects.toMatchObject({
    reason: "savedView.share_coordinators_only",
  });
});

it("opens a list with one view per person; the same name replaces; a view goes with everybody's default", async () => {
  await saveView(as(w.one), { list: "firms", name: "甲", search: { q: "a" }, isShared: true, isDefault: true });
  const [view] = await saveView(as(w.one), { list: "firms", name: "甲", search: { q: "b" }, isShared: true });
  expect([view!.search, view!.isDefault]).toEqual([{ q: "b" }, true]);
  await setDefaultView(as(w.two), { list: "firms", viewId: view!.viewId });
  expect(await names(w.two)).toEqual([["甲", false, true]]);
  await expect(setDefaultView(as(w.elsewhere), { list: "firms", viewId: view!.viewId })).rejects.toMatchObject({
    kind: "not_found",
  });
  await expect(removeSavedView(as(w.two), { viewId: view!.viewId })).rejects.toMatchObject({ kind: "not_found" });
  await setDefaultView(as(w.one), { list: "firms", viewId: null });
  expect(await names(w.one)).toEqual([["甲", true, false]]);
  expect(await removeSavedView(as(w.one), { viewId: view!.viewId })).toEqual([]);
  expect(await names(w.two)).toEqual([]);
});
