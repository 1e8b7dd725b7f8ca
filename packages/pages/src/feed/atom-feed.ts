import type { PublicCallRow, PublicEditionRow, PublicEntry, PublicNoticeRow, PublicRoundRow } from "@jiebang/domain";
import { codeName, entryPath, posterName } from "../entry/entry-words.ts";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import { element, secondOf, textElement, XML_HEAD } from "./xml.ts";

/** The year the names of feeds and entries are counted from (RFC 4151): with the host it makes them nobody else's. */
const TAG_YEAR = "2026";

export interface AtomItem {
  /** Unique and lasting, such as a number of the catalogue. */
  key: string;
  path: string;
  title: { text: string; lang?: string };
  summary?: { text: string; lang?: string };
  author?: string;
  publishedAt: string;
  updatedAt: string;
  categories: { scheme: string; term: string; label: string }[];
}

export interface AtomFeedProps {
  lang: Lang;
  publicUrl: string;
  /** Address of the feed without language prefix, with the query of this page. */
  path: string;
  /** Of the page people read. */
  alternatePath: string;
  title: string;
  subtitle: string;
  updatedAt: string;
  /** RFC 5005: the feed is read on there. */
  firstPath: string;
  nextPath?: string;
  items: AtomItem[];
}

const tagOf = (publicUrl: string, key: string) => `tag:${new URL(publicUrl).hostname},${TAG_YEAR}:${key}`;

/** An Atom feed (RFC 4287), paged by RFC 5005. */
export function atomFeed(props: AtomFeedProps): string {
  const { lang, publicUrl, items } = props;
  const href = (path: string) => `${publicUrl}${lang.href(path)}`;
  const link = (rel: string, path: string, type: string) => element("link", [], { rel, href: href(path), type });
  const self = "application/atom+xml";
  return (
    XML_HEAD +
    element(
      "feed",
      [
        textElement("id", tagOf(publicUrl, `${lang.locale}:${props.firstPath}`)),
        textElement("title", props.title),
        textElement("subtitle", props.subtitle),
        textElement("updated", secondOf(props.updatedAt)),
        link("self", props.path, self),
        link("first", props.firstPath, self),
        props.nextPath ? link("next", props.nextPath, self) : "",
        link("alternate", props.alternatePath, "text/html"),
        element("author", [textElement("name", lang.t("app.name")), textElement("uri", href("/"))]),
        textElement("generator", "Jiebang", { uri: href("/about") }),
        ...items.map((item) => atomEntry(props, item)),
      ],
      { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": lang.tag },
    )
  );
}

function atomEntry({ lang, publicUrl }: AtomFeedProps, item: AtomItem): string {
  return element("entry", [
    textElement("id", tagOf(publicUrl, item.key)),
    textElement("title", item.title.text || item.key, { "xml:lang": item.title.lang }),
    textElement("updated", secondOf(item.updatedAt)),
    textElement("published", secondOf(item.publishedAt)),
    element("link", [], { rel: "alternate", type: "text/html", href: `${publicUrl}${lang.href(item.path)}` }),
    item.author ? element("author", [textElement("name", item.author)]) : "",
    ...item.categories.map(({ scheme, term, label }) =>
      element("category", [], { scheme: tagOf(publicUrl, `code:${scheme}`), term, label }),
    ),
    item.summary?.text ? textElement("summary", item.summary.text, { "xml:lang": item.summary.lang }) : "",
  ]);
}

/** An entry of a catalogue; a hidden poster is named nowhere, the platform speaks for it. */
export function entryItem(lang: Lang, entry: PublicEntry, changedAt: string): AtomItem {
  const title = pick(lang, entry.title, entry.titleEn);
  const summary = pick(lang, entry.summary || excerpt(entry.body, 300), entry.summaryEn);
  const coded = (["industry", "chain", "area"] as const).flatMap((list) => {
    const code = entry[list];
    return code ? [{ scheme: list, term: code.code, label: codeName(lang, code) || code.code }] : [];
  });
  return {
    key: entry.number,
    path: entryPath(entry),
    title,
    summary,
    ...(!entry.poster.isHidden && entry.poster.name && { author: posterName(lang, entry.poster) }),
    publishedAt: entry.publishedAt,
    updatedAt: changedAt,
    categories: [
      { scheme: "kind", term: entry.kind, label: lang.word("kind", entry.kind) },
      ...coded,
      ...entry.cooperationModes.map((mode) => ({ scheme: "mode", term: mode, label: lang.word("mode", mode) })),
    ],
  };
}

export function noticeItem(lang: Lang, notice: PublicNoticeRow): AtomItem {
  return {
    key: notice.number,
    path: `/notices/${notice.number}`,
    title: pick(lang, notice.title, notice.titleEn),
    publishedAt: notice.publishedAt,
    updatedAt: notice.publishedAt,
    categories: [{ scheme: "notice", term: notice.kind, label: lang.word("notice", notice.kind) }],
  };
}

export function callItem(lang: Lang, call: PublicCallRow): AtomItem {
  return {
    key: call.number,
    path: `/calls/${encodeURIComponent(call.number)}`,
    title: pick(lang, call.title, call.titleEn),
    publishedAt: call.openedAt,
    updatedAt: call.openedAt,
    categories: [{ scheme: "section", term: "call", label: lang.t("public.section.calls") }],
  };
}

export function editionItem(lang: Lang, edition: PublicEditionRow): AtomItem {
  return {
    key: `edition:${edition.slug}`,
    path: `/editions/${encodeURIComponent(edition.slug)}`,
    title: pick(lang, edition.title, edition.titleEn),
    author: pick(lang, edition.jurisdictionName, edition.jurisdictionNameEn).text,
    publishedAt: edition.issuedAt,
    updatedAt: edition.issuedAt,
    categories: [{ scheme: "section", term: "edition", label: lang.t("public.section.editions") }],
  };
}

export function roundItem(lang: Lang, round: PublicRoundRow): AtomItem {
  return {
    key: round.number,
    path: `/rounds/${round.number}`,
    title: pick(lang, round.title, round.titleEn),
    summary: pick(lang, round.summary, round.summaryEn),
    publishedAt: round.announcedAt,
    updatedAt: round.endedAt ?? round.announcedAt,
    categories: [{ scheme: "round", term: round.state, label: lang.word("round_state", round.state) }],
  };
}
