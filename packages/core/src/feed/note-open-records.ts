import { createHash } from "node:crypto";
import type { Tx } from "@jiebang/db";
import type { PublicEntry } from "@jiebang/domain";
import { type EntryChange, emitEntryEvents } from "../webhook/emit-entry-events.ts";

interface Known {
  entry_id: string;
  hash: string | null;
  is_live: boolean;
  end_state: string | null;
}

/**
 * Writes down what changed for the public about these entries, in the transaction that changed it: feeds, site map and
 * harvesting read it, and subscribers are told of it. `entries` are those of `ids` that everybody may read; what has run
 * out is still read at its address, but no longer stands in the catalogue. Rewriting the index moves no instant.
 */
export async function noteOpenRecords(tx: Tx, ids: string[], entries: PublicEntry[]): Promise<void> {
  if (ids.length === 0) return;
  const readable = new Map(entries.map((entry) => [entry.id, entry]));
  const rows = await tx.$queryRaw<Known[]>`
    SELECT entry_id, hash, is_live, end_state FROM open_record WHERE entry_id = ANY(${ids}::text[])`;
  const known = new Map(rows.map((row) => [row.entry_id, row]));
  const changes: EntryChange[] = [];
  const writes: object[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const entry = readable.get(id);
    const before = known.get(id);
    if (!entry?.number) {
      if (before) gone.push(id);
      continue;
    }
    const isLive = entry.state !== "expired";
    const hash = hashOf(entry);
    const endState = isLive ? null : "expired";
    const write = { id, hash, isLive, endState, ...columnsOf(entry) };
    if (!before) writes.push({ ...write, isMoved: true });
    else if (before.hash !== hash || before.is_live !== isLive || before.end_state !== endState)
      // A row of the time before hashes were kept gets one, and stays as old as it is.
      writes.push({ ...write, isMoved: before.is_live !== isLive || (isLive && before.hash !== null) });
    if (isLive && !before?.is_live) changes.push({ event: "entry.published", entry });
    else if (isLive && before?.hash && before.hash !== hash) changes.push({ event: "entry.updated", entry });
    else if (!isLive && before?.is_live) changes.push({ event: "entry.withdrawn", entry, reason: "expired" });
  }
  if (writes.length > 0)
    await tx.$executeRaw`
      INSERT INTO open_record AS o (entry_id, kind, number, chain_code, is_live, end_state, hash, first_at, changed_at)
      SELECT x.id, x.kind, x.number, x."chainCode", x."isLive", x."endState", x.hash, x."firstAt", app_now()
      FROM jsonb_to_recordset(${JSON.stringify(writes)}::jsonb) AS x(id text, kind text, number text, "chainCode" text,
        "isLive" boolean, "endState" text, hash text, "firstAt" timestamptz, "isMoved" boolean)
      ON CONFLICT (entry_id) DO UPDATE SET number = excluded.number, chain_code = excluded.chain_code,
        is_live = excluded.is_live, end_state = excluded.end_state, hash = excluded.hash, first_at = excluded.first_at,
        changed_at = CASE WHEN o.is_live = excluded.is_live AND (NOT excluded.is_live OR o.hash IS NULL)
          THEN o.changed_at ELSE excluded.changed_at END`;
  if (gone.length > 0) changes.push(...(await closeRecords(tx, gone)));
  await emitEntryEvents(tx, changes);
}

/** What nobody reads any more keeps its number, its catalogue and the instant at which it went; nothing of its text. */
async function closeRecords(tx: Tx, ids: string[]): Promise<EntryChange[]> {
  const rows = await tx.$queryRaw<{ number: string; kind: "offer" | "demand"; reason: string }[]>`
    WITH ended AS (SELECT o.entry_id, o.is_live AS was_live,
        CASE WHEN e.state IN ('withdrawn', 'archived') THEN e.state ELSE 'restricted' END AS reason
      FROM open_record o JOIN entry e ON e.id = o.entry_id WHERE o.entry_id = ANY(${ids}::text[])),
    written AS (UPDATE open_record o SET is_live = false, end_state = ended.reason, hash = NULL,
        changed_at = CASE WHEN ended.was_live THEN app_now() ELSE o.changed_at END
      FROM ended WHERE o.entry_id = ended.entry_id AND o.end_state IS DISTINCT FROM ended.reason
      RETURNING o.number, o.kind, ended.reason, ended.was_live)
    SELECT number, kind, reason FROM written WHERE was_live`;
  return rows.map(({ number, kind, reason }) => ({ event: "entry.withdrawn", entry: { number, kind }, reason }));
}

const columnsOf = (entry: PublicEntry) => ({
  kind: entry.kind,
  number: entry.number,
  chainCode: entry.chain?.code ?? null,
  firstAt: entry.publishedAt,
});

const hashOf = (entry: PublicEntry) => createHash("sha256").update(JSON.stringify(entry)).digest("base64url");
