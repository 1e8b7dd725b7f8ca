import { createHash } from "node:crypto";
import {
  exportLedgerByNumber,
  getPublicEntry,
  getPublicRound,
  listPublicCalls,
  listPublicEditions,
  searchEntries,
  suggestEntries,
} from "@jiebang/core";
import { facetKeys, notFound } from "@jiebang/domain";
import { translate } from "@jiebang/i18n";
import { localPath } from "@jiebang/pages";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import type { z } from "zod";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";
import { localeOf } from "../http/locale.ts";
import { createLimit } from "../http/rate-limits.ts";
import { isFresh } from "../public/feed-routes.ts";
import { openApi } from "./openapi.ts";
import {
  filterOfParameters,
  pageParameters,
  type SearchAnswer,
  type SuggestAnswer,
  searchParameters,
  suggestParameters,
} from "./v1.schema.ts";

/** The public read interface: no key, no session, the public layer only. Mounted at `/api/v1`. */
export function v1Routes(deps: ServerDeps): Hono<HttpEnv> {
  const { db, settings } = deps;
  const { publicUrl } = settings;
  const limit = createLimit({ name: "v1", points: settings.apiRatePerMinute, seconds: 60 });
  // Nobody types faster than a few suggestions a second: they do not use up what a machine may ask for.
  const typing = createLimit({ name: "v1_suggest", points: settings.apiRatePerMinute, seconds: 60 });
  const description = JSON.stringify(openApi(publicUrl));

  const app = new Hono<HttpEnv>();
  app.use(
    cors({
      origin: "*",
      allowMethods: ["GET", "HEAD"],
      maxAge: 86_400,
      exposeHeaders: ["x-request-id", "retry-after", "link", "etag"],
    }),
  );
  app.use(async (c, next) => {
    await (c.req.path.endsWith("/suggest") ? typing : limit)(c.get("ip"));
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-cache");
    await tagAnswer(c);
  });

  app.get("/openapi.json", (c) => c.body(description, 200, { "content-type": "application/json; charset=utf-8" }));

  app.get("/search", async (c) => {
    const read = readParameters(searchParameters, c);
    if (!read.success) return refuse(c, read.error);
    const { q, kind, sort, limit, offset } = read.data;
    const view = await searchEntries(deps, {
      query: q,
      kinds: kind,
      filter: filterOfParameters(read.data),
      facets: [...facetKeys],
      sort,
      limit,
      offset,
    });
    const answer: SearchAnswer = {
      hits: view.hits.map(({ id, score, highlight, card }) => ({
        id,
        number: card.number,
        kind: card.kind,
        sourceId: card.sourceId,
        title: card.title,
        titleEn: card.titleEn,
        summary: card.summary,
        score,
        highlight,
        state: card.state,
        money: card.money,
        poster: card.poster,
        publishedAt: card.publishedAt,
        url: `${publicUrl}/${card.kind}s/${card.number}`,
      })),
      total: view.total.value,
      isExact: view.total.exact,
      isRelaxed: view.relaxed,
      facets: view.facets,
    };
    linkPages(c, publicUrl, { limit, offset, total: view.total.value });
    return c.json(answer);
  });

  app.get("/suggest", async (c) => {
    const read = readParameters(suggestParameters, c);
    if (!read.success) return refuse(c, read.error);
    const { q, kind, limit, locale } = read.data;
    const found = q.trim() ? await suggestEntries(deps, { input: q, kinds: kind, limit }) : [];
    const answer: SuggestAnswer = {
      suggestions: found.map(({ text, kind, entryKind, number, highlight }) => ({
        text,
        kind,
        number: number ?? null,
        url: number && entryKind ? localPath(locale, `/${entryKind}s/${number}`) : null,
        highlight,
      })),
    };
    return c.json(answer);
  });

  for (const kind of ["offer", "demand"] as const)
    app.get(`/${kind}s/:number`, async (c) => {
      const entry = await getPublicEntry(db, c.req.param("number"));
      if (!entry || entry.kind !== kind) throw notFound();
      return c.json({ ...entry, url: `${publicUrl}/${kind}s/${entry.number}` });
    });

  for (const [path, list] of [
    ["/calls", listPublicCalls],
    ["/editions", listPublicEditions],
  ] as const)
    app.get(path, async (c) => {
      const read = readParameters(pageParameters, c);
      if (!read.success) return refuse(c, read.error);
      const { items, total } = await list(db, read.data);
      linkPages(c, publicUrl, { ...read.data, total });
      const key = (row: (typeof items)[number]) => ("slug" in row ? row.slug : row.number);
      return c.json({ items: items.map((row) => ({ ...row, url: `${publicUrl}${path}/${key(row)}` })), total });
    });

  app.get("/rounds/:number", async (c) => {
    const round = await getPublicRound(db, c.req.param("number"));
    if (!round) throw notFound();
    return c.json({ ...round, url: `${publicUrl}/rounds/${round.number}` });
  });
  app.get("/rounds/:number/ledger", async (c) => {
    const ledger = await exportLedgerByNumber(db, c.req.param("number"));
    if (!ledger) throw notFound();
    return c.json(ledger);
  });
  return app;
}

/** RFC 8288: where the list goes on, so that a client need not count. */
function linkPages(c: Context<HttpEnv>, publicUrl: string, page: { limit: number; offset: number; total: number }) {
  const { limit, offset, total } = page;
  const { pathname, searchParams } = new URL(c.req.url);
  const link = (rel: string, at: number) => {
    const query = new URLSearchParams(searchParams);
    query.set("offset", String(at));
    return `<${publicUrl}${pathname}?${query}>; rel="${rel}"`;
  };
  const last = Math.max(0, Math.floor((total - 1) / limit) * limit);
  const links = [
    ...(offset > 0 ? [link("first", 0), link("prev", Math.max(0, offset - limit))] : []),
    ...(offset + limit < total ? [link("next", offset + limit), link("last", last)] : []),
  ];
  if (links.length > 0) c.header("link", links.join(", "));
}

/** An answer that did not change costs its reader a line. */
async function tagAnswer(c: Context<HttpEnv>): Promise<void> {
  if (c.res.status !== 200 || c.req.method !== "GET") return;
  const body = await c.res.clone().arrayBuffer();
  const etag = `"${createHash("sha256").update(Buffer.from(body)).digest("base64url").slice(0, 27)}"`;
  c.header("etag", etag);
  if (isFresh(c, etag)) c.res = new Response(null, { status: 304, headers: c.res.headers });
}

const LISTS = new Set(["kind", "area", "industry", "chain", "mode", "maturity", "moneyBand"]);

/** Query parameters into the schema: lists for what is a list, the last one for what is single. */
function readParameters<T extends z.ZodObject>(schema: T, c: Context<HttpEnv>) {
  const given = c.req.queries();
  const raw: Record<string, unknown> = {};
  for (const key of Object.keys(schema.shape)) {
    const values = given[key]?.filter((value) => value !== "");
    if (values?.length) raw[key] = LISTS.has(key) ? values : values.at(-1);
  }
  return schema.safeParse(raw);
}

/** Every wrong parameter with a sentence of its own. */
function refuse(c: Context<HttpEnv>, error: z.ZodError) {
  const locale = localeOf(c.req.raw);
  const fields = Object.fromEntries(
    error.issues.map((issue) => {
      const values = "values" in issue && Array.isArray(issue.values) ? issue.values.join(", ") : "";
      const key = issue.code === "invalid_value" ? "api.not_one_of" : issue.message;
      const bounds =
        issue.code === "too_small" ? `≥ ${issue.minimum}` : issue.code === "too_big" ? `≤ ${issue.maximum}` : "";
      return [String(issue.path[0] ?? ""), translate(locale, key, { values, bounds })];
    }),
  );
  const message = translate(locale, "api.parameters");
  c.header("cache-control", "no-store");
  return c.json({ error: { reason: "api.parameters", message, requestId: c.get("requestId"), fields } }, 400);
}
