import type { EntryCard } from "@jiebang/domain";
import { KindMark } from "@jiebang/ui/marks.tsx";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import { Day } from "../../components/values.tsx";
import { PosterName } from "../entry/public-entry-view.tsx";
import "./search.css";

type Ranges = readonly (readonly [number, number])[];

/** Text with the found words marked; ranges are [start, end). */
export function Marked({ text, ranges }: { text: string; ranges: Ranges }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end > text.length) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

export interface EntryHit {
  card: EntryCard;
  highlight?: { title: Ranges; summary: Ranges };
  snippet?: { text: string; highlight: Ranges } | null;
}

/** Public entries as lines that lead to their public page. */
export function EntryRows({ hits, label }: { hits: EntryHit[]; label: string }) {
  const t = useT();
  const prefix = t.locale === "en" ? "/en" : "";
  return (
    <ul className="rows" aria-label={label}>
      {hits.map(({ card, highlight, snippet }) => {
        const english = t.locale === "en" && card.titleEn;
        return (
          <li key={card.id}>
            <div className="rows-main">
              <a href={`${prefix}/${card.kind}s/${card.number}`}>
                {english ? card.titleEn : <Marked text={card.title} ranges={highlight?.title ?? []} />}
              </a>
              {!english && (highlight?.summary.length ?? 0) > 0 && (
                <div className="rows-sub">
                  <Marked text={card.summary} ranges={highlight?.summary ?? []} />
                </div>
              )}
              {snippet && (
                <div className="rows-sub">
                  {t("public.found_in_text")}
                  <Marked text={snippet.text} ranges={snippet.highlight} />
                </div>
              )}
              <div className="rows-sub">
                <KindMark kind={card.kind} label={t(`word.kind.${card.kind}`)} />{" "}
                <span className="number">{card.number}</span> · <PosterName poster={card.poster} /> ·{" "}
                <Day value={card.publishedAt.slice(0, 10)} />
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
