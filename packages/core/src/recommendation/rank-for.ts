import type { Tx } from "@jiebang/db";
import {
  notFound,
  PUBLIC_ENTRY_STATES,
  type PublicEntry,
  type RankedEntry,
  type RankInput,
  rankInput,
  toPublicEntry,
} from "@jiebang/domain";
import { TermCounter, type TermStatistics } from "@jiebang/matching";
import { codeNamesOf } from "../entry/code-names.ts";
import { publicSourcesByIds } from "../entry/public-source.ts";
import { answerRatesOf } from "../interest/answer-rate.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { candidatesFor, lexeme } from "./candidates.ts";
import { explain } from "./explain.ts";
import { toScorable } from "./scorable.ts";
import { type Described, described, scorePairs, strongestTerms } from "./score-pairs.ts";
import { currentWeights } from "./weights.queries.ts";

/**
 * The other side of one entry, best first: what the index finds by its rarest words, scored part by part. For everybody's
 * eyes: only entries of the public catalogue, and only their public layer.
 */
export async function rankFor(ctx: Ctx, raw: RankInput): Promise<RankedEntry[]> {
  const input = rankInput.parse(raw);
  const tx = ctx.db.prisma;
  const states = input.withPast ? PUBLIC_ENTRY_STATES : (["published"] as const);
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM entry WHERE kind = ${input.kind} AND state = ANY(${PUBLIC_ENTRY_STATES}::text[]) AND audience = 'public'
      AND (number = upper(${input.entry}) OR source_id = ${input.entry} OR id = ${input.entry}) LIMIT 1`;
  const [own] = found ? await load(tx, [found.id]) : [];
  if (!own) throw notFound();
  const source = await scorableOf(ctx, own);
  const statistics = await statisticsFor(tx, source);
  const candidates = await candidatesFor(tx, source, strongestTerms(source, statistics), [...states]);
  const others = await load(
    tx,
    candidates.map((one) => one.id),
  );
  const rates = await ratesOf(ctx, others);
  const met = others.map((entry) => described(toScorable(entry, "", rates.get(entry.poster.id ?? "") ?? null)));
  const weights = (await currentWeights(tx)).weights;
  const scored = scorePairs(source, met, { weights, statistics: sharpened(statistics, met) });
  const entries = new Map(others.map((entry) => [entry.id, entry]));
  return scored.slice(0, input.top).map(({ other, offer, demand, affinity }, i) => {
    const entry = entries.get(other.id)!;
    const explanation = explain(affinity, offer.plain, demand.plain);
    return {
      rank: i + 1,
      number: entry.number,
      sourceId: entry.sourceId,
      id: entry.id,
      kind: entry.kind,
      title: entry.title,
      state: entry.state,
      total: affinity.total,
      fits: affinity.fits,
      parts: explanation.parts,
      explanation,
    };
  });
}

async function load(tx: Tx, ids: string[]): Promise<PublicEntry[]> {
  const sources = await publicSourcesByIds(tx, ids);
  const codes = await codeNamesOf(
    tx,
    sources.map((s) => s.revision.content),
  );
  return sources.map((s) => toPublicEntry(s, codes));
}

async function ratesOf(ctx: Ctx, entries: PublicEntry[]): Promise<Map<string, number>> {
  const ids = [...new Set(entries.map((e) => e.poster.id).filter((id) => id !== null))];
  const rates = await answerRatesOf(ctx.db, ids);
  return new Map([...rates].flatMap(([id, { rate }]) => (rate === null ? [] : [[id, rate] as [string, number]])));
}

async function scorableOf(ctx: Ctx, entry: PublicEntry): Promise<Described> {
  const rates = await ratesOf(ctx, [entry]);
  return described(toScorable(entry, "", rates.get(entry.poster.id ?? "") ?? null));
}

/**
 * How common the words of this entry are, from the counts that the search keeps. Before its job counted a fresh import they
 * are counted here, by the index.
 */
async function statisticsFor(tx: Tx, source: Described): Promise<TermStatistics> {
  const terms = [...new Set(source.texts.flatMap((t) => t.tokens.map((token) => token.term)))];
  const rows = await tx.$queryRaw<{ term: string; documents: number; live: number }[]>`
    SELECT term, documents, (SELECT coalesce(sum(live), 0)::int FROM search_combo) AS live
    FROM search_term WHERE term = ANY(${[...terms, ""]}::text[])`;
  const counted = rows.find((row) => row.term === "");
  if (counted && Math.abs(counted.live - counted.documents) * 5 <= counted.live)
    return statisticsOf(counted.documents, rows);
  const fresh = await tx.$queryRaw<{ term: string; documents: number }[]>`
    SELECT t.term, (SELECT count(*)::int FROM search_document d WHERE d.lexemes @@ t.lexeme::tsquery) AS documents
    FROM unnest(${terms}::text[], ${terms.map(lexeme)}::text[]) AS t(term, lexeme)
    UNION ALL SELECT '', coalesce(sum(live), 0)::int FROM search_combo`;
  return statisticsOf(fresh.find((row) => row.term === "")?.documents ?? 1, fresh);
}

function statisticsOf(documents: number, rows: { term: string; documents: number }[]): TermStatistics {
  const frequency = Object.fromEntries(rows.map((row) => [row.term, row.documents]));
  return { documents: Math.max(1, documents), meanLength: 400, frequency };
}

/**
 * The index counts pairs of characters in titles and keywords only; what the candidates hold in all is nearer to the truth.
 * The mean length is theirs too.
 */
function sharpened(statistics: TermStatistics, others: Described[]): TermStatistics {
  const counter = new TermCounter();
  for (const other of others) counter.add(other, other.kind);
  const seen = counter.statistics();
  const frequency = { ...seen.frequency };
  for (const [term, n] of Object.entries(statistics.frequency)) frequency[term] = Math.max(n, frequency[term] ?? 0);
  return { documents: statistics.documents, meanLength: seen.meanLength || 1, frequency };
}
