import { MatchingError, wholeNumber } from "../kernel/matching-error.ts";
import { add, compare, type Fraction, fraction, ofWhole, over, times, toDecimal, zero } from "./fraction.ts";

// Score sheets to one published number per subject. All arithmetic is exact; rounding happens once, at the end.

export interface Criterion {
  id: string;
  /** Decimal text; weights need not add up to one, they are divided by their sum. */
  weight: string;
  least: string;
  most: string;
}

export interface ScoreSheet {
  subject: string;
  expert: string;
  /** A decimal text per criterion; null or absent: not scored. */
  scores: Readonly<Record<string, string | null | undefined>>;
}

export type Aggregation =
  | { method: "mean" }
  | { method: "median" }
  /** Without so many of the highest and of the lowest totals of each subject (去掉最高分和最低分). */
  | { method: "trimmed"; each: number };

export interface AggregateInput {
  criteria: readonly Criterion[];
  sheets: readonly ScoreSheet[];
  aggregation: Aggregation;
  /** Fewest complete sheets for a score; with fewer a subject has none [1]. */
  leastSheets?: number;
  decimals?: number;
}

export interface SubjectScore {
  subject: string;
  /** Null with too few complete sheets. */
  score: string | null;
  /** 1 is the best; equal exact scores share a rank, the next one is skipped. Null without a score. */
  rank: number | null;
  /** Total of each complete sheet, rounded for show. */
  totals: { expert: string; total: string; isTrimmed: boolean }[];
  /** Sheets with a criterion missing: they do not count. */
  incomplete: { expert: string; missing: string[] }[];
}

/** Subjects from the best to the worst, those without a score last, equals by name. Throws `MatchingError` by place. */
export function aggregate(input: AggregateInput): SubjectScore[] {
  const { sheets, aggregation, leastSheets = 1, decimals = 2 } = input;
  const criteria = readCriteria(input.criteria);
  if (aggregation.method === "trimmed") wholeNumber(aggregation.each, "aggregation.each");
  wholeNumber(decimals, "decimals");
  const bySubject = new Map<string, { sheet: ScoreSheet; place: string }[]>();
  const seen = new Set<string>();
  sheets.forEach((sheet, k) => {
    const key = JSON.stringify([sheet.subject, sheet.expert]);
    if (seen.has(key)) throw new MatchingError("duplicate_id", `sheets[${k}]`, `${sheet.subject} ${sheet.expert}`);
    seen.add(key);
    const list = bySubject.get(sheet.subject) ?? [];
    list.push({ sheet, place: `sheets[${k}]` });
    bySubject.set(sheet.subject, list);
  });
  const scored = [...bySubject].map(([subject, own]) => {
    const totals: { expert: string; total: Fraction }[] = [];
    const incomplete: SubjectScore["incomplete"] = [];
    for (const { sheet, place } of own) {
      for (const id of Object.keys(sheet.scores))
        if (!criteria.some((c) => c.id === id)) throw new MatchingError("unknown_id", `${place}.scores`, id);
      const missing = criteria.filter((c) => sheet.scores[c.id] == null).map((c) => c.id);
      if (missing.length > 0) incomplete.push({ expert: sheet.expert, missing });
      else totals.push({ expert: sheet.expert, total: totalOf(criteria, sheet, place) });
    }
    totals.sort((a, b) => compare(a.total, b.total) || (a.expert < b.expert ? -1 : 1));
    const each = aggregation.method === "trimmed" ? aggregation.each : 0;
    const kept = totals.slice(each, totals.length - each);
    const exact =
      kept.length === 0 || totals.length < leastSheets
        ? null
        : combine(
            kept.map((t) => t.total),
            aggregation,
          );
    return {
      exact,
      view: {
        subject,
        score: exact && toDecimal(exact, decimals),
        rank: null as number | null,
        totals: totals.map((t, k) => ({
          expert: t.expert,
          total: toDecimal(t.total, decimals),
          isTrimmed: k < each || k >= totals.length - each,
        })),
        incomplete,
      },
    };
  });
  scored.sort((a, b) => {
    if (a.exact && b.exact) return compare(b.exact, a.exact) || (a.view.subject < b.view.subject ? -1 : 1);
    if (a.exact || b.exact) return a.exact ? -1 : 1;
    return a.view.subject < b.view.subject ? -1 : 1;
  });
  scored.forEach((s, k) => {
    const before = scored[k - 1];
    if (s.exact) s.view.rank = before?.exact && compare(before.exact, s.exact) === 0 ? before.view.rank : k + 1;
  });
  return scored.map((s) => s.view);
}

interface ReadCriterion {
  id: string;
  weight: Fraction;
  least: Fraction;
  most: Fraction;
}

function readCriteria(criteria: readonly Criterion[]): ReadCriterion[] {
  const ids = new Set<string>();
  const read = criteria.map((c, k) => {
    if (ids.has(c.id)) throw new MatchingError("duplicate_id", `criteria[${k}]`, c.id);
    ids.add(c.id);
    const weight = fraction(c.weight, `criteria[${k}].weight`);
    if (compare(weight, zero) < 0) throw new MatchingError("out_of_range", `criteria[${k}].weight`, c.weight);
    const least = fraction(c.least, `criteria[${k}].least`);
    const most = fraction(c.most, `criteria[${k}].most`);
    if (compare(least, most) >= 0) throw new MatchingError("out_of_range", `criteria[${k}].most`, c.most);
    return { id: c.id, weight, least, most };
  });
  if (
    compare(
      read.reduce((sum, c) => add(sum, c.weight), zero),
      zero,
    ) === 0
  )
    throw new MatchingError("out_of_range", "criteria", "weights add up to nothing");
  return read;
}

function totalOf(criteria: ReadCriterion[], sheet: ScoreSheet, place: string): Fraction {
  let sum = zero;
  let weights = zero;
  for (const { id, weight, least, most } of criteria) {
    const score = fraction(sheet.scores[id]!, `${place}.scores.${id}`);
    if (compare(score, least) < 0 || compare(score, most) > 0)
      throw new MatchingError("out_of_range", `${place}.scores.${id}`, sheet.scores[id]!);
    sum = add(sum, times(weight, score));
    weights = add(weights, weight);
  }
  return over(sum, weights);
}

/** `totals` in rising order. */
function combine(totals: Fraction[], { method }: Aggregation): Fraction {
  if (method === "median") {
    const middle = totals.length >> 1;
    if (totals.length % 2 === 1) return totals[middle]!;
    return over(add(totals[middle - 1]!, totals[middle]!), ofWhole(2));
  }
  return over(totals.reduce(add, zero), ofWhole(totals.length));
}
