import { type Explanation, type FittingView, pointsOf } from "@jiebang/domain";
import { recommendationFacts, recommendationMissing } from "@jiebang/i18n";
import { NumberTag } from "@jiebang/ui";
import type { ReactNode } from "react";
import type { Lang } from "../kernel/lang.ts";
import { pick } from "../kernel/text.tsx";
import { entryPath, posterName } from "./entry-words.ts";

type Passage = Explanation["quotes"]["offer"][number];

/** The other side of an entry: who may answer it, how well, and what that rests on. */
export function FittingSection(props: { lang: Lang; kind: "offer" | "demand"; fitting: FittingView[] }): ReactNode {
  const { lang, kind, fitting } = props;
  const { t } = lang;
  if (fitting.length === 0) return null;
  return (
    <section className="entry-similar entry-fitting" aria-labelledby="fitting">
      <h2 id="fitting">{t(`recommendation.fitting.${kind}`)}</h2>
      <p className="fitting-how">{t("recommendation.fitting.how")}</p>
      <ul>
        {fitting.map((one) => (
          <Fitting key={one.other.id} lang={lang} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Fitting({ lang, one: { other, explanation } }: { lang: Lang; one: FittingView }) {
  const { t, locale } = lang;
  const title = pick(lang, other.title, other.titleEn);
  const { total, parts } = pointsOf(explanation.parts);
  const notes = [...recommendationFacts(locale, explanation), ...recommendationMissing(locale, explanation)];
  return (
    <li className="fitting">
      <p className="fitting-head">
        <a className="line-title" href={lang.href(entryPath(other))} lang={title.lang}>
          {title.text}
        </a>
        <b className="fitting-total">{t("recommendation.total_points", { points: total })}</b>
      </p>
      <p className="line-meta">
        <NumberTag value={other.number} />
        <span>{posterName(lang, other.poster)}</span>
      </p>
      <details>
        <summary>{t("recommendation.why")}</summary>
        <ul className="fitting-parts">
          {parts.map(({ name, points, most }) => (
            <li key={name}>
              {t(`recommendation.part.${name}`)} <b>{t("recommendation.points_of", { points, most })}</b>
            </li>
          ))}
        </ul>
        {(["offer", "demand"] as const).map(
          (side) =>
            explanation.quotes[side].length > 0 && (
              <div key={side} className="fitting-quotes">
                <h3>{t(`recommendation.quotes.${side}`)}</h3>
                {explanation.quotes[side].map((passage) => (
                  <blockquote key={`${passage.field}${passage.text}`}>{marked(passage)}</blockquote>
                ))}
              </div>
            ),
        )}
        {explanation.targets.length > 0 && (
          <div className="fitting-quotes">
            <h3>{t("recommendation.targets")}</h3>
            <ul>
              {explanation.targets.map((target) => (
                <li key={`${target.name}${target.wanted}`}>
                  {target.name} {target.wanted}: <b>{t(`recommendation.target.${target.state}`)}</b>
                  {target.quote && <q>{target.quote}</q>}
                </li>
              ))}
            </ul>
          </div>
        )}
        {notes.length > 0 && (
          <ul className="fitting-parts">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}

function marked({ text, marks }: Passage): ReactNode[] {
  const out: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    out.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return [...out, text.slice(at)];
}
