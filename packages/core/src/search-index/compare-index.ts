import { setImmediate } from "node:timers/promises";
import type { Database } from "@jiebang/db";
import { PUBLIC_ENTRY_STATES } from "@jiebang/domain";
import type { DocumentStore, IndexKeeper } from "@jiebang/search";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import { publicDocuments } from "./public-documents.ts";

type Pool = Pick<Database, "pool" | "prisma">;

export interface IndexDifferences {
  documents: number;
  missing: string[];
  stale: string[];
  /** In the index, and public no more. */
  left: string[];
}

const PORTION = 500;

/** Compares the hash of every document with what the database would send now. What is marked may differ rightly. */
export async function compareIndex(
  db: Pool,
  index: Pick<DocumentStore, "hashes"> & Pick<IndexKeeper, "hashOf">,
  onProgress?: (done: number) => Promise<void>,
): Promise<IndexDifferences> {
  const stored = new Map<string, string>();
  for (let after: string | undefined; ; ) {
    const page = await index.hashes(after, PORTION);
    for (const { id, hash } of page) stored.set(id, hash);
    after = page.at(-1)?.id;
    if (page.length < PORTION) break;
  }
  const found: IndexDifferences = { documents: 0, missing: [], stale: [], left: [] };
  for (let reached = ""; ; ) {
    const { rows } = await db.pool.query<{ id: string }>(
      `SELECT id FROM entry e WHERE state = ANY($1::text[]) AND published_revision_id IS NOT NULL AND ${FOR_EVERYBODY}
         AND id > $2 ORDER BY id LIMIT $3`,
      [PUBLIC_ENTRY_STATES, reached, PORTION],
    );
    const documents = await publicDocuments(
      db.prisma,
      rows.map((row) => row.id),
    );
    for (const document of documents) {
      if (found.documents % 50 === 0) await setImmediate(); // requests of people come in between
      found.documents += 1;
      const hash = stored.get(document.id);
      if (hash === undefined) found.missing.push(document.id);
      else if (hash !== index.hashOf(document)) found.stale.push(document.id);
      stored.delete(document.id);
    }
    await onProgress?.(found.documents);
    reached = rows.at(-1)?.id ?? reached;
    if (rows.length < PORTION) break;
  }
  found.left = [...stored.keys()];
  return found;
}
