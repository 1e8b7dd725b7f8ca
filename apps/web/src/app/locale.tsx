import { type Locale, type MessageKey, translate } from "@jiebang/i18n";

export type { Locale };

import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

const STORED = "jiebang.locale";

/** The language a visitor chose here, else the browser's, else Chinese. */
export function initialLocale(): Locale {
  const stored = readStored();
  if (stored) return stored;
  return navigator.language?.toLowerCase().startsWith("en") ? "en" : "zh";
}

export function readStored(): Locale | null {
  const value = localStorage.getItem(STORED);
  return value === "zh" || value === "en" ? value : null;
}

/** Read by the tRPC link, outside React. */
export const currentLocale: { value: Locale } = { value: "zh" };

export interface Translate {
  (key: MessageKey | (string & {}), params?: Record<string, unknown>): string;
  locale: Locale;
}

const LocaleContext = createContext<{ t: Translate; setLocale: (locale: Locale) => void } | null>(null);

export function LocaleProvider({ children, locale: given }: { children: ReactNode; locale?: Locale }) {
  const [locale, setLocale] = useState<Locale>(() => given ?? initialLocale());
  currentLocale.value = locale;
  dayjs.locale(locale === "zh" ? "zh-cn" : "en");
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  }, [locale]);
  const value = useMemo(() => {
    const t = ((key, params) => translate(locale, key, params)) as Translate;
    t.locale = locale;
    return {
      t,
      setLocale: (next: Locale) => {
        localStorage.setItem(STORED, next);
        setLocale(next);
      },
    };
  }, [locale]);
  return <LocaleContext value={value}>{children}</LocaleContext>;
}

function useLocaleContext() {
  const value = useContext(LocaleContext);
  if (!value) throw new Error("useT outside LocaleProvider");
  return value;
}

/** Sentences in the reader's language: `t("web.entry.f.title")`. */
export function useT(): Translate {
  return useLocaleContext().t;
}

export function useSetLocale() {
  return useLocaleContext().setLocale;
}
