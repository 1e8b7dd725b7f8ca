import { getPublicPaper } from "@jiebang/core";
import { notFound, PAPER_NUMBER } from "@jiebang/domain";
import { type Lang, paperPage } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";

/** Where the QR code of a paper leads. */
export function paperRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get("/paper/:number", async (c) => {
    const number = c.req.param("number");
    const paper = PAPER_NUMBER.test(number) ? await getPublicPaper(deps.db, number) : null;
    if (!paper) throw notFound();
    return answerPage(deps, c, lang, paperPage({ lang, paper }));
  });
}
