import {
  getPublicCall,
  getPublicEdition,
  listPublicCalls,
  listPublicEditions,
  readClock,
  readEditionFile,
} from "@jiebang/core";
import { notFound } from "@jiebang/domain";
import {
  CALLS_PAGE_SIZE,
  callPage,
  callsPage,
  EDITION_PAGE_SIZE,
  EDITIONS_PAGE_SIZE,
  editionPage,
  editionsPage,
  type Lang,
} from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";
import { pageNumber } from "./page-number.ts";

/** Calls from their opening on. */
export function callRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const { db } = deps;
  return new Hono<HttpEnv>()
    .get("/calls", async (c) => {
      const page = pageNumber(c);
      const [{ items, total }, now] = await Promise.all([
        listPublicCalls(db, { limit: CALLS_PAGE_SIZE, offset: (page - 1) * CALLS_PAGE_SIZE }),
        readClock(db),
      ]);
      return answerPage(deps, c, lang, callsPage({ lang, calls: items, total, page, now }));
    })
    .get("/calls/:number", async (c) => {
      const [call, now] = await Promise.all([getPublicCall(db, c.req.param("number").toUpperCase()), readClock(db)]);
      if (!call) throw notFound();
      return answerPage(deps, c, lang, callPage({ lang, call, now }));
    });
}

/** Issued editions. */
export function editionRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const { db, settings } = deps;
  return new Hono<HttpEnv>()
    .get("/editions", async (c) => {
      const page = pageNumber(c);
      const { items, total } = await listPublicEditions(db, {
        limit: EDITIONS_PAGE_SIZE,
        offset: (page - 1) * EDITIONS_PAGE_SIZE,
      });
      return answerPage(deps, c, lang, editionsPage({ lang, editions: items, total, page }));
    })
    .get("/editions/:slug", async (c) => {
      const page = pageNumber(c);
      const paging = { limit: EDITION_PAGE_SIZE, offset: (page - 1) * EDITION_PAGE_SIZE };
      const edition = await getPublicEdition(db, c.req.param("slug"), paging);
      if (!edition || (page > 1 && edition.entries.length === 0)) throw notFound();
      return answerPage(deps, c, lang, editionPage({ lang, publicUrl: settings.publicUrl, edition, page }));
    });
}

/** The files of an edition never change: browsers and proxies may keep them for ever. */
export function editionFileRoutes(deps: ServerDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get("/editions/:slug/:name", async (c) => {
    const { slug, name } = c.req.param();
    const file = await readEditionFile(deps.db, deps.services.files, slug, name);
    const etag = `"${file.sha256}"`;
    const headers = { etag, "cache-control": "public, max-age=31536000, immutable" };
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
    return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
      ...headers,
      "content-type": file.mediaType,
      "content-disposition": `attachment; filename="${file.name}"`,
      "x-content-type-options": "nosniff",
    });
  });
}
