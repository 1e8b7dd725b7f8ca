import fs from "node:fs";
import path from "node:path";
import type { ImportBatchView, UserActor } from "@jiebang/domain";
import { makeJurisdiction, makePerson, useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { createCtx } from "../kernel/ctx.ts";
import { searchEntries } from "../search/search-entries.ts";
import { commitImport } from "./commit-import.ts";
import { confirmImport } from "./confirm-import.ts";
import { createImport } from "./create-import.ts";
import { getImport } from "./import.queries.ts";
import { stageImport } from "./stage-import.ts";
import { startImport } from "./start-import.ts";

const data = path.resolve(import.meta.dirname, "../../../../../shared/data/tech-market-zh");
const isThere = fs.existsSync(data);
if (!isThere) console.log("skipped: ../shared/data/tech-market-zh is absent");

describe.skipIf(!isThere)("the real listings", () => {
  const db = useTestDatabase();
  const blobs = new Map<string, Uint8Array>();
  const services = {
    files: {
      put: async (key: string, bytes: Uint8Array) => void blobs.set(key, bytes),
      get: async (key: string) => blobs.get(key)!,
      remove: async (key: string) => void blobs.delete(key),
    },
    secret: "x".repeat(32),
    publicUrl: "http://127.0.0.1",
  } as never; // an import needs files only
  const file = (name: string) => ({
    fileName: path.basename(name),
    bytes: new Uint8Array(fs.readFileSync(path.join(data, name))),
  });
  const raw = () =>
    fs
      .readdirSync(path.join(data, "raw"))
      .sort()
      .map((name) => file(`raw/${name}`));

  async function bringIn(city: UserActor, files: ReturnType<typeof file>[], commit = true): Promise<ImportBatchView> {
    const ctx = createCtx({ db, services }, city);
    const { batch } = await createImport(ctx, { files });
    await startImport(ctx, { batchId: batch.id }, { inline: true });
    await stageImport(ctx, batch.id);
    if (commit) {
      await confirmImport(ctx, { batchId: batch.id, publish: true }, { inline: true });
      await commitImport(ctx, batch.id);
    }
    return getImport(ctx, { batchId: batch.id });
  }

  it("come in whole: every raw row is in, or named as a duplicate, or refused; copies of them are known", async () => {
    const { id: jurisdictionId } = await makeJurisdiction(db, { level: "city" });
    const city = await makePerson(db, { coordinates: [{ jurisdictionId, level: "city" }] });
    const done = await bringIn(city, raw());
    const { committed, duplicate, refused, published, known } = done.counts;
    expect([done.source, done.error]).toEqual(["tech-market-zh", null]);
    expect(committed + duplicate + refused).toBe(4861);
    expect([published, refused, known]).toEqual([committed, 2, 0]);
    const [named] = await db.asOwner<{ n: number }>(
      `SELECT count(*)::int AS n FROM import_row r JOIN import_row o ON o.batch_id = r.batch_id AND o.no = r.duplicate_of_no
       WHERE r.batch_id = $1 AND r.status = 'duplicate' AND o.no < r.no AND o.status = 'committed'`,
      [done.id],
    );
    expect(named!.n).toBe(duplicate);
    const found = await searchEntries({ db }, { facets: ["kind"], limit: 0 });
    expect(found.total.value).toBe(committed);

    const again = await bringIn(city, raw());
    expect(again.counts).toMatchObject({ committed: 0, changed: 0, known: committed, duplicate, refused });

    const copies = await bringIn(city, [file("achievements.jsonl"), file("demands.jsonl")], false);
    const { counts } = copies;
    expect(counts.ready).toBe(0);
    expect(counts.known + counts.changed + counts.duplicate + counts.refused).toBe(2801 + 1728);
    expect(counts.changed).toBeLessThan(50);
  }, 300_000);
});
