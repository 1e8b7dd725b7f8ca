import { renderToStaticMarkup } from "react-dom/server";
import { assets } from "../generated/assets.ts";
import { footer, header } from "../layout/frame.tsx";
import { escapeHtml, scriptJson } from "./html.ts";
import { type Lang, langs, localPath, other } from "./lang.ts";
import type { Page } from "./page.ts";

/** What is the same for all pages of one server. */
export interface Site {
  publicUrl: string;
  /** The demonstration world says so on every page. */
  isDemo: boolean;
}

/** The whole document. The frame is static text per language and section, only the middle is rendered. */
export function renderPage(site: Site, lang: Lang, page: Page): string {
  const { locale, t } = lang;
  const canonicalPath = page.canonical ?? page.path.split("?")[0]!;
  const url = (l: "zh" | "en") => escapeHtml(`${site.publicUrl}${localPath(l, canonicalPath)}`);
  const title = escapeHtml(page.section === "home" ? page.title : `${page.title} · ${t("app.name")}`);
  const description = escapeHtml(page.description);
  const alternate = other(locale);
  return `<!doctype html>
<html lang="${lang.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/assets/${assets.css.name}">
<title>${title}</title>
<meta name="description" content="${description}">
${
  page.isIndexed === false
    ? '<meta name="robots" content="noindex">\n'
    : `<link rel="canonical" href="${url(locale)}">
<link rel="alternate" hreflang="zh-CN" href="${url("zh")}">
<link rel="alternate" hreflang="en" href="${url("en")}">
<link rel="alternate" hreflang="x-default" href="${url("zh")}">
`
}<meta property="og:type" content="${page.ogType ?? "website"}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url(locale)}">
<meta property="og:site_name" content="${escapeHtml(t("app.name"))}">
<meta property="og:locale" content="${locale === "zh" ? "zh_CN" : "en_GB"}">
<meta name="theme-color" content="#fbf8f1" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#181613" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/assets/${assets.icon.name}" type="image/svg+xml">
<script type="module" src="/assets/${assets.js.name}"></script>
${page.script ? `<script type="module" src="/assets/${assets[page.script].name}"></script>\n` : ""}${feedLinks(lang, page)}${linkedData(site, page)}</head>
<body>
${site.isDemo ? `<aside class="demo" aria-label="${escapeHtml(t("public.demonstration_label"))}">${escapeHtml(t("public.demonstration"))}</aside>\n` : ""}${header(langs[locale], page.section, { alternate: escapeHtml(localPath(alternate, page.path)), query: escapeHtml(page.query ?? "") })}
<main id="main" tabindex="-1">${renderToStaticMarkup(page.body)}</main>
${footer(langs[locale])}
</body>
</html>
`;
}

function linkedData({ publicUrl }: Site, { jsonLd }: Page): string {
  if (!jsonLd) return "";
  const data = typeof jsonLd === "function" ? (jsonLd as (publicUrl: string) => object)(publicUrl) : jsonLd;
  return `<script type="application/ld+json">${scriptJson(data)}</script>\n`;
}

function feedLinks(lang: Lang, { feeds = [] }: Page): string {
  return feeds
    .map(
      ({ path, title }) =>
        `<link rel="alternate" type="application/atom+xml" href="${escapeHtml(lang.href(path))}" title="${escapeHtml(title)}">\n`,
    )
    .join("");
}
