import { notFound } from "@jiebang/domain";
import { assets } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { partOf, siteMapIndex, siteMapPart } from "./site-map.ts";
import { answerStream } from "./stream-answer.ts";

const FOREVER = "public, max-age=31536000, immutable";
const XML = { "content-type": "application/xml; charset=utf-8", "cache-control": "no-cache" };
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
        `User-agent: *\nDisallow: /app\nDisallow: /api\nDisallow: /search\nDisallow: /en/search\nDisallow: /export\nDisallow: /en/export\nDisallow: /oai\n\nSitemap: ${publicUrl}/sitemap.xml\n`,
      ),
    )
    .get("/sitemap.xml", async (c) => c.body(await siteMapIndex(deps), 200, XML))
    .get("/sitemaps/:file{[a-z0-9-]+\\.xml}", (c) => {
      const part = partOf(c.req.param("file").replace(/\.xml$/, ""));
      if (!part) throw notFound();
      return answerStream(c, siteMapPart(deps, part), XML);
    });
}
