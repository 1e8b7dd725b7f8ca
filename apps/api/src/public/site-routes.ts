import { listPublicNumbers, listSiteMap } from "@jiebang/core";
import { assets, escapeHtml, langs, localPath } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

const FOREVER = "public, max-age=31536000, immutable";
const files = new Map(Object.values(assets).map((file) => [file.name, file]));

/** What belongs to the site as a whole: style sheet and script, robots.txt, the site map. */
export function siteRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const { publicUrl } = deps.settings;
  return new Hono<HttpEnv>()
    .get("/assets/:name", async (c, next) => {
      const file = files.get(c.req.param("name"));
      if (!file) return next();
      return c.body(file.body, 200, { "content-type": file.type, "cache-control": FOREVER });
    })
    .get("/favicon.ico", (c) => c.redirect(`/assets/${assets.icon.name}`, 302))
    .get("/robots.txt", (c) =>
      c.text(
        `User-agent: *\nDisallow: /app\nDisallow: /api\nDisallow: /search\nDisallow: /en/search\n\nSitemap: ${publicUrl}/sitemap.xml\n`,
      ),
    )
    .get("/sitemap.xml", async (c) => {
      const [entries, others] = await Promise.all([listPublicNumbers(deps.db), listSiteMap(deps.db)]);
      const pages: { path: string; changedOn?: string }[] = [
        ...["/", "/offers", "/demands", "/rounds", "/notices", "/organisations", "/about", "/rules"].map((path) => ({
          path,
        })),
        ...others.rounds.map((r) => ({ path: `/rounds/${r.number}`, changedOn: r.changedOn })),
        ...others.notices.map((n) => ({ path: `/notices/${n.number}`, changedOn: n.changedOn })),
        ...others.organisations.map((o) => ({ path: `/organisations/${o.id}` })),
        ...entries.map((e) => ({ path: `/${e.kind}s/${e.number}`, changedOn: e.changedOn })),
      ];
      return c.body(sitemap(publicUrl, pages), 200, { "content-type": "application/xml; charset=utf-8" });
    });
}

/** A site map may hold 50,000 addresses; each stands for both languages. */
function sitemap(publicUrl: string, pages: { path: string; changedOn?: string }[]): string {
  const href = (locale: "zh" | "en", path: string) => escapeHtml(publicUrl + localPath(locale, path));
  const urls = pages.slice(0, 25_000).flatMap(({ path, changedOn }) => {
    const alternates = (["zh", "en"] as const)
      .map((l) => `<xhtml:link rel="alternate" hreflang="${langs[l].tag}" href="${href(l, path)}"/>`)
      .join("");
    const changed = changedOn ? `<lastmod>${changedOn}</lastmod>` : "";
    return (["zh", "en"] as const).map((l) => `<url><loc>${href(l, path)}</loc>${changed}${alternates}</url>`);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("\n")}\n</urlset>\n`;
}
