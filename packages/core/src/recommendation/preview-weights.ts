import type { Tx } from "@jiebang/db";
import {
  newId,
  notFound,
  type PartWeights,
  type PreviewedEntry,
  type PreviewWeightsInput,
  previewRef,
  previewWeightsInput,
  type WeightsPreview,
} from "@jiebang/domain";
import type { z } from "zod";
import { requireAdmin } from "../account/account.queries.ts";
import { loadEntryCards } from "../entry/public-entry.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { enqueue } from "../kernel/enqueue.ts";
import { fittingOf, type Standing, sizeOfCatalogue, standingOf } from "./counterparts.ts";
import { conflictsAmong, keyOf } from "./keep-pairs.ts";
import { ScoringProcess } from "./scoring-process.ts";
import { currentWeights, weightsOf } from "./weights.queries.ts";
import { tellWordCounts } from "./word-counts.ts";

/** So many are shown of each list, before and after. */
const TOP = 10;
const NAME = "recommendation.preview";

/** Begins to show, on entries that stand, what other weights would change. Nothing else changes by it. */
export async function previewWeights(ctx: Ctx, raw: PreviewWeightsInput): Promise<WeightsPreview> {
  const actor = requireAdmin(ctx.actor);
  const input = previewWeightsInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const { version } = await currentWeights(tx);
    // Half of each kind as far as there are; the seed decides who.
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY kind ORDER BY md5(${input.seed} || id)) AS place
        FROM entry WHERE state = 'published' AND audience = 'public') e
      ORDER BY place, md5(${input.seed} || id) LIMIT ${input.sample}`;
    const previewId = newId("rpv");
    await tx.$executeRaw`
      INSERT INTO recommendation_preview (id, weights, compared_with, seed, entry_ids, created_by_id)
      VALUES (${previewId}, ${JSON.stringify(input.weights)}::jsonb, ${version}, ${input.seed}, ${rows.map((r) => r.id)}::text[], ${actor.userId})`;
    await tx.$executeRaw`DELETE FROM recommendation_preview WHERE created_at < app_now() - interval '30 days'`;
    await enqueue(tx, NAME, { previewId }, { key: `${NAME}:${previewId}` });
    return loadPreview(tx, previewId);
  });
}

export function getWeightsPreview(ctx: Ctx, raw: z.input<typeof previewRef>): Promise<WeightsPreview> {
  requireAdmin(ctx.actor);
  return loadPreview(ctx.db.prisma, previewRef.parse(raw).previewId);
}

interface PreviewRow {
  id: string;
  weights: PartWeights;
  compared_with: number;
  seed: string;
  entry_ids: string[];
  state: WeightsPreview["state"];
  done: number;
  entries: PreviewedEntry[];
}

async function rowOf(tx: Tx, previewId: string): Promise<PreviewRow> {
  const [row] = await tx.$queryRaw<PreviewRow[]>`
    SELECT id, weights, compared_with, seed, entry_ids, state, done, entries FROM recommendation_preview WHERE id = ${previewId}`;
  if (!row) throw notFound();
  return row;
}

async function loadPreview(tx: Tx, previewId: string): Promise<WeightsPreview> {
  const row = await rowOf(tx, previewId);
  const moved = (entry: PreviewedEntry) =>
    entry.entered + entry.left || entry.changes.filter((one) => one.before !== one.after).length / 100;
  const isReplaced = (entry: PreviewedEntry) => entry.entered + entry.left > 0;
  return {
    previewId,
    state: row.state,
    done: row.done,
    total: row.entry_ids.length,
    weights: row.weights,
    seed: row.seed,
    comparedWith: row.compared_with,
    entries: row.entries
      .filter((e) => moved(e) > 0)
      .sort((a, b) => moved(b) - moved(a) || (a.number < b.number ? -1 : 1)),
    summary: {
      unchanged: row.entries.filter((e) => moved(e) === 0).length,
      reordered: row.entries.filter((e) => moved(e) > 0 && !isReplaced(e)).length,
      replaced: row.entries.filter(isReplaced).length,
      entered: row.entries.reduce((sum, e) => sum + e.entered, 0),
    },
  };
}

/** Goes on where a broken run stopped: each entry is written with the number of those before it. */
export async function continuePreview(ctx: Pick<Ctx, "db">, previewId: string): Promise<void> {
  const tx = ctx.db.prisma;
  const row = await rowOf(tx, previewId);
  if (row.state !== "running") return;
  const before = await weightsOf(tx, row.compared_with);
  const scorer = new ScoringProcess(await sizeOfCatalogue(tx));
  try {
    await tellWordCounts(tx, scorer);
    for (let done = row.done; done < row.entry_ids.length; done++) {
      const [own] = await standingOf(tx, [row.entry_ids[done]!]);
      const entry = own && before && (await compare(ctx, scorer, own, before, row.weights));
      const written = await tx.$executeRaw`
        UPDATE recommendation_preview SET done = ${done + 1}, updated_at = app_now(),
          entries = (entries::jsonb || ${JSON.stringify(entry ? [entry] : [])}::jsonb)::json
        WHERE id = ${previewId} AND done = ${done} AND state = 'running'`;
      if (written === 0) return; // another run is ahead
    }
    await tx.$executeRaw`
      UPDATE recommendation_preview SET state = 'done', updated_at = app_now() WHERE id = ${previewId} AND state = 'running'`;
  } catch (error) {
    // Said on the page; what was killed goes on instead.
    await tx.$executeRaw`
      UPDATE recommendation_preview SET state = 'failed', updated_at = app_now() WHERE id = ${previewId} AND state = 'running'`;
    throw error;
  } finally {
    await scorer.end();
  }
}

async function compare(
  ctx: Pick<Ctx, "db">,
  scorer: ScoringProcess,
  own: Standing,
  before: PartWeights,
  after: PartWeights,
): Promise<PreviewedEntry | null> {
  const found = (await fittingOf(ctx.db, scorer, [own], [before, after])).map(([fits]) => fits!.map((one) => one.id));
  const pairOf = (id: string) =>
    own.kind === "offer" ? { offerId: own.id, demandId: id } : { offerId: id, demandId: own.id };
  const met = [...new Set(found.flat())].map(pairOf);
  const conflicts = await conflictsAmong(ctx.db, met);
  const [old, next] = found.map((ids) => ids.filter((id) => !conflicts.has(keyOf(pairOf(id)))).slice(0, TOP));
  const ids = [...new Set([...next!, ...old!])];
  const cards = await loadEntryCards(ctx.db.prisma, [own.id, ...ids]);
  const self = cards.get(own.id);
  if (!self) return null;
  const changes = ids.flatMap((id) => {
    const card = cards.get(id);
    const place = (list: string[]) => list.indexOf(id) + 1;
    return card ? [{ number: card.number, title: card.title, before: place(old!), after: place(next!) }] : [];
  });
  return {
    number: self.number,
    kind: self.kind,
    title: self.title,
    changes,
    entered: changes.filter((one) => one.before === 0).length,
    left: changes.filter((one) => one.after === 0).length,
  };
}
