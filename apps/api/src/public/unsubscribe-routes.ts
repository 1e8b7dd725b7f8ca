import { createCtx, getUnsubscribe, unsubscribe } from "@jiebang/core";
import { anonymous } from "@jiebang/domain";
import { type Lang, unsubscribePage } from "@jiebang/pages";
import { type Context, Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { answerPage } from "./answer-page.ts";

/**
 * Stops one alert by the link of its mail, without signing in. GET only shows; POST stops: the button of the page, or a
 * mail program by itself (RFC 8058, `List-Unsubscribe=One-Click`).
 */
export function unsubscribeRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const refOf = (c: Context<HttpEnv>) => ({ searchId: c.req.param("searchId")!, token: c.req.param("token")! });
  const answer = (c: Context<HttpEnv>, view: { name: string; isStopped: boolean }) => {
    const { searchId, token } = refOf(c);
    const response = answerPage(
      deps,
      c,
      lang,
      unsubscribePage({ lang, path: `/unsubscribe/${searchId}/${token}`, view }),
    );
    response.headers.set("cache-control", "no-store"); // the address is the key
    return response;
  };
  app.get("/unsubscribe/:searchId/:token", async (c) => answer(c, await getUnsubscribe(deps, refOf(c))));
  app.post("/unsubscribe/:searchId/:token", async (c) =>
    answer(c, await unsubscribe(createCtx(deps, anonymous, c.get("requestId")), refOf(c))),
  );
  return app;
}
