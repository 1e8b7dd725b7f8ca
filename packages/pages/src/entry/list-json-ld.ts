import { SEARCH_PAGE_SIZE } from "@jiebang/domain";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import type { ListResult } from "../search/result-list.tsx";
import { entryPath } from "./entry-words.ts";

interface ListFacts {
  path: string;
  title: string;
  result: ListResult;
  page: number;
}

/** schema.org ItemList of a page of a catalogue, each with its place in the whole. */
export function listJsonLd(publicUrl: string, lang: Lang, { path, title, result, page }: ListFacts): object {
  return namedListJsonLd(publicUrl, lang, {
    path,
    title,
    total: result.total,
    first: (page - 1) * SEARCH_PAGE_SIZE,
    items: result.hits.map(({ card }) => ({ name: pick(lang, card.title, card.titleEn).text, path: entryPath(card) })),
  });
}

interface NamedList {
  path: string;
  title: string;
  total: number;
  /** How many stand before this page. */
  first: number;
  items: { name: string; path: string }[];
}

export function namedListJsonLd(publicUrl: string, lang: Lang, list: NamedList): object {
  return {
    "@context": "https://schema.org",
    "@type": "ItemList",
    name: list.title,
    url: `${publicUrl}${lang.href(list.path)}`,
    numberOfItems: list.total,
    itemListElement: list.items.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: list.first + index + 1,
      name,
      url: `${publicUrl}${lang.href(path)}`,
    })),
  };
}

/** The way from the front page to where one is. */
export function crumbsJsonLd(publicUrl: string, lang: Lang, steps: { name: string; path: string }[]): object {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: `${publicUrl}${lang.href(path)}`,
    })),
  };
}
