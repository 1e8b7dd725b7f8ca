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
import {
  AFFINITY_WEIGHTS,
  type AffinityContext,
  type AffinityEntry,
  affinity,
  TermCounter,
  type TermStatistics,
  TextScorer,
} from "@jiebang/matching";
import { describeText } from "@jiebang/search/text/describe.ts";
import { codeNamesOf } from "../entry/code-names.ts";
import { publicSourcesByIds } from "../entry/public-source.ts";
import { answerRatesOf } from "../interest/answer-rate.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { conflictFor } from "./conflict-edges.ts";
import { explain } from "./explain.ts";
import { type Scorable, toScorable } from "./scorable.ts";

/** What the software ships with; only the ratios count. */
export const SHIPPED_WEIGHTS: AffinityContext["weights"] = AFFINITY_WEIGHTS;

const CANDIDATES = 400;
const MOST_TERMS = 32;

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
  const ids = await candidatesOf(tx, source, statistics, [...states]);
  const others = await load(tx, ids);
  const rates = await ratesOf(ctx, others);
  const met = others.map((entry) => ({
    entry,
    other: described(toScorable(entry, "", rates.get(entry.poster.id ?? "") ?? null)),
  }));
  const context: AffinityContext = {
    weights: SHIPPED_WEIGHTS,
    statistics: sharpened(
      statistics,
      met.map((one) => one.other),
    ),
  };
  const scored = met.map(({ entry, other }) => {
    const [offer, demand] = source.kind === "offer" ? [source, other] : [other, source];
    return { entry, offer, demand, affinity: affinity(offer, demand, context) };
  });
  scored.sort((a, b) => b.affinity.total - a.affinity.total || (a.entry.id < b.entry.id ? -1 : 1));
  return scored.slice(0, input.top).map(({ entry, offer, demand, affinity }, i) => {
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

type Described = AffinityEntry & Omit<Scorable, "texts"> & { plain: Scorable };

function described(plain: Scorable): Described {
  return { ...plain, texts: plain.texts.map((t) => ({ ...t, tokens: describeText(t.text) })), plain };
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

const lexeme = (term: string) => `'${term.replace(/[\\']/g, (c) => c + c)}'`;

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

/** Entries of the other side that share the weightiest words, without those that must not meet. */
async function candidatesOf(
  tx: Tx,
  source: Described,
  statistics: TermStatistics,
  states: string[],
): Promise<string[]> {
  const worth = new Map<string, number>();
  for (const { field, tokens } of source.texts)
    for (const { term, kind } of tokens) {
      if (kind === "pair") continue;
      const more = field === "title" ? 2 : 1;
      worth.set(term, Math.min(4, (worth.get(term) ?? 0) + more));
    }
  const scorer = new TextScorer(statistics);
  const terms = [...worth]
    .map(([term, n]) => ({ term, weight: Math.sqrt(n) * scorer.rarityOf(term) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_TERMS);
  if (terms.length === 0) return [];
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    `WITH hit AS (
       SELECT d.entry_id, sum(t.weight) AS weight
       FROM unnest($1::text[], $2::float8[]) AS t(term, weight)
       JOIN search_document d ON d.lexemes @@ t.term::tsquery AND d.is_offer = $3
       GROUP BY d.entry_id)
     SELECT e.id FROM hit h JOIN entry e ON e.id = h.entry_id JOIN entry s ON s.id = $4
     WHERE e.state = ANY($5::text[]) AND NOT ${conflictFor("e", "s", "ARRAY[]::text[]")}
     ORDER BY h.weight DESC, e.id LIMIT ${CANDIDATES}`,
    terms.map(({ term }) => lexeme(term)),
    terms.map(({ weight }) => weight),
    source.kind === "demand",
    source.id,
    states,
  );
  return rows.map((row) => row.id);
}
