import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";
import { SearchForm } from "../layout/frame.tsx";

/** Not there, or not for the public: both read the same. */
export function notFoundPage({ lang, path }: { lang: Lang; path: string }): Page {
  const { t } = lang;
  return {
    path,
    title: t("public.not_found"),
    description: t("public.not_found_text"),
    isIndexed: false,
    body: (
      <div className="read error-page">
        <h1>{t("public.not_found")}</h1>
        <p>{t("public.not_found_text")}</p>
        <SearchForm lang={lang} size="large" value="" />
        <p>
          <a href={lang.href("/")}>{t("public.home")}</a>
        </p>
      </div>
    ),
  };
}

/** Something of ours failed: one calm line and the request's id. */
export function errorPage({ lang, path, message, requestId }: ErrorPageProps): Page {
  const { t } = lang;
  return {
    path,
    title: t("public.error"),
    description: t("public.error"),
    isIndexed: false,
    body: (
      <div className="read error-page">
        <h1>{t("public.error")}</h1>
        <p>{message ?? t("public.error_text")}</p>
        <p className="quiet">
          {t("public.request_id")} <code className="number">{requestId}</code>
        </p>
        <p>
          <a href={lang.href(path)}>{t("public.try_again")}</a>
        </p>
      </div>
    ),
  };
}
interface ErrorPageProps {
  lang: Lang;
  path: string;
  /** A sentence when we know what is wrong (too many requests, not available). */
  message?: string;
  requestId: string;
}
