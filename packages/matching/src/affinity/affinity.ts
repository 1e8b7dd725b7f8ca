import { MatchingError } from "../kernel/matching-error.ts";
import {
  AFFINITY_PARTS,
  type Affinity,
  type AffinityContext,
  type AffinityDemand,
  type AffinityExclusion,
  type AffinityMissing,
  type AffinityOffer,
  type AffinityPart,
  type AffinityPartName,
  type AffinityText,
} from "./affinity.types.ts";
import type { Measure } from "./measures.ts";
import {
  answerRatePart,
  fieldPart,
  industryPart,
  maturityPart,
  modesPart,
  moneyPart,
  type PartFound,
  placePart,
} from "./parts.ts";
import { findTargets } from "./targets.ts";
import { phrasesOf } from "./text-evidence.ts";
import { TextScorer } from "./text-scorer.ts";

/** What the software ships with; the words decide, the rest tells apart what the words leave equal. */
export const AFFINITY_WEIGHTS: Readonly<Record<AffinityPartName, number>> = {
  text: 60,
  field: 8,
  industry: 8,
  targets: 8,
  maturity: 4,
  modes: 3,
  money: 4,
  place: 3,
  answerRate: 2,
};

/** Below these a pair is not worth showing (docs/evaluation.md tells how they were found). */
export const AFFINITY_THRESHOLD = { total: 0.36, text: 0.33 } as const;

/** Texts with what is asked of them again and again. */
export interface Prepared {
  texts: readonly AffinityText[];
  /** Weights of a demand's terms, or strengths of an offer's. */
  terms: ReadonlyMap<string, number>;
  measures?: Measure[][];
}

/** A context made ready: weights checked, relations and rarities looked up once. */
export class PairScorer {
  readonly scorer: TextScorer;
  readonly #context: AffinityContext;
  readonly #weights: Record<AffinityPartName, number>;
  readonly #relations = new Map<string, AffinityExclusion[]>();
  readonly #threshold: { total: number; text: number };

  constructor(context: AffinityContext) {
    this.#context = context;
    this.scorer = new TextScorer(context.statistics);
    this.#weights = checkedWeights(context.weights);
    this.#threshold = context.threshold ?? AFFINITY_THRESHOLD;
    for (const relation of context.relations ?? []) {
      const key = keyOf(relation.a, relation.b);
      const list = this.#relations.get(key);
      if (list) list.push({ kind: "relation", relation });
      else this.#relations.set(key, [{ kind: "relation", relation }]);
    }
  }

  prepareOffer(offer: AffinityOffer): Prepared {
    return { texts: offer.texts, terms: this.scorer.have(offer.texts) };
  }

  prepareDemand(demand: AffinityDemand): Prepared {
    return { texts: demand.texts, terms: this.scorer.seek(demand.texts) };
  }

  /** The whole answer. */
  affinity(
    offer: AffinityOffer,
    demand: AffinityDemand,
    preparedOffer: Prepared = this.prepareOffer(offer),
    preparedDemand: Prepared = this.prepareDemand(demand),
  ): Affinity {
    const worth = sharedWorth(preparedOffer.terms, preparedDemand.terms);
    let sum = 0;
    for (const value of worth.values()) sum += value;
    const score = this.scorer.scoreOf(sum);
    const phrases = phrasesOf(offer.texts, demand.texts, worth, score);
    const hasText = preparedOffer.terms.size > 0 && preparedDemand.terms.size > 0;
    const text: PartFound = hasText
      ? { score, evidence: phrases }
      : { missing: preparedOffer.terms.size > 0 ? "demand" : preparedDemand.terms.size > 0 ? "offer" : "both" };
    return this.assemble(offer, demand, text, preparedOffer);
  }

  /** Adds the other parts to a text part. */
  assemble(
    offer: AffinityOffer,
    demand: AffinityDemand,
    text: PartFound,
    prepared: Pick<Prepared, "texts" | "measures">,
  ): Affinity {
    const targets = findTargets(demand.targets ?? [], prepared.texts, prepared.measures);
    const found: Record<AffinityPartName, PartFound> = {
      text,
      field: fieldPart(offer, demand),
      industry: industryPart(offer, demand, this.#context.concordance),
      targets:
        targets.evidence.length > 0
          ? { score: targets.score, evidence: targets.evidence }
          : { missing: demand.targets?.length ? "offer" : "demand" },
      maturity: maturityPart(offer, demand),
      modes: modesPart(offer, demand),
      money: moneyPart(offer, demand),
      place: placePart(offer, demand),
      answerRate: answerRatePart(offer, demand),
    };
    let all = 0;
    let known = 0;
    for (const name of AFFINITY_PARTS) {
      all += this.#weights[name];
      if (!("missing" in found[name])) known += this.#weights[name];
    }
    const parts: AffinityPart[] = [];
    const missing: AffinityMissing[] = [];
    let total = 0;
    for (const name of AFFINITY_PARTS) {
      const part = found[name];
      if ("missing" in part) missing.push({ part: name, side: part.missing, weight: this.#weights[name] / all });
      else {
        const weight = known > 0 ? this.#weights[name] / known : 0;
        parts.push({ name, weight, score: part.score, evidence: part.evidence });
        total += weight * part.score;
      }
    }
    // Weights that add up to 1 may do so only to the last bit.
    total = Math.min(1, total);
    const exclusions = this.exclusionsOf(offer, demand);
    const said = "missing" in text ? 0 : text.score;
    return {
      offer: offer.id,
      demand: demand.id,
      total,
      parts,
      missing,
      unansweredTargets: targets.unanswered,
      exclusions,
      fits: exclusions.length === 0 && total >= this.#threshold.total && said >= this.#threshold.text,
    };
  }

  exclusionsOf(offer: AffinityOffer, demand: AffinityDemand): AffinityExclusion[] {
    const out: AffinityExclusion[] = [];
    if (offer.organisation !== undefined && offer.organisation === demand.organisation)
      out.push({ kind: "same_organisation", organisation: offer.organisation });
    if (this.#relations.size === 0) return out;
    for (const a of [offer.organisation, offer.id])
      for (const b of [demand.organisation, demand.id])
        if (a !== undefined && b !== undefined) out.push(...(this.#relations.get(keyOf(a, b)) ?? []));
    return out;
  }
}

/** What every shared term adds, in the order of the demand's terms, so that sums are the same everywhere. */
export function sharedWorth(
  offer: ReadonlyMap<string, number>,
  demand: ReadonlyMap<string, number>,
): Map<string, number> {
  const worth = new Map<string, number>();
  for (const [term, weight] of demand) {
    const strength = offer.get(term);
    if (strength !== undefined && weight > 0) worth.set(term, weight * strength);
  }
  return worth;
}

const keyOf = (a: string, b: string) => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

function checkedWeights(weights: AffinityContext["weights"]): Record<AffinityPartName, number> {
  let sum = 0;
  for (const name of AFFINITY_PARTS) {
    const weight: unknown = weights[name];
    if (typeof weight !== "number" || !Number.isFinite(weight))
      throw new MatchingError("not_a_number", `context.weights.${name}`, String(weight));
    if (weight < 0) throw new MatchingError("out_of_range", `context.weights.${name}`, weight);
    sum += weight;
  }
  if (sum <= 0) throw new MatchingError("out_of_range", "context.weights", sum);
  return { ...weights };
}

const ready = new WeakMap<AffinityContext, PairScorer>();

/**
 * How well an offer answers a demand, with reasons. The total is the sum of weight × score over the known parts and nothing else;
 * what somebody has not said counts neither for nor against. A context is looked into once: do not change it afterwards.
 */
export function affinity(offer: AffinityOffer, demand: AffinityDemand, context: AffinityContext): Affinity {
  let scorer = ready.get(context);
  if (!scorer) {
    scorer = new PairScorer(context);
    ready.set(context, scorer);
  }
  return scorer.affinity(offer, demand);
}
