import type { EmbedderView } from "@jiebang/domain";
import type { EmbedderConfig } from "@jiebang/search";

/** What people may know of the setting: never a key, nor a path that may hold one. */
export function describeEmbedder(
  { setting, vectorsFrom }: EmbedderConfig,
  facts?: { unembedded: number; embedder_failure: string | null; embedder_failed_at: Date | null },
): EmbedderView {
  const url = setting.source === "userProvided" ? vectorsFrom?.url : setting.url;
  return {
    source: setting.source,
    host: url ? new URL(url).host : null,
    model: (setting.source === "ollama" ? setting.model : vectorsFrom?.model) ?? null,
    dimensions: setting.dimensions ?? null,
    ratio: setting.ratio,
    waiting: facts?.unembedded ?? 0,
    failure:
      facts?.embedder_failure && facts.embedder_failed_at
        ? { at: facts.embedder_failed_at.toISOString(), text: facts.embedder_failure }
        : null,
  };
}
