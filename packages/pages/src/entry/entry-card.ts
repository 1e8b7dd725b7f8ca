import type { EntryCard } from "@jiebang/domain";
import { formatDate, formatDay, formatMoneyRange } from "@jiebang/i18n";
import { KindMark } from "@jiebang/ui";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { escapeHtml, excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import { codeName, entryBadge, entryPath, list, posterName } from "./entry-words.ts";

// Cards are the bulk of the busiest pages: written as text they cost a fifth of what they cost as components (measured:
// 20 cards 0.05 ms instead of 0.25 ms). Everything that people typed goes through escapeHtml.

type Ranges = readonly (readonly [number, number])[];
export interface CardHighlight {
  title: Ranges;
  summary: Ranges;
}
/** Where the words stand in the text, when title and summary do not show it. */
export interface CardSnippet {
  text: string;
  highlight: Ranges;
}

const kindMarks = new Map<string, string>();

function kindMark(lang: Lang, kind: EntryCard["kind"]): string {
  const key = `${lang.locale} ${kind}`;
  let mark = kindMarks.get(key);
  if (mark === undefined) {
    mark = renderToStaticMarkup(createElement(KindMark, { kind, label: lang.word("kind", kind) }));
    kindMarks.set(key, mark);
  }
  return mark;
}

/** Escaped text with the found words marked; ranges are [start, end) of the unescaped text, in any order. */
export function markedHtml(text: string, ranges: Ranges): string {
  let html = "";
  let at = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (start < at || end > text.length || end <= start) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at));
}

const langAttribute = (lang: string | undefined) => (lang ? ` lang="${lang}"` : "");

/** An entry in a list: what it is, who and where, and the facts that decide whether to read on. */
export function entryCardHtml(
  lang: Lang,
  card: EntryCard,
  highlight?: CardHighlight,
  namesKind = false,
  snippet?: CardSnippet | null,
): string {
  const title = pick(lang, card.title, card.titleEn);
  const summary = pick(lang, card.summary, card.summaryEn);
  const badge = entryBadge(lang, card);
  // Ranges belong to the Chinese fields.
  const inTitle = highlight && (lang.locale === "zh" || title.lang) ? highlight.title : [];
  const inSummary = highlight && (lang.locale === "zh" || summary.lang) ? highlight.summary : [];
  const text = inSummary.length > 0 ? summary.text : excerpt(summary.text, 120);
  return `<article class="card card-${card.kind}"><h2 class="card-title"><a href="${lang.href(entryPath(card))}"${langAttribute(title.lang)}>${markedHtml(title.text, inTitle)}</a></h2><p class="card-meta">${
    namesKind ? kindMark(lang, card.kind) : ""
  }<span class="number">${card.number}</span><span>${escapeHtml(posterName(lang, card.poster))}</span><time datetime="${card.publishedAt}">${formatDate(lang.locale, card.publishedAt)}</time>${
    badge ? `<span class="badge badge-${badge.tone}">${badge.text}</span>` : ""
  }</p>${text ? `<p class="card-text"${langAttribute(summary.lang)}>${markedHtml(text, inSummary)}</p>` : ""}${
    snippet
      ? `<p class="card-snippet" lang="zh-CN"><span class="hidden">${lang.t("public.found_in_text")}</span>${markedHtml(snippet.text, snippet.highlight)}</p>`
      : ""
  }<ul class="card-facts">${factsHtml(lang, card)}</ul></article>`;
}

function factsHtml(lang: Lang, card: EntryCard): string {
  const money = formatMoneyRange(lang.locale, card.money);
  const modes = card.cooperationModes.slice(0, 3).map((mode) => lang.word("mode", mode));
  const facts = [
    card.maturityStage ? lang.word("maturity", card.maturityStage) : "",
    list(lang, modes),
    codeName(lang, card.industry),
    codeName(lang, card.area),
    card.deadline ? lang.t("public.needed_by", { day: formatDay(lang.locale, card.deadline) }) : "",
  ];
  const items = facts.filter(Boolean).map((fact) => `<li>${escapeHtml(fact)}</li>`);
  return items.join("") + (money ? `<li class="card-money">${escapeHtml(money)}</li>` : "");
}
