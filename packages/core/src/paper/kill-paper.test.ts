import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { systemActor } from "@jiebang/domain";
import {
  makeEntry,
  makeJurisdiction,
  makeOrganisation,
  makePerson,
  testServices,
  useTestDatabase,
} from "@jiebang/testing";
import { afterAll, describe, expect, it } from "vitest";
import { openFileStore } from "../files/open-file-store.ts";
import { createCtx } from "../kernel/ctx.ts";
import { getPaper, readPaperFile } from "./paper.queries.ts";
import { printPaper } from "./print-paper.ts";
import { renderPaper } from "./render-paper.ts";
import { seedFormTemplates } from "./seed-form-templates.ts";

const db = useTestDatabase();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), "jiebang-papers-"));
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));
const stored = () =>
  (fs.readdirSync(directory, { recursive: true, withFileTypes: true }) as fs.Dirent[])
    .filter((one) => one.isFile())
    .map((one) => path.join(one.parentPath, one.name))
    .sort();
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a print killed with -9", () => {
  it("while it writes down its files lists none; the repeat has the same number, hash and bytes", async () => {
    await seedFormTemplates(db.prisma);
    const services = { ...testServices(), files: await openFileStore({ kind: "local", directory }) };
    const county = await makeJurisdiction(db, { level: "county" });
    const firm = await makeOrganisation(db, { jurisdictionId: county.id });
    const person = await makePerson(db, { member: [{ organisationId: firm.id }] });
    const { entryId } = await makeEntry(db, {
      organisationId: firm.id,
      jurisdictionId: county.id,
      kind: "demand",
      revision: "submitted",
    });
    const ctx = createCtx({ db, services }, person);
    const before = await printPaper(ctx, { kind: "entry", entryId });

    // The second row of its files makes the other process wait inside its transaction; there it is killed.
    await db.asOwner(`CREATE FUNCTION hold_still() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.format = 'docx' THEN PERFORM pg_sleep(30); END IF; RETURN NEW; END $$`);
    await db.asOwner(
      "CREATE TRIGGER hold_still BEFORE INSERT ON paper_file FOR EACH ROW EXECUTE FUNCTION hold_still()",
    );
    const child = spawn(
      process.execPath,
      [
        new URL("./testing/render.ts", import.meta.url).pathname,
        db.pool.options.connectionString!,
        directory,
        services.publicUrl,
        before.id,
      ],
      { stdio: "inherit" },
    );
    const gone = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    const sleeping = "FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
    await expect
      .poll(async () => (await db.asOwner(`SELECT 1 ${sleeping}`)).length, { timeout: 25_000, interval: 20 })
      .toBe(1);
    child.kill("SIGKILL");
    expect(await gone).toBe("SIGKILL");
    await db.asOwner(`SELECT pg_terminate_backend(pid) ${sleeping}`); // the server notices the lost line and rolls back
    await db.asOwner("DROP TRIGGER hold_still ON paper_file");

    const left = await getPaper(ctx, { paperId: before.id });
    expect([left.print.state, left.files]).toEqual(["waiting", []]);
    await expect(readPaperFile(ctx, { paperId: before.id, format: "pdf" })).rejects.toThrow("not_found");
    const killed = stored().map((file) => [file, digest(fs.readFileSync(file))]);
    expect(killed).toHaveLength(2); // put away before the rows: nobody is led to them yet

    for (const _ of [1, 2]) await renderPaper(createCtx({ db, services }, systemActor("paper.render")), before.id);
    const after = await getPaper(ctx, { paperId: before.id });
    expect([after.number, after.contentHash, after.checkCode, after.print.state]).toEqual([
      before.number,
      before.contentHash,
      before.checkCode,
      "ready",
    ]);
    // What the killed process made and what the repeat made are the same files, byte for byte.
    expect(stored().map((file) => [file, digest(fs.readFileSync(file))])).toEqual(killed);
    const read = await Promise.all(
      after.files.map(async ({ format }) => digest((await readPaperFile(ctx, { paperId: before.id, format })).bytes)),
    );
    expect(read).toEqual(after.files.map((file) => file.sha256));
    expect(read.toSorted()).toEqual(killed.map(([, hash]) => hash).toSorted());
  });
});
