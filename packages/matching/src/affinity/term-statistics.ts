import type { AffinityEntry, TermStatistics } from "./affinity.types.ts";
import { TEXT_KNOBS } from "./text-scorer.ts";

/**
 * Counts the words of a corpus, entry by entry. Demands and offers have words of their own (寻求, 本发明): a term is as common as it
 * is on the side where it is more common.
 */
export class TermCounter {
  readonly #sides = {
    offer: { documents: 0, terms: new Map<string, number>() },
    demand: { documents: 0, terms: new Map<string, number>() },
  };
  #length = 0;

  add(entry: Pick<AffinityEntry, "texts">, side: "offer" | "demand"): void {
    const counted = this.#sides[side];
    counted.documents++;
    const terms = new Set<string>();
    for (const { field, tokens } of entry.texts) {
      this.#length += tokens.length * TEXT_KNOBS.have[field];
      for (const { term } of tokens) terms.add(term);
    }
    for (const term of terms) counted.terms.set(term, (counted.terms.get(term) ?? 0) + 1);
  }

  statistics(): TermStatistics {
    const { offer, demand } = this.#sides;
    const documents = offer.documents + demand.documents;
    const frequency: Record<string, number> = {};
    const share = (side: typeof offer, term: string) => (side.terms.get(term) ?? 0) / Math.max(1, side.documents);
    for (const term of new Set([...offer.terms.keys(), ...demand.terms.keys()])) {
      const both = (offer.terms.get(term) ?? 0) + (demand.terms.get(term) ?? 0);
      // A term of a single document counts as one wherever it is looked up: it need not be kept.
      if (both > 1)
        frequency[term] = Math.max(1, Math.round(Math.max(share(offer, term), share(demand, term)) * documents));
    }
    return { documents, meanLength: this.#length / Math.max(1, documents), frequency };
  }
}

export function termStatistics(
  offers: Iterable<Pick<AffinityEntry, "texts">>,
  demands: Iterable<Pick<AffinityEntry, "texts">>,
): TermStatistics {
  const counter = new TermCounter();
  for (const offer of offers) counter.add(offer, "offer");
  for (const demand of demands) counter.add(demand, "demand");
  return counter.statistics();
}
