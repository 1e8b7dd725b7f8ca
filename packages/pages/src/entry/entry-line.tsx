import type { EntryCard } from "@jiebang/domain";
import { formatMoneyRange } from "@jiebang/i18n";
import { NumberTag } from "@jiebang/ui";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import { entryPath, posterName } from "./entry-words.ts";

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
