// What the groups of the contract share: documents with little in them, and short ways to ask.
import { beforeAll, expect } from "vitest";
import type { BaseCard, SearchDocument, SearchEngine, SearchHit, SearchResult, SearchSpec } from "../port.ts";

export type ContractCard = BaseCard;

/** An engine that knows exactly these documents. */
export type MakeEngine = (documents: SearchDocument[]) => Promise<SearchEngine<ContractCard>>;

let serial = 0;
/** A document with little in it; what a test is about stands in `data`. */
export function makeDocument(data: Partial<SearchDocument> & { title: string }): SearchDocument {
  const n = ++serial;
  const kind = data.kind ?? "offer";
  const number = data.number ?? `${kind === "offer" ? "CG" : "XQ"}-2026-${String(n).padStart(5, "0")}`;
  const summary = data.summary ?? "";
  return {
    id: `ent_${String(n).padStart(6, "0")}`,
    kind,
    number,
    keywords: [],
    summary,
    body: "",
    names: [],
    codes: [number],
    ...data,
    facets: { kind, state: "published", historical: "false", ...data.facets },
    ranges: { publishedAt: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(), ...data.ranges },
    card: { title: data.title, titleEn: data.titleEn ?? null, summary, kind },
  };
}

export type Engine = SearchEngine<ContractCard>;
export type Result = SearchResult<ContractCard>;

export const titles = (result: { hits: SearchHit<ContractCard>[] }): string[] =>
  result.hits.map((hit) => hit.card.title);

/** An engine that the cases of one group share: it is filled once, when the group begins. */
export interface World {
  readonly engine: Engine;
  search(spec: SearchSpec): Promise<Result>;
  /** Titles in their order. */
  found(query: string, spec?: SearchSpec): Promise<string[]>;
  /** Finds exactly these, in whatever order, by words that stand there. */
  finds(query: string, wanted: string[]): Promise<void>;
}

export function useWorld(makeEngine: MakeEngine, documents: () => SearchDocument[]): World {
  let engine: Engine;
  beforeAll(async () => {
    engine = await makeEngine(documents());
  });
  const search = (spec: SearchSpec) => engine.search(spec);
  return {
    get engine() {
      return engine;
    },
    search,
    found: async (query, spec) => titles(await search({ ...spec, query })),
    finds: async (query, wanted) => {
      const result = await search({ query });
      expect({ found: titles(result).sort(), relaxed: result.relaxed }).toEqual({
        found: [...wanted].sort(),
        relaxed: false,
      });
    },
  };
}

/** What is marked, in characters of the card. */
export function marked(hit: SearchHit<ContractCard> | undefined, field: "title" | "summary"): string[] {
  return (hit?.highlight[field] ?? []).map(([start, end]) => hit!.card[field].slice(start, end));
}
