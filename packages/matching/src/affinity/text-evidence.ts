import type { AffinityEvidence, AffinityQuote, AffinityText } from "./affinity.types.ts";

type Phrase = Extract<AffinityEvidence, { kind: "phrase" }>;
interface Span {
  text: number;
  start: number;
  end: number;
  worth: number;
}
const MOST_QUOTES = 3;

/**
 * What both texts say, phrase by phrase: shared terms that touch or overlap where the demand says them are one phrase. Every term belongs to
 * one phrase, so that the shares add up to `score`.
 */
export function phrasesOf(
  offer: readonly AffinityText[],
  demand: readonly AffinityText[],
  worth: ReadonlyMap<string, number>,
  score: number,
): Phrase[] {
  let sum = 0;
  for (const value of worth.values()) sum += value;
  if (sum <= 0) return [];
  const phraseOf = new Map<string, number>();
  const spans: Span[] = [];
  demand.forEach(({ tokens }, text) => {
    let last: Span | undefined;
    for (const { term, start, end } of tokens) {
      const value = worth.get(term);
      if (value === undefined) continue;
      if (!last || start > last.end) {
        last = { text, start, end, worth: 0 };
        spans.push(last);
      } else if (end > last.end) last.end = end;
      if (phraseOf.has(term)) continue;
      phraseOf.set(term, spans.length - 1);
      last.worth += value;
    }
  });
  const places = placesOf(offer, phraseOf, worth);
  const counts = spans.map((span, i) => ({ span, places: places.get(i) ?? [] }));
  return counts
    .filter(({ span, places }) => span.worth > 0 && places.length > 0)
    .map(({ span, places }) => ({
      kind: "phrase" as const,
      offer: places.map((place) => quoteOf(offer, place)),
      demand: [quoteOf(demand, span)],
      share: (span.worth / sum) * score,
    }))
    .sort((a, b) => b.share - a.share);
}

/** Where the offer says each phrase: the places that hold most of it. */
function placesOf(
  offer: readonly AffinityText[],
  phraseOf: ReadonlyMap<string, number>,
  worth: ReadonlyMap<string, number>,
): Map<number, Span[]> {
  const places = new Map<number, Span[]>();
  offer.forEach(({ tokens }, text) => {
    for (const { term, start, end } of tokens) {
      const phrase = phraseOf.get(term);
      if (phrase === undefined) continue;
      const list = places.get(phrase);
      const last = list?.at(-1);
      const value = worth.get(term)!;
      if (last && last.text === text && start <= last.end) {
        last.end = Math.max(last.end, end);
        last.worth += value;
      } else if (list) list.push({ text, start, end, worth: value });
      else places.set(phrase, [{ text, start, end, worth: value }]);
    }
  });
  for (const [phrase, list] of places)
    places.set(
      phrase,
      list.sort((a, b) => b.worth - a.worth || a.text - b.text || a.start - b.start).slice(0, MOST_QUOTES),
    );
  return places;
}

export function quoteOf(texts: readonly AffinityText[], { text: at, start, end }: Omit<Span, "worth">): AffinityQuote {
  const { field, text } = texts[at]!;
  let index = 0;
  for (let i = 0; i < at; i++) if (texts[i]!.field === field) index++;
  return { field, index, start, end, quote: text.slice(start, end) };
}
