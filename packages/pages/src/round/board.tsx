import type { PublicBoardItem, PublicRound } from "@jiebang/domain";
import { formatDay, formatMoneyRange, formatNumber } from "@jiebang/i18n";
import { Hash, NumberTag, SealedIcon, StateBadge } from "@jiebang/ui";
import { TargetTable } from "../entry/entry-sections.tsx";
import { entryPath, posterName } from "../entry/entry-words.ts";
import { appLinks } from "../kernel/app-links.ts";
import type { Lang } from "../kernel/lang.ts";
import { Empty, Prose, pick } from "../kernel/text.tsx";
import { itemTone } from "./round-words.ts";

/** The board as it was frozen at the announcement, item by item. */
export function Board({ lang, round, now }: { lang: Lang; round: PublicRound; now: string }) {
  if (round.items.length === 0) return <Empty title={lang.t("public.empty_board")} />;
  return (
    <ol className="board">
      {round.items.map((item) => (
        <BoardItem
          key={item.id}
          lang={lang}
          item={item}
          isOpen={item.state === "bidding" && item.bidsCloseAt !== null && now < item.bidsCloseAt}
        />
      ))}
    </ol>
  );
}

function BoardItem({ lang, item, isOpen }: { lang: Lang; item: PublicBoardItem; isOpen: boolean }) {
  const { t, locale } = lang;
  const { snapshot } = item;
  const title = pick(lang, snapshot.title, snapshot.titleEn);
  const summary = pick(lang, snapshot.summary, snapshot.summaryEn);
  const money = formatMoneyRange(locale, snapshot.money);
  return (
    <li className="item" id={`item-${item.number}`}>
      <div className="item-number" aria-hidden="true">
        {String(item.number).padStart(2, "0")}
      </div>
      <div className="item-main">
        <h3>
          <a href={lang.href(entryPath(snapshot))} lang={title.lang}>
            <span className="hidden">{t("public.item_no", { n: item.number })} </span>
            {title.text}
          </a>
        </h3>
        <p className="card-meta">
          <NumberTag value={snapshot.number} />
          <span>{posterName(lang, snapshot.poster)}</span>
          {money && <span className="line-money">{money}</span>}
          {snapshot.deadline && <span>{t("public.needed_by", { day: formatDay(locale, snapshot.deadline) })}</span>}
        </p>
        {summary.text && <Prose text={summary.text} lang={summary.lang} />}
        <Outcome lang={lang} item={item} />
        <div className="item-more">
          {snapshot.demand && snapshot.demand.targets.length > 0 && (
            <details>
              <summary>{t("public.targets_n", { n: snapshot.demand.targets.length })}</summary>
              <TargetTable lang={lang} targets={snapshot.demand.targets} />
            </details>
          )}
          {item.commitments.length > 0 && (
            <details>
              <summary>{t("public.commitments_n", { n: item.commitments.length })}</summary>
              <p className="quiet">{t("public.commitments_note")}</p>
              <ul className="commitments">
                {item.commitments.map((commitment) => (
                  <li key={commitment}>
                    <Hash value={commitment} />
                  </li>
                ))}
              </ul>
            </details>
          )}
          <details>
            <summary>{t("public.item_hash")}</summary>
            <Hash value={item.hash} copyLabel={t("public.copy")} copiedLabel={t("public.copied")} />
          </details>
        </div>
      </div>
      <div className="item-side">
        <StateBadge tone={itemTone(item.state)}>{lang.word("item_state", item.state)}</StateBadge>
        <p className="item-bids">
          <SealedIcon size={16} />
          {t("public.sealed_n", { n: formatNumber(item.sealedBids) })}
        </p>
        {isOpen && (
          <a className="button no-print" href={appLinks.item(item.id)}>
            {t("public.take_up_item")}
            <span className="hidden">
              {t("public.colon")}
              {title.text}
            </span>
          </a>
        )}
      </div>
    </li>
  );
}

function Outcome({ lang, item }: { lang: Lang; item: PublicBoardItem }) {
  const { t } = lang;
  const names = item.selected.map((s) => (lang.locale === "en" ? (s.nameEn ?? s.name) : s.name));
  return (
    <>
      {names.length > 0 && (
        <p className="outcome">
          <strong>{t("public.selected")}</strong>
          {names.join(lang.locale === "zh" ? "、" : ", ")}
          {item.agreementCount > 0 && (
            <span className="quiet"> {t("public.agreements_n", { n: item.agreementCount })}</span>
          )}
        </p>
      )}
      {(item.endReason || item.endText) && (
        <p className="outcome outcome-end">
          {item.endReason && <strong>{lang.word("end_reason", item.endReason)}</strong>}
          {item.endText && <span lang={lang.locale === "en" ? "zh-CN" : undefined}>{item.endText}</span>}
        </p>
      )}
    </>
  );
}
