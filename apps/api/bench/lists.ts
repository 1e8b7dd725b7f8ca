// pnpm bench:lists: every list of the interface, for people of different reach, with 100,000 entries and 10,000
// organisations; and every public list. Asked open loop at a modest rate, first, middle and last page. Prints p50 and p95
// of each list and names those above the limit. BENCH_DATA keeps the database for the next run.
import fs from "node:fs";
import path from "node:path";
import { createCtx, refreshEntryIndex, seedReferenceData } from "@jiebang/core";
import { likenOrganisations, recountStanding } from "@jiebang/core/organisation/organisation-upkeep.job.ts";
import { recountTermsJob } from "@jiebang/core/search/recount-terms.job.ts";
import { migrate, openDatabase, startEmbeddedPostgres } from "@jiebang/db";
import { type Actor, anonymous } from "@jiebang/domain";
import { makeJurisdiction, makePerson, testServices } from "@jiebang/testing";
import pg from "pg";
import type { ServerDeps } from "../src/http/deps.ts";
import { createLogger } from "../src/logging/logger.ts";
import { createMetrics } from "../src/logging/metrics.ts";
import { appRouter } from "../src/routers/index.ts";
import { createServer } from "../src/server.ts";
import { createCallerFactory } from "../src/trpc.ts";
import { addManyFirms } from "./lib/many-firms.ts";

const LIMIT_MS = 100;
const RATE = Number(process.env.BENCH_RATE ?? 12); // requests a second
const TIMES = Number(process.env.BENCH_TIMES ?? 5); // for each list, page and person
const only = process.env.BENCH_ONLY;

/** Filters that people use, beside none. */
const INPUTS: Record<string, object[]> = {
  "entry.list": [{}, { kind: "offer" }, { state: "published" }],
  "organisation.list": [{}, { query: "矿业" }, { kind: "enterprise" }],
  "organisation.listPublic": [{}, { query: "矿业" }],
  "vetting.list": [{}, { kind: "demand" }],
};

const PUBLIC_LISTS: Record<string, string[]> = {
  "/offers": ["/offers", "/offers?page=1200", "/offers?page=2250", "/offers?industry=C32&sort=deadline"],
  "/demands": ["/demands", "/demands?page=1200", "/demands?area=411202&chain=gold"],
  "/search": ["/search?q=%E5%86%B6%E9%87%91", "/search?q=%E8%8A%82%E8%83%BD&page=40", "/search?q=CG-2001-9000010"],
  "/organisations": [
    "/organisations",
    "/organisations?page=200",
    "/organisations?page=400",
    "/organisations?q=%E7%9F%BF%E4%B8%9A",
  ],
  "/rounds, /notices, /calls, /editions": ["/rounds", "/notices", "/calls", "/editions"],
  "/": ["/"],
  "/feeds": ["/feeds/all.atom", "/feeds/offers.atom", "/feeds/chains/gold.atom"],
  "/sitemap.xml": ["/sitemap.xml"],
  "/oai": ["/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=demand"],
  "/api/v1/search": ["/api/v1/search", "/api/v1/search?area=4112&limit=100"],
};

const root = path.resolve(import.meta.dirname, "../../..");
const kept = process.env.BENCH_DATA;
const folder = kept ?? fs.mkdtempSync(path.join(root, ".tmp-bench-"));
fs.mkdirSync(folder, { recursive: true });
fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "pg"), password: "bench" });
await migrate(postgres.url);
const db = openDatabase(postgres.url, { max: 8 });
try {
  const people = await openWorld();
  const measured = await measure(people);
  report(measured);
} catch (error) {
  console.error(error); // before the database goes, whose end would be heard instead
  process.exitCode = 1;
} finally {
  await db.close();
  await postgres.stop();
  if (!kept) fs.rmSync(folder, { recursive: true, force: true });
}

interface People {
  [name: string]: Actor;
}

/** The same world each time: counted rows by SQL, the index by the code that keeps it. */
async function openWorld(): Promise<People> {
  const marker = path.join(folder, "people.json");
  if (fs.existsSync(marker)) return JSON.parse(fs.readFileSync(marker, "utf8")) as People;
  const startedAt = performance.now();
  await seedReferenceData(db);
  const city = await makeJurisdiction(db, { level: "city" });
  const cityPerson = await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  const poster = await makePerson(db);
  await addManyFirms(postgres.url, city.id, poster.userId);
  const county = await db.prisma.jurisdiction.findFirstOrThrow({ where: { parentId: city.id } });
  const { rows: most } = await db.pool.query<{ organisation_id: string }>(
    "SELECT organisation_id FROM entry GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
  );
  const people: People = {
    anonymous,
    member: await makePerson(db, { member: [{ organisationId: most[0]!.organisation_id, role: "admin" }] }),
    county: await makePerson(db, { coordinates: [{ jurisdictionId: county.id, level: "county" }] }),
    city: cityPerson,
    auditor: await makePerson(db, { roles: ["auditor", "platform_admin"] }),
  };
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  const steps = [
    `UPDATE revision SET summary = '一段说明这项成果或者需求的话，大约这么长，写给先看的人。' || id, body = repeat('正文写明工艺条件与指标。', 12), keywords = ARRAY['冶金','节能'],
       industry_code = (ARRAY['C32','C26','C34','C38','B09'])[1 + length(id) * 7 % 5], area_code = (ARRAY['411202','411203','411221','411224','411281','411282'])[1 + ascii(right(id, 1)) % 6],
       cooperation_modes = ARRAY[(ARRAY['development','transfer','licence_ordinary'])[1 + ascii(right(id, 1)) % 3]], money_kind = 'negotiable',
       detail = '{"maturity":null,"ipRights":[],"inventors":[],"targets":[]}' WHERE id LIKE 'rev\\_bench%'`,
    `INSERT INTO audit_event (id, at, actor_kind, actor_id, action, subject_kind, subject_id, changed)
     SELECT 'aud_bench' || i, app_now() - make_interval(mins => i), 'user', '${poster.userId}', 'entry.save', 'entry', 'ofr_bench' || (1 + i % 100000), '{}' FROM generate_series(1, 200000) i`,
    ...Object.values(people).flatMap((person, p) =>
      person.kind === "user"
        ? [
            `INSERT INTO notification (id, user_id, kind, params, dedupe_key, created_at) SELECT 'nof_bench${p}_' || i, '${person.userId}', 'notify.interest_received',
               '{"title":"x","organisation":"y","day":"2026-01-01"}', 'bench${p}:' || i, app_now() - make_interval(mins => i) FROM generate_series(1, 20000) i`,
          ]
        : [],
    ),
  ];
  for (const sql of steps) await owner.query(sql);
  console.log(`rows after ${seconds(startedAt)} s`);
  const { rows } = await db.pool.query<{ id: string }>("SELECT id FROM entry WHERE state = 'published' ORDER BY id");
  for (let from = 0; from < rows.length; from += 5000)
    await db.prisma.$transaction(
      (tx) =>
        refreshEntryIndex(
          tx,
          rows.slice(from, from + 5000).map((row) => row.id),
        ),
      { maxWait: 60_000, timeout: 600_000 },
    );
  const ctx = createCtx({ db, services: testServices() }, { kind: "system", job: "bench" });
  await recountTermsJob.run(ctx, {});
  await recountStanding(ctx);
  await likenOrganisations(ctx);
  await owner.query("VACUUM ANALYZE");
  await owner.end();
  console.log(`indexed after ${seconds(startedAt)} s`);
  fs.writeFileSync(marker, JSON.stringify(people));
  return people;
}

interface Measured {
  name: string;
  who: string;
  p50: number;
  p95: number;
  total: number | undefined;
  failure?: string;
}

type Ask = () => Promise<number | undefined>;

async function measure(people: People): Promise<Measured[]> {
  const services = { ...testServices(), publicUrl: "https://jiebang.example" };
  const deps: ServerDeps = {
    db,
    services,
    logger: createLogger("silent"),
    metrics: createMetrics(),
    live: { add: () => () => {}, size: () => 0, close: async () => {} },
    readiness: async () => ({ ready: true, checks: {} }),
    settings: {
      publicUrl: services.publicUrl,
      isProduction: false,
      isDemo: false,
      trustProxy: 0,
      apiRatePerMinute: 1e9,
    },
  };
  const app = createServer(deps);
  const cases: { name: string; who: string; pages: (total: number | undefined) => Ask[] }[] = [];
  for (const name of listProcedures())
    for (const [who, actor] of Object.entries(people)) {
      const caller = createCallerFactory(appRouter)({
        ctx: createCtx(deps, actor),
        locale: "zh",
        requestId: "bench",
        headers: new Headers(),
        responseHeaders: new Headers(),
        ip: "127.0.0.1",
      });
      const procedure = name.split(".").reduce((at: unknown, key) => (at as Record<string, unknown>)[key], caller) as (
        input: object,
      ) => Promise<{ total: number }>;
      const ask =
        (offset: number, more: object): Ask =>
        async () =>
          (await procedure({ limit: 20, offset, ...more })).total;
      cases.push({
        name,
        who,
        pages: (total = 0) =>
          (INPUTS[name] ?? [{}]).flatMap((more) => [
            ask(0, more),
            ask(Math.floor(Math.min(total, 100_000) / 2), more),
            ask(Math.max(0, Math.min(total, 100_000) - 20), more),
          ]),
      });
    }
  for (const [name, paths] of Object.entries(PUBLIC_LISTS))
    cases.push({
      name,
      who: "anonymous",
      pages: () =>
        paths.map((one) => async () => {
          const answer = await app.request(one, { headers: { accept: "text/html" } });
          await answer.arrayBuffer();
          if (answer.status !== 200) throw new Error(`${one} answered ${answer.status}`);
          return undefined;
        }),
    });
  const measured: Measured[] = [];
  for (const { name, who, pages } of cases) {
    if (only && !name.includes(only)) continue;
    try {
      const total = await pages(undefined)[0]!(); // also warms what is kept
      const asks = pages(total);
      for (const ask of asks) await ask();
      const times = await openLoop(asks);
      measured.push({ name, who, p50: at(times, 0.5), p95: at(times, 0.95), total });
    } catch (error) {
      const failure = String((error as Error).message)
        .split("\n")[0]!
        .slice(0, 90);
      if (!/forbidden|sign_in|UNAUTHORIZED|FORBIDDEN|not_a|only/i.test(failure))
        measured.push({ name, who, p50: 0, p95: 0, total: undefined, failure });
    }
  }
  return measured;
}

/** Asked when due, whether or not the one before was answered; counted from when it was due. */
async function openLoop(asks: Ask[]): Promise<number[]> {
  const times: number[] = [];
  const startedAt = performance.now();
  const waiting = Array.from({ length: asks.length * TIMES }, async (_, i) => {
    const dueAt = startedAt + (i * 1000) / RATE;
    await new Promise((go) => setTimeout(go, dueAt - performance.now()));
    await asks[i % asks.length]!();
    times.push(performance.now() - dueAt);
  });
  await Promise.all(waiting);
  return times.sort((a, b) => a - b);
}

function at(sorted: number[], share: number): number {
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

/** Queries whose answer is a page: nobody has to remember a new one here. */
function listProcedures(): string[] {
  type Def = { type: string; output?: { shape?: Record<string, unknown> } };
  return Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: Def }>)
    .filter(([, { _def }]) => _def.type === "query" && _def.output?.shape?.items && _def.output.shape.total)
    .map(([name]) => name)
    .sort();
}

function report(measured: Measured[]): void {
  const load = fs.existsSync("/proc/loadavg") ? fs.readFileSync("/proc/loadavg", "utf8").split(" ")[0] : "?";
  console.log(`${measured.length} lists at ${RATE}/s, load average ${load}`);
  for (const m of measured)
    console.log(
      m.failure
        ? `  ${m.name} (${m.who}): not measured: ${m.failure}`
        : `  ${m.name} (${m.who}): p50 ${m.p50} ms, p95 ${m.p95} ms${m.total === undefined ? "" : `, ${m.total} in all`}${m.p95 > LIMIT_MS ? "  ← above" : ""}`,
    );
  const slow = measured.filter((m) => m.p95 > LIMIT_MS);
  console.log(
    slow.length === 0
      ? `every list measured answers within ${LIMIT_MS} ms`
      : `above ${LIMIT_MS} ms: ${slow.map((m) => `${m.name} (${m.who}) ${m.p95}`).join(", ")}`,
  );
}
