import type { BulkAction, UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { getOwnEntry } from "../entry/own-entry.queries.ts";
import { createCtx } from "../kernel/ctx.ts";
import { continueBulkChange, getBulkChange, previewBulkChange, runBulkChange } from "./change-many.ts";

const db = useTestDatabase();
const services = testServices();
const as = (actor: UserActor) => createCtx({ db, services }, actor);

async function makeWorld() {
  const city = await makeJurisdiction(db, { level: "city" });
  const county = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = await makeOrganisation(db, { jurisdictionId: county.id });
  return {
    county,
    organisation,
    member: await makePerson(db, { member: [{ organisationId: organisation.id }] }),
    stranger: await makePerson(db, { member: [{ organisationId: (await makeOrganisation(db)).id }] }),
    countyPerson: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
  };
}
let w: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  w = await makeWorld();
});
const make = (revision: Parameters<typeof makeEntry>[1]["revision"], content: object = {}) =>
  makeEntry(db, { organisationId: w.organisation.id, jurisdictionId: w.county.id, revision, content });
const run = (entryIds: string[], change: BulkAction, actor = w.member) =>
  runBulkChange(as(actor), { entryIds, change });
const edit = (changes: object): BulkAction => ({ action: "edit", changes });
const own = (entryId: string) => getOwnEntry(as(w.member), { entryId });
const inMonths = (n: number) => new Date(Date.now() + n * 30 * 86_400_000).toISOString().slice(0, 10);

describe("changing many entries at once", () => {
  it("writes to drafts, publishes harmless fields at once, hands the rest in, and leaves alone what is being vetted", async () => {
    const ids = [await make("draft"), await make("published"), await make("submitted")].map((e) => e.entryId);
    const harmless = edit({ contactName: "赵主任", contactPhone: "0398-2000000" });
    const preview = await previewBulkChange(as(w.member), { entryIds: ids, change: harmless });
    expect(preview.results.map((r) => [r.outcome, r.reason, r.fields.map((f) => f.field)])).toEqual([
      ["draft_changed", null, ["contactName", "contactPhone"]],
      ["published_changed", null, ["contactName", "contactPhone"]],
      ["refused", "entry.bulk_in_vetting", []],
    ]);
    expect((await own(ids[1]!)).revision.content.contactName).toBe("王老师");
    const done = await run(ids, harmless);
    expect([done.state, done.results]).toEqual(["done", preview.results]);
    const standing = await own(ids[1]!);
    expect([
      standing.state,
      standing.revision.no,
      standing.revision.state,
      standing.revision.content.contactName,
    ]).toEqual(["published", 2, "published", "赵主任"]);
    expect(standing.history.map((d) => [d.step, d.action])).toEqual([["direct", "publish"]]);
    expect(standing.revisions.map((r) => r.state)).toEqual(["published", "superseded"]);

    const vetted = await run(ids, edit({ cooperationModes: ["equity"] }));
    expect(vetted.results.map((r) => r.outcome)).toEqual(["draft_changed", "to_vetting", "refused"]);
    const after = await own(ids[1]!);
    expect([
      after.state,
      after.publishedRevisionNo,
      after.revision.state,
      after.revision.content.cooperationModes,
    ]).toEqual(["published", 2, "submitted", ["equity"]]);
    const told = await db.prisma.notification.findMany({ where: { userId: w.countyPerson.userId } });
    expect(told.map((n) => [n.kind, (n.params as { count: number }).count])).toEqual([["notify.entries_submitted", 1]]);
  });

  it("renews and withdraws by the rules of one, in words per entry", async () => {
    const ids = [await make("published"), await make("draft")].map((e) => e.entryId);
    const renewed = await run(ids, { action: "renew", validUntil: inMonths(6) });
    expect(renewed.results.map((r) => [r.outcome, r.reason])).toEqual([
      ["renewed", null],
      ["refused", "entry.bulk_not_standing"],
    ]);
    await expect(run(ids, { action: "renew", validUntil: "2001-01-01" })).rejects.toThrow("entry.validity_past");
    const gone = await run(ids, { action: "withdraw", reason: "done", text: "已转化" });
    expect(gone.results.map((r) => r.outcome)).toEqual(["withdrawn", "refused"]);
    expect((await own(ids[0]!)).endReason).toBe("done: 已转化");
  });

  it("hands in what is complete and says why the rest is not", async () => {
    const ids = [await make("draft"), await make("draft", { title: "", summary: "", detail: {} })].map(
      (e) => e.entryId,
    );
    const done = await run(ids, { action: "submit" });
    expect(done.results.map((r) => [r.outcome, r.reason])).toEqual([
      ["submitted", null],
      ["refused", "entry.not_ready"],
    ]);
  });

  it("touches nothing when one of them is not the own, and shows results to nobody else", async () => {
    const mine = await make("draft");
    const foreign = await makeEntry(db, { organisationId: (await makeOrganisation(db)).id });
    await expect(run([mine.entryId, foreign.entryId], edit({ contactName: "赵主任" }))).rejects.toMatchObject({
      kind: "not_found",
    });
    expect((await own(mine.entryId)).revision.content.contactName).toBe("王老师");
    const { changeId } = await run([mine.entryId], edit({ contactName: "赵主任" }));
    await expect(getBulkChange(as(w.stranger), { changeId: changeId! })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("gives one of two who change the same at once a refusal, and every entry one change", async () => {
    const { entryId } = await make("published");
    const results = await Promise.all([
      run([entryId], edit({ contactName: "甲" })),
      run([entryId], edit({ contactName: "乙" })),
    ]);
    const outcomes = results.map((r) => r.results[0]!.outcome).sort();
    expect([
      ["published_changed", "published_changed"],
      ["published_changed", "refused"],
    ]).toContainEqual(outcomes);
    expect(await db.prisma.revision.count({ where: { entryId, state: "published" } })).toBe(1);
  });

  it("works through more than fifty in the background, and goes on where a killed process stopped", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push((await make("draft")).entryId);
    const begun = await run(ids, edit({ contactName: "赵主任" }));
    expect([begun.state, begun.done, begun.total]).toEqual(["running", 0, 60]);
    const changeId = begun.changeId!;
    // A worker that was believed dead comes back beside the one that took over.
    await Promise.all([continueBulkChange(as(w.member), changeId), continueBulkChange(as(w.member), changeId)]);
    const done = await getBulkChange(as(w.member), { changeId });
    expect([done.state, done.done, done.results.map((r) => r.entryId)]).toEqual(["done", 60, ids]);
    expect(new Set(done.results.map((r) => r.outcome))).toEqual(new Set(["draft_changed"]));
    const versions = await db.prisma.revision.findMany({
      where: { entryId: { in: ids } },
      select: { lockVersion: true },
    });
    expect(new Set(versions.map((v) => v.lockVersion))).toEqual(new Set([2]));
  });
});
