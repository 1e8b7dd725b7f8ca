import { type AccessRows, everyone, only } from "../access-table.ts";

export const searchAccess: AccessRows = {
  "search.entries": { input: () => ({ query: "铝" }), expect: everyone },
  "search.suggest": { input: () => ({ input: "铝" }), expect: everyone },
  "search.similar": { input: () => ({ entryId: "ofr_nothing" }), expect: everyone },
  "search.facet": { input: () => ({ facet: "industry", typed: "铝" }), expect: everyone },
  "search.setAsideMiss": { input: () => ({ query: "铝" }), expect: only(["county", "countyElsewhere", "city"]) },
  "search.misses": { expect: only(["county", "countyElsewhere", "city"]) },
};
