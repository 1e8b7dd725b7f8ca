import type { EntryCard } from "@jiebang/domain";
import { formatDate, formatDay, formatMoneyRange } from "@jiebang/i18n";
import { KindMark, NumberTag, StateBadge } from "@jiebang/ui";
import { excerpt } from "../kernel/html.ts";
import type { Lang } from "../kernel/lang.ts";
import { Marked, pick } from "../kernel/text.tsx";
import { codeName, entryBadge, entryPath, list, posterName } from "./entry-words.ts";

type Ranges = readonly (readonly [number, number])[];
export interface CardHighlight {
  title: Ranges;
  summary: Ranges;
}

interface EntryCardRowProps {
  lang: Lang;
  card: EntryCard;
  highlight?: CardHighlight;
  /** Where both kinds stand together the kind is named. */
  namesKind?: boolean;
  heading?: "h2" | "h3";
}

/** An entry in a list: what it is, who and where, and the three facts that decide whether to read on. */
export function EntryCardRow({ lang, card, highlight, namesKind, heading: Heading = "h2" }: EntryCardRowProps) {
  const title = pick(lang, card.title, card.titleEn);
  const summary = pick(lang, card.summary, card.summaryEn);
  const badge = entryBadge(lang, card);
  // Ranges belong to the Chinese fields.
  const marks = highlight && (lang.locale === "zh" || title.lang) ? highlight : undefined;
  const text = marks?.summary.length ? summary.text : excerpt(summary.text, 120);
  return (
    <article className={`card card-${card.kind}`}>
      <Heading className="card-title">
        <a href={lang.href(entryPath(card))} lang={title.lang}>
          {marks ? <Marked text={title.text} ranges={marks.title} /> : title.text}
        </a>
      </Heading>
      <p className="card-meta">
        {namesKind && <KindMark kind={card.kind} label={lang.word("kind", card.kind)} />}
        <NumberTag value={card.number} />
        <span>{posterName(lang, card.poster)}</span>
        <time dateTime={card.publishedAt}>{formatDate(lang.locale, card.publishedAt)}</time>
        {badge && <StateBadge tone={badge.tone}>{badge.text}</StateBadge>}
      </p>
      {text && (
        <p className="card-text" lang={summary.lang}>
          {marks ? <Marked text={text} ranges={marks.summary} /> : text}
        </p>
      )}
      <CardFacts lang={lang} card={card} />
    </article>
  );
}

function CardFacts({ lang, card }: { lang: Lang; card: EntryCard }) {
  const money = formatMoneyRange(lang.locale, card.money);
  const modes = card.cooperationModes.slice(0, 3).map((mode) => lang.word("mode", mode));
  return (
    <ul className="card-facts">
      {card.maturityStage && <li>{lang.word("maturity", card.maturityStage)}</li>}
      {modes.length > 0 && <li>{list(lang, modes)}</li>}
      {card.industry && <li>{codeName(lang, card.industry)}</li>}
      {card.area && <li>{codeName(lang, card.area)}</li>}
      {card.deadline && <li>{lang.t("public.needed_by", { day: formatDay(lang.locale, card.deadline) })}</li>}
      {money && <li className="card-money">{money}</li>}
    </ul>
  );
}

/** One line of a short list, on the front page and on an organisation's page. */
export function EntryLine({ lang, card }: { lang: Lang; card: EntryCard }) {
  const title = pick(lang, card.title, card.titleEn);
  const money = formatMoneyRange(lang.locale, card.money);
  return (
    <li className="line">
      <a className="line-title" href={lang.href(entryPath(card))} lang={title.lang}>
        {title.text}
      </a>
      <span className="line-meta">
        <NumberTag value={card.number} />
        <span>{posterName(lang, card.poster)}</span>
        {card.maturityStage && <span>{lang.word("maturity", card.maturityStage)}</span>}
        {money && <span className="line-money">{money}</span>}
      </span>
    </li>
  );
}
