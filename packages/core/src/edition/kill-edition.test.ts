import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { systemActor, type UserActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBasis } from "../basis/create-basis.ts";
import { openFileStore } from "../files/open-file-store.ts";
import { createCtx } from "../kernel/ctx.ts";
import type { Services } from "../kernel/services.ts";
import { createEdition } from "./create-edition.ts";
import { resumeIssues, runIssue } from "./edition.job.ts";
import { issueEdition, prepareEdition } from "./issue-edition.ts";
import { loadFrozenEdition } from "./load-frozen.ts";
import { makeEditionFiles } from "./make-edition-files.ts";
import { fillEdition } from "./pick-entries.ts";
import { getPublicEdition, readEditionFile } from "./public-edition.queries.ts";

const db = useTestDatabase();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-editions-"));
let services: Services;
let editionId: string;
beforeAll(async () => {
  services = { ...testServices(), files: await openFileStore({ kind: "local", directory }) };
});
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));
const as = (actor: UserActor) => createCtx({ db, services }, actor);
const system = () => createCtx({ db, services }, systemActor("edition.issue"));

beforeEach(async () => {
  const city = await makeJurisdiction(db, { level: "city" });
  const firm = await makeOrganisation(db, { jurisdictionId: city.id });
  const person = await makePerson(db, { coordinates: [{ jurisdictionId: city.id, level: "city" }] });
  for (let i = 0; i < 12; i++)
    await makeEntry(db, { organisationId: firm.id, jurisdictionId: city.id, revision: "published" });
  const basis = await createBasis(as(person), {
    documentNo: "一号",
    title: "通知",
    issuer: "市",
    validFrom: "2000-01-01",
  });
  const edition = await createEdition(as(person), {
    jurisdictionId: city.id,
    series: "offers",
    title: "会被打断的目录",
    bases: [{ basisId: basis.id }],
  });
  editionId = edition.id;
  await fillEdition(as(person), { editionId });
  await prepareEdition(as(person), { editionId });
  await issueEdition(as(person), { editionId });
});

/** Lets another process issue the edition, waits until `isThere`, and kills it with -9. */
async function killWhen(isThere: () => Promise<boolean>): Promise<void> {
  const script = new URL("./testing/issue.ts", import.meta.url).pathname;
  const url = db.pool.options.connectionString!;
  const child = spawn(process.execPath, [script, url, directory, services.publicUrl, editionId], { stdio: "inherit" });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  await expect.poll(isThere, { timeout: 25_000, interval: 20 }).toBe(true);
  child.kill("SIGKILL");
  await gone;
  // The server notices the lost line and rolls back.
  await db.asOwner(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
  );
}
const sleeps = async () =>
  (await db.asOwner("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"))
    .length > 0;

/** The chosen insert makes the other process wait inside its transaction. */
async function holdStill(table: string, when: string): Promise<() => Promise<void>> {
  await db.asOwner(`CREATE OR REPLACE FUNCTION hold_still() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF ${when} THEN PERFORM pg_sleep(30); END IF; RETURN NEW; END $$`);
  await db.asOwner(`CREATE TRIGGER hold_still BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION hold_still()`);
  return async () => void (await db.asOwner(`DROP TRIGGER hold_still ON ${table}`));
}

const standing = async () => {
  const edition = await db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  const rows = await db.prisma.editionRow.count({ where: { editionId } });
  const files = await db.prisma.editionFile.count({ where: { editionId } });
  return { state: edition.state, no: edition.no, rootHash: edition.rootHash, rows, files };
};

/** Issued now, and what was stored is byte for byte what making it again gives. */
async function finishedWithSameBytes(): Promise<string> {
  await runIssue(system(), editionId);
  expect(await standing()).toMatchObject({ state: "issued", no: 1, rows: 12, files: 7 });
  const frozen = (await loadFrozenEdition(db.prisma, editionId))!;
  const again = await makeEditionFiles(services.publicUrl, frozen, async () => {});
  for (const file of again) {
    const stored = await readEditionFile(db, services.files, frozen.header.slug, file.name);
    expect([file.name, stored.sha256]).toEqual([file.name, file.sha256]);
    expect(Buffer.compare(Buffer.from(stored.bytes), Buffer.from(file.bytes))).toBe(0);
  }
  return frozen.rootHash;
}

describe("an issue killed with -9", () => {
  it("while it freezes leaves nothing, and is taken up again by itself", async () => {
    const release = await holdStill("edition_row", "NEW.position = 9");
    await killWhen(sleeps);
    await release();
    expect(await standing()).toEqual({ state: "issuing", no: null, rootHash: null, rows: 0, files: 0 });
    await db.asOwner(`UPDATE edition SET updated_at = updated_at - interval '2 minutes' WHERE id = '${editionId}'`);
    await resumeIssues.run(system());
    const queued = await db.asOwner<{ n: number }>(
      `SELECT count(*)::int AS n FROM graphile_worker._private_jobs WHERE key = 'edition.resume:${editionId}'`,
    );
    expect(queued[0]?.n).toBe(1);
    await finishedWithSameBytes();
  });

  it("while it makes the files shows nobody anything, and ends with the same hash", async () => {
    await killWhen(async () => {
      const edition = await db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
      return ["xlsx", "docx", "pdf"].includes(edition.progressStep ?? "");
    });
    const before = await standing();
    expect(before).toMatchObject({ state: "issuing", no: 1, rows: 12, files: 0 });
    const { slug } = await db.prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
    expect(await getPublicEdition(db, slug!, { limit: 10, offset: 0 })).toBeNull();
    expect(await finishedWithSameBytes()).toBe(before.rootHash);
  });

  it("while it writes down the files leaves none of them listed", async () => {
    const release = await holdStill("edition_file", "NEW.name LIKE '%.pdf'");
    await killWhen(sleeps);
    await release();
    const before = await standing();
    expect(before).toMatchObject({ state: "issuing", rows: 12, files: 0 });
    expect(await finishedWithSameBytes()).toBe(before.rootHash);
  });
});
