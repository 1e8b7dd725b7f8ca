import { countSiteMap, MAP_SECTIONS, type MapSection, walkSiteMap } from "@jiebang/core";
import { escapeHtml, langs, localPath } from "@jiebang/pages";
import type { ServerDeps } from "../http/deps.ts";

// A part may hold 50,000 addresses, and each page has two.
export const PAGES_IN_PART = 25_000;
const STANDING = [
  "/",
  "/offers",
  "/demands",
  "/calls",
  "/rounds",
  "/editions",
  "/notices",
  "/organisations",
  "/about",
  "/rules",
];
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

const pathOf = (section: MapSection, key: string) => `/${section}s/${encodeURIComponent(key)}`;

/** The parts, each with the day of its last change. */
export async function siteMapIndex(deps: ServerDeps): Promise<string> {
  const counts = await countSiteMap(deps.db);
  const parts = MAP_SECTIONS.flatMap((section) => {
    const { count, changedAt } = counts[section];
    return Array.from({ length: Math.ceil(count / PAGES_IN_PART) }, (_, i) => ({
      name: `${section}s-${i + 1}`,
      changedAt,
    }));
  });
  const lines = [{ name: "pages", changedAt: null as string | null }, ...parts].map(
    ({ name, changedAt }) =>
      `<sitemap><loc>${escapeHtml(`${deps.settings.publicUrl}/sitemaps/${name}.xml`)}</loc>${changedAt ? `<lastmod>${changedAt.slice(0, 19)}Z</lastmod>` : ""}</sitemap>`,
  );
  return `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${lines.join("\n")}\n</sitemapindex>\n`;
}

/** The name of a part as it stands in the index; undefined for any other. */
export function partOf(name: string): { section: MapSection; no: number } | "pages" | undefined {
  if (name === "pages") return "pages";
  const [, section, no] = /^(offer|demand|organisation|round|notice|call|edition)s-([1-9]\d{0,3})$/.exec(name) ?? [];
  return section ? { section: section as MapSection, no: Number(no) } : undefined;
}

/** One part in pieces, while the database is read. */
export async function* siteMapPart(
  deps: ServerDeps,
  part: Exclude<ReturnType<typeof partOf>, undefined>,
): AsyncGenerator<string> {
  yield `${HEAD}<urlset xmlns="${NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;
  if (part === "pages") yield STANDING.map((path) => addresses(deps, path, null)).join("");
  else
    for await (const rows of walkSiteMap(deps.db, part.section, {
      offset: (part.no - 1) * PAGES_IN_PART,
      limit: PAGES_IN_PART,
    }))
      yield rows.map(({ key, changedOn }) => addresses(deps, pathOf(part.section, key), changedOn)).join("");
  yield "</urlset>\n";
}

/** Both languages of a page, each naming both. */
function addresses(deps: ServerDeps, path: string, changedOn: string | null): string {
  const href = (locale: "zh" | "en") => escapeHtml(deps.settings.publicUrl + localPath(locale, path));
  const alternates = (["zh", "en"] as const)
    .map((locale) => `<xhtml:link rel="alternate" hreflang="${langs[locale].tag}" href="${href(locale)}"/>`)
    .join("");
  const changed = changedOn ? `<lastmod>${changedOn}</lastmod>` : "";
  return (["zh", "en"] as const)
    .map((locale) => `<url><loc>${href(locale)}</loc>${changed}${alternates}</url>\n`)
    .join("");
}
