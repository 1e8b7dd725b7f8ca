import type { CodeRef, EntryCard } from "@jiebang/domain";
import type { Tone } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";

export const entryPath = (entry: { kind: "offer" | "demand"; number: string }) => `/${entry.kind}s/${entry.number}`;

export function codeName(lang: Lang, ref: CodeRef | null): string {
  if (!ref) return "";
  return lang.locale === "en" ? (ref.nameEn ?? ref.name) : ref.name;
}

/** The poster's public name; a hidden poster is only a kind, a placeholder waits to be claimed. */
export function posterName(lang: Lang, poster: EntryCard["poster"]): string {
  if (poster.isHidden || !poster.name)
    return lang.t("public.poster_hidden", { kind: lang.word("organisation", poster.kind) });
  return lang.locale === "en" ? (poster.nameEn ?? poster.name) : poster.name;
}

/** What to say about the state of an entry; nothing when it is simply open. */
export function entryBadge(
  lang: Lang,
  entry: Pick<EntryCard, "state" | "isHistorical">,
): { tone: Tone; text: string } | null {
  if (entry.isHistorical) return { tone: "quiet", text: lang.t("public.historical") };
  if (entry.state === "published") return null;
  const tone: Tone = entry.state === "matched" ? "good" : "quiet";
  return { tone, text: lang.word("entry_state", entry.state) };
}

export const list = (lang: Lang, words: string[]) => words.join(lang.locale === "zh" ? "、" : ", ");
