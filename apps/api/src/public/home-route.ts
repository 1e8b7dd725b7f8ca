import { countSite, listPublicNotices, listPublicRounds, listRecentPublic } from "@jiebang/core";
import { homePage, type Lang } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";

const NEWEST = 7;

export function homeRoute(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const { db, settings } = deps;
  return new Hono<HttpEnv>().get("/", async (c) => {
    const [{ now, ...counts }, offers, demands, rounds, notices] = await Promise.all([
      countSite(db),
      listRecentPublic(db, { kind: "offer", limit: NEWEST }),
      listRecentPublic(db, { kind: "demand", limit: NEWEST }),
      listPublicRounds(db, { state: "running", limit: 6, offset: 0 }),
      listPublicNotices(db, { limit: 5, offset: 0 }),
    ]);
    const page = homePage({
      lang,
      publicUrl: settings.publicUrl,
      counts,
      offers: offers.items,
      demands: demands.items,
      rounds: rounds.items,
      notices: notices.items,
      now,
    });
    return answerPage(deps, c, lang, page);
  });
}
