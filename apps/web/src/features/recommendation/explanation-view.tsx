import type { Explanation } from "@jiebang/domain";
import { pointsOf } from "@jiebang/domain/recommendation/points.ts";
import { recommendationFacts, recommendationMissing } from "@jiebang/i18n";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import "./recommendation.css";

type Passage = Explanation["quotes"]["offer"][number];
const TONE = { met: "good", missed: "warn", named: "other", unanswered: "quiet" } as const;

/** What a recommendation rests on: the parts that add up, the words of both sides, targets, and what is missing. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const t = useT();
  const { parts } = pointsOf(explanation.parts);
  const facts = recommendationFacts(t.locale, explanation);
  const missing = recommendationMissing(t.locale, explanation);
  return (
    <div className="explanation">
      <section>
        <h4>{t("recommendation.parts")}</h4>
        <ul className="score-parts">
          {parts.map(({ name, points, most }) => (
            <li key={name}>
              <span>{t(`recommendation.part.${name}`)}</span>
              <span className="score-bar" aria-hidden="true">
                <i style={{ width: `${most > 0 ? Math.min(100, (points / most) * 100) : 0}%` }} />
              </span>
              <span className="score-points">{t("recommendation.points_of", { points, most })}</span>
            </li>
          ))}
        </ul>
        {facts.length > 0 && (
          <ul className="score-facts">
            {facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        )}
      </section>
      <section className="explanation-quotes">
        {(["offer", "demand"] as const).map(
          (side) =>
            explanation.quotes[side].length > 0 && (
              <div key={side}>
                <h4>{t(`recommendation.quotes.${side}`)}</h4>
                {explanation.quotes[side].map((passage) => (
                  <blockquote key={`${passage.field}${passage.text}`}>{marked(passage)}</blockquote>
                ))}
              </div>
            ),
        )}
      </section>
      {explanation.targets.length > 0 && (
        <section>
          <h4>{t("recommendation.targets")}</h4>
          <ul className="target-findings">
            {explanation.targets.map((target) => (
              <li key={`${target.name}${target.wanted}`}>
                <span>
                  {target.name} {target.wanted}
                </span>
                <StateBadge tone={TONE[target.state]}>{t(`recommendation.target.${target.state}`)}</StateBadge>
                {target.quote && <q>{target.quote}</q>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {missing.length > 0 && (
        <section>
          <h4>{t("recommendation.missing")}</h4>
          <ul className="score-facts">
            {missing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
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

/** The words that both sides share, longest first, those in the reader's script before others: what one reads before anything else. */
export function sharedWords({ quotes }: Explanation, locale: "zh" | "en", most = 5): string[] {
  const isOwnScript = (word: string) => /\p{Script=Han}/u.test(word) === (locale === "zh");
  const words = (["offer", "demand"] as const).flatMap((side) =>
    quotes[side].flatMap(({ text, marks }) => marks.map(([start, end]) => text.slice(start, end).trim())),
  );
  // A bare number says nothing about what is shared.
  const found = [...new Set(words)]
    .filter((word) => word.length > 1 && /\p{L}/u.test(word))
    .sort((a, b) => Number(isOwnScript(b)) - Number(isOwnScript(a)) || b.length - a.length);
  return found.filter((word, i) => !found.slice(0, i).some((longer) => longer.includes(word))).slice(0, most);
}
