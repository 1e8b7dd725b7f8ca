import { parseSearchUrl } from "@jiebang/domain/search/search-url.ts";
import { useT } from "../../app/locale.tsx";

/** A search in a few words: what was typed, and how many filters come with it. */
export function useSearchWords(): (url: string) => string {
  const t = useT();
  return (url) => {
    const { query, kinds, picks, money, publishedAt, deadline } = parseSearchUrl(new URLSearchParams(url));
    const ranges = [money, publishedAt, deadline].filter(Boolean).length;
    const filters = Object.values(picks).reduce((sum, values) => sum + values.length, 0) + ranges;
    const parts = [
      query || t("web.find.everything"),
      ...(kinds.length === 1 ? [t(`word.kind.${kinds[0]!}`)] : []),
      ...(filters > 0 ? [t("web.find.filters", { n: filters })] : []),
    ];
    return parts.join(" · ");
  };
}

/** The public page of a search. */
export const searchHref = (locale: string, url: string): string =>
  `${locale === "en" ? "/en" : ""}/search${url ? `?${url}` : ""}`;
