import { industryParts, type KeywordField, type RangeField, type SearchFilter } from "@jiebang/domain";
import { areaPrefix, isCode } from "./combo.ts";

/** Values of one statement, numbered as they are asked for. */
export class Params {
  readonly values: unknown[] = [];
  add(value: unknown, cast = ""): string {
    this.values.push(value);
    return `$${this.values.length}${cast}`;
  }
}

const COMBO_COLUMN = {
  kind: "kind",
  state: "state",
  area: "area",
  chain: "chain",
  maturity: "maturity",
  moneyBand: "money_band",
  tier: "tier",
  historical: "historical",
} as const satisfies Partial<Record<KeywordField, string>>;

const RANGE_COLUMN = {
  money: { column: "d.money", cast: "::float8", shape: /^\d+(\.\d+)?$/ },
  publishedAt: {
    column: "d.published_at",
    cast: "::timestamptz",
    shape: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/,
  },
  deadline: { column: "d.deadline", cast: "::date", shape: /^\d{4}-\d{2}-\d{2}/ },
} as const satisfies Record<RangeField, object>;

/** A condition on `search_document d`. Unknown values match nothing; nothing that was typed becomes part of the SQL text. */
export function compileFilter(filter: SearchFilter, params: Params): string {
  switch (filter.op) {
    case "and":
    case "or": {
      if (filter.of.length === 0) return filter.op === "and" ? "true" : "false";
      return `(${filter.of.map((f) => compileFilter(f, params)).join(filter.op === "and" ? " AND " : " OR ")})`;
    }
    case "not":
      return `NOT coalesce(${compileFilter(filter.of, params)}, false)`;
    case "in":
      return compileIn(filter.field, filter.values, params);
    case "range":
      return compileRange(filter.field, filter.min, filter.max, params);
    case "empty":
      return compileEmpty(filter.field);
  }
}

const inCombo = (condition: string) => `d.combo IN (SELECT c.id FROM search_combo c WHERE ${condition})`;

function compileIn(field: KeywordField, values: string[], params: Params): string {
  if (field === "organisation") return `d.organisation = ANY(${params.add(values, "::text[]")})`;
  if (field === "mode") return inCombo(`c.modes && ${params.add(values, "::text[]")}`);
  if (field === "area") {
    const prefixes = values.filter(isCode).map((v) => `${areaPrefix(v)}%`);
    return inCombo(`c.area LIKE ANY(${params.add(prefixes, "::text[]")})`);
  }
  if (field === "industry") {
    const sections: string[] = [];
    const divisions: string[] = [];
    const deeper: string[] = [];
    for (const value of values) {
      const { section, division } = industryParts(value);
      const digits = value.replace(/^[A-Ta-t]/, "").replace(/\D/g, "");
      if (digits.length > 2) deeper.push(`${digits}%`);
      else if (division) divisions.push(division);
      else if (section) sections.push(section);
    }
    const any: string[] = [];
    if (sections.length > 0) any.push(inCombo(`c.section = ANY(${params.add(sections, "::text[]")})`));
    if (divisions.length > 0) any.push(inCombo(`c.division = ANY(${params.add(divisions, "::text[]")})`));
    if (deeper.length > 0) any.push(`d.industry LIKE ANY(${params.add(deeper, "::text[]")})`);
    return any.length > 0 ? `(${any.join(" OR ")})` : "false";
  }
  return inCombo(`c.${COMBO_COLUMN[field]} = ANY(${params.add(values, "::text[]")})`);
}

function compileRange(field: RangeField, min: string | undefined, max: string | undefined, params: Params): string {
  const { column, cast, shape } = RANGE_COLUMN[field];
  const bounds: string[] = [];
  for (const [value, operator] of [
    [min, ">="],
    [max, "<="],
  ] as const) {
    if (value === undefined) continue;
    if (!shape.test(value) || (field !== "money" && Number.isNaN(Date.parse(value)))) return "false";
    bounds.push(`${column} ${operator} ${params.add(value, cast)}`);
  }
  return bounds.length > 0 ? `(${bounds.join(" AND ")})` : "true";
}

function compileEmpty(field: KeywordField | RangeField): string {
  if (field in RANGE_COLUMN) return `${RANGE_COLUMN[field as RangeField].column} IS NULL`;
  if (field === "organisation") return "d.organisation IS NULL";
  if (field === "mode") return inCombo("c.modes = '{}'");
  if (field === "industry") return inCombo("c.division IS NULL AND c.section IS NULL");
  return inCombo(`c.${COMBO_COLUMN[field as keyof typeof COMBO_COLUMN]} IS NULL`);
}
