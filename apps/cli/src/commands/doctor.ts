import fs from "node:fs";
import path from "node:path";
import { connectMeilisearch, describeEmbedder, embedOf, type MeilisearchAddress } from "@jiebang/core";
import { readMigrations } from "@jiebang/db";
import pg from "pg";
import type { CliEnv } from "../env.ts";
import { searchAddress } from "../search-address.ts";
import type { Register } from "../shell.ts";

type Finding = { level: "ok" | "warn" | "fail"; what: string; text: string };

/** Looks at everything that has to be right and says what is not, without changing anything. */
export const registerDoctor: Register = (program, shell) => {
  program
    .command("doctor")
    .description("check Node, disk, secrets, database, migrations, clock, jobs, mails and search")
    .option("--json", "print the findings as JSON")
    .action(async (options: { json?: boolean }) => {
      const env = shell.env();
      const world = await shell.open("doctor");
      const owner = new pg.Client({ connectionString: world.ownerUrl });
      try {
        await owner.connect();
        const findings = [
          ...machineFindings(env),
          { level: "ok", what: "database", text: `reached through ${world.source}` } as const,
          ...(await databaseFindings(owner)),
          ...(await workFindings(owner, env)),
          ...(await searchFindings(owner, env)),
        ];
        if (options.json) console.log(JSON.stringify(findings, null, 2));
        else
          for (const { level, what, text } of findings) console.log(`${level.padEnd(4)}  ${what.padEnd(11)} ${text}`);
        if (findings.some((finding) => finding.level === "fail")) process.exitCode = 1;
      } finally {
        await owner.end();
        await world.close();
      }
    });
};

function machineFindings(env: CliEnv): Finding[] {
  const [major, minor] = process.versions.node.split(".").map(Number) as [number, number];
  const isRecent = major > 22 || (major === 22 && minor >= 12);
  const disk = fs.statfsSync(env.DATA_DIR);
  const freeGb = (disk.bavail * disk.bsize) / 1e9;
  const findings: Finding[] = [
    {
      level: isRecent ? "ok" : "fail",
      what: "node",
      text: `${process.versions.node} (22.12 or newer runs the server)`,
    },
    {
      level: freeGb > 2 ? "ok" : freeGb > 0.5 ? "warn" : "fail",
      what: "disk",
      text: `${freeGb.toFixed(1)} GB free for ${env.DATA_DIR}`,
    },
  ];
  const secrets = path.join(env.DATA_DIR, "secrets.json");
  if (fs.existsSync(secrets)) {
    const isOpen = (fs.statSync(secrets).mode & 0o077) !== 0;
    findings.push({
      level: isOpen ? "fail" : "ok",
      what: "secrets",
      text: isOpen ? `${secrets} can be read by others: chmod 600` : `${secrets} is readable by its owner only`,
    });
  }
  if (env.NODE_ENV === "production" && !env.APP_SECRET)
    findings.push({ level: "fail", what: "secrets", text: "production needs APP_SECRET" });
  return findings;
}

async function databaseFindings(owner: pg.Client): Promise<Finding[]> {
  const one = async (sql: string) => (await owner.query(sql)).rows[0];
  const { version } = await one("SELECT current_setting('server_version') AS version");
  const { trigrams } = await one("SELECT cardinality(show_trgm('揭榜挂帅')) AS trigrams");
  const done = await owner.query("SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL");
  const names = new Set(done.rows.map((row) => row.name));
  const missing = readMigrations().filter((migration) => !names.has(migration.name));
  const clock =
    await one(`SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now, (SELECT seconds FROM clock_offset) AS moved,
    (SELECT value #>> '{}' FROM setting WHERE key = 'deployment') AS deployment`);
  const drift = Math.abs(Number(clock.now) - Date.now()) / 1000;
  const { mayChange } = await one(
    "SELECT has_table_privilege('jiebang_app', 'ledger_event', 'UPDATE') AS \"mayChange\"",
  );
  return [
    { level: "ok", what: "postgresql", text: `${version}${clock.deployment ? `, marked ${clock.deployment}` : ""}` },
    {
      level: trigrams > 0 ? "ok" : "fail",
      what: "locale",
      text:
        trigrams > 0
          ? "Chinese text can be searched"
          : "the database's locale drops Chinese characters: make it with UTF-8",
    },
    {
      level: missing.length === 0 ? "ok" : "fail",
      what: "migrations",
      text: missing.length === 0 ? `all ${names.size} applied` : `missing: ${missing.map((m) => m.name).join(", ")}`,
    },
    {
      level: drift < 5 ? "ok" : drift < 60 ? "warn" : "fail",
      what: "clock",
      text: `the database's clock is ${drift.toFixed(1)} s away from this machine's`,
    },
    {
      level: clock.moved === 0 ? "ok" : "warn",
      what: "clock",
      text: clock.moved === 0 ? "not moved" : `moved by ${clock.moved} s (a demonstration or a test)`,
    },
    {
      level: mayChange ? "fail" : "ok",
      what: "ledger",
      text: mayChange
        ? "the application may change the ledger: run the migrations as owner"
        : "append-only for the application",
    },
  ];
}

async function workFindings(owner: pg.Client, env: CliEnv): Promise<Finding[]> {
  const { rows } = await owner.query(`
    SELECT count(*) FILTER (WHERE attempts >= max_attempts)::int AS dead,
           count(*) FILTER (WHERE attempts < max_attempts AND run_at < now() - interval '5 minutes')::int AS late,
           count(*)::int AS total FROM graphile_worker.jobs`);
  const { dead, late, total } = rows[0];
  const mails = (await owner.query("SELECT state, count(*)::int AS n FROM mail GROUP BY state ORDER BY state")).rows;
  const failed = mails.find((row) => row.state === "failed")?.n ?? 0;
  return [
    {
      level: dead > 0 ? "fail" : late > 0 ? "warn" : "ok",
      what: "jobs",
      text: `${total} waiting, ${late} late by more than five minutes, ${dead} given up`,
    },
    {
      level: failed > 0 ? "warn" : "ok",
      what: "mails",
      text: `${mails.map((row) => `${row.n} ${row.state}`).join(", ") || "none yet"}${env.SMTP_URL ? "" : " (no SMTP_URL: they stay in the local mailbox)"}`,
    },
  ];
}

const PROBLEMS: Record<string, string> = {
  unreachable: "cannot be reached",
  slow: "does not answer in time",
  full: "has no room left on its disk",
  wrongVersion: "is of a version that is not known to work",
  unauthorised: "refuses the key: see MEILI_KEY",
  missing: "has lost the index; it is built again",
  failing: "answers with errors",
};

async function searchFindings(owner: pg.Client, env: CliEnv): Promise<Finding[]> {
  const address = searchAddress(env);
  if (!address) return [{ level: "ok", what: "search", text: "PostgreSQL (no MEILI_URL, no meilisearch kept)" }];
  const keeper = connectMeilisearch(address).keeper();
  const status = await keeper.check();
  const host = new URL(address.url).host;
  if (!status.isAnswering || status.problem)
    return [
      {
        level: "fail",
        what: "search",
        text: `Meilisearch at ${host} ${PROBLEMS[status.problem ?? "failing"]} (${status.detail ?? ""}); PostgreSQL answers meanwhile`,
      },
    ];
  const { rows } = await owner.query(
    `SELECT i.state, i.last_failure, i.embedder_failure, (SELECT count(*)::int FROM search_unembedded) AS unembedded, (SELECT count(*)::int FROM search_document) AS entries, count(d.entry_id)::int AS queue,
       coalesce(extract(epoch FROM app_now() - min(d.marked_at)), 0)::float AS lag, count(d.failure)::int AS refused
     FROM search_index i LEFT JOIN search_dirty d ON true GROUP BY i.id`,
  );
  const { state, entries, queue, lag, refused, last_failure: failure } = rows[0];
  const documents = state === "absent" ? 0 : await keeper.count().catch(() => 0);
  const meaning = await meaningFindings(address, rows[0]);
  const isBehind = lag > 60 || refused > 0 || (state === "ready" && queue === 0 && documents !== entries);
  return [
    {
      level: isBehind ? "warn" : "ok",
      what: "search",
      text: `Meilisearch ${status.version} at ${host}, index ${state}, ${documents} documents for ${entries} public entries, ${queue} waiting (oldest ${lag.toFixed(0)} s), ${refused} refused${refused > 0 ? `: ${failure}` : ""}`,
    },
    ...meaning,
  ];
}

/** Search by meaning is optional: nothing is said where it is not set. */
async function meaningFindings(
  address: MeilisearchAddress,
  { unembedded, embedder_failure: failure }: { unembedded: number; embedder_failure: string | null },
): Promise<Finding[]> {
  if (!address.embedder) return [];
  const { source, host, model } = describeEmbedder(address.embedder);
  const name = `by meaning, ${source}${host ? ` at ${host}` : ""}${model ? ` (${model})` : ""}`;
  try {
    // The other kinds are asked by Meilisearch itself, and may be out of our reach.
    await embedOf(address)?.(["揭榜挂帅"]);
  } catch (error) {
    return [
      { level: "fail", what: "search", text: `${name}: ${(error as Error).message}; words answer alone meanwhile` },
    ];
  }
  if (unembedded === 0) return [{ level: "ok", what: "search", text: name }];
  const text = `${name}: ${unembedded} entries have no vector yet and are tried again by themselves (${failure ?? "no reason kept"})`;
  return [{ level: "warn", what: "search", text }];
}
