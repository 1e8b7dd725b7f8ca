import { anonymous } from "@jiebang/domain";
import { makeEntry, makeOrganisation, testServices, useTestDatabase } from "@jiebang/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { searchEngineOf, useMeilisearch } from "../search/search-engine.ts";
import { searchEntries } from "../search/search-entries.ts";
import { compareIndex } from "./compare-index.ts";
import { clientOf, connectMeilisearch } from "./connection.ts";
import { type Feeder, startFeeder } from "./feeder.ts";
import { readIndexState, wantRebuild } from "./index-state.ts";

const url = process.env.MEILI_TEST_URL;

/** Skipped without MEILI_TEST_URL: what a real server does with what we send is all that counts here. */
describe.skipIf(!url)("a real Meilisearch server", { timeout: 90_000 }, () => {
  const db = useTestDatabase();
  const address = { url: url ?? "", key: process.env.MEILI_TEST_KEY, index: `feeder_${process.pid}` };
  const connection = url ? connectMeilisearch(address) : undefined;
  let feeders: Feeder[] = [];
  const start = () =>
    feeders.push(startFeeder({ db, databaseUrl: db.url, connection: connection!, warn: (e) => console.error(e) }));
  beforeAll(() => useMeilisearch(db, address));
  afterAll(async () => {
    await Promise.all(feeders.map((feeder) => feeder.stop()));
    await clientOf(address).deleteIndexIfExists(address.index);
  });

  const touch = (id: string) => db.prisma.$transaction((tx) => refreshEntryIndex(tx, [id]));
  async function publish(title: string): Promise<string> {
    const organisation = await makeOrganisation(db);
    const content = { title, keywords: [], summary: "一句话" };
    const { entryId } = await makeEntry(db, { organisationId: organisation.id, revision: "published", content });
    await touch(entryId);
    return entryId;
  }
  const settled = () =>
    expect
      .poll(async () => [(await readIndexState(db)).state, await db.prisma.searchDirty.count()], { timeout: 60_000 })
      .toEqual(["ready", 0]);
  const differences = async () => {
    const { missing, stale, left } = await compareIndex(db, connection!.keeper());
    return [...missing, ...stale, ...left];
  };

  it("is filled with what was there before it came, then with each change; two feeders take turns", async () => {
    const before = await publish("先有的传感器");
    start();
    start();
    await expect.poll(async () => (await readIndexState(db)).built_at !== null, { timeout: 60_000 }).toBe(true);
    await settled();
    const after = await publish("后来的传感器");
    await db.prisma.entry.update({ where: { id: before }, data: { state: "withdrawn" } });
    await touch(before);
    await settled();
    expect(await differences()).toEqual([]);
    const { hits, degraded } = await searchEntries(createCtx({ db, services: testServices() }, anonymous), {
      query: "传感器",
    });
    expect({ ids: hits.map((hit) => hit.id), degraded }).toEqual({ ids: [after], degraded: false });
  });

  it("is built anew beside itself while people write, and loses nothing", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) ids.push(await publish(`重建之前${i}`));
    await settled();
    await wantRebuild(db);
    for (let i = 0; i < 10; i++) {
      await publish(`重建之中${i}`);
      await touch(ids[i]!);
    }
    await expect.poll(async () => (await readIndexState(db)).wanted_at, { timeout: 60_000 }).toBeNull();
    await settled();
    expect(await differences()).toEqual([]);
  });

  it("that lost its index is filled again by whoever feeds next, and PostgreSQL answers until then", async () => {
    await Promise.all(feeders.map((feeder) => feeder.stop()));
    feeders = [];
    await clientOf(address).deleteIndex(address.index).waitTask();
    const found = await searchEngineOf(db).search({ query: "重建之前3" });
    expect({ degraded: found.degraded, isFound: found.hits.length > 0 }).toEqual({ degraded: true, isFound: true });
    start();
    await expect.poll(async () => differences().catch(() => ["away"]), { timeout: 60_000 }).toEqual([]);
    await settled();
  });
});
