import { type FacetKey, industryParts, type SearchFilter } from "@jiebang/domain";
import type { SearchDocument } from "../port.ts";

/** One combination of facet values; a list counts combinations instead of documents. */
export interface Combo {
  kind: string;
  state: string | null;
  section: string | null;
  division: string | null;
  area: string | null;
  chain: string | null;
  modes: string[];
  maturity: string | null;
  money_band: string | null;
  tier: string | null;
  historical: string | null;
}

const one = (value: string | string[] | undefined): string | null => (Array.isArray(value) ? value[0] : value) || null;

export function comboOf(document: SearchDocument): Combo {
  const { facets } = document;
  const industry = one(facets.industry);
  const parts = industry ? industryParts(industry) : {};
  const modes = facets.mode === undefined ? [] : [facets.mode].flat();
  return {
    kind: document.kind,
    state: one(facets.state),
    section: parts.section ?? null,
    division: parts.division ?? null,
    area: one(facets.area),
    chain: one(facets.chain),
    modes: [...new Set(modes)].sort(),
    maturity: one(facets.maturity),
    money_band: one(facets.moneyBand),
    tier: one(facets.tier),
    historical: one(facets.historical),
  };
}

export const signatureOf = (combo: Combo): string => JSON.stringify(Object.values(combo));

/** The values a combination counts for in one facet. Industry: its division ("C32"), or its section where that is all. */
export function facetValues(combo: Combo, facet: FacetKey): string[] {
  if (facet === "mode") return combo.modes;
  if (facet === "industry") return combo.section ? [combo.section + (combo.division ?? "")] : [];
  const value = facet === "moneyBand" ? combo.money_band : combo[facet];
  return value ? [value] : [];
}

/** True when a filter can be answered from the combination alone. */
export function isComboFilter(filter: SearchFilter): boolean {
  switch (filter.op) {
    case "and":
    case "or":
      return filter.of.every(isComboFilter);
    case "not":
      return isComboFilter(filter.of);
    case "in":
      if (filter.field === "organisation") return false;
      return filter.field !== "industry" || filter.values.every((v) => /^([A-T]|[A-T]?\d{2})$/i.test(v));
    case "empty":
      return filter.field !== "organisation" && !isRange(filter.field);
    default:
      return false;
  }
}

const isRange = (field: string) => field === "money" || field === "publishedAt" || field === "deadline";

export function matchesCombo(combo: Combo, filter: SearchFilter): boolean {
  switch (filter.op) {
    case "and":
      return filter.of.every((f) => matchesCombo(combo, f));
    case "or":
      return filter.of.some((f) => matchesCombo(combo, f));
    case "not":
      return !matchesCombo(combo, filter.of);
    case "in":
      return filter.values.some((value) => matchesValue(combo, filter.field as FacetKey, value));
    case "empty":
      return facetValues(combo, filter.field as FacetKey).length === 0;
    default:
      throw new Error("a range is not answered by a combination");
  }
}

function matchesValue(combo: Combo, field: FacetKey, value: string): boolean {
  if (field === "industry") {
    const { section, division } = industryParts(value);
    return division ? combo.division === division : section !== undefined && combo.section === section;
  }
  if (field === "area") return isCode(value) && (combo.area?.startsWith(areaPrefix(value)) ?? false);
  if (field === "mode") return combo.modes.includes(value);
  return (field === "moneyBand" ? combo.money_band : combo[field]) === value;
}

export const isCode = (value: string): boolean => /^\d{2,12}$/.test(value);

/** "410000" → "41", "411200" → "4112": a code of a province or city stands for all that lies below it. */
export function areaPrefix(code: string): string {
  if (/^\d{2}0000$/.test(code)) return code.slice(0, 2);
  if (/^\d{4}00$/.test(code)) return code.slice(0, 4);
  return code;
}

/** The fields that a filter names; for "each facet without its own filter". */
export function fieldsOf(filter: SearchFilter): Set<string> {
  if (filter.op === "and" || filter.op === "or") return new Set(filter.of.flatMap((f) => [...fieldsOf(f)]));
  if (filter.op === "not") return fieldsOf(filter.of);
  return new Set([(filter as { field: string }).field]); // what is left all names one field
}
