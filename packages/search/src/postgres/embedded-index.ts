import { documentHash } from "../document-hash.ts";
import type { DocumentStore, StoredHash } from "../index-port.ts";
import type { SearchDocument } from "../port.ts";
import { IndexWriter, type Run } from "./index-writer.ts";
import type { Queryable } from "./postgres-engine.ts";

/** The embedded index for those who compare it: verbs write to it in their own transactions, by `IndexWriter`. */
export class EmbeddedIndex implements DocumentStore {
  readonly #db: Queryable;
  readonly #transaction: (work: (run: Run) => Promise<void>) => Promise<void>;

  constructor(db: Queryable, transaction: (work: (run: Run) => Promise<void>) => Promise<void>) {
    this.#db = db;
    this.#transaction = transaction;
  }

  hashOf(document: SearchDocument): string {
    return documentHash(document);
  }

  write(documents: SearchDocument[]): Promise<void> {
    return this.#transaction(async (run) => {
      const writer = new IndexWriter(run);
      await writer.put(documents);
      await writer.finish();
    });
  }

  drop(ids: string[]): Promise<void> {
    return this.#transaction(async (run) => {
      const writer = new IndexWriter(run);
      await writer.drop(ids);
      await writer.finish();
    });
  }

  async count(): Promise<number> {
    const { rows } = await this.#db.query({ text: "SELECT count(*)::int AS n FROM search_document", values: [] });
    return (rows as { n: number }[])[0]!.n;
  }

  async hashes(after: string | undefined, limit: number): Promise<StoredHash[]> {
    const { rows } = await this.#db.query({
      name: "search_hashes",
      text: 'SELECT entry_id AS id, hash FROM search_document WHERE entry_id > $1 COLLATE "C" ORDER BY entry_id COLLATE "C" LIMIT $2',
      values: [after ?? "", limit],
    });
    return rows as StoredHash[];
  }
}
