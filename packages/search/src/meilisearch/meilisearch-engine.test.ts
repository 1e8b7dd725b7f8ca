import { useTestDatabase } from "@jiebang/testing";
import { Meilisearch } from "meilisearch";
import { afterAll, describe } from "vitest";
import { type ContractCard, searchContract } from "../contract/search-contract.ts";
import { clearIndex, IndexWriter, type Run, recountTerms } from "../postgres/index-writer.ts";
import { PostgresSearchEngine } from "../postgres/postgres-engine.ts";
import { toIndexDocument } from "./index-document.ts";
import { MeilisearchEngine } from "./meilisearch-engine.ts";
import { indexSettings } from "./settings.ts";

const { MEILI_TEST_URL: host, MEILI_TEST_KEY: apiKey } = process.env;

// A real server: MEILI_TEST_URL and MEILI_TEST_KEY lead to it. It is never the one that a platform uses.
describe.skipIf(!host)("Meilisearch (skipped without MEILI_TEST_URL)", { timeout: 60_000 }, () => {
  const db = useTestDatabase();
  const client = () => new Meilisearch({ host: host!, apiKey, timeout: 10_000 });
  const index = `contract_${process.pid}`;
  let isMade = false;
  afterAll(async () => {
    await client().deleteIndexIfExists(index);
  });

  searchContract(async (documents) => {
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
    const meili = client();
    const tasks = isMade
      ? []
      : [
          await meili.createIndex(index, { primaryKey: "id" }),
          await meili.index(index).updateSettings(indexSettings()),
        ];
    isMade = true;
    tasks.push(await meili.index(index).deleteAllDocuments());
    if (documents.length > 0) tasks.push(await meili.index(index).addDocuments(documents.map(toIndexDocument)));
    for (const { taskUid } of tasks) {
      const task = await meili.tasks.waitForTask(taskUid, { timeout: 30_000, interval: 10 });
      // The client resolves failed tasks too.
      if (task.status !== "succeeded") throw new Error(`${task.type}: ${JSON.stringify(task.error)}`);
    }
    const cards = new Map(documents.map((d) => [d.id, d.card as ContractCard]));
    return new MeilisearchEngine<ContractCard>({
      client: meili,
      index,
      cards: async (ids) => new Map(ids.flatMap((id) => (cards.has(id) ? [[id, cards.get(id)!] as const] : []))),
      counts: async () => ({ total: documents.length, documents: new Map() }),
      today: async () => new Date().toISOString().slice(0, 10),
      suggest: (input, options) => new PostgresSearchEngine<ContractCard>(db.pool).suggest(input, options),
    });
  });
});
