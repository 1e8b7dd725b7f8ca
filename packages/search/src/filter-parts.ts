import { type FacetKey, facetKeys, type SearchFilter } from "@jiebang/domain";
import type { SearchSpec } from "./port.ts";
import { fieldsOf } from "./postgres/combo.ts";

/** The conditions of a search one by one: all of them hold together. */
export function conjuncts(spec: Pick<SearchSpec, "kinds" | "filter">): SearchFilter[] {
  const filters: SearchFilter[] = spec.kinds?.length ? [{ op: "in", field: "kind", values: spec.kinds }] : [];
  const split = (filter: SearchFilter) => {
    if (filter.op === "and") filter.of.forEach(split);
    else filters.push(filter);
  };
  if (spec.filter) split(spec.filter);
  return filters;
}

/** The facet that a condition alone is about: it does not narrow that facet's own counts. */
export function ownerOf(filter: SearchFilter): FacetKey | undefined {
  const fields = fieldsOf(filter);
  const [only] = fields;
  return fields.size === 1 ? facetKeys.find((key) => key === only) : undefined;
}
