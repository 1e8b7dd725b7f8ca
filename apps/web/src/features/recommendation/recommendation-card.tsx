import type { EntryCard, Explanation } from "@jiebang/domain";
import { pointsOf } from "@jiebang/domain/recommendation/points.ts";
import { recommendationMissing } from "@jiebang/i18n";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import { MoneyRange } from "../../components/values.tsx";
import { PosterName } from "../entry/public-entry-view.tsx";
import { ExplanationView, sharedWords } from "./explanation-view.tsx";

/** One match: who and what, how well, why in a line, and everything behind it on request. */
export function RecommendationCard(props: {
  other: EntryCard;
  explanation: Explanation;
  /** What it is recommended for, where that is not plain from the page. */
  own?: ReactNode;
  actions?: ReactNode;
}) {
  const { other, explanation } = props;
  const t = useT();
  const { total } = pointsOf(explanation.parts);
  const words = sharedWords(explanation, t.locale);
  const missing = recommendationMissing(t.locale, explanation);
  return (
    <li className="recommendation">
      <div className="recommendation-score">
        <b>{total}</b>
        <span>{t("recommendation.total_points", { points: "" }).trim()}</span>
      </div>
      <div className="recommendation-main">
        <p className="recommendation-title">
          <KindMark kind={other.kind} label={t(`word.kind.${other.kind}`)} />{" "}
          <Link to="/catalogue/$number" params={{ number: other.number }}>
            {(t.locale === "en" && other.titleEn) || other.title}
          </Link>
        </p>
        <p className="rows-sub">
          <span className="number">{other.number}</span> · <PosterName poster={other.poster} />
          {other.maturityStage && <> · {t(`word.maturity.${other.maturityStage}`)}</>}
          {other.money && (
            <>
              {" "}
              · <MoneyRange value={other.money} />
            </>
          )}
        </p>
        {props.own}
        {words.length > 0 && (
          <p className="recommendation-words">
            {words.map((word) => (
              <mark key={word}>{word}</mark>
            ))}
          </p>
        )}
        {missing.length > 0 && (
          <p className="rows-sub">
            {t("recommendation.missing")}: {missing.join(t.locale === "zh" ? "；" : "; ")}
          </p>
        )}
        <details>
          <summary>{t("web.recommendation.why")}</summary>
          <ExplanationView explanation={explanation} />
        </details>
        {props.actions && <div className="row-actions">{props.actions}</div>}
      </div>
    </li>
  );
}
