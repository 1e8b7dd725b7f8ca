import { createHash } from "node:crypto";
import {
  listChains,
  listFeed,
  listPublicCalls,
  listPublicEditions,
  listPublicNotices,
  listPublicRounds,
  type RecordFilter,
} from "@jiebang/core";
import { notFound } from "@jiebang/domain";
import {
  type AtomItem,
  atomFeed,
  callItem,
  editionItem,
  entryItem,
  type Lang,
  noticeItem,
  roundItem,
} from "@jiebang/pages";
import { type Context, Hono } from "hono";
import type { HttpEnv, ServerDeps } from "../http/deps.ts";

const LENGTH = 50;

interface FeedPage {
  path: string;
  alternatePath: string;
  title: string;
  subtitle: string;
  items: AtomItem[];
  updatedAt: string | null;
  nextPath?: string;
}

/** What came last, for readers and machines that come by: each catalogue, each chain, both at once, the notice board. */
export function feedRoutes(deps: ServerDeps, lang: Lang): Hono<HttpEnv> {
  const { db } = deps;
  const { t } = lang;
  const answer = (c: Context<HttpEnv>, page: FeedPage) => answerFeed(deps, lang, c, page);
  const entries = async (
    c: Context<HttpEnv>,
    filter: RecordFilter,
    words: Pick<FeedPage, "path" | "alternatePath" | "title" | "subtitle">,
  ) => {
    const page = await listFeed(db, { ...filter, before: beforeOf(c), limit: LENGTH });
    const last = page.records.at(-1)?.record;
    return answer(c, {
      ...words,
      items: page.records.map(({ record, entry }) => entryItem(lang, entry, record.changedAt)),
      updatedAt: page.changedAt,
      ...(page.hasMore && last && { nextPath: `${words.path}?before=${last.changedAt}~${last.entryId}` }),
    });
  };
  return new Hono<HttpEnv>()
    .get("/feeds/all.atom", (c) =>
      entries(
        c,
        {},
        {
          path: "/feeds/all.atom",
          alternatePath: "/search",
          title: `${t("app.name")} · ${t("public.section.offers")} · ${t("public.section.demands")}`,
          subtitle: t("public.home_description"),
        },
      ),
    )
    .get("/feeds/:kind{(offers|demands)\\.atom}", (c) => {
      const kind = c.req.param("kind").startsWith("offers") ? ("offer" as const) : ("demand" as const);
      return entries(
        c,
        { kind },
        {
          path: `/feeds/${kind}s.atom`,
          alternatePath: `/${kind}s`,
          title: `${t("app.name")} · ${t(`public.section.${kind}s`)}`,
          subtitle: t(`public.${kind}s_lead`),
        },
      );
    })
    .get("/feeds/chains/:file{.+\\.atom}", async (c) => {
      const code = c.req.param("file").replace(/\.atom$/, "");
      const chain = (await listChains(db)).find((one) => one.code === code);
      if (!chain) throw notFound();
      const name = (lang.locale === "en" ? chain.nameEn : null) ?? chain.name;
      return entries(
        c,
        { chain: code },
        {
          path: `/feeds/chains/${encodeURIComponent(code)}.atom`,
          alternatePath: `/search?chain=${encodeURIComponent(code)}`,
          title: `${t("app.name")} · ${t("public.facet.chain")} · ${name}`,
          subtitle: t("public.feed_chain", { chain: name }),
        },
      );
    })
    .get("/feeds/editions.atom", async (c) => {
      const [calls, editions] = await Promise.all([
        listPublicCalls(db, { limit: LENGTH, offset: 0 }),
        listPublicEditions(db, { limit: LENGTH, offset: 0 }),
      ]);
      const items = newest([
        ...calls.items.map((call) => callItem(lang, call)),
        ...editions.items.map((edition) => editionItem(lang, edition)),
      ]);
      return answer(c, {
        path: "/feeds/editions.atom",
        alternatePath: "/editions",
        title: `${t("app.name")} · ${t("public.section.calls")} · ${t("public.section.editions")}`,
        subtitle: t("public.feed_editions"),
        items,
        updatedAt: items[0]?.updatedAt ?? null,
      });
    })
    .get("/feeds/notices.atom", async (c) => {
      const [notices, rounds] = await Promise.all([
        listPublicNotices(db, { limit: LENGTH, offset: 0 }),
        listPublicRounds(db, { limit: LENGTH, offset: 0 }),
      ]);
      const items = newest([
        ...notices.items.map((notice) => noticeItem(lang, notice)),
        ...rounds.items.map((round) => roundItem(lang, round)),
      ]);
      return answer(c, {
        path: "/feeds/notices.atom",
        alternatePath: "/notices",
        title: `${t("app.name")} · ${t("public.section.notices")}`,
        subtitle: t("public.feed_notices"),
        items,
        updatedAt: items[0]?.updatedAt ?? null,
      });
    });
}

const newest = (items: AtomItem[]): AtomItem[] =>
  items.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, LENGTH);

const BEFORE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([a-z]{3}_[0-9a-z]{26})$/;

/** Where the page before ended; what was not written here is the first page. */
function beforeOf(c: Context<HttpEnv>): { changedAt: string; entryId: string } | undefined {
  const [, changedAt, entryId] = BEFORE.exec(c.req.query("before") ?? "") ?? [];
  const isReal = changedAt !== undefined && !Number.isNaN(Date.parse(changedAt));
  return isReal ? { changedAt, entryId: entryId! } : undefined;
}

/** A feed that did not change costs its reader a line. */
function answerFeed(deps: ServerDeps, lang: Lang, c: Context<HttpEnv>, page: FeedPage) {
  const before = c.req.query("before");
  const xml = atomFeed({
    lang,
    publicUrl: deps.settings.publicUrl,
    ...page,
    path: before && beforeOf(c) ? `${page.path}?before=${before}` : page.path,
    firstPath: page.path,
    // A feed must say when it was updated; one that never had anything says the beginning of time.
    updatedAt: page.updatedAt ?? "1970-01-01T00:00:00.000Z",
  });
  const etag = `"${createHash("sha256").update(xml).digest("base64url").slice(0, 27)}"`;
  const changedAt = page.updatedAt ? new Date(page.updatedAt) : undefined;
  const headers: Record<string, string> = {
    "content-type": "application/atom+xml; charset=utf-8",
    "content-language": lang.tag,
    "cache-control": "no-cache",
    etag,
    ...(changedAt && { "last-modified": changedAt.toUTCString() }),
  };
  return isFresh(c, etag, changedAt) ? c.body(null, 304, headers) : c.body(xml, 200, headers);
}

/** RFC 9110: a tag decides where one is given, the date only where none is. */
export function isFresh(c: Context<HttpEnv>, etag: string, changedAt?: Date): boolean {
  const tags = c.req.header("if-none-match");
  if (tags !== undefined)
    return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(c.req.header("if-modified-since") ?? "");
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}
