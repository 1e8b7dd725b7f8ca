import { formatSearchUrl, type SearchState, XLSX_ROW_LIMIT } from "@jiebang/domain";
import { formatNumber } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";

/** The same list as a file, with the same picks, and the feed of what comes. */
export function TakeAlong({ lang, base, state, feed }: { lang: Lang; base: string; state: SearchState; feed: string }) {
  const { t } = lang;
  const query = formatSearchUrl({ ...state, page: 1 });
  const href = (format: string) => lang.href(`/export${base}.${format}${query ? `?${query}` : ""}`);
  return (
    <aside className="take-along" aria-label={t("public.take_along")}>
      <p>
        <span className="take-along-name">{t("public.take_along")}</span>
        {["csv", "xlsx", "jsonl"].map((format) => (
          <a key={format} href={href(format)} rel="nofollow" download>
            {format.toUpperCase()}
          </a>
        ))}
        <a href={lang.href(feed)}>{t("public.feed")}</a>
      </p>
      <p className="take-along-note">{t("public.take_along_note", { n: formatNumber(XLSX_ROW_LIMIT) })}</p>
    </aside>
  );
}
