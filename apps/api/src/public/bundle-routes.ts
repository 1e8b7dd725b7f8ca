import { createCtx, exportBundleByNumber } from "@jiebang/core";
import { anonymous, bundleJsonSchema } from "@jiebang/domain";
import { type Lang, verifyPage } from "@jiebang/pages";
import { Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { createLimit } from "../http/rate-limits.ts";
import { answerPage } from "./answer-page.ts";

const ROUND_NUMBER = /^JB-\d{4}-\d{5,}$/;

/** What an outsider needs to go through a round again, and the shape of it. */
export function bundleRoutes(deps: ServerDeps): Hono<HttpEnv> {
  const { db, services } = deps;
  const limit = createLimit({ name: "bundle", points: 30, seconds: 60 });
  return new Hono<HttpEnv>()
    .get("/rounds/:number/bundle.json", async (c) => {
      await limit(c.get("ip"));
      const number = c.req.param("number").toUpperCase();
      const bundle = await exportBundleByNumber(createCtx({ db, services }, anonymous, c.get("requestId")), number);
      return c.body(JSON.stringify(bundle), 200, {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${number}-bundle.json"`,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
      });
    })
    .get("/schemas/bundle-1.json", (c) =>
      c.body(JSON.stringify(bundleJsonSchema(), null, 2), 200, {
        "content-type": "application/schema+json; charset=utf-8",
        "cache-control": "public, max-age=3600",
      }),
    );
}

/** The page that verifies in the reader's browser. */
export function verifyRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get("/verify", (c) => {
    const asked = c.req.query("round")?.toUpperCase() ?? "";
    return answerPage(deps, c, lang, verifyPage({ lang, round: ROUND_NUMBER.test(asked) ? asked : null }));
  });
}
