import { z } from "zod";

/** Fields that hold codes or words: filtered by `in` and counted as facets. `industry` and `area` also match by prefix. */
export const keywordFields = [
  "kind", // offer | demand
  "state", // published | matched | expired
  "industry", // GB/T 4754: section letter ("C"), division ("26") or any longer code
  "area", // GB/T 2260: "41", "4112" and "411202" all match what lies below
  "chain",
  "mode", // cooperation mode
  "maturity", // stage: lab | small_trial | pilot | industrial
  "moneyBand",
  "tier", // of the poster, never of a hidden one
  "historical", // "true" | "false"
  "organisation", // id of the poster, never of a hidden one; not a facet
] as const;
export type KeywordField = (typeof keywordFields)[number];

/** Fields with an order. Money in 元, instants and days as ISO strings. */
export const rangeFields = ["money", "publishedAt", "deadline"] as const;
export type RangeField = (typeof rangeFields)[number];

export const facetKeys = [
  "kind", "state", "industry", "area", "chain", "mode", "maturity", "moneyBand", "tier", "historical",
] as const; // biome-ignore format: one line
export type FacetKey = (typeof facetKeys)[number];

export const sortKeys = ["relevance", "newest", "deadline", "money"] as const;
export type SortKey = (typeof sortKeys)[number];

/** The typed filter; each adapter compiles it. Never a string of a query language. */
export type SearchFilter =
  | { op: "and" | "or"; of: SearchFilter[] }
  | { op: "not"; of: SearchFilter }
  | { op: "in"; field: KeywordField; values: string[] }
  | { op: "range"; field: RangeField; min?: string; max?: string }
  | { op: "empty"; field: KeywordField | RangeField };

export const searchFilter: z.ZodType<SearchFilter> = z.lazy(() =>
  z.union([
    z.object({ op: z.enum(["and", "or"]), of: z.array(searchFilter).max(50) }),
    z.object({ op: z.literal("not"), of: searchFilter }),
    z.object({ op: z.literal("in"), field: z.enum(keywordFields), values: z.array(z.string().max(64)).max(100) }),
    z.object({
      op: z.literal("range"),
      field: z.enum(rangeFields),
      min: z.string().max(40).optional(),
      max: z.string().max(40).optional(),
    }),
    z.object({ op: z.literal("empty"), field: z.enum([...keywordFields, ...rangeFields]) }),
  ]),
);

/** 10,000 characters may be sent; what counts is the beginning (the engine cuts it). */
export const searchQuery = z.string().max(20_000);

/** Money bands in 元 of the upper end of the range: [from, to). "negotiable" and "none" stand beside them. */
export const moneyBands = [
  { key: "under100k", below: 100_000 },
  { key: "100k-500k", below: 500_000 },
  { key: "500k-1m", below: 1_000_000 },
  { key: "1m-5m", below: 5_000_000 },
  { key: "5m-10m", below: 10_000_000 },
  { key: "over10m", below: Number.POSITIVE_INFINITY },
] as const;
export type MoneyBand = (typeof moneyBands)[number]["key"] | "negotiable";

export function moneyBandOf(
  kind: string | null | undefined,
  min?: string | null,
  max?: string | null,
): MoneyBand | undefined {
  const value = Number(max ?? min ?? Number.NaN);
  if (Number.isFinite(value)) return moneyBands.find((band) => value < band.below)!.key;
  return kind === "negotiable" ? "negotiable" : undefined;
}
