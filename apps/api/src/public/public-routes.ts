import { aboutPage, formsPage, type Lang, langs, rulesPage } from "@jiebang/pages";
import { Hono } from "hono";
import { publicExportRoutes } from "../export/export-routes.ts";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { oaiRoutes } from "../oai/oai-routes.ts";
import { answerFault, answerMissing, answerPage, wantsHtml } from "./answer-page.ts";
import { bundleRoutes, verifyRoutes } from "./bundle-routes.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { callRoutes, editionFileRoutes, editionRoutes } from "./edition-routes.ts";
import { feedRoutes } from "./feed-routes.ts";
import { homeRoute } from "./home-route.ts";
import { organisationRoutes } from "./organisation-routes.ts";
import { paperRoutes } from "./paper-routes.ts";
import { roundRoutes } from "./round-routes.ts";
import { siteRoutes } from "./site-routes.ts";
import { unsubscribeRoutes } from "./unsubscribe-routes.ts";

/** The public face: plain HTML, Chinese at `/…`, English at `/en/…`, the same for everybody. Mounted last at `/`. */
export function publicRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => answerFault(deps, error, c));
  app.route("/", siteRoutes(deps));
  app.route("/", editionFileRoutes(deps));
  app.route("/", bundleRoutes(deps));
  app.route("/", oaiRoutes(deps));
  app.route("/", languageRoutes(deps, langs.zh));
  app.route("/en", languageRoutes(deps, langs.en));
  app.get("*", (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    // One page, one address: a trailing slash is taken off. Never `//host`, which a browser takes for another site.
    if (pathname.length > 1 && pathname.endsWith("/"))
      return c.redirect(`/${pathname.replace(/^\/+|\/+$/g, "")}${search}`, 301);
    return wantsHtml(c) ? answerMissing(deps, c) : next();
  });
  return app;
}

function languageRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.route("/", homeRoute(deps, lang));
  app.route("/", catalogueRoutes(deps, lang));
  app.route("/", roundRoutes(deps, lang));
  app.route("/", verifyRoutes(deps, lang));
  app.route("/", paperRoutes(deps, lang));
  app.route("/", callRoutes(deps, lang));
  app.route("/", editionRoutes(deps, lang));
  app.route("/", organisationRoutes(deps, lang));
  app.route("/", unsubscribeRoutes(deps, lang));
  app.route("/", feedRoutes(deps, lang));
  app.route("/", publicExportRoutes(deps, lang));
  app.get("/about", (c) => answerPage(deps, c, lang, aboutPage({ lang })));
  app.get("/forms", (c) => answerPage(deps, c, lang, formsPage({ lang })));
  app.get("/rules", (c) => answerPage(deps, c, lang, rulesPage({ lang })));
  return app;
}
