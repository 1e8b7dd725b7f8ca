import { MATURITY_SCALES, MATURITY_STAGES } from "@jiebang/domain/entry/entry-content.ts";
import { Form, Input, Radio, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { FormSection, LongText } from "./entry-fields.tsx";
import { InventorRows } from "./inventor-rows.tsx";
import { IpRightRows } from "./ip-right-rows.tsx";
import { Layered } from "./layer-pick.tsx";

/** What only an offer has. */
export function OfferFields() {
  const t = useT();
  return (
    <>
      <FormSection id="detail" title={t("web.entry.sec_detail")}>
        <LongText field="body" name="body" rows={6} max={20_000} />
        <LongText field="proven" name={["detail", "proven"]} />
        <LongText field="conditions" name={["detail", "conditions"]} />
      </FormSection>
      <FormSection id="maturity" title={t("web.entry.sec_maturity")} hint={t("web.entry.h.maturity")}>
        <Form.Item name={["detail", "maturity", "stage"]} label={t("web.entry.f.detail.maturity.stage")}>
          <Radio.Group
            optionType="button"
            options={MATURITY_STAGES.map((stage) => ({ value: stage, label: t(`word.maturity.${stage}`) }))}
          />
        </Form.Item>
        <div className="form-grid">
          <Form.Item
            name={["detail", "maturity", "scaleId"]}
            label={t("web.entry.f.detail.maturity.scaleId")}
            initialValue="stage"
          >
            <Select options={Object.keys(MATURITY_SCALES).map((id) => ({ value: id, label: t(`word.scale.${id}`) }))} />
          </Form.Item>
          <MaturityLevel />
        </div>
        <Layered field="maturityEvidence">
          <Form.Item name={["detail", "maturity", "evidence"]} label={t("web.entry.f.detail.maturity.evidence")}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} />
          </Form.Item>
        </Layered>
      </FormSection>
      <FormSection id="ip" title={t("web.entry.sec_ip")}>
        <Layered field="ipRights">
          <Form.Item label={t("web.entry.f.ipRights")}>
            <IpRightRows />
          </Form.Item>
        </Layered>
        <Layered field="inventors">
          <Form.Item label={t("web.entry.f.inventors")}>
            <InventorRows />
          </Form.Item>
        </Layered>
        <LongText field="team" name={["detail", "team"]} />
      </FormSection>
    </>
  );
}

function MaturityLevel() {
  const t = useT();
  const scale = Form.useWatch(["detail", "maturity", "scaleId"]) as keyof typeof MATURITY_SCALES | undefined;
  const levels = MATURITY_SCALES[scale ?? "stage"].levels;
  return (
    <Form.Item name={["detail", "maturity", "level"]} label={t("web.entry.f.detail.maturity.level")}>
      <Select
        allowClear
        disabled={levels === 0}
        options={Array.from({ length: levels }, (_, i) => ({ value: i + 1, label: String(i + 1) }))}
      />
    </Form.Item>
  );
}
