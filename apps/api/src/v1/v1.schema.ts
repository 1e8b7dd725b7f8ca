import {
  cooperationMode,
  entryKind,
  entryState,
  facetKeys,
  facetValue,
  maturityStage,
  moneyBands,
  poster,
  publicCallRow,
  publicEditionRow,
  publicEntry,
  publicMoney,
  publicRound,
  type SearchFilter,
  searchQuery,
  sortKeys,
} from "@jiebang/domain";
import { z } from "zod";

// What the public interface takes and gives. The OpenAPI document is made from these, so it cannot say anything else.

/** `a,b` and repeated parameters both mean any of them. */
const codes = (shape: RegExp, key: string) =>
  z
    .array(z.string())
    .transform((values) => [...new Set(values.flatMap((v) => v.split(",")).filter(Boolean))])
    .pipe(z.array(z.string().regex(shape, key)).max(50, "api.too_many_values"))
    .default([]);
const count = (min: number, max: number, usual: number) =>
  z.coerce
    .number("api.number_shape")
    .int("api.number_shape")
    .min(min, "api.number_range")
    .max(max, "api.number_range")
    .default(usual);

const kinds = z.array(entryKind).max(2).default([]);

export const searchParameters = z.object({
  q: searchQuery
    .default("")
    .describe("What is looked for: Chinese, English, pinyin or a number. Empty lists the newest."),
  kind: kinds.describe("offer, demand, or both when left out"),
  area: codes(/^\d{2,12}$/, "api.area_shape").describe("GB/T 2260 codes; a shorter code covers what lies below it"),
  industry: codes(/^[A-T]?\d{0,4}$/, "api.industry_shape").describe("GB/T 4754-2017: section letter or digits"),
  chain: codes(/^[\w.-]{1,40}$/, "api.code_shape"),
  mode: z.array(cooperationMode).max(13).default([]).describe("Ways of cooperation"),
  maturity: z.array(maturityStage).max(4).default([]),
  moneyBand: z
    .array(z.enum([...moneyBands.map((band) => band.key), "negotiable"]))
    .max(7)
    .default([]),
  historical: z.enum(["true", "false"]).optional().describe("Entries that came in as historical"),
  sort: z.enum(sortKeys).default("relevance"),
  limit: count(1, 100, 20),
  offset: count(0, 100_000, 0),
});
export type SearchParameters = z.infer<typeof searchParameters>;

export function filterOfParameters(p: SearchParameters): SearchFilter | undefined {
  const picks = {
    area: p.area,
    industry: p.industry,
    chain: p.chain,
    mode: p.mode,
    maturity: p.maturity,
    moneyBand: p.moneyBand,
    historical: p.historical ? [p.historical] : [],
  };
  const of = (Object.entries(picks) as [keyof typeof picks, string[]][])
    .filter(([, values]) => values.length > 0)
    .map(([field, values]): SearchFilter => ({ op: "in", field, values }));
  return of.length > 0 ? { op: "and", of } : undefined;
}

export const pageParameters = z.object({ limit: count(1, 100, 20), offset: count(0, 100_000, 0) });
export const callsAnswer = z.object({ items: z.array(publicCallRow.extend({ url: z.string() })), total: z.int() });
export const editionsAnswer = z.object({
  items: z.array(publicEditionRow.extend({ url: z.string() })),
  total: z.int(),
});

const range = z.array(z.int()).length(2).describe("[start, end) in UTF-16 units");

export const searchAnswer = z.object({
  hits: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: entryKind,
      sourceId: z.string().nullable(),
      title: z.string(),
      titleEn: z.string().nullable(),
      summary: z.string(),
      score: z.number().min(0).max(1),
      highlight: z.object({ title: z.array(range), summary: z.array(range) }),
      state: entryState,
      money: publicMoney.nullable(),
      poster,
      publishedAt: z.string(),
      url: z.string().describe("The public page"),
    }),
  ),
  total: z.int(),
  isExact: z.boolean(),
  isRelaxed: z.boolean().describe("Not every word was found together"),
  facets: z.partialRecord(z.enum(facetKeys), z.array(facetValue)),
});
export type SearchAnswer = z.input<typeof searchAnswer>;

export const suggestParameters = z.object({
  q: z.string().max(1000, "api.too_long").default(""),
  kind: kinds,
  limit: count(1, 20, 8),
  locale: z.enum(["zh", "en"]).default("zh"),
});

export const suggestAnswer = z.object({
  suggestions: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(["title", "keyword", "organisation", "number"]),
      number: z.string().nullable(),
      url: z.string().nullable().describe("The public page that a title or a number leads to"),
      highlight: z.array(range),
    }),
  ),
});
export type SuggestAnswer = z.input<typeof suggestAnswer>;

export const entryAnswer = publicEntry.extend({ url: z.string() });
export const roundAnswer = publicRound.extend({ url: z.string() });
export const ledgerAnswer = z.object({
  format: z.string(),
  procedureId: z.string(),
  roundNumber: z.string().nullable(),
  events: z.array(
    z.object({
      seq: z.int(),
      at: z.string(),
      type: z.string(),
      payload: z.record(z.string(), z.unknown()),
      prevHash: z.string(),
      hash: z.string(),
    }),
  ),
  signatures: z.array(z.record(z.string(), z.unknown())),
  keys: z.array(z.record(z.string(), z.unknown())),
});

export const errorAnswer = z.object({
  error: z.object({
    reason: z.string().describe("Dotted and stable"),
    message: z.string().describe("A sentence in the language of accept-language"),
    requestId: z.string(),
    fields: z.record(z.string(), z.string()).optional().describe("What is wrong with which parameter"),
  }),
});
