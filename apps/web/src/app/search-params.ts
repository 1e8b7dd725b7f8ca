import type { z } from "zod";

/** The URL holds filters, tabs and pages: each field is read on its own, and what does not fit is left out, never an error. */
export function searchOf<S extends z.ZodRawShape>(shape: S) {
  return (raw: Record<string, unknown>): { [K in keyof S]?: z.output<S[K]> } => {
    const out: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(shape)) {
      if (raw[key] === undefined) continue; // a coercing schema would make words of nothing
      const parsed = (schema as z.ZodType).safeParse(raw[key]);
      if (parsed.success && parsed.data !== undefined) out[key] = parsed.data;
    }
    return out as { [K in keyof S]?: z.output<S[K]> };
  };
}
