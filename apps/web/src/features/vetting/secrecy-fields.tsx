import { Alert, Checkbox, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";

type VettingCase = Outputs["vetting"]["get"];
export interface SecrecyAnswer {
  isClear: boolean;
  statement: string;
}

/** Whether this step asks for the check now, of whoever takes it or of somebody named. */
export function secrecyOf(vetting: VettingCase): "none" | "here" | "elsewhere" {
  const { secrecy, steps } = vetting.chain;
  const inTurn = steps.find((step) => step.isInTurn)?.step;
  if (!secrecy || secrecy.byName || secrecy.step !== inTurn) return "none";
  return secrecy.reviewers.length > 0 && !vetting.allowedActions.includes("secrecy") ? "elsewhere" : "here";
}

/** 保密审查: a tick with a statement. */
export function SecrecyFields(props: {
  vetting: VettingCase;
  value: SecrecyAnswer;
  onChange: (value: SecrecyAnswer) => void;
}) {
  const { vetting, value, onChange } = props;
  const t = useT();
  const where = secrecyOf(vetting);
  if (where === "none") return null;
  if (where === "elsewhere")
    return (
      <Alert
        type="info"
        showIcon
        title={t("web.vetting.secrecy_waits", { names: vetting.chain.secrecy?.reviewers.join("、") ?? "" })}
      />
    );
  return (
    <fieldset className="plain-fieldset">
      <legend>{t("web.vetting.secrecy")}</legend>
      <Checkbox checked={value.isClear} onChange={(event) => onChange({ ...value, isClear: event.target.checked })}>
        {t("web.vetting.secrecy_tick")}
      </Checkbox>
      <label htmlFor="secrecy-statement">{t("web.vetting.secrecy_statement")}</label>
      <Input.TextArea
        id="secrecy-statement"
        value={value.statement}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => onChange({ ...value, statement: event.target.value })}
      />
    </fieldset>
  );
}
