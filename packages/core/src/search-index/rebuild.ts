import { setImmediate } from "node:timers/promises";
import type { Database } from "@jiebang/db";
import { PUBLIC_ENTRY_STATES } from "@jiebang/domain";
import type { IndexRebuild, MeilisearchKeeper } from "@jiebang/search";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";
import { publicDocuments } from "./public-documents.ts";

type Pool = Pick<Database, "pool" | "prisma">;

const PORTION = 1000;
/** What one request holds: prepared without a break, so it is short. */
const REQUEST = 100;

/** An index being built beside the one that is searched, a portion at a time; marks are fed to both in between. */
export interface Rebuild {
  readonly settingsHash: string;
  readonly store: IndexRebuild;
  reached: string;
  done: number;
  isFilled: boolean;
}

export async function beginRebuild(db: Pool, keeper: MeilisearchKeeper): Promise<Rebuild> {
  const store = await keeper.prepareRebuild();
  await db.pool.query(
    `UPDATE search_index SET state = 'building', started_at = app_now(), done = 0, wanted_at = NULL,
       total = (SELECT count(*) FROM entry e WHERE state = ANY($1::text[]) AND published_revision_id IS NOT NULL AND ${FOR_EVERYBODY})`,
    [PUBLIC_ENTRY_STATES],
  );
  return { settingsHash: keeper.settingsHash, store, reached: "", done: 0, isFilled: false };
}

export async function continueRebuild(db: Pool, rebuild: Rebuild): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM entry e WHERE state = ANY($1::text[]) AND published_revision_id IS NOT NULL AND ${FOR_EVERYBODY}
       AND id > $2 ORDER BY id LIMIT $3`,
    [PUBLIC_ENTRY_STATES, rebuild.reached, PORTION],
  );
  const documents = await publicDocuments(
    db.prisma,
    rows.map((row) => row.id),
  );
  const sent: Promise<void>[] = [];
  for (let from = 0; from < documents.length; from += REQUEST) {
    const writing = rebuild.store.write(documents.slice(from, from + REQUEST));
    writing.catch(() => {}); // is awaited below
    sent.push(writing);
    await setImmediate(); // requests of people come in between
  }
  await Promise.all(sent);
  rebuild.reached = rows.at(-1)?.id ?? rebuild.reached;
  rebuild.done += rows.length;
  rebuild.isFilled = rows.length < PORTION;
  await db.pool.query("UPDATE search_index SET done = $1", [rebuild.done]);
}

/** Nothing that was fed to both is lost; what is marked from here on goes to the new one. */
export async function endRebuild(db: Pool, rebuild: Rebuild): Promise<void> {
  await rebuild.store.swap();
  await db.pool.query(
    "UPDATE search_index SET state = 'ready', settings_hash = $1, built_at = app_now(), done = $2, total = $2",
    [rebuild.settingsHash, rebuild.done],
  );
}
