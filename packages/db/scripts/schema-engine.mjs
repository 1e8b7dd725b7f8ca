#!/usr/bin/env node
// Prisma CLI <-> @prisma/schema-engine-wasm: replaces the native schema-engine the CLI would download.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bg from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const require = createRequire(import.meta.url),
  argv = process.argv.slice(2);
const take = (f) => argv.flatMap((a, i) => (a === f ? [argv[i + 1]] : []));
if (argv.includes("--version")) {
  console.log("schema-engine-wasm");
  process.exit(0);
}
const ds = JSON.parse(take("--datasource")[0] ?? "{}");
const parts = (u) => {
  const x = new URL(u),
    a = new URL(u);
  a.pathname = "/postgres";
  a.search = "";
  return {
    db: decodeURIComponent(x.pathname.slice(1)),
    admin: a.href,
    schema: x.searchParams.get("schema") ?? "public",
  };
};
const withClient = async (url, f) => {
  const c = new pg.Client(url);
  await c.connect();
  try {
    return await f(c);
  } finally {
    await c.end();
  }
};
const codeOf = (e) =>
  ({ "3D000": "P1003", "28P01": "P1000", 28000: "P1000", ECONNREFUSED: "P1001", ENOTFOUND: "P1001", "42P04": "P1009" })[
    e?.code
  ];
const createDatabase = async (u) => {
  const { db, admin } = parts(u);
  await withClient(admin, (c) => c.query(`CREATE DATABASE ${pg.escapeIdentifier(db)}`));
  return { databaseName: db };
};
if (argv.includes("cli")) {
  // one-shot sub-commands; errors go to stderr as JSON lines, first line ignored
  try {
    const cmd = argv[argv.indexOf("cli") + 1],
      { db, admin } = parts(ds.url);
    if (cmd === "can-connect-to-database") await withClient(ds.url, (c) => c.query("select 1"));
    else if (cmd === "create-database") await createDatabase(ds.url);
    else if (cmd === "drop-database")
      await withClient(admin, (c) => c.query(`DROP DATABASE ${pg.escapeIdentifier(db)} WITH (FORCE)`));
    process.exit(0);
  } catch (e) {
    process.stderr.write(
      "\n" +
        JSON.stringify({
          level: "ERROR",
          target: "schema_engine::logger",
          fields: { message: e.message, error_code: codeOf(e) },
        }) +
        "\n",
    );
    process.exit(1);
  }
}
let panic = "";
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (m) => {
    panic = m;
  },
};
const wasm = path.join(path.dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm");
const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasm), { "./schema_engine_bg.js": bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
const datamodels = take("--datamodels").map((p) => [p, fs.readFileSync(p, "utf8")]);
async function connect(url, onDispose) {
  const pool = new pg.Pool({ connectionString: url, max: 1 }); // one session: Migrate's advisory lock is per session
  const a = await new PrismaPg(pool, { schema: parts(url).schema, disposeExternalPool: true }).connect();
  const chars = new WeakMap(),
    performIO = a.performIO.bind(a),
    queryRaw = a.queryRaw.bind(a),
    dispose = a.dispose.bind(a);
  a.performIO = async (q) => {
    // adapter-pg has no mapping for the catalog type "char" (oid 18)
    const r = await performIO(q),
      cols = [];
    r.fields?.forEach((f, i) => {
      if (f.dataTypeID === 18) {
        f.dataTypeID = 25;
        cols.push(i);
      }
    });
    if (cols.length) chars.set(r.rows, cols);
    return r;
  };
  a.queryRaw = async (q) => {
    const r = await queryRaw(q);
    for (const i of chars.get(r.rows) ?? []) r.columnTypes[i] = ColumnTypeEnum.Character;
    return r;
  };
  a.executeScript = async (s) => {
    try {
      await pool.query(s);
    } catch (e) {
      a.onError(e);
    }
  }; // its own splits on every ';' and breaks $$ bodies
  if (onDispose)
    a.dispose = async () => {
      await dispose();
      await onDispose();
    };
  return a;
}
const engines = new Map(); // one per URL: it caches the shadow schema between calls
async function newEngine(url) {
  const f = new PrismaPg({ connectionString: url });
  f.connect = () => connect(url);
  f.connectToShadowDb = async () => {
    if (ds.shadowDatabaseUrl) return connect(ds.shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`,
      u = new URL(url);
    u.pathname = `/${name}`;
    await withClient(url, (c) => c.query(`CREATE DATABASE "${name}"`));
    return connect(u.href, () => withClient(url, (c) => c.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)));
  };
  return bg.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(f),
  );
}
const send = (o) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...o })}\n`);
const fail = (id, message, code = null) =>
  send({
    id,
    error: { code: 4466, message: "error", data: { is_panic: false, message, meta: null, error_code: code } },
  });
async function call(method, p) {
  const url = p?.datasource?.url ?? p?.datasourceType?.url ?? p?.url ?? ds.url;
  if (method === "createDatabase") return createDatabase(url);
  if (!engines.has(url)) engines.set(url, newEngine(url));
  const engine = await engines.get(url),
    name = method === "getDatabaseVersion" ? "version" : method;
  const r =
    (await engine[name](p).catch(async (e) => {
      // evaluateDataLoss reads the shadow schema from the cache only; devDiagnostic fills it
      if (!/shadow DB must be provided/.test(e?.message) || !p?.migrationsList) throw e;
      await engine.devDiagnostic({ migrationsList: p.migrationsList, filters: p.filters });
      return engine[name](p);
    })) ?? {};
  if (method === "diff" && r.stdout) {
    send({ id: 1e9, method: "print", params: { content: r.stdout } });
    r.stdout = null;
  }
  return r;
}
let queue = Promise.resolve(),
  current;
process.on("uncaughtException", (e) => {
  if (current != null) fail(current, `schema-engine-wasm: ${panic || e.stack}`);
  process.stdout.write("", () => process.exit(101));
});
readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { id, method, params } = JSON.parse(line || "{}");
    if (method)
      queue = queue
        .then(() => {
          current = id;
          return call(method, params);
        })
        .then(
          (result) => send({ id, result }),
          (e) => fail(id, panic || e?.message || String(e), /^P\d{4}$/.test(e?.code) ? e.code : (codeOf(e) ?? null)),
        );
  })
  .on("close", () => queue.finally(() => process.exit(0)));
