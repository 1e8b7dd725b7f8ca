import type { PublicEditionEntry } from "@jiebang/domain";
import type { Tone } from "@jiebang/ui";

export const editionPath = (edition: { slug: string }) => `/editions/${edition.slug}`;

const tones: Record<NonNullable<PublicEditionEntry["since"]>, Tone> = {
  withdrawn: "warn",
  expired: "quiet",
  matched: "good",
  changed: "other",
};
export const sinceTone = (since: NonNullable<PublicEditionEntry["since"]>): Tone => tones[since];

/** `…-zh.pdf` → PDF in Chinese. */
export function fileLabel(name: string): { format: string; locale: "zh" | "en" | "any" } {
  const [, locale, extension] = /(?:-(zh|en))?\.([a-z]+)$/.exec(name) ?? [];
  const format = extension === "jsonld" ? "JSON-LD" : (extension ?? "").toUpperCase();
  return { format, locale: locale === "zh" || locale === "en" ? locale : "any" };
}
