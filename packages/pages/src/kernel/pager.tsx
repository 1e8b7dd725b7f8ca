import { formatNumber } from "@jiebang/i18n";
import type { Lang } from "./lang.ts";

export interface PagerProps {
  lang: Lang;
  page: number;
  pages: number;
  hrefOf(page: number): string;
}

/** First, last and the neighbours; gaps are dots. */
export function shownPages(page: number, pages: number): (number | "gap")[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((n, index) => {
    const before = sorted[index - 1];
    if (before === undefined || n - before === 1) return [n];
    return n - before === 2 ? [n - 1, n] : (["gap", n] as const);
  });
}

export function Pager({ lang, page, pages, hrefOf }: PagerProps) {
  if (pages <= 1) return null;
  const { t } = lang;
  return (
    <nav className="pager" aria-label={t("public.paging")}>
      {page > 1 && (
        <a rel="prev" href={hrefOf(page - 1)}>
          {t("public.previous")}
        </a>
      )}
      {shownPages(page, pages).map((n, index) =>
        n === "gap" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: at most two gaps, told apart by place
          <span key={`gap${index}`} className="pager-gap">
            …
          </span>
        ) : n === page ? (
          <span key={n} aria-current="page">
            {formatNumber(n)}
          </span>
        ) : (
          <a key={n} href={hrefOf(n)}>
            {formatNumber(n)}
          </a>
        ),
      )}
      {page < pages && (
        <a rel="next" href={hrefOf(page + 1)}>
          {t("public.next")}
        </a>
      )}
    </nav>
  );
}
