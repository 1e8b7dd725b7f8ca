import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { familyOf, freePort, isAlive, type Launched, type LaunchOptions, launch, makeFolder, until } from "./launch.ts";

let folder: string;
let launched: Launched[];

beforeEach(() => {
  folder = makeFolder();
  launched = [];
});

afterEach(async () => {
  for (const one of launched) one.child.kill("SIGTERM");
  await Promise.all(launched.map((one) => one.exited));
  fs.rmSync(folder, { recursive: true, force: true });
});

function start(options: Partial<LaunchOptions> = {}): Launched {
  const one = launch({ dataDir: folder, ...options });
  launched.push(one);
  return one;
}

/** What it told people, without the lines of progress. */
const sentences = (said: string) => said.split("\n").filter((line) => line.startsWith("jiebang: "));

test("of two starts at once on an empty folder one serves and the other says so in one sentence", async () => {
  const dataDir = path.join(folder, "not-there-yet");
  const both = [start({ dataDir, by: "start script" }), start({ dataDir, by: "start script" })];
  const first = await Promise.race(both.map((one) => one.exited.then((end) => ({ one, end }))));
  const winner = both.find((one) => one !== first.one)!;
  expect(first.end.code).toBe(1);
  expect(sentences(first.end.said)).toEqual([
    expect.stringMatching(/^jiebang: another server \(process \d+\) already runs on .*not-there-yet$/),
  ]);
  const answer = await fetch(`${await winner.ready}/readyz`);
  expect(await answer.json()).toEqual({ ready: true, checks: { worker: "ok", database: "ok", migrations: "ok" } });
});

test("a second server on a folder in use is refused, also when nobody launched it through the script", async () => {
  await start().ready;
  const second = await start().exited;
  expect(second.code).toBe(1);
  expect(sentences(second.said)).toHaveLength(1);
  expect(second.said).toContain("another server");
});

test("a taken port is told in one sentence and leaves the folder free", async () => {
  const port = await freePort();
  const url = await start({ port }).ready;
  const dataDir = path.join(folder, "other");
  for (const by of ["start script", "server"] as const) {
    const refused = await start({ dataDir, port, by }).exited;
    expect({ code: refused.code, said: sentences(refused.said) }).toEqual({
      code: 1,
      said: [`jiebang: port ${port} on 127.0.0.1 is taken by another program; choose another one with PORT=…`],
    });
  }
  await start({ dataDir }).ready;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("an unreachable database is told in one sentence that keeps the password", async () => {
  const port = await freePort(); // nobody listens there
  const env = { DATABASE_URL: `postgresql://app:geheim-wort@127.0.0.1:${port}/jiebang` };
  const refused = await start({ env }).exited;
  expect(refused.code).toBe(1);
  expect(sentences(refused.said)).toEqual([
    expect.stringContaining(`cannot reach the database of DATABASE_URL at 127.0.0.1:${port}/jiebang`),
  ]);
  expect(refused.said).not.toContain("geheim-wort");
});

test("several servers on one database start at once and all serve", async () => {
  await start().ready;
  const { databaseUrl } = JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8"));
  const fresh = new URL(databaseUrl);
  fresh.pathname = "/several";
  const { default: pg } = await import("pg");
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  await admin.query("CREATE DATABASE several");
  await admin.end();
  const env = { DATABASE_URL: fresh.href, DATABASE_POOL: "3" };
  const dataDir = path.join(folder, "shared");
  const urls = await Promise.all([1, 2, 3].map(() => start({ env, dataDir }).ready));
  for (const url of urls) expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test("Ctrl-C leaves no process behind, also when it is heard twice", async () => {
  const one = start({ by: "start script" });
  await one.ready;
  const family = familyOf(one.child.pid!);
  expect(family.length).toBeGreaterThan(3); // script, server, PostgreSQL and its workers
  const { pid } = JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8"));
  // A terminal signals the whole group, npm passes its own on besides.
  for (const target of [one.child.pid!, pid, one.child.pid!]) process.kill(target, "SIGINT");
  expect((await one.exited).code).toBe(0);
  await until(() => !family.some(isAlive));
  expect(fs.existsSync(path.join(folder, "run.json"))).toBe(false);
});

test("when the start script is killed the server stops by itself", async () => {
  const one = start({ by: "start script" });
  await one.ready;
  const family = familyOf(one.child.pid!);
  one.child.kill("SIGKILL");
  await until(() => !family.some(isAlive));
  await start().ready;
});

test("production refuses what is unsafe, each in one sentence", async () => {
  const safe = {
    NODE_ENV: "production",
    DEMO: "",
    APP_SECRET: "xK2v9QmW7pLr4TzB8nYc3HdF6gJs1AeU",
    PUBLIC_URL: "https://jiebang.example.cn",
  };
  const saidWith = async (env: Record<string, string>) => {
    const { code, said } = await start({ env: { ...safe, ...env } }).exited;
    return { code, sentences: sentences(said) };
  };
  for (const [env, words] of [
    [{ APP_SECRET: "" }, "needs APP_SECRET"],
    [{ APP_SECRET: "short" }, "at least 32 characters"],
    [{ APP_SECRET: "change-me-change-me-change-me-change-me" }, "refuses this APP_SECRET"],
    [{ DEMO: "1" }, "never plays the demonstration"],
    [{ PUBLIC_URL: "http://10.1.2.3" }, "COOKIES_OVER_HTTP=allow"],
  ] as const)
    expect(await saidWith(env)).toEqual({ code: 1, sentences: [expect.stringContaining(words)] });
});

test("after kill -9 of the server and of PostgreSQL the next start recovers and has what was acknowledged", async () => {
  const one = start();
  const url = await one.ready;
  await until(() => /with the code (\S+)/.test(one.said()));
  const setupCode = /with the code (\S+)/.exec(one.said())![1];
  const person = { identifier: "13800138000", password: "correct horse battery" };
  await call(url, "setup.createFirstAdministrator", { ...person, setupCode, name: "管理员" });
  // Acknowledged: from here on it may not be lost. Everything dies at once, as when the power goes.
  for (const pid of familyOf(one.child.pid!).reverse()) kill(pid);
  await one.exited;
  const again = await start().ready;
  expect(await call(again, "session.signIn", person)).toMatchObject({ name: "管理员" });
});

test("after kill -9 of the server alone PostgreSQL ends too, and a start in that very moment waits for it", async () => {
  const one = start();
  await one.ready;
  const family = familyOf(one.child.pid!);
  one.child.kill("SIGKILL");
  const next = start();
  expect((await fetch(`${await next.ready}/readyz`)).status).toBe(200);
  await until(() => !family.some(isAlive));
});

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // PostgreSQL's workers go with each other
  }
}

async function call(url: string, procedure: string, input: unknown): Promise<unknown> {
  const answer = await fetch(`${url}/api/trpc/${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  const body = (await answer.json()) as { result?: { data: unknown }; error?: unknown };
  if (!body.result) throw new Error(JSON.stringify(body));
  return body.result.data;
}
