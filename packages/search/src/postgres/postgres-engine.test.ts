import { useTestDatabase } from "@jiebang/testing";
import { describe, expect, it } from "vitest";
import { type ContractCard, makeDocument, searchContract } from "../contract/search-contract.ts";
import type { SearchDocument } from "../port.ts";
import { EmbeddedIndex } from "./embedded-index.ts";
import { clearIndex, IndexWriter, type Run, recountTerms } from "./index-writer.ts";
import { PostgresSearchEngine } from "./postgres-engine.ts";

const db = useTestDatabase();

async function write(work: (run: Run) => Promise<void>): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    await work(async (sql, values) => (await client.query(sql, values as unknown[])).rows);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

async function engineWith(documents: SearchDocument[], bulk = false) {
  await write(async (run) => {
    await clearIndex(run);
    const writer = new IndexWriter(run, bulk);
    await writer.put(documents);
    await writer.finish();
    await recountTerms(run);
  });
  return new PostgresSearchEngine<ContractCard>(db.pool);
}

describe("the embedded engine", () => {
  searchContract((documents) => engineWith(documents));

  it("keeps its counters true through changes, removals and simultaneous writers", async () => {
    const documents = Array.from({ length: 30 }, (_, i) =>
      makeDocument({ title: `铜${i}`, facets: { chain: ["copper", "gold", "moly"][i % 3]! } }),
    );
    const engine = await engineWith(documents, true);
    await Promise.all(
      documents.map((document, i) =>
        write(async (run) => {
          const writer = new IndexWriter(run);
          if (i % 5 === 0) await writer.drop([document.id]);
          else await writer.put([{ ...document, facets: { ...document.facets, chain: "tungsten" } }]);
          await writer.finish();
        }),
      ),
    );
    const listed = await engine.search({ facets: ["chain"] });
    expect([listed.total.value, listed.facets.chain]).toEqual([24, [{ value: "tungsten", count: 24 }]]);
    const counted = await engine.search({ query: "铜", facets: ["chain"] });
    expect([counted.total.value, counted.facets.chain]).toEqual([24, [{ value: "tungsten", count: 24 }]]);
  });

  it("finds, counts and pages a word that stands in a large part of all entries as any other, the newest first", async () => {
    const documents = Array.from({ length: 45 }, (_, i) =>
      makeDocument({
        title: `冶金${i}`,
        kind: i % 3 === 0 ? "demand" : "offer",
        facets: { chain: ["copper", "gold"][i % 2]! },
        ranges: { publishedAt: `2026-01-${String(((i * 7) % 28) + 1).padStart(2, "0")}T00:00:00Z` },
      }),
    );
    const engine = await engineWith([...documents, makeDocument({ title: "果汁" })]);
    const pages = (offset: number) => engine.search({ query: "冶金", facets: ["chain", "kind"], offset, limit: 20 });
    const before = await Promise.all([0, 20, 40].map(pages));
    await db.pool.query("UPDATE search_term SET documents = 40000 WHERE term = '冶金'");
    const after = await Promise.all([0, 20, 40].map(pages));
    expect(after.map((page) => [page.total, page.facets])).toEqual(before.map((page) => [page.total, page.facets]));
    const ids = after.flatMap((page) => page.hits.map((hit) => hit.id));
    const newest = await engine.listIds({ query: "冶金", sort: "newest" });
    expect(ids).toEqual(newest);
    expect([...ids].sort()).toEqual(documents.map((document) => document.id).sort());
    expect(new Set(after.flatMap((page) => page.hits.map((hit) => hit.score)))).toEqual(new Set([0.3]));
    expect(after[0]!.hits[0]!.highlight.title).toEqual([[0, 2]]);
    const [newestPage, deadlines] = await Promise.all(
      (["newest", "deadline"] as const).map((sort) => engine.search({ query: "冶金", sort, limit: 45 })),
    );
    expect(newestPage!.hits.map((hit) => hit.id)).toEqual(newest);
    expect(deadlines!.hits).toHaveLength(45);
  });

  it("tells every document by id and hash, page by page", async () => {
    const documents = Array.from({ length: 5 }, (_, i) => makeDocument({ title: `铜箔${i}` }));
    await engineWith(documents);
    const index = new EmbeddedIndex(db.pool, write);
    const changed = { ...documents[2]!, title: "铝箔" };
    await index.write([changed]);
    await index.drop([documents[0]!.id]);
    const pages = [await index.hashes(undefined, 3), await index.hashes(documents[3]!.id, 3)];
    const wanted = [documents[1]!, changed, documents[3]!, documents[4]!].map((d) => ({
      id: d.id,
      hash: index.hashOf(d),
    }));
    expect([pages, await index.count()]).toEqual([[wanted.slice(0, 3), wanted.slice(3)], 4]);
    const { id, ...rest } = documents[1]!;
    expect(index.hashOf({ ...rest, id })).toBe(index.hashOf(documents[1]!)); // in whatever order its keys stand
  });

  it("shows nothing of a transaction that was rolled back", async () => {
    const engine = await engineWith([]);
    await expect(
      write(async (run) => {
        const writer = new IndexWriter(run);
        await writer.put([makeDocument({ title: "不存在的" })]);
        await writer.finish();
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect((await engine.search({})).total.value).toBe(0);
    expect(await engine.suggest("不存在")).toEqual([]);
  });
});
