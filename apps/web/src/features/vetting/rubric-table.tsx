import { judgeRubric, RUBRIC_CRITERIA, type RubricScores } from "@jiebang/domain";
import { Radio } from "antd";
import { useT } from "../../app/locale.tsx";

/** Four criteria of 0 to 5, their total, and what follows from it. Digits score the focused line. */
export function RubricTable(props: {
  scores: Partial<RubricScores>;
  onChange: (scores: Partial<RubricScores>) => void;
}) {
  const { scores, onChange } = props;
  const t = useT();
  const isComplete = RUBRIC_CRITERIA.every((c) => scores[c] !== undefined);
  const result = isComplete ? judgeRubric(scores as RubricScores) : null;
  const total = RUBRIC_CRITERIA.reduce((sum, c) => sum + (scores[c] ?? 0), 0);
  const verdict = !result
    ? "incomplete"
    : result.suggestion === "hold" && result.hasZero && result.total >= 10
      ? "hold_zero"
      : result.suggestion;
  return (
    <fieldset className="plain-fieldset rubric">
      <legend>{t("web.vetting.rubric")}</legend>
      {RUBRIC_CRITERIA.map((criterion) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a short cut beside the radio buttons, which stay the way for everybody
        <div
          key={criterion}
          className="rubric-line"
          onKeyDown={(event) => {
            if (!/^[0-5]$/.test(event.key)) return;
            event.preventDefault();
            onChange({ ...scores, [criterion]: Number(event.key) });
          }}
        >
          <div id={`rubric-${criterion}`}>
            {t(`web.vetting.criterion.${criterion}`)}
            <div className="muted">{t(`web.vetting.criterion_hint.${criterion}`)}</div>
          </div>
          <Radio.Group
            aria-labelledby={`rubric-${criterion}`}
            optionType="button"
            size="small"
            value={scores[criterion]}
            onChange={(event) => onChange({ ...scores, [criterion]: event.target.value })}
            options={[0, 1, 2, 3, 4, 5].map((n) => ({ value: n, label: String(n) }))}
          />
        </div>
      ))}
      <p className={`rubric-total rubric-${verdict}`} role="status">
        <strong>{t("web.vetting.total", { total })}</strong> {t(`web.vetting.verdict.${verdict}`)}
      </p>
    </fieldset>
  );
}
