import type { Settings } from "meilisearch";
import { z } from "zod";
import { IndexError } from "../index-port.ts";
import type { SearchDocument } from "../port.ts";

/** The one embedder of an index. */
export const EMBEDDER = "meaning";
const MOST_CHARACTERS = 2000;

const common = {
  /** How much meaning counts beside words [0.5]. */
  ratio: z.number().min(0).max(1).default(0.5),
  /** What is less alike than this (0..1; 0.5 has nothing in common) is found by its words alone [0.7]. */
  leastLikeness: z.number().min(0).max(1).default(0.7),
};
const dimensions = z.int().min(1).max(8192);

/**
 * Semantic search is optional: without this setting nothing of it is used. `rest` and `ollama` are asked by the Meilisearch
 * server itself, for entries and for queries; with `userProvided` we bring the vectors of both.
 */
export const embedderSetting = z.discriminatedUnion("source", [
  z.object({
    source: z.literal("rest"),
    url: z.url(),
    apiKey: z.string().optional(),
    /** What is sent, with `{{text}}` where the text belongs, and what comes back, with `{{embedding}}`. */
    request: z.json(),
    response: z.json(),
    headers: z.record(z.string(), z.string()).optional(),
    dimensions: dimensions.optional(),
    ...common,
  }),
  z.object({
    source: z.literal("ollama"),
    url: z.url(),
    model: z.string(),
    apiKey: z.string().optional(),
    dimensions: dimensions.optional(),
    ...common,
  }),
  z.object({ source: z.literal("userProvided"), dimensions, ...common }),
]);
export type EmbedderSetting = z.infer<typeof embedderSetting>;
export type EmbedderInput = z.input<typeof embedderSetting>;

/** Vectors of texts, in their order; only `userProvided` needs it. */
export type Embed = (texts: string[]) => Promise<number[][]>;

export function withEmbedder(settings: Settings, { ratio, leastLikeness, ...setting }: EmbedderSetting): Settings {
  const template =
    setting.source === "userProvided"
      ? {}
      : { documentTemplate: "{{doc.meaning}}", documentTemplateMaxBytes: MOST_CHARACTERS * 3 };
  return { ...settings, embedders: { [EMBEDDER]: { ...setting, ...template } } as Settings["embedders"] };
}

/** What documents carry for the embedder: their text as it was written, or their vector. */
export function embeddedExtra(
  setting: EmbedderSetting,
  embed?: Embed,
): (documents: SearchDocument[]) => Promise<object[]> {
  if (setting.source !== "userProvided") return async (documents) => documents.map((d) => ({ meaning: meaningOf(d) }));
  return async (documents) => {
    const vectors = embed ? await embed(documents.map(meaningOf)) : [];
    // A document without a vector says so: the server takes none for an error.
    return documents.map((_, i) => ({ _vectors: { [EMBEDDER]: vectors[i] ?? null } }));
  };
}

/** What documents carry while nobody makes vectors: the server asks for none, and words find them all the same. */
export const withoutMeaning = (documents: SearchDocument[]): object[] =>
  documents.map((d) => ({ meaning: meaningOf(d), _vectors: { [EMBEDDER]: null } }));

/** Vectors could not be had; nothing is wrong with the document, nor with the search server. */
export class EmbedderError extends Error {
  override readonly name = "EmbedderError";
}

export const isOfEmbedder = (error: unknown): boolean =>
  error instanceof EmbedderError || (error instanceof IndexError && error.code === "vector_embedding_error");

/** What an entry is about, in the words of who wrote it. */
const meaningOf = ({ title, titleEn, keywords, summary, summaryEn }: SearchDocument): string =>
  [title, titleEn, keywords.join(" "), summary, summaryEn].filter(Boolean).join("\n").slice(0, MOST_CHARACTERS);
