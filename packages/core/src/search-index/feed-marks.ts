import type { Database } from "@jiebang/db";
import { type DocumentStore, IndexError, problemOf, type SearchDocument } from "@jiebang/search";
import { publicDocuments } from "./public-documents.ts";

type Pool = Pick<Database, "pool" | "prisma">;
interface Mark {
  entry_id: string;
  version: number;
}

const MOST = 1000;

/**
 * Sends what is marked, as it stands now, to every given index and clears the marks that nobody renewed meanwhile. Sending
 * twice does no harm. A document that the engine refuses is found by halving and waits alone. Rejects when the engine
 * itself is in trouble: then every mark stays. Returns how many marks were taken up.
 */
export async function feedMarks(db: Pool, stores: DocumentStore[], isStopped: () => boolean): Promise<number> {
  const { rows: marks } = await db.pool.query<Mark>(
    "SELECT entry_id, version FROM search_dirty WHERE next_at <= (SELECT app_now()) ORDER BY next_at, entry_id LIMIT $1",
    [MOST],
  );
  if (marks.length === 0 || isStopped()) return 0;
  // Read after the marks: at least as new as what each of them stands for.
  const documents = new Map(
    (
      await publicDocuments(
        db.prisma,
        marks.map((m) => m.entry_id),
      )
    ).map((d) => [d.id, d]),
  );
  await sendSome(db, stores, marks, documents, isStopped);
  return marks.length;
}

async function sendSome(
  db: Pool,
  stores: DocumentStore[],
  marks: Mark[],
  documents: Map<string, SearchDocument>,
  isStopped: () => boolean,
): Promise<void> {
  if (isStopped()) return;
  try {
    await Promise.all(stores.map((store) => sendTo(store, marks, documents)));
  } catch (error) {
    if (!isOfDocuments(error)) throw error;
    if (marks.length === 1) return isolate(db, marks[0]!, error);
    const half = marks.length >> 1;
    await sendSome(db, stores, marks.slice(0, half), documents, isStopped);
    return sendSome(db, stores, marks.slice(half), documents, isStopped);
  }
  await db.pool.query(
    `DELETE FROM search_dirty d USING unnest($1::text[], $2::int[]) AS sent(id, version)
     WHERE d.entry_id = sent.id AND d.version = sent.version`,
    [marks.map((m) => m.entry_id), marks.map((m) => m.version)],
  );
}

async function sendTo(store: DocumentStore, marks: Mark[], documents: Map<string, SearchDocument>): Promise<void> {
  const present: SearchDocument[] = [];
  const gone: string[] = [];
  for (const { entry_id } of marks) {
    const document = documents.get(entry_id);
    if (document) present.push(document);
    else gone.push(entry_id);
  }
  await Promise.all([store.write(present), store.drop(gone)]);
}

/** What the engine took and could not do, for a reason that may lie in one document. */
function isOfDocuments(error: unknown): error is IndexError {
  return error instanceof IndexError && problemOf(error) === "failing" && error.code !== "settings_differ";
}

/** Tried again ever later, and at once when the entry changes. */
async function isolate(db: Pool, mark: Mark, error: IndexError): Promise<void> {
  const text = `${mark.entry_id}: ${error.code}: ${error.message}`.slice(0, 500);
  await db.pool.query(
    `UPDATE search_dirty SET attempts = attempts + 1, failure = $3,
       next_at = app_now() + make_interval(secs => least(2 ^ least(attempts, 9), 600))
     WHERE entry_id = $1 AND version = $2`,
    [mark.entry_id, mark.version, text],
  );
  await db.pool.query("UPDATE search_index SET last_failure = $1, last_failure_at = app_now()", [text]);
}
