import { describeText, fold } from "@jiebang/search";

/** Ranks all documents for a query, best first; every system of the evaluation is one of these. */
export type Scorer = (query: string) => Float64Array;

/** Neighbouring characters of each run of letters, digits and ideographs; a lone one stands for itself. */
export function bigrams(text: string): string[] {
  const out: string[] = [];
  for (const [run] of fold(text).text.matchAll(/[\u3400-\u9fffa-z0-9]+/g)) {
    if (run.length === 1) out.push(run);
    for (let i = 0; i + 1 < run.length; i++) out.push(run.slice(i, i + 2));
  }
  return out;
}

export function words(text: string): string[] {
  return describeText(text)
    .filter((token) => token.kind === "word")
    .map((token) => token.term);
}

/** Okapi BM25 as in the textbook: k1 1.2, b 0.75, repeated query terms count repeatedly. */
export function bm25(documents: string[], split: (text: string) => string[], k1 = 1.2, b = 0.75): Scorer {
  const postings = new Map<string, { doc: number; tf: number }[]>();
  const lengths = new Float64Array(documents.length);
  documents.forEach((text, doc) => {
    const counts = new Map<string, number>();
    for (const term of split(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, tf] of counts) {
      lengths[doc]! += tf;
      const list = postings.get(term);
      if (list) list.push({ doc, tf });
      else postings.set(term, [{ doc, tf }]);
    }
  });
  const mean = lengths.reduce((a, l) => a + l, 0) / Math.max(1, documents.length);
  return (query) => {
    const scores = new Float64Array(documents.length);
    for (const term of split(query)) {
      const list = postings.get(term);
      if (!list) continue;
      const idf = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
      for (const { doc, tf } of list)
        scores[doc]! += (idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * lengths[doc]!) / mean));
    }
    return scores;
  };
}

/** Cosine of sublinear tf-idf over pieces of two to three characters, the title three times. */
export function charCosine(documents: string[]): Scorer {
  const grams = (text: string) => {
    const out: string[] = [];
    for (const [run] of fold(text).text.matchAll(/[\u3400-\u9fffa-z0-9]+/g))
      for (let n = 2; n <= 3; n++) for (let i = 0; i + n <= run.length; i++) out.push(run.slice(i, i + n));
    return out;
  };
  const frequency = new Map<string, number>();
  const vectors = documents.map((text) => {
    const counts = new Map<string, number>();
    for (const gram of grams(text)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const gram of counts.keys()) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    return counts;
  });
  const idf = (gram: string) => Math.log((documents.length + 1) / ((frequency.get(gram) ?? 0) + 1));
  const postings = new Map<string, { doc: number; weight: number }[]>();
  vectors.forEach((counts, doc) => {
    const weighted = [...counts].map(([gram, tf]) => [gram, (1 + Math.log(tf)) * idf(gram)] as const);
    const norm = Math.sqrt(weighted.reduce((a, [, w]) => a + w * w, 0)) || 1;
    for (const [gram, weight] of weighted) {
      const list = postings.get(gram);
      if (list) list.push({ doc, weight: weight / norm });
      else postings.set(gram, [{ doc, weight: weight / norm }]);
    }
  });
  return (query) => {
    const scores = new Float64Array(documents.length);
    const counts = new Map<string, number>();
    for (const gram of grams(query)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
    for (const [gram, tf] of counts)
      for (const { doc, weight } of postings.get(gram) ?? []) scores[doc]! += (1 + Math.log(tf)) * idf(gram) * weight;
    return scores;
  };
}

/** The best `k` documents, ties by place. */
export function best(scores: Float64Array, k: number): number[] {
  return [...scores.keys()]
    .filter((doc) => scores[doc]! > 0)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, k);
}
