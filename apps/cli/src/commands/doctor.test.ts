import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createCtx } from "@jiebang/core";
import { systemActor } from "@jiebang/domain";
import { testServices, useTestDatabase } from "@jiebang/testing";
import { Command } from "commander";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readEnv } from "../env.ts";
import { registerDoctor } from "./doctor.ts";

const db = useTestDatabase();
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-doctor-"));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  process.exitCode = undefined;
});

/** What the doctor finds, by what it looked at; and the exit code it leaves. */
async function examine(env: Record<string, string> = {}) {
  const program = new Command().exitOverride();
  registerDoctor(program, {
    env: () => readEnv({ DATA_DIR: folder, ...env }),
    open: async () => ({
      db,
      ownerUrl: db.url,
      source: "a test",
      ctx: (actor = systemActor("cli:test")) => createCtx({ db, services: testServices() }, actor),
      close: async () => {},
    }),
  });
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line) => void lines.push(line));
  await program.parseAsync(["doctor", "--json"], { from: "user" });
  log.mockRestore();
  const findings = JSON.parse(lines.join("\n")) as { level: string; what: string; text: string }[];
  return { findings, bad: findings.filter((one) => one.level !== "ok"), exitCode: process.exitCode };
}

it("finds nothing wrong with a fresh database", async () => {
  const { findings, bad, exitCode } = await examine();
  expect({ bad, exitCode }).toEqual({ bad: [], exitCode: undefined });
  expect(new Set(findings.map((one) => one.what))).toEqual(
    new Set([
      "node",
      "disk",
      "database",
      "postgresql",
      "locale",
      "migrations",
      "clock",
      "ledger",
      "jobs",
      "mails",
      "search",
    ]),
  );
});

it("names secrets that others can read, a missing migration, a moved clock, dead jobs and failed mails", async () => {
  fs.writeFileSync(path.join(folder, "secrets.json"), "{}");
  fs.chmodSync(path.join(folder, "secrets.json"), 0o644); // whatever the umask says
  await db.asOwner("SELECT set_clock_offset(86400)");
  const [last] = await db.asOwner<{ name: string }>(
    "DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations) RETURNING migration_name AS name",
  );
  await db.asOwner("SELECT enqueue_job('mail.deliver', '{}')");
  await db.asOwner("UPDATE graphile_worker._private_jobs SET attempts = max_attempts");
  await db.prisma.mail.create({
    data: { id: "mal_1", toAddress: "a@b.test", kind: "k", subject: "s", text: "t", dedupeKey: "d", state: "failed" },
  });
  const { bad, exitCode } = await examine();
  expect(bad.map(({ level, what }) => `${level} ${what}`).sort()).toEqual([
    "fail jobs",
    "fail migrations",
    "fail secrets",
    "warn clock",
    "warn mails",
  ]);
  expect(bad.find((one) => one.what === "migrations")!.text).toContain(last!.name);
  expect(exitCode).toBe(1);
});
