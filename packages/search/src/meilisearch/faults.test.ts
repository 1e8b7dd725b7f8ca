import { Meilisearch } from "meilisearch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ContractCard, makeDocument } from "../contract/kit.ts";
import { GuardedSearchEngine, type GuardOptions } from "../guarded-engine.ts";
import { IndexError } from "../index-port.ts";
import type { EngineStatus, SearchEngine, SearchSpec } from "../port.ts";
import { FakeMeilisearch, type Fault } from "./fake/server.ts";
import { MeilisearchEngine } from "./meilisearch-engine.ts";
import { MeilisearchKeeper } from "./meilisearch-keeper.ts";
import { problemOf } from "./problem.ts";
import { indexSettings } from "./settings.ts";

const documents = [
  makeDocument({ title: "铜箔轧制", facets: { mode: ["service"] }, ranges: { deadline: "2099-01-01" } }),
  makeDocument({ title: "铜箔分切", kind: "demand" }),
];

let server: FakeMeilisearch;
let host: string;
/** Milliseconds of the guard's clock; tests move it. */
let clock: number;
let changes: EngineStatus[];
let isDatabaseDown: boolean;

beforeEach(async () => {
  server = new FakeMeilisearch();
  host = await server.start();
  clock = 0;
  changes = [];
  isDatabaseDown = false;
});
afterEach(() => server.stop());

const clientWith = (apiKey = server.key, timeout = 2000) => new Meilisearch({ host, apiKey, timeout });
const keeperWith = (client = clientWith(), taskTimeoutMs = 2000) =>
  new MeilisearchKeeper({ client, index: "entries", settings: indexSettings(), taskTimeoutMs });

async function filled(): Promise<MeilisearchKeeper> {
  const keeper = keeperWith();
  await keeper.ensure();
  await keeper.write(documents);
  return keeper;
}

const cards = new Map(documents.map((d) => [d.id, d.card as ContractCard]));
const engineWith = (client: Meilisearch) =>
  new MeilisearchEngine<ContractCard>({
    client,
    index: "entries",
    cards: async (ids) => {
      if (isDatabaseDown) throw new Error("the database is away");
      return new Map(ids.flatMap((id) => (cards.has(id) ? [[id, cards.get(id)!] as const] : [])));
    },
    counts: async () => ({ total: 2, documents: new Map() }),
    today: async () => "2026-06-01",
    suggest: async () => [],
  });

/** Answers everything by one hit of its own, so that a test sees who answered. */
const other: SearchEngine<ContractCard> = {
  search: async () => ({ hits: [], facets: {}, total: { value: 77, exact: true }, relaxed: false, degraded: false }),
  listIds: async () => ["other"],
  suggest: async () => [],
  similar: async () => ({ hits: [], degraded: false }),
  facetSearch: async () => ({ values: [{ value: "other", count: 77 }], degraded: false }),
};

const guarded = (options: GuardOptions = {}, client = clientWith()) =>
  new GuardedSearchEngine<ContractCard>(engineWith(client), other, {
    timeoutMs: 1500,
    retryDelayMs: 1,
    failures: 3,
    openMs: 1000,
    now: () => clock,
    onChange: (status) => changes.push(status),
    ...options,
  });

const asked = async (engine: SearchEngine<ContractCard>, spec: SearchSpec = { query: "铜箔" }) => {
  const before = server.requests;
  const { total, degraded } = await engine.search(spec);
  return { total: total.value, degraded, requests: server.requests - before };
};
const itself = { total: 2, degraded: false, requests: 1 };
const byOther = (requests: number) => ({ total: 77, degraded: true, requests });

describe("the interface of the server", () => {
  it("is kept to by every request that the engine and the keeper send", async () => {
    const keeper = await filled();
    const engine = engineWith(clientWith());
    const specs: SearchSpec[] = [
      {},
      { query: "铜箔", facets: ["mode", "kind"], filter: { op: "in", field: "mode", values: ["service"] } },
      { query: "铜箔", weights: { offer: 0.5 }, offset: 3, limit: 2 },
      { query: '铜箔 "轧制" -分切', sort: "deadline" },
      { query: "tongbo", sort: "money" },
      { query: "没有的 东西", facets: ["area"], filter: { op: "range", field: "money", min: "1" } },
    ];
    for (const spec of specs) await engine.search(spec);
    await engine.listIds({ query: "铜箔" });
    await engine.similar(documents[0]!.id);
    await engine.facetSearch({ facet: "organisation", among: ["org"] });
    await keeper.drop([documents[1]!.id]);
    expect([
      await keeper.count(),
      await keeper.hashes(undefined, 10),
      await keeper.pending(),
      await keeper.failures(),
    ]).toEqual([1, [{ id: documents[0]!.id, hash: keeper.hashOf(documents[0]!) }], 0, []]);
    const rebuild = await keeper.prepareRebuild();
    await rebuild.write(documents);
    await rebuild.swap();
    await (await keeper.prepareRebuild()).abandon();
    expect([await keeper.count(), await keeper.liveSettingsHash()]).toEqual([2, keeper.settingsHash]);
    expect(await keeper.check()).toEqual({ engine: "meilisearch", isAnswering: true, version: "1.53.0" });
    expect(server.violations).toEqual([]);
  });

  it("is watched: a request that does not keep to it is told", async () => {
    await fetch(`${host}/multi-search`, { method: "POST", body: '{"queries":[{"indexUid":"entries","query":"铜"}]}' });
    expect(server.violations.join("\n")).toContain("additional properties");
  });
});

describe("an engine that cannot answer", () => {
  beforeEach(filled);

  it("answers itself while nothing is wrong, in one request", async () => {
    const engine = guarded();
    expect(await asked(engine)).toEqual(itself);
    expect(engine.status()).toEqual({ engine: "meilisearch", isAnswering: true });
  });

  for (const [fault, problem, requests] of [
    ["unavailable", "failing", 2],
    ["cut", "unreachable", 2],
    ["cutAnswer", "unreachable", 2],
    ["foreign", "failing", 2],
  ] as const satisfies [Fault, string, number][])
    it(`is replaced when its server is ${fault}, after ${requests === 2 ? "one more try" : "no further try"}`, async () => {
      const engine = guarded();
      server.fault = fault;
      expect(await asked(engine)).toEqual(byOther(requests));
      expect(engine.status()).toMatchObject({ isAnswering: true, problem });
      server.fault = undefined;
      expect(await asked(engine)).toEqual(itself);
      expect(engine.status()).toEqual({ engine: "meilisearch", isAnswering: true });
    });

  it("is not replaced where the second try succeeds", async () => {
    server.fault = "cut";
    server.faultsLeft = 1;
    expect(await asked(guarded())).toEqual({ ...itself, requests: 2 });
  });

  it("is not waited for beyond the timeout, and not asked again by the same question", async () => {
    server.fault = "silent";
    const byGuard = guarded({ timeoutMs: 50 });
    expect(await asked(byGuard)).toEqual(byOther(1));
    expect(byGuard.status()).toMatchObject({ problem: "slow", detail: "no answer within 50 ms" });
    const byClient = guarded({}, clientWith(server.key, 50));
    expect(await asked(byClient)).toEqual(byOther(1));
    expect(byClient.status()).toMatchObject({ problem: "slow" });
  });

  it("says that the key is wrong, that nobody listens, that its index is not there", async () => {
    const problems: (string | undefined)[] = [];
    for (const client of [clientWith("wrong"), new Meilisearch({ host: "127.0.0.1:9", apiKey: "any" })]) {
      const engine = guarded({}, client);
      expect((await asked(engine)).degraded).toBe(true);
      problems.push(engine.status().problem);
    }
    await clientWith().deleteIndex("entries");
    const engine = guarded();
    expect(await asked(engine)).toEqual(byOther(1));
    expect([...problems, engine.status().problem]).toEqual(["unauthorised", "unreachable", "missing"]);
  });

  it("says of every kind of answer that another gave it", async () => {
    server.fault = "cut";
    const engine = guarded({ retries: 0 });
    expect([
      (await engine.similar(documents[0]!.id)).degraded,
      await engine.facetSearch({ facet: "mode" }),
      await engine.listIds({}),
    ]).toEqual([true, { values: [{ value: "other", count: 77 }], degraded: true }, ["other"]]);
  });

  it("does not hide trouble that is not its own", async () => {
    isDatabaseDown = true;
    const engine = guarded();
    await expect(engine.search({ query: "铜箔" })).rejects.toThrow("the database is away");
    expect(engine.status()).toEqual({ engine: "meilisearch", isAnswering: true });
  });
});

describe("the breaker", () => {
  beforeEach(filled);

  it("leaves a failing server alone after three failures in a row, tries it by one question later, and closes", async () => {
    const engine = guarded({ retries: 0 });
    server.fault = "unavailable";
    expect([await asked(engine), await asked(engine)]).toEqual([byOther(1), byOther(1)]);
    expect(engine.status().isAnswering).toBe(true);
    expect(await asked(engine)).toEqual(byOther(1));
    expect(engine.status()).toMatchObject({ isAnswering: false, problem: "failing" });
    // Nobody asks it now.
    expect([await asked(engine), await asked(engine)]).toEqual([byOther(0), byOther(0)]);
    clock = 999;
    expect(await asked(engine)).toEqual(byOther(0));
    // The trial fails: left alone for as long again.
    clock = 1000;
    expect(await asked(engine)).toEqual(byOther(1));
    clock = 1999;
    expect(await asked(engine)).toEqual(byOther(0));
    expect(engine.status().forMs).toBe(1999);
    server.fault = undefined;
    clock = 2000;
    expect([await asked(engine), await asked(engine)]).toEqual([itself, itself]);
    expect(changes.map((s) => [s.isAnswering, s.problem])).toEqual([
      [false, "failing"],
      [true, undefined],
    ]);
  });

  it("forgets failures that a success parts", async () => {
    const engine = guarded({ retries: 0 });
    for (let i = 0; i < 4; i++) {
      server.fault = "unavailable";
      await asked(engine);
      await asked(engine);
      server.fault = undefined;
      expect(await asked(engine)).toEqual(itself);
    }
    expect(changes).toEqual([]);
  });

  it("sends one question alone to try, however many come at once", async () => {
    const engine = guarded({ retries: 0, failures: 1 });
    server.fault = "unavailable";
    await asked(engine);
    clock = 5000;
    const before = server.requests;
    const answers = await Promise.all(Array.from({ length: 20 }, () => engine.search({ query: "铜箔" })));
    expect([server.requests - before, answers.every((a) => a.degraded)]).toEqual([1, true]);
  });
});

describe("an index that cannot be kept", () => {
  it("rejects what the server took and could not do", async () => {
    const keeper = await filled();
    for (const [fault, code, problem] of [
      ["failedTasks", "internal", "failing"],
      ["full", "no_space_left_on_device", "full"],
    ] as const) {
      server.fault = fault;
      const error = await keeper.write(documents).catch((e: unknown) => e);
      expect([error instanceof IndexError && error.code, problemOf(error)]).toEqual([code, problem]);
      await expect(keeper.drop(["x"])).rejects.toBeInstanceOf(IndexError);
      await expect(keeper.prepareRebuild()).rejects.toBeInstanceOf(IndexError);
    }
    server.fault = undefined;
    expect((await keeper.failures(1))[0]).toMatchObject({ code: "no_space_left_on_device" });
    expect(server.violations).toEqual([]);
  });

  it("rejects what the server refuses because its disk is full", async () => {
    const keeper = await filled();
    server.fault = "fullAnswer";
    const error = await keeper.write(documents).catch((e: unknown) => e);
    expect(problemOf(error)).toBe("full");
  });

  it("does not wait for ever for a task that is never done", async () => {
    await filled();
    const keeper = keeperWith(clientWith(), 60);
    server.fault = "idle";
    const error = await keeper.write(documents).catch((e: unknown) => e);
    expect([problemOf(error), await keeper.pending()]).toEqual(["slow", 1]);
  });

  it("says what is wrong: full until a write succeeds again, of another version, not let in, silent, away, foreign", async () => {
    const keeper = keeperWith();
    const problem = async (checked = keeper) => {
      const { isAnswering, problem } = await checked.check();
      return [isAnswering, problem];
    };
    expect(await problem()).toEqual([true, undefined]);
    await keeper.ensure();
    server.fault = "full";
    await keeper.write(documents).catch(() => {});
    server.fault = undefined;
    expect(await problem()).toEqual([true, "full"]);
    await keeper.write(documents);
    expect(await problem()).toEqual([true, undefined]);
    for (const version of ["1.49.3", "0.30.1", "2.0.0"]) {
      server.version = version;
      expect(await keeper.check()).toMatchObject({ isAnswering: false, problem: "wrongVersion", version });
    }
    server.version = "1.60.0";
    expect(await problem(keeperWith(clientWith("wrong")))).toEqual([false, "unauthorised"]);
    for (const [fault, wanted] of [
      ["silent", "slow"],
      ["cut", "unreachable"],
      ["unavailable", "failing"],
      ["foreign", "failing"],
    ] as const) {
      server.fault = fault;
      expect(await problem(keeperWith(clientWith(server.key, 100)))).toEqual([false, wanted]);
    }
  });
});
