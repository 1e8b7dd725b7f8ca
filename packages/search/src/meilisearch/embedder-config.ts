import { z } from "zod";
import { type Embed, EmbedderError, type EmbedderSetting, embedderSetting } from "./embedder.ts";

/** Longest wait for the vector of what somebody searches for; entries have more time. */
const QUERY_MS = 1500;
const PORTION_MS = 30_000;
const PORTION = 32;

/** An address that takes `{ model, input: [text, …] }` and gives `{ data: [{ embedding }, …] }`, as most servers of models do. */
const vectorsFrom = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  model: z.string().optional(),
  apiKey: z.string().optional(),
});
export type VectorsFrom = z.infer<typeof vectorsFrom>;

export interface EmbedderConfig {
  setting: EmbedderSetting;
  /** For `userProvided`: whom this server asks for vectors. */
  vectorsFrom?: VectorsFrom;
  /** How long an embedder that failed is left alone, in milliseconds [30,000]. */
  restMs?: number;
}

/** The setting as it is written in the environment. Throws a sentence that names what is wrong, and never a key. */
export function readEmbedder(text: string): EmbedderConfig {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Error("is not JSON");
  }
  const { vectorsFrom: from, ...rest } = parse(z.looseObject({ vectorsFrom: vectorsFrom.optional() }), given);
  const setting = parse(embedderSetting, rest);
  if (setting.source === "userProvided" && !from)
    throw new Error("userProvided needs vectorsFrom, whom this server asks for vectors");
  if (setting.source !== "userProvided" && from) throw new Error("vectorsFrom belongs to userProvided alone");
  return { setting, ...(from && { vectorsFrom: from }) };
}

/** The same for a schema of the environment. */
export const embedderText = z.string().transform((value, ctx): EmbedderConfig => {
  try {
    return readEmbedder(value);
  } catch (error) {
    ctx.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
});

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(given);
  if (error) throw new Error(error.issues.map((i) => `${i.path.join(".") || "it"}: ${i.message}`).join("; "));
  return data;
}

const answer = z.object({ data: z.array(z.object({ embedding: z.array(z.number()), index: z.int().optional() })) });

/** Vectors asked for over HTTP, some texts at a time. */
export function embedOver({ url, model, apiKey }: VectorsFrom, dimensions: number | undefined): Embed {
  const ask = async (input: string[], ms: number): Promise<number[][]> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({ ...(model && { model }), input }),
      signal: AbortSignal.timeout(ms),
    });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    const { data } = answer.parse(await response.json());
    const vectors = data
      .map((one, i) => ({ at: one.index ?? i, vector: one.embedding }))
      .sort((a, b) => a.at - b.at)
      .map((one) => one.vector);
    if (vectors.length !== input.length) throw new Error(`${vectors.length} vectors for ${input.length} texts`);
    const odd = vectors.find((vector) => dimensions !== undefined && vector.length !== dimensions);
    if (odd) throw new Error(`vectors of ${odd.length} numbers instead of ${dimensions}`);
    return vectors;
  };
  return async (texts) => {
    try {
      if (texts.length === 1) return await ask(texts, QUERY_MS);
      const vectors: number[][] = [];
      for (let from = 0; from < texts.length; from += PORTION)
        vectors.push(...(await ask(texts.slice(from, from + PORTION), PORTION_MS)));
      return vectors;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
      const said = error instanceof z.ZodError ? "it answers in another form" : (error as Error).message;
      throw new EmbedderError(`no vectors from ${new URL(url).host}: ${said}${cause}`);
    }
  };
}
