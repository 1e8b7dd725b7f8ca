import { spawn } from "node:child_process";
import fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createCtx, describeSearchIndex, findMeilisearch, refreshEntryIndex, searchEntries } from "@jiebang/core";
import { openDatabase } from "@jiebang/db";
import { anonymous } from "@jiebang/domain";
import { type EmbedderConfig, readEmbedder } from "@jiebang/search";
import { makeEntry, makeOrganisation, makePerson, testServices, useTestDatabase } from "@jiebang/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../logging/logger.ts";
import { openSearch } from "./open-search.ts";

const db = useTestDatabase();
const services = testServices();
const program = findMeilisearch(process.env.PATH);
let folder: string;
const undo: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-open-search-"));
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A program of that name that answers as much as the start looks at, or does what `body` says. */
function putOnPath(body = ANSWERS): string {
  const bin = path.join(folder, "bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.writeFileSync(path.join(bin, "meilisearch"), `#!${process.execPath}\n${body}`, { mode: 0o755 });
  return bin;
}
const ANSWERS = `
const address = process.argv[process.argv.indexOf("--http-addr") + 1].split(":");
require("node:http").createServer((request, response) => response.end('{"status":"available"}')).listen(address[1], address[0]);`;

/** As a server does it; every process has connections of its own, and so its own engine. */
async function open(env: { MEILI_URL?: string; programPath?: string; embedder?: EmbedderConfig; WORKER?: boolean }) {
  const said: string[] = [];
  const database = openDatabase(db.url, { max: 4 });
  const { embedder, WORKER = false, ...rest } = env;
  const settings = { ...NOTHING, ...rest, MEILI_EMBEDDER: embedder, DATA_DIR: folder, WORKER };
  const logger = createLogger("silent");
  const search = await openSearch(settings, {
    db: database,
    databaseUrl: db.url,
    logger,
    say: (line) => said.push(line),
  });
  const stop = async () => {
    await search.stop();
    await database.close();
  };
  let stopped: Promise<void> | undefined;
  const once = () => {
    stopped ??= stop();
    return stopped;
  };
  undo.push(once);
  return { said, database, stop: once };
}
const NOTHING = { MEILI_URL: undefined, MEILI_KEY: undefined, programPath: undefined };

const runFile = () => path.join(folder, "meilisearch", "run.json");
const childPid = () => (JSON.parse(fs.readFileSync(runFile(), "utf8")) as { pid: number }).pid;
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
const viewOf = async (database: ReturnType<typeof openDatabase>) =>
  describeSearchIndex(createCtx({ db: database, services }, await makePerson(db, { roles: ["platform_admin"] })));

describe("the search of a server that starts", () => {
  it("is PostgreSQL where nothing else is there, and says so in one line", async () => {
    const { said, database } = await open({ programPath: folder });
    expect(said).toEqual(["search: PostgreSQL (no MEILI_URL, no meilisearch on PATH)"]);
    expect(await viewOf(database)).toMatchObject({ source: "none", answering: "postgres", isDegraded: false });
  });

  it("is the server of MEILI_URL before any program, and PostgreSQL answers while that is away", async () => {
    const { said, database } = await open({ MEILI_URL: "http://127.0.0.1:9", programPath: putOnPath() });
    expect(said).toEqual(["search: Meilisearch at 127.0.0.1:9"]);
    expect(fs.existsSync(runFile())).toBe(false);
    expect(await viewOf(database)).toMatchObject({
      source: "url",
      host: "127.0.0.1:9",
      answering: "postgres",
      isDegraded: true,
      why: "unreachable",
    });
  });

  it("is a program found on PATH, with a key that only the server reads, and ends with the server", async () => {
    const { said, stop } = await open({ programPath: ["/nowhere", "", putOnPath()].join(path.delimiter) });
    expect(said).toEqual(["search: Meilisearch, found on PATH and kept by this server"]);
    const pid = childPid();
    expect([isAlive(pid), fs.statSync(path.join(folder, "meilisearch", "key")).mode & 0o077]).toEqual([true, 0]);
    await stop();
    expect([isAlive(pid), fs.existsSync(runFile())]).toEqual([false, false]);
  });

  it("says of which embedder it also searches by meaning", async () => {
    const embedder = readEmbedder('{"source":"ollama","url":"http://127.0.0.1:9/api/embed","model":"m"}');
    const { said, database } = await open({ MEILI_URL: "http://127.0.0.1:9", embedder });
    expect(said).toEqual(["search: Meilisearch at 127.0.0.1:9, also by meaning (ollama)"]);
    expect((await viewOf(database)).embedder).toEqual({
      source: "ollama",
      host: "127.0.0.1:9",
      model: "m",
      dimensions: null,
      ratio: 0.5,
      waiting: 0,
      failure: null,
    });
  });

  it("is PostgreSQL where the program does not start, and says with what words it failed", async () => {
    const bin = putOnPath('console.error("the database is of version 9.9"); process.exit(1);');
    const { said } = await open({ programPath: bin });
    expect(said).toEqual(["search: PostgreSQL (meilisearch on PATH does not start: the database is of version 9.9)"]);
  }, 20_000);

  it("starts its program again when that dies", async () => {
    await open({ programPath: putOnPath() });
    const pid = childPid();
    process.kill(pid, "SIGKILL");
    await expect.poll(() => childPid() !== pid && isAlive(childPid()), { timeout: 10_000 }).toBe(true);
  }, 20_000);

  it("leaves no program behind when the server is killed", async () => {
    const bin = putOnPath();
    const core = path.resolve(import.meta.dirname, "../../../../packages/core/src/search-index/managed-meilisearch.ts");
    const script = `import { startManagedMeilisearch } from ${JSON.stringify(core)};
      await startManagedMeilisearch(${JSON.stringify(path.join(bin, "meilisearch"))}, ${JSON.stringify(folder)});
      process.stdout.write("ready"); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    await new Promise<void>((resolve, reject) => {
      parent.stdout.once("data", () => resolve());
      parent.once("exit", (code) => reject(new Error(`ended with ${code}: ${parent.stderr.read()}`)));
    });
    const pid = childPid();
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  }, 20_000);
});

/** Three directions of meaning; what a real model finds out is told here by words. */
const TOPICS = [
  ["玻璃", "窑炉", "赤泥"],
  ["电池", "蓄电"],
  ["苹果", "水果"],
];
const vectorOf = (text: string) => {
  const raw = TOPICS.map((words) => words.filter((word) => text.includes(word)).length + 0.01);
  const length = Math.hypot(...raw);
  return raw.map((x) => x / length);
};

describe.skipIf(!program)("search by meaning, on a real server that the start keeps", () => {
  /** Answers in both forms: one text as Meilisearch was told to ask, many as this server asks. */
  async function startEmbedder(port = 0): Promise<{ url: string; port: number; stop(): Promise<unknown> }> {
    const server: Server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string | string[] };
      response.setHeader("content-type", "application/json");
      const many = Array.isArray(input) && { data: input.map((text) => ({ embedding: vectorOf(text) })) };
      response.end(JSON.stringify(many || { vector: vectorOf(input as string) }));
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const at = (server.address() as AddressInfo).port;
    let stopped: Promise<unknown> | undefined;
    const stop = () => {
      server.closeAllConnections();
      stopped ??= new Promise((resolve) => server.close(resolve));
      return stopped;
    };
    undo.push(stop);
    return { url: `http://127.0.0.1:${at}/`, port: at, stop };
  }
  async function publish(title: string): Promise<string> {
    const organisation = await makeOrganisation(db);
    const content = { title, keywords: [], summary: "一句话" };
    const { entryId } = await makeEntry(db, { organisationId: organisation.id, revision: "published", content });
    await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
    return entryId;
  }

  const kinds: [string, (url: string) => object][] = [
    ["vectors that this server brings", (url) => ({ source: "userProvided", dimensions: 3, vectorsFrom: { url } })],
    [
      "an embedder over REST",
      (url) => ({
        source: "rest",
        url,
        dimensions: 3,
        request: { input: "{{text}}" },
        response: { vector: "{{embedding}}" },
      }),
    ],
  ];
  it.each(kinds)(
    "finds by %s what no word finds, and by words alone while it is away",
    async (_, settingOf) => {
      await db.asOwner("UPDATE search_index SET built_at = NULL, state = 'absent', settings_hash = NULL");
      await db.asOwner("DELETE FROM search_document");
      await db.asOwner("UPDATE entry SET state = 'withdrawn'");
      let embedder = await startEmbedder();
      const early = await publish("赤泥微晶板材");
      const config = { ...readEmbedder(JSON.stringify(settingOf(embedder.url))), restMs: 1000 };
      const { said, database } = await open({ programPath: path.dirname(program!), embedder: config, WORKER: true });
      expect(said).toEqual([
        `search: Meilisearch, found on PATH and kept by this server, also by meaning (${config.setting.source})`,
      ]);
      const find = async (query: string) => {
        const { hits, degraded } = await searchEntries(createCtx({ db: database, services }, anonymous), { query });
        return { ids: hits.map((hit) => hit.id), degraded };
      };
      await expect.poll(async () => (await viewOf(database)).answering, { timeout: 40_000 }).toBe("meilisearch");
      await expect.poll(() => find("窑炉"), { timeout: 20_000 }).toEqual({ ids: [early], degraded: false });

      await embedder.stop();
      const late = await publish("退役电池梯次利用");
      await expect.poll(() => find("退役电池"), { timeout: 60_000 }).toEqual({ ids: [late], degraded: false });
      expect(await find("蓄电")).toEqual({ ids: [], degraded: false });
      expect((await viewOf(database)).embedder).toMatchObject({ failure: { text: expect.any(String) } });

      if (!config.vectorsFrom) return; // what the server asks for itself comes with the next rebuild
      embedder = await startEmbedder(embedder.port);
      await expect.poll(() => find("蓄电"), { timeout: 60_000 }).toEqual({ ids: [late], degraded: false });
      await expect.poll(async () => (await viewOf(database)).embedder?.waiting, { timeout: 20_000 }).toBe(0);
    },
    200_000,
  );
});
