import type { UnsubscribeView } from "@jiebang/domain";
import { appLinks } from "../kernel/app-links.ts";
import type { Lang } from "../kernel/lang.ts";
import type { Page } from "../kernel/page.ts";

/** Where the link of a mail leads: says what would stop, and stops it by a button; a link alone stops nothing. */
export function unsubscribePage({ lang, path, view }: { lang: Lang; path: string; view: UnsubscribeView }): Page {
  const { t } = lang;
  const title = t(view.isStopped ? "public.unsubscribed_title" : "public.unsubscribe_title");
  return {
    path,
    title,
    description: title,
    isIndexed: false,
    body: (
      <article className="read unsubscribe">
        <h1 className="serif">{title}</h1>
        {view.name && <p className="lead">{t("public.unsubscribe_search", { name: view.name })}</p>}
        {view.isStopped ? (
          <p role="status">{t("public.unsubscribed")}</p>
        ) : (
          <form method="post" action={lang.href(path)}>
            <p>{t("public.unsubscribe_lead")}</p>
            <button type="submit" className="button button-main">
              {t("public.unsubscribe")}
            </button>
          </form>
        )}
        <p>
          <a href={appLinks.savedSearches}>{t("public.unsubscribe_manage")}</a>
        </p>
      </article>
    ),
  };
}
