import { Form, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { FormSection, LongText } from "./entry-fields.tsx";
import { Layered } from "./layer-pick.tsx";
import { TargetRows } from "./target-rows.tsx";

/** What only a demand has. */
export function DemandFields() {
  const t = useT();
  return (
    <>
      <FormSection id="problem" title={t("web.entry.sec_problem")}>
        <LongText field="problem" name={["detail", "problem"]} rows={5} max={8000} />
        <Layered field="targets">
          <Form.Item label={t("web.entry.f.targets")} extra={t("web.entry.h.targets")}>
            <TargetRows />
          </Form.Item>
        </Layered>
        <LongText field="todayState" name={["detail", "todayState"]} />
        <LongText field="body" name="body" max={20_000} />
        <div className="form-grid">
          <Layered field="deadline">
            <Form.Item name={["detail", "deadline"]} label={t("web.entry.f.detail.deadline")}>
              <DayInput presets={[90, 180, 365]} />
            </Form.Item>
          </Layered>
          <Layered field="foundationClass">
            <Form.Item name={["detail", "foundationClass"]} label={t("web.entry.f.detail.foundationClass")}>
              <Input maxLength={60} />
            </Form.Item>
          </Layered>
        </div>
      </FormSection>
      <FormSection id="conditions" title={t("web.entry.sec_conditions")}>
        <LongText field="partnerConditions" name={["detail", "partnerConditions"]} />
        <LongText field="ipWish" name={["detail", "ipWish"]} max={2000} />
      </FormSection>
    </>
  );
}
