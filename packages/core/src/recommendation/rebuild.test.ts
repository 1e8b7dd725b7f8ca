import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { systemActor } from "@jiebang/domain";
import { affinity, type TermStatistics } from "@jiebang/matching";
import { makeEntry, makeOrganisation, makePerson, useTestDatabase } from "@jiebang/testing";
import { Client } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { loadPublicEntries } from "../entry/public-entry.queries.ts";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { refreshAnswerRates } from "./answer-rates.ts";
import { computeRecommendations } from "./compute-recommendations.ts";
import { explain } from "./explain.ts";
import { listFittingForEverybody } from "./list-fitting.ts";
import { startRebuild } from "./rebuild.ts";
import { toScorable } from "./scorable.ts";
import { described } from "./score-pairs.ts";
import { SHIPPED_WEIGHTS } from "./weights.queries.ts";

const db = useTestDatabase();
const ctx = () => createCtx({ db, services: {} as never }, systemActor("test"));
const compute = () => computeRecommendations(ctx(), 60);
const OFFERS = 44;
const DEMANDS = 12;
const things = ["铜箔", "赤泥", "尾矿", "氧化铝", "刚玉"];
const doings = ["在线检测", "综合利用", "浮选回收", "低温烧结", "智能分拣"];
let organisations: string[];

beforeAll(async () => {
  organisations = [];
  for (let i = 0; i < 3; i++) organisations.push((await makeOrganisation(db)).id);
  const ids: string[] = [];
  const publish = async (kind: "offer" | "demand", i: number) => {
    const [thing, doing] = [things[i % 3]!, doings[i % 4]!];
    const made = await makeEntry(db, {
      kind,
      organisationId: organisations[kind === "offer" ? i % 2 : i % 3]!,
      revision: "published",
      content: {
        title: `${thing}${doing}${kind === "offer" ? "装置" : "需求"}`,
        summary: `${things[(i + 1) % 5]}生产线的${doings[i % 5]}，第${i}号`,
        body: `面向${thing}企业，${doing}，回收率≥${80 + (i % 15)}%，粗糙度低，处理量${i}吨。`.repeat(1 + (i % 3)),
        keywords: [thing, doing],
        areaCode: i % 4 === 0 ? "411281" : "110105",
        cooperationModes: i % 2 === 0 ? ["licence_ordinary"] : ["development"],
      },
    });
    ids.push(made.entryId);
  };
  for (let i = 0; i < OFFERS; i++) await publish("offer", i);
  for (let i = 0; i < DEMANDS; i++) await publish("demand", i);
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, ids));
  await compute();
});

interface Pair {
  offer_id: string;
  demand_id: string;
  total: number;
  explanation: object;
}
const byBest = (a: Pair, b: Pair) =>
  b.total - a.total || (a.offer_id + a.demand_id < b.offer_id + b.demand_id ? -1 : 1);

/** Every pair scored by itself; then the thirty best of each side. */
async function everyPair(): Promise<{ lists: Map<string, Pair[]>; stored: Pair[] }> {
  const entries = await db.prisma.entry.findMany({ where: { state: "published" } });
  const [row] = await db.prisma.$queryRaw<{ content: TermStatistics; rates: Record<string, number> }[]>`
    SELECT content, rates FROM recommendation_statistics`;
  const context = { weights: { ...SHIPPED_WEIGHTS }, statistics: row!.content };
  const read = await loadPublicEntries(
    db.prisma,
    entries.map((entry) => entry.id),
  );
  const met = read.map((entry) => described(toScorable(entry, "", row!.rates[entry.poster.id ?? ""] ?? null)));
  const lists = new Map(met.map(({ id }): [string, Pair[]] => [id, []]));
  for (const offer of met.filter((one) => one.kind === "offer"))
    for (const demand of met.filter((one) => one.kind === "demand")) {
      if (offer.posterId === demand.posterId) continue;
      const found = affinity(offer, demand, context);
      if (!found.fits) continue;
      const explanation = explain(found, offer.plain, demand.plain);
      const pair = { offer_id: offer.id, demand_id: demand.id, total: found.total, explanation };
      lists.get(offer.id)!.push(pair);
      lists.get(demand.id)!.push(pair);
    }
  for (const list of lists.values()) list.sort(byBest).splice(30);
  const stored = [...new Set([...lists.values()].flat())].sort(byBest);
  return { lists, stored };
}
const storedPairs = async () =>
  (await db.prisma.$queryRaw<Pair[]>`SELECT offer_id, demand_id, total, explanation FROM recommendation`).sort(byBest);
const waiting = async () =>
  (await db.prisma.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM recommendation_dirty`)[0]!.n;
const rebuild = () => db.prisma.$transaction((tx) => startRebuild(tx, "asked", 0));
const rowVersions = () =>
  db.prisma.$queryRaw<object[]>`SELECT offer_id, demand_id, xmin::text FROM recommendation ORDER BY 1, 2`;

describe("all recommendations", () => {
  it("are those that scoring every pair by itself would find, to the last bit and the last quote", async () => {
    const { lists, stored } = await everyPair();
    expect(Math.max(...[...lists.values()].map((list) => list.length))).toBe(30);
    expect(stored.length).toBeLessThan([...lists.values()].flat().length);
    expect(await storedPairs()).toEqual(stored);
    // As the public reads them.
    for (const [id, list] of lists) {
      const { number, kind } = await db.prisma.entry.findUniqueOrThrow({ where: { id } });
      const shown = await listFittingForEverybody(db, number!, kind as "offer" | "demand", 20);
      expect(shown.map((one) => [one.other.id, one.total, one.explanation])).toEqual(
        list
          .slice(0, 20)
          .map((pair) => [kind === "offer" ? pair.demand_id : pair.offer_id, pair.total, pair.explanation]),
      );
    }
  });

  it("are the same from the index of words, entry by entry, as from the whole catalogue", async () => {
    const { stored } = await everyPair();
    await db.prisma.$executeRaw`DELETE FROM recommendation`;
    await rebuild();
    // Another object, so that its scoring process is new and knows nothing.
    await computeRecommendations({ ...ctx(), db: { ...db } }, 60, { portion: 5, few: 0 });
    expect(await storedPairs()).toEqual(stored);
  });

  it("are not written again when nothing changed", async () => {
    await compute();
    const before = await rowVersions();
    await rebuild();
    expect((await compute()).done).toBe(OFFERS + DEMANDS);
    expect(await rowVersions()).toEqual(before);
  });

  it("follow one entry that changed: its own list and those of the others", async () => {
    const { id, publishedRevisionId } = await db.prisma.entry.findFirstOrThrow({
      where: { kind: "offer" },
      orderBy: { id: "asc" },
    });
    await db.prisma.$transaction(async (tx) => {
      await tx.revision.update({ where: { id: publishedRevisionId! }, data: { state: "superseded" } });
      await tx.$executeRaw`
        INSERT INTO revision SELECT n.* FROM revision r, jsonb_populate_record(r, '{"id": "rev_changed", "no": 2, "state": "published", "title": "刚玉智能分拣尾矿"}') n
        WHERE r.id = ${publishedRevisionId}`;
      await tx.entry.update({
        where: { id },
        data: { publishedRevisionId: "rev_changed", currentRevisionId: "rev_changed" },
      });
      await refreshEntryIndex(tx, [id]);
    });
    expect((await compute()).done).toBe(1);
    const { stored } = await everyPair();
    const mine = (pairs: Pair[]) => pairs.filter((pair) => pair.offer_id === id);
    expect(mine(await storedPairs())).toEqual(mine(stored));
  });

  it("ask the database as often for one as for thirty of a portion", async () => {
    const count = async (n: number) => {
      await compute();
      await db.prisma
        .$executeRaw`INSERT INTO recommendation_dirty (entry_id) SELECT id FROM entry WHERE kind = 'offer' ORDER BY id LIMIT ${n}`;
      let asked = 0;
      const { query } = Client.prototype;
      Client.prototype.query = function (this: Client, ...args: never[]) {
        asked++;
        return (query as (...args: never[]) => never).apply(this, args);
      } as typeof query;
      try {
        const { done } = await compute();
        return [done, asked];
      } finally {
        Client.prototype.query = query;
      }
    };
    const [one, thirty] = [await count(1), await count(30)];
    expect([one[0], thirty[0]]).toEqual([1, 30]);
    expect(thirty[1]).toBe(one[1]);
  });

  it("stand right after the process was killed in the middle of a portion, and are finished by the next", async () => {
    const { lists, stored } = await everyPair();
    await db.prisma.$executeRaw`DELETE FROM recommendation`;
    await rebuild();
    const lines = await db.prisma.$queryRaw<{ entry_id: string }[]>`
      SELECT entry_id FROM recommendation_dirty ORDER BY is_rebuild, marked_at, entry_id`;
    // The third portion writes its pairs and then waits for this line.
    const holder = await db.pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM recommendation_dirty WHERE entry_id = $1 FOR UPDATE", [lines[20]!.entry_id]);
    const child = spawn(process.execPath, [fileURLToPath(new URL("./testing/compute-child.ts", import.meta.url))], {
      env: { ...process.env, DATABASE_URL: db.url },
      stdio: "ignore",
    });
    try {
      const ended = once(child, "exit");
      for (let blocked = 0; blocked === 0; ) {
        expect(child.exitCode).toBe(null);
        await setTimeout(20);
        const [activity] = await db.asOwner<{ n: number }>(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        blocked = activity!.n;
      }
      child.kill("SIGKILL");
      await ended;
    } finally {
      child.kill("SIGKILL");
      await holder.query("ROLLBACK");
      holder.release();
    }
    expect(await waiting()).toBe(lines.length - 16);
    const [run] = await db.prisma.$queryRaw<{ state: string; done: number }[]>`
      SELECT state, done FROM recommendation_rebuild ORDER BY started_at DESC LIMIT 1`;
    expect(run).toEqual({ state: "running", done: 16 });
    const done = lines.slice(0, 16).flatMap(({ entry_id }) => lists.get(entry_id)!);
    expect(await storedPairs()).toEqual([...new Set(done)].sort(byBest));
    // The lock goes with the connection, which the server of the database may notice a moment later.
    while ((await waiting()) > 0) if ((await compute()).done === 0) await setTimeout(50);
    expect(await storedPairs()).toEqual(stored);
  });

  it("take up nightly how often a poster answers, for those whose rate changed, and for nobody else", async () => {
    const refresh = () => ctx().transaction((tx) => refreshAnswerRates(tx, db));
    expect(await refresh()).toEqual([]);
    const poster = organisations[0]!;
    const own = await db.prisma.entry.findMany({ where: { organisationId: poster } });
    const asker = await makePerson(db);
    for (let i = 0; i < 5; i++)
      await db.prisma.interest.create({
        data: {
          id: `int_rate${i}`,
          entryId: own[0]!.id,
          organisationId: organisations[2]!,
          userId: asker.userId,
          cooperation: "x",
          unclear: "",
          about: "x",
          state: "accepted",
          dueAt: new Date("2026-01-10T00:00:00Z"),
          answeredAt: new Date(`2026-01-${i === 0 ? "20" : "05"}T00:00:00Z`),
        },
      });
    // Before the night nothing moves: both sides of a pair are scored with one rate.
    expect(await waiting()).toBe(0);
    expect(await refresh()).toEqual([poster]);
    expect(await waiting()).toBe(own.length);
    expect(await refresh()).toEqual([]);
    await compute();
    const { stored } = await everyPair();
    expect(await storedPairs()).toEqual(stored);
    expect(JSON.stringify(stored)).toContain('{"kind":"rate","rate":0.8}');
  });
});
