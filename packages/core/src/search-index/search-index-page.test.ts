import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { UserActor } from "@jiebang/domain";
import { auditActions, makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { refreshEntryIndex } from "../search/refresh-entry-index.ts";
import { compareSearchIndex, rebuildSearchIndex } from "./ask-search-index.ts";
import { describeSearchIndex } from "./describe-search-index.ts";
import { probeSearchServer } from "./probe-search-server.ts";
import { resumeSearchIndexTasks, runSearchIndexTask } from "./search-index-task.job.ts";
import { noteSearchServer } from "./search-server.ts";

const db = useTestDatabase();
const services = testServices();
let admin: UserActor;
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const run = (kind: "rebuild" | "compare") => runSearchIndexTask(as(admin), { kind, engine: "postgres" }, 0);
const embedded = async () => (await describeSearchIndex(as(admin))).indexes.find((i) => i.engine === "postgres")!;

async function publish(title: string): Promise<string> {
  const organisation = await makeOrganisation(db);
  const content = { title, keywords: [], summary: "一句话" };
  const { entryId } = await makeEntry(db, { organisationId: organisation.id, revision: "published", content });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  return entryId;
}

beforeAll(async () => {
  admin = await makePerson(db, { roles: ["platform_admin"], name: "管理员" });
});
beforeEach(() => db.pool.query("DELETE FROM search_index_task"));

describe("the search index, without another server", () => {
  it("is shown to administrators only", async () => {
    const member = await makePerson(db);
    for (const ask of [
      () => describeSearchIndex(as(member)),
      () => rebuildSearchIndex(as(member), { engine: "postgres" }),
      () => compareSearchIndex(as(member), { engine: "postgres" }),
      () => rebuildSearchIndex(as(member), { engine: "meilisearch" }),
    ])
      await expect(ask()).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("is answered by PostgreSQL and called neither degraded nor late", async () => {
    await publish("独自回答");
    const view = await describeSearchIndex(as(admin));
    expect(view).toMatchObject({ source: "none", answering: "postgres", isDegraded: false, why: null, embedder: null });
    expect(view.indexes.map(({ engine, documents }) => ({ engine, isWhole: documents === view.entries }))).toEqual([
      { engine: "postgres", isWhole: true },
    ]);
    await expect(rebuildSearchIndex(as(admin), { engine: "meilisearch" })).rejects.toMatchObject({
      reason: "search_index.no_server",
    });
  });

  it("is built anew once, however many ask, and says how far it is and when it ended", async () => {
    const lost = await publish("索引里丢了");
    await db.asOwner("DELETE FROM search_document WHERE entry_id = $1", [lost]);
    const asked = await Promise.allSettled([1, 2, 3].map(() => rebuildSearchIndex(as(admin), { engine: "postgres" })));
    expect(asked.filter((one) => one.status === "fulfilled").length).toBe(1);
    expect(asked.flatMap((one) => (one.status === "rejected" ? [one.reason.reason] : []))).toEqual([
      "search_index.rebuild_runs",
      "search_index.rebuild_runs",
    ]);
    expect(await embedded()).toMatchObject({ rebuild: { state: "waiting" }, allowedActions: ["compare"] });
    await Promise.all([run("rebuild"), run("rebuild")]);
    const { rebuild, documents, allowedActions } = await embedded();
    expect({ ...rebuild, documents, allowedActions }).toEqual({
      state: "idle",
      done: 0,
      total: null,
      startedAt: null,
      builtAt: expect.any(String),
      failure: null,
      documents: (await describeSearchIndex(as(admin))).entries,
      allowedActions: ["rebuild", "compare"],
    });
    expect(await auditActions(db, "postgres")).toEqual(["search_index.rebuild"]);
  });

  it("is compared document by document, and tells what is missing, stale and left over until it is built anew", async () => {
    const [missing, stale, left] = [await publish("缺少的"), await publish("过时的"), await publish("多余的")];
    await db.asOwner("DELETE FROM search_document WHERE entry_id = $1", [missing]);
    await db.asOwner("UPDATE search_document SET hash = 'other' WHERE entry_id = $1", [stale]);
    await db.prisma.entry.update({ where: { id: left }, data: { state: "withdrawn" } });
    await compareSearchIndex(as(admin), { engine: "postgres" });
    await run("compare");
    const { entries } = await describeSearchIndex(as(admin));
    const { comparison } = await embedded();
    expect(comparison).toEqual({
      state: "done",
      done: entries,
      total: entries,
      askedAt: expect.any(String),
      askedByName: "管理员",
      endedAt: expect.any(String),
      result: { documents: entries, missing: 1, stale: 1, left: 1, examples: [missing, stale, left] },
      problem: null,
      failure: null,
    });
    await rebuildSearchIndex(as(admin), { engine: "postgres" });
    await run("rebuild");
    await compareSearchIndex(as(admin), { engine: "postgres" });
    await run("compare");
    expect((await embedded()).comparison.result).toEqual({
      documents: entries,
      missing: 0,
      stale: 0,
      left: 0,
      examples: [],
    });
  });

  it("takes up again what a killed process left, and not what one is at", async () => {
    await compareSearchIndex(as(admin), { engine: "postgres" });
    await db.asOwner("UPDATE search_index_task SET state = 'running', run = 'dead', alive_at = app_now()");
    await run("compare");
    expect((await embedded()).comparison.state).toBe("running");
    await db.asOwner("UPDATE search_index_task SET alive_at = app_now() - interval '1 minute'");
    const waiting = () =>
      db.asOwner<{ n: number }>(
        "SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'search-index.task'",
      );
    await db.asOwner("SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs");
    await resumeSearchIndexTasks.run(as(admin));
    expect(await waiting()).toEqual([{ n: 1 }]);
    await run("compare");
    expect((await embedded()).comparison.state).toBe("done");
  });
});

describe("the search index, with a server in trouble", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function listen(answer: RequestListener): Promise<string> {
    server = createServer(answer);
    await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const json =
    (routes: Record<string, unknown>, status = 200): RequestListener =>
    (request, response) => {
      const path = request.url!.split("?")[0]!;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(routes[path] ?? {}));
    };
  const standing = async (url: string) => {
    noteSearchServer(db, { address: { url }, source: "url" });
    const { answering, isDegraded, why, detail, indexes } = await describeSearchIndex(as(admin));
    return {
      answering,
      isDegraded,
      why,
      says: detail !== null,
      engines: indexes.map((index) => index.documents === null),
    };
  };
  const degraded = { answering: "postgres", isDegraded: true, says: true };

  it("says that it cannot be reached, is of a wrong version, or lets nobody in", async () => {
    await db.asOwner("UPDATE search_index SET built_at = app_now(), state = 'ready'");
    expect(await standing("http://127.0.0.1:9")).toEqual({ ...degraded, why: "unreachable", engines: [true, false] });
    const old = await listen(json({ "/health": { status: "available" }, "/version": { pkgVersion: "1.3.0" } }));
    expect(await standing(old)).toMatchObject({ ...degraded, why: "wrongVersion" });
    server!.close();
    const refusal = { code: "invalid_api_key", message: "The provided API key is invalid.", type: "auth", link: "" };
    const shut = await listen(json({ "/health": refusal, "/version": refusal }, 403));
    expect(await standing(shut)).toMatchObject({ ...degraded, why: "unauthorised" });
  });

  it("calls slow what is silent, without waiting for it", async () => {
    const silent = await listen(() => {});
    const found = await probeSearchServer({ address: { url: silent }, source: "url" }, 150);
    expect({ ...found, detail: undefined, settingsHash: "" }).toEqual({
      engine: "meilisearch",
      isAnswering: false,
      problem: "slow",
      detail: undefined,
      forMs: expect.any(Number),
      documents: null,
      settingsHash: "",
    });
  });

  it("still answers with a full disk, and says what is the matter", async () => {
    const failed = {
      finishedAt: "2026-01-01T00:00:00Z",
      enqueuedAt: "2026-01-01T00:00:00Z",
      type: "documentAdditionOrUpdate",
      error: { code: "no_space_left_on_device", message: "No space left on device" },
    };
    const full = await listen((request, response) => {
      const url = request.url!;
      response.setHeader("content-type", "application/json");
      if (url.startsWith("/health")) return response.end('{"status":"available"}');
      if (url.startsWith("/version")) return response.end('{"pkgVersion":"1.50.0"}');
      if (url.includes("statuses=failed")) return response.end(JSON.stringify({ results: [failed], total: 1 }));
      if (url.startsWith("/tasks")) return response.end('{"results":[],"total":0}');
      response.end('{"numberOfDocuments":7}');
    });
    expect(await standing(full)).toEqual({
      answering: "meilisearch",
      isDegraded: false,
      why: "full",
      says: true,
      engines: [false, false],
    });
  });

  it("counts what waits and since when, with as many queries for fifty as for one", async () => {
    noteSearchServer(db, { address: { url: "http://127.0.0.1:9" }, source: "url" });
    const mark = (from: number, to: number) =>
      db.asOwner(
        `INSERT INTO search_dirty (entry_id, marked_at, failure) SELECT 'ent_' || n, app_now() - n * interval '1 minute',
           CASE WHEN n = 1 THEN 'ent_1: refused' END FROM generate_series($1::int, $2::int) n`,
        [from, to],
      );
    await db.asOwner("DELETE FROM search_dirty");
    const measure = async () => {
      db.resetQueries();
      const { queue } = await describeSearchIndex(as(admin));
      return { queue, queries: db.queries.length };
    };
    await mark(1, 1);
    await measure(); // reads the words
    const one = await measure();
    await mark(2, 50);
    const fifty = await measure();
    expect([one.queue, fifty.queue]).toEqual([
      { waiting: 1, refused: 1, oldestAt: expect.any(String), lagSeconds: 60 },
      { waiting: 50, refused: 1, oldestAt: expect.any(String), lagSeconds: 3000 },
    ]);
    expect(fifty.queries).toBe(one.queries);
  });

  it("asks whoever feeds it for a rebuild, once", async () => {
    noteSearchServer(db, { address: { url: "http://127.0.0.1:9" }, source: "url" });
    await db.asOwner("UPDATE search_index SET state = 'ready', built_at = app_now(), wanted_at = NULL");
    const view = await rebuildSearchIndex(as(admin), { engine: "meilisearch" });
    expect(view.indexes[0]).toMatchObject({ rebuild: { state: "waiting" }, allowedActions: ["compare"] });
    await expect(rebuildSearchIndex(as(admin), { engine: "meilisearch" })).rejects.toMatchObject({
      kind: "conflict",
      reason: "search_index.rebuild_runs",
    });
    await compareSearchIndex(as(admin), { engine: "meilisearch" });
    await runSearchIndexTask(as(admin), { kind: "compare", engine: "meilisearch" }, 0);
    const { comparison } = (await describeSearchIndex(as(admin))).indexes[0]!;
    expect(comparison).toMatchObject({ state: "failed", problem: "unreachable", result: null });
  });
});
