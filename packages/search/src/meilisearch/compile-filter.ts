import { industryParts, type KeywordField, type RangeField, type SearchFilter } from "@jiebang/domain";
import { areaPrefix, isCode } from "../postgres/combo.ts";
import { dayNumber } from "./index-document.ts";

const NOTHING = "id IN []";
const EVERYTHING = "id NOT IN []";

/** A value inside a filter expression: nothing that was typed can end it. */
export const quote = (value: string): string => `"${value.replace(/[\\"]/g, (c) => `\\${c}`)}"`;

const anyOf = (attribute: string, values: string[]): string =>
  values.length > 0 ? `${attribute} IN [${values.map(quote).join(", ")}]` : NOTHING;

/** A filter in Meilisearch's language. Unknown values match nothing. */
export function compileFilter(filter: SearchFilter): string {
  switch (filter.op) {
    case "and":
    case "or": {
      if (filter.of.length === 0) return filter.op === "and" ? EVERYTHING : NOTHING;
      return `(${filter.of.map(compileFilter).join(filter.op === "and" ? " AND " : " OR ")})`;
    }
    case "not":
      return `NOT (${compileFilter(filter.of)})`;
    case "in":
      return compileIn(filter.field, filter.values);
    case "range":
      return compileRange(filter.field, filter.min, filter.max);
    case "empty":
      return `${filter.field} NOT EXISTS`;
  }
}

/** What is asked for together, as Meilisearch takes it: an array means "and". */
export function compileAll(filters: SearchFilter[], without: string[] = []): string[] {
  const compiled = filters.map(compileFilter);
  // Mandatory, whoever asks for what: these entries do not exist for the reader.
  if (without.length > 0) compiled.push(`id NOT IN [${without.map(quote).join(", ")}]`);
  return compiled;
}

function compileIn(field: KeywordField, values: string[]): string {
  if (field === "area") {
    return anyOf("area_path", values.filter(isCode).map(areaPrefix));
  }
  if (field === "industry") {
    const codes: string[] = [];
    for (const value of values) {
      const { section, division } = industryParts(value);
      const digits = value.replace(/^[A-Ta-t]/, "").replace(/\D/g, "");
      if (digits.length > 2) codes.push(digits);
      else if (division) codes.push(division);
      else if (section) codes.push(section);
    }
    return anyOf("industry_path", codes);
  }
  return anyOf(field, values);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/;
const RANGE: Record<RangeField, (value: string) => number | undefined> = {
  money: (value) => (/^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined),
  publishedAt: (value) => (INSTANT.test(value) ? finite(Date.parse(value)) : undefined),
  deadline: (value) => (/^\d{4}-\d{2}-\d{2}/.test(value) && finite(Date.parse(value)) ? dayNumber(value) : undefined),
};
const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

function compileRange(field: RangeField, min: string | undefined, max: string | undefined): string {
  const bounds: string[] = [];
  for (const [value, operator] of [
    [min, ">="],
    [max, "<="],
  ] as const) {
    if (value === undefined) continue;
    const number = RANGE[field](value);
    if (number === undefined) return NOTHING;
    bounds.push(`${field} ${operator} ${number}`);
  }
  return bounds.length > 0 ? `(${bounds.join(" AND ")})` : EVERYTHING;
}
