// pnpm bench:recommend: all recommendations over all listings, put together by the running server. The historical demands
// among them are made to stand, so that every entry has another side: 4,525 entries. Prints the yardstick of the same run.
import fs from "node:fs";
import { computeRecommendations, createCtx, getWeights, saveWeights } from "@jiebang/core";
import type { Database } from "@jiebang/db";
import { systemActor } from "@jiebang/domain";
import { makePerson, testServices } from "@jiebang/testing";
import { type BenchWorld, openBenchWorld } from "./lib/bench-world.ts";
import { residentMb } from "./lib/child.ts";
import { openLoop } from "./lib/open-loop.ts";
import { measureYardstick } from "./lib/yardstick.ts";

const ROUNDS = 3;
const REACH = { seconds: 90, megabytes: 450, loop: 50, one: 500 };
const TOKEN = "bench-of-the-recommendations";

const numberOf = async (db: Database, sql: string): Promise<number> => Number((await db.pool.query(sql)).rows[0].n);
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything stands and nothing is put together yet. */
async function prepare(db: Database): Promise<void> {
  await db.pool.query(
    "UPDATE entry SET state = 'published', expires_at = app_now() + interval '1 year' WHERE is_historical AND state = 'expired'",
  );
  await db.pool.query("INSERT INTO recommendation_dirty (entry_id) SELECT id FROM entry ON CONFLICT DO NOTHING");
}

/** The longest that the server's loop stood still since the last time one asked, in ms, as it measures itself. */
async function longestPause({ server }: BenchWorld): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(await answer.text())?.[1];
  return Math.round(Number(seconds) * 1000);
}

/** The processes that the server started, where the system says it. */
function childrenMb(pid: number): number {
  try {
    const pids = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return pids.reduce((sum, child) => sum + (residentMb(Number(child)) ?? 0), 0);
  } catch {
    return 0;
  }
}

interface Watched {
  seconds: number;
  peakMb: number;
  scorerMb: number;
  pause: number;
  p99: number;
}

/** Until nothing waits any more; meanwhile somebody asks the server fifty times a second whether it is alive. */
async function untilDone(world: BenchWorld, begin: () => Promise<unknown>): Promise<Watched> {
  await longestPause(world);
  const started = performance.now();
  await begin();
  let [isDone, peakMb, scorerMb] = [false, 0, 0];
  const latencies: number[] = [];
  const asking = (async () => {
    while (!isDone) latencies.push((await openLoop(world.server.url, ["/healthz"], 50, 2)).p99);
  })();
  for (let rest = 1; rest > 0; ) {
    await pause(100);
    peakMb = Math.max(peakMb, residentMb(world.server.pid) ?? 0);
    scorerMb = Math.max(scorerMb, childrenMb(world.server.pid));
    rest = await numberOf(world.db, "SELECT count(*) AS n FROM recommendation_dirty");
  }
  const seconds = (performance.now() - started) / 1000;
  isDone = true;
  await asking;
  return { seconds, peakMb, scorerMb, pause: await longestPause(world), p99: median(latencies) };
}

const say = (what: string, { seconds, peakMb, scorerMb, pause, p99 }: Watched) =>
  console.log(
    `${what}: ${seconds.toFixed(1)} s (reach ${REACH.seconds}), server at most ${peakMb} MB (reach ${REACH.megabytes}), its scoring process ${scorerMb} MB, loop at most ${pause} ms still (reach ${REACH.loop}), /healthz p99 ${p99} ms meanwhile`,
  );

async function run(world: BenchWorld): Promise<void> {
  const { db } = world;
  say("first, words counted and all written", await untilDone(world, async () => {}));
  const entries = await numberOf(db, "SELECT count(*) AS n FROM entry WHERE state = 'published'");
  const pairs = await numberOf(db, "SELECT count(*) AS n FROM recommendation");
  console.log(`${entries} entries, ${pairs} pairs; yardstick ${await measureYardstick(world.databaseUrl)} requests/s`);

  const admin = createCtx({ db, services: testServices() }, await makePerson(db, { roles: ["platform_admin"] }));
  const rounds: Watched[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const { current } = await getWeights(admin);
    const weights = { ...current.weights, place: current.weights.place + 1 };
    const input = { weights, reason: `bench ${round}`, basedOn: current.version };
    rounds.push(await untilDone(world, () => saveWeights(admin, input)));
    say(`after other weights, all written again, round ${round}`, rounds.at(-1)!);
  }
  console.log(
    `median ${median(rounds.map((one) => one.seconds)).toFixed(1)} s, ${median(rounds.map((one) => one.peakMb))} MB; waiting for the ticker (at most 5 s) included`,
  );
  const same = await untilDone(world, () =>
    db.pool.query("INSERT INTO recommendation_dirty (entry_id) SELECT id FROM entry WHERE state = 'published'"),
  );
  say("once more with nothing changed", same);
  await pause(33_000);
  console.log(`resident half a minute later: ${residentMb(world.server.pid) ?? "?"} MB`);
  await world.server.stop();
  await oneByOne(db);
}

/** One changed entry against all, in this process: with a scoring process that has to start, and with one that knows the catalogue. */
async function oneByOne(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    "SELECT id FROM entry WHERE state = 'published' ORDER BY md5(id) LIMIT 20",
  );
  const one = async (id: string, isCold: boolean) => {
    await db.pool.query("DELETE FROM recommendation WHERE offer_id = $1 OR demand_id = $1", [id]);
    await db.pool.query("INSERT INTO recommendation_dirty (entry_id) VALUES ($1)", [id]);
    const started = performance.now();
    // A scoring process belongs to its database: under another object there is none yet.
    const place = isCold ? { ...db } : db;
    await computeRecommendations(createCtx({ db: place, services: testServices() }, systemActor("bench")), 60);
    return performance.now() - started;
  };
  const cold: number[] = [];
  for (const { id } of rows.slice(0, 5)) cold.push(await one(id, true));
  await db.pool.query("INSERT INTO recommendation_dirty (entry_id) SELECT id FROM entry WHERE state = 'published'");
  await computeRecommendations(createCtx({ db, services: testServices() }, systemActor("bench")), 60);
  const warm: number[] = [];
  for (const { id } of rows) warm.push(await one(id, false));
  console.log(
    `one changed entry against all, median: ${Math.round(median(cold))} ms with a new scoring process (reach ${REACH.one}), ${Math.round(median(warm))} ms with one that knows the catalogue`,
  );
}

try {
  const world = await openBenchWorld(prepare, { METRICS_TOKEN: TOKEN, MALLOC_ARENA_MAX: "2" });
  try {
    await run(world);
  } finally {
    await world.close();
  }
} catch (error) {
  if (error instanceof Error && error.message.startsWith("skipped")) console.log(error.message);
  else throw error;
}
process.exit(0);
