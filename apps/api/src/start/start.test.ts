import { createCtx, notify } from "@jiebang/core";
import { openDatabase } from "@jiebang/db";
import { anonymous } from "@jiebang/domain";
import { makePerson, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { readEnv } from "../env.ts";
import { startWorker } from "../jobs/start-worker.ts";
import { testDeps } from "../testing/test-deps.ts";
import { prepareDemonstration } from "./demonstration.ts";
import { openOwnDatabase } from "./open-database.ts";
import { createReadiness } from "./readiness.ts";

const db = useTestDatabase();
const settingOf = (key: string) => db.asOwner<{ value: unknown }>("SELECT value FROM setting WHERE key = $1", [key]);
const inProduction = () => {
  const env = readEnv({
    NODE_ENV: "production",
    APP_SECRET: "xK2v9QmW7pLr4TzB8nYc3HdF6gJs1AeU",
    PUBLIC_URL: "https://jiebang.example.cn",
    DATABASE_URL: db.url,
  });
  return openOwnDatabase(env, { appSecret: "", databasePassword: "" }, () => {});
};

// One story in one database, in the order in which a database may live through it.
describe("the demonstration world", () => {
  const said: string[] = [];
  const prepare = (play: () => Promise<void>) => prepareDemonstration(db.url, play, (line) => said.push(line));

  it("is begun afresh by the next start when a play was killed half-way", async () => {
    const killed = async () => {
      await makePerson(db);
      throw new Error("killed");
    };
    await expect(prepare(killed)).rejects.toThrow("killed");
    expect(await db.asOwner("SELECT count(*)::int AS n FROM users")).toEqual([{ n: 1 }]);
    let peopleAtStart: unknown;
    await prepare(async () => {
      peopleAtStart = await db.asOwner("SELECT count(*)::int AS n FROM users");
      await db.asOwner("INSERT INTO users (id, name, email) VALUES ('usr_demo', '演示', 'demo@example.test')");
    });
    expect(peopleAtStart).toEqual([{ n: 0 }]);
    expect(said).toContain("the demonstration world was not finished last time: starting it afresh");
  });

  it("is played once, however many servers start", async () => {
    let plays = 0;
    const play = async () => {
      plays += 1;
    };
    const accounts = await Promise.all([prepare(play), prepare(play), prepare(play)]);
    expect(plays).toBe(0); // the story above has played it
    for (const list of accounts) expect(list.length).toBeGreaterThan(5);
  });

  it("makes the database unfit for production", async () => {
    await expect(inProduction()).rejects.toThrow("holds the demonstration world");
  });

  it("is not played into a database that people use", async () => {
    await db.asOwner("DELETE FROM setting WHERE key = 'demonstration'");
    let isPlayed = false;
    const accounts = await prepare(async () => {
      isPlayed = true;
    });
    expect({ accounts, isPlayed }).toEqual({ accounts: [], isPlayed: false });
  });
});

describe("production", () => {
  it("refuses a moved clock, marks the database, and from then on nobody moves it", async () => {
    await db.asOwner("SELECT set_clock_offset(3600)");
    await expect(inProduction()).rejects.toThrow("its clock was moved");
    await db.asOwner("SELECT set_clock_offset(0)");
    await (await inProduction()).stop();
    expect(await settingOf("deployment")).toEqual([{ value: "production" }]);
    await expect(db.asOwner("SELECT set_clock_offset(60)")).rejects.toThrow("cannot be moved");
  });
});

describe("the worker", () => {
  it("does what verbs put into the outbox, and logs a failure whole without stopping", async () => {
    const { deps, lines } = testDeps(db);
    await deps.live.close();
    const database = openDatabase(db.url, { max: 4 });
    const worker = await startWorker({ ...deps, db: database }, db.url);
    const ctx = createCtx(deps, anonymous);
    const { userId } = await makePerson(db);
    const notice = { userIds: [userId], kind: "common.too_many", params: {}, dedupeKey: "worker-test", mail: true };
    await db.asOwner("SELECT enqueue_job('mail.compose', '{\"nonsense\": true}')");
    await ctx.transaction((tx) => notify(tx, notice));
    const states = () => db.prisma.mail.findMany({ where: { userId }, select: { state: true } });
    for (let i = 0; i < 400 && (await states())[0]?.state !== "local"; i++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(await states()).toEqual([{ state: "local" }]);
    const readiness = createReadiness(database, worker.isRunning);
    expect(await readiness()).toEqual({ ready: true, checks: { worker: "ok", database: "ok", migrations: "ok" } });
    await worker.stop();
    expect((await readiness()).checks.worker).toBe("stopped");
    await database.close();
    const failures = lines.filter((line) => line.event === "job" && line.level === "error");
    expect(failures[0]).toMatchObject({ job: "mail.compose", err: { type: "ZodError" } });
    expect(await deps.metrics.registry.metrics()).toContain('jobs_total{job="mail.deliver",outcome="done"} 1');
  });
});
