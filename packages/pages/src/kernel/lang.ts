import { type Locale, type MessageKey, messages, translate } from "@jiebang/i18n";

/** What every page gets first: the reader's language and how to speak and link in it. */
export interface Lang {
  locale: Locale;
  /** For `lang` and `hreflang`. */
  tag: "zh-CN" | "en";
  t(key: MessageKey, params?: Record<string, unknown>): string;
  /** The word of an enumeration (`word.<list>.<code>`); an unknown code shows as itself. */
  word(list: string, code: string): string;
  /** `/offers` → `/offers` · `/en/offers`. */
  href(path: string): string;
}

const prefix = { zh: "", en: "/en" } as const;

export function localPath(locale: Locale, path: string): string {
  if (locale === "zh") return path;
  return path === "/" ? "/en" : `${prefix[locale]}${path}`;
}

function lang(locale: Locale): Lang {
  const texts: Record<string, string> = messages[locale];
  return {
    locale,
    tag: locale === "zh" ? "zh-CN" : "en",
    t: (key, params) => (params ? translate(locale, key, params) : (texts[key] ?? key)),
    word: (list, code) => texts[`word.${list}.${code}`] ?? code,
    href: (path) => localPath(locale, path),
  };
}

export const langs: Record<Locale, Lang> = { zh: lang("zh"), en: lang("en") };
export const other = (locale: Locale): Locale => (locale === "zh" ? "en" : "zh");
