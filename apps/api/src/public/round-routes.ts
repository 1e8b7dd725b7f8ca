import { getPublicNotice, getPublicRound, listPublicNotices, listPublicRounds, readClock } from "@jiebang/core";
import { notFound } from "@jiebang/domain";
import {
  type Lang,
  NOTICES_PAGE_SIZE,
  noticePage,
  noticesPage,
  ROUNDS_PAGE_SIZE,
  roundPage,
  roundsPage,
} from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";
import { pageNumber } from "./page-number.ts";

/** Rounds from their announcement on, and everything that was hung out about them. */
export function roundRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const { db, settings } = deps;
  return new Hono<HttpEnv>()
    .get("/rounds", async (c) => {
      const page = pageNumber(c);
      const [{ items, total }, now] = await Promise.all([
        listPublicRounds(db, { limit: ROUNDS_PAGE_SIZE, offset: (page - 1) * ROUNDS_PAGE_SIZE }),
        readClock(db),
      ]);
      return answerPage(deps, c, lang, roundsPage({ lang, rounds: items, total, page, now }));
    })
    .get("/rounds/:number", async (c) => {
      const [round, now] = await Promise.all([getPublicRound(db, c.req.param("number").toUpperCase()), readClock(db)]);
      if (!round) throw notFound();
      return answerPage(deps, c, lang, roundPage({ lang, round, now }));
    })
    .get("/notices", async (c) => {
      const page = pageNumber(c);
      const { items, total } = await listPublicNotices(db, {
        limit: NOTICES_PAGE_SIZE,
        offset: (page - 1) * NOTICES_PAGE_SIZE,
      });
      return answerPage(deps, c, lang, noticesPage({ lang, notices: items, total, page }));
    })
    .get("/notices/:number", async (c) => {
      const notice = await getPublicNotice(db, c.req.param("number").toUpperCase());
      if (!notice) throw notFound();
      return answerPage(deps, c, lang, noticePage({ lang, publicUrl: settings.publicUrl, notice }));
    });
}
