// What affinity is told and what it answers. Everything is a plain value that JSON or a structured clone can carry, so that
// the same call runs in a job, in a worker and in the browser, and gives the same bytes in each.

export const AFFINITY_PARTS = [
  "text", // the words of both sides
  "field", // industrial chain and discipline
  "industry", // GB/T 4754 and IPC, each with itself or by concordance
  "targets", // the demand's figures found in the offer's text
  "maturity", // how far the offer is against how far it must be
  "modes", // ways of cooperation
  "money", // what is asked against what is offered
  "place", // areas
  "answerRate", // how often the other side answers
] as const;
export type AffinityPartName = (typeof AFFINITY_PARTS)[number];

export type AffinityField = "title" | "summary" | "body" | "keywords" | "targets" | "names";

/** A term of a text. `word`: a word or a word inside a word; `pair`: two neighbouring Chinese characters. */
export interface AffinityToken {
  term: string;
  /** [start, end) in UTF-16 units of the text. */
  start: number;
  end: number;
  kind?: "word" | "pair";
}

/** One field of an entry with the terms in it; `search` makes them (`describeText`), in the order of their places. */
export interface AffinityText {
  field: AffinityField;
  text: string;
  tokens: AffinityToken[];
}

/** What both sides have. An absent or empty value means "not said": see `missing` of the answer. */
export interface AffinityEntry {
  id: string;
  /** The same organisation on both sides excludes the pair. */
  organisation?: string;
  texts: AffinityText[];
  /** GB/T 4754: section letter, or 2 to 4 digits. */
  industry?: string;
  /** IPC symbols, "H01M 10/0525" or shorter. */
  ipc?: string[];
  /** Codes whose beginnings are their parents. */
  chain?: string[];
  discipline?: string[];
  /** GB/T 2260, six digits. */
  area?: string;
  modes?: string[];
  /** 元. An offer: what is asked. A demand: what can be paid. */
  money?: { min?: number; max?: number };
  /** Share of requests that the poster answered, 0..1. */
  answerRate?: number;
}

export interface AffinityOffer extends AffinityEntry {
  /** 0 lab, 1 small trial, 2 pilot, 3 industrial; fractions for scales with more levels. */
  maturity?: number;
}

export interface AffinityTarget {
  name: string;
  comparator: "le" | "lt" | "eq" | "gt" | "ge" | "range" | "text";
  value: string;
  unit: string;
}

export interface AffinityDemand extends AffinityEntry {
  targets?: AffinityTarget[];
  /** On the scale of `AffinityOffer.maturity`. */
  maturityNeeded?: number;
}

/** Document frequencies of a corpus; `termStatistics` makes it. */
export interface TermStatistics {
  documents: number;
  /** Mean sum of field weights × terms per document, for the length normalisation. */
  meanLength: number;
  /** In how many documents a term stands; terms of a single document may be left out. */
  frequency: Record<string, number>;
}

/** Which entries must not meet; one edge forbids both directions. */
export interface AffinityRelation {
  /** Organisations or entry ids. */
  a: string;
  b: string;
  /** A stable word for the reason: "affiliate", "refused", "blocked", … */
  kind: string;
}

export interface AffinityContext {
  /** Not negative, not all 0; only their ratios count. */
  weights: Record<AffinityPartName, number>;
  statistics: TermStatistics;
  /** IPC subclass or class → GB/T 4754 codes (2 to 4 digits) it is made in or made for. */
  concordance?: Record<string, string[]>;
  relations?: AffinityRelation[];
  /** A pair fits when its total and its text part reach these. */
  threshold?: { total: number; text: number };
}

/** A passage of a text: `text.slice(start, end)` of that field of that side. */
export interface AffinityQuote {
  field: AffinityField;
  /** Which of several texts of one field, counted from 0 in the order of `texts`. */
  index: number;
  start: number;
  end: number;
  quote: string;
}

export type AffinityEvidence =
  /** The same (or another name for the same) on both sides; `share` of the text part, the shares of all phrases add up to it. */
  | { kind: "phrase"; offer: AffinityQuote[]; demand: AffinityQuote[]; share: number }
  | {
      kind: "code";
      system: "industry" | "ipc" | "chain" | "discipline" | "area";
      offer: string;
      demand: string;
      relation: CodeRelation;
    }
  | { kind: "target"; target: number; name: string; met: "met" | "missed" | "named"; offer: AffinityQuote }
  | { kind: "maturity"; offer: number; demand: number }
  | { kind: "modes"; both: string[]; onlyOffer: string[]; onlyDemand: string[] }
  | { kind: "money"; relation: "within" | "overlaps" | "above" | "below" }
  | { kind: "rate"; rate: number };

/** `same`, the offer's is `narrower` or `wider`, both are under one parent (`sibling`), related by the `concordance`, or none. */
export type CodeRelation = "same" | "narrower" | "wider" | "sibling" | "concordance" | "none";

export interface AffinityPart {
  name: AffinityPartName;
  /** Effective: the weights of the known parts, made to add up to 1. */
  weight: number;
  /** 0..1 */
  score: number;
  evidence: AffinityEvidence[];
}

export interface AffinityMissing {
  part: AffinityPartName;
  /** Who has not said it. */
  side: "offer" | "demand" | "both";
  /** What it would have weighed among all parts, 0..1. */
  weight: number;
}

export type AffinityExclusion =
  | { kind: "same_organisation"; organisation: string }
  | { kind: "relation"; relation: AffinityRelation };

export interface Affinity {
  offer: string;
  demand: string;
  /** 0..1 = Σ weight × score over `parts`, nothing else. */
  total: number;
  /** Known parts only, in the order of AFFINITY_PARTS. */
  parts: AffinityPart[];
  /** What is not known counts neither for nor against: its weight is shared out among the known parts. */
  missing: AffinityMissing[];
  /** Targets of the demand that the offer's text says nothing about, as indices. */
  unansweredTargets: number[];
  /** Not empty: must not be recommended, whatever the total. */
  exclusions: AffinityExclusion[];
  /** False when nothing excludes the pair and yet it is too little to be shown. */
  fits: boolean;
}
