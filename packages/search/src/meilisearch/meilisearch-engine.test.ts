import { useTestDatabase } from "@jiebang/testing";
import { Meilisearch } from "meilisearch";
import { afterAll, describe, expect, inject, it } from "vitest";
import { type ContractCard, makeDocument, searchContract } from "../contract/search-contract.ts";
import type { SearchDocument } from "../port.ts";
import { databaseSide } from "../postgres/database-side.ts";
import { clearIndex, IndexWriter, type Run, recountTerms } from "../postgres/index-writer.ts";
import { PostgresSearchEngine } from "../postgres/postgres-engine.ts";
import { MeilisearchEngine } from "./meilisearch-engine.ts";
import { MeilisearchKeeper } from "./meilisearch-keeper.ts";
import { indexSettings } from "./settings.ts";

const server = inject("meili");

describe.skipIf(!server)("Meilisearch, the real server", { timeout: 60_000 }, () => {
  const db = useTestDatabase();
  const client = new Meilisearch({
    host: server?.url ?? "http://nowhere.invalid",
    apiKey: server?.key,
    timeout: 20_000,
  });
  const index = `contract_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const keeper = new MeilisearchKeeper({ client, index, settings: indexSettings() });
  afterAll(async () => {
    const { results } = await client.getIndexes({ limit: 1000 });
    for (const { uid } of results)
      if (uid.startsWith(index)) await client.deleteIndex(uid).waitTask({ timeout: 20_000 });
  });

  async function inDatabase(documents: SearchDocument[]): Promise<void> {
    const connection = await db.pool.connect();
    try {
      const run: Run = async (sql, values) => (await connection.query(sql, values as unknown[])).rows;
      await clearIndex(run);
      const writer = new IndexWriter(run);
      await writer.put(documents);
      await writer.finish();
      await recountTerms(run);
    } finally {
      connection.release();
    }
  }

  async function engineWith(documents: SearchDocument[]): Promise<MeilisearchEngine<ContractCard>> {
    await Promise.all([inDatabase(documents), inIndex(documents)]);
    return engineOver(documents);
  }

  async function inIndex(documents: SearchDocument[]): Promise<void> {
    await keeper.ensure();
    await client.index(index).deleteAllDocuments();
    await keeper.write(documents);
  }

  function engineOver(documents: SearchDocument[]): MeilisearchEngine<ContractCard> {
    const embedded = new PostgresSearchEngine<ContractCard>(db.pool);
    const cards = new Map(documents.map((d) => [d.id, d.card as ContractCard]));
    return new MeilisearchEngine<ContractCard>({
      client,
      index,
      cards: async (ids) => new Map(ids.flatMap((id) => (cards.has(id) ? [[id, cards.get(id)!] as const] : []))),
      counts: async () => ({ total: documents.length, documents: new Map() }),
      texts: databaseSide(db.pool).texts,
      today: async () => new Date().toISOString().slice(0, 10),
      suggest: (input, options) => embedded.suggest(input, options),
    });
  }

  searchContract(engineWith);

  describe("its keeper", () => {
    it("tells every document by id and hash, page by page, and forgets what is dropped", async () => {
      const documents = Array.from({ length: 7 }, (_, i) => makeDocument({ title: `铜箔${i}` }));
      await inIndex(documents);
      const all = async () => {
        const seen: { id: string; hash: string }[] = [];
        for (;;) {
          const page = await keeper.hashes(seen.at(-1)?.id, 3);
          seen.push(...page);
          if (page.length < 3) return seen;
        }
      };
      expect(await all()).toEqual(documents.map((d) => ({ id: d.id, hash: keeper.hashOf(d) })));
      const changed = { ...documents[2]!, title: "铝箔" };
      await keeper.write([changed]);
      await keeper.drop([documents[0]!.id, "ent_of_nobody"]);
      expect(await all()).toEqual(
        [documents[1]!, changed, ...documents.slice(3)].map((d) => ({ id: d.id, hash: keeper.hashOf(d) })),
      );
      expect(await keeper.count()).toBe(6);
    });

    it("builds an index with other settings beside the live one and swaps, so that every moment has an answer", async () => {
      const documents = [makeDocument({ title: "氢冶金中试" }), makeDocument({ title: "铜箔" })];
      const engine = await engineWith(documents);
      const synonyms = indexSettings({ synonyms: [["氢冶金", "绿氢炼铁"]] });
      const next = new MeilisearchKeeper({ client, index, settings: synonyms });
      expect([await next.liveSettingsHash(), next.settingsHash === keeper.settingsHash]).toEqual([
        keeper.settingsHash,
        false,
      ]);
      const rebuild = await next.prepareRebuild();
      await rebuild.write(documents);
      expect((await engine.search({ query: "氢冶金" })).hits.map((h) => h.id)).toEqual([documents[0]!.id]);
      await rebuild.swap();
      expect(await next.liveSettingsHash()).toBe(next.settingsHash);
      expect((await engine.search({ query: "绿氢炼铁" })).hits.map((h) => h.id)).toEqual([documents[0]!.id]);
      expect((await client.getIndexes({ limit: 1000 })).results.filter((i) => i.uid.startsWith(`${index}__`))).toEqual(
        [],
      );
      // Writes of a process that still runs the old code would mix two forms of documents in one index.
      await expect(keeper.write(documents)).rejects.toMatchObject({ code: "settings_differ" });
      const back = await keeper.prepareRebuild();
      await back.swap();
      expect(await keeper.count()).toBe(0);
    });

    it("does not let the server make an index of its own out of the first document", async () => {
      const lost = new MeilisearchKeeper({ client, index: `${index}_lost`, settings: indexSettings() });
      await expect(lost.write([makeDocument({ title: "铜箔" })])).rejects.toThrow("not found");
      expect(await lost.liveSettingsHash()).toBe(undefined);
      expect([await lost.ensure(), await lost.ensure(), await lost.count()]).toEqual([true, false, 0]);
    });

    it("says how the server is, and what is wrong with the key or the address", async () => {
      const { version, ...status } = await keeper.check();
      expect(status).toEqual({ engine: "meilisearch", isAnswering: true });
      expect(version).toMatch(/^1\.\d+\.\d+$/);
      const checkOf = async (host: string, apiKey: string | undefined) => {
        const other = new Meilisearch({ host, apiKey, timeout: 2000 });
        const { isAnswering, problem } = await new MeilisearchKeeper({ client: other, index, settings: {} }).check();
        return { isAnswering, problem };
      };
      if (server!.key)
        expect(await checkOf(server!.url, "wrong")).toEqual({ isAnswering: false, problem: "unauthorised" });
      expect(await checkOf("http://127.0.0.1:9", "any")).toEqual({ isAnswering: false, problem: "unreachable" });
    });

    it("reports what the server could not do", async () => {
      const { taskUid } = await client.index(index).addDocuments([{ id: "not an id!" }]);
      await client.tasks.waitForTask(taskUid, { timeout: 20_000 });
      const [failure] = await keeper.failures(1);
      expect({ ...failure, at: "", message: "" }).toEqual({
        at: "",
        what: "documentAdditionOrUpdate",
        code: "invalid_document_id",
        message: "",
      });
      expect(await keeper.pending()).toBe(0);
    });
  });
});
