import type { Lang } from "../kernel/lang.ts";

/** Both catalogues as data sets that anybody may take along. */
export function catalogueJsonLd(publicUrl: string, lang: Lang): object {
  const { t } = lang;
  const url = (path: string) => `${publicUrl}${lang.href(path)}`;
  return {
    "@context": "https://schema.org",
    "@type": "DataCatalog",
    name: `${t("app.name")} · ${t("public.open_data")}`,
    description: t("public.home_description"),
    url: url("/"),
    inLanguage: lang.tag,
    dataset: (["offers", "demands"] as const).map((section) => ({
      "@type": "Dataset",
      name: t(`public.section.${section}`),
      description: t(`public.${section}_lead`),
      url: url(`/${section}`),
      isAccessibleForFree: true,
      distribution: [
        { "@type": "DataDownload", encodingFormat: "text/csv", contentUrl: url(`/export/${section}.csv`) },
        {
          "@type": "DataDownload",
          encodingFormat: "application/x-ndjson",
          contentUrl: url(`/export/${section}.jsonl`),
        },
        { "@type": "DataDownload", encodingFormat: "application/atom+xml", contentUrl: url(`/feeds/${section}.atom`) },
      ],
    })),
  };
}
