import { COOPERATION_MODES, type EntryKind, type LayeredField } from "@jiebang/domain/entry/entry-content.ts";
import { hasMessage } from "@jiebang/i18n";
import { Alert, Checkbox, Form, Input, Radio, Select, Switch } from "antd";
import { memo, type ReactNode } from "react";
import { useT } from "../../app/locale.tsx";
import { CodeSelect } from "../../components/code-select.tsx";
import { Field } from "../../components/domain-form.tsx";
import { DayInput, MoneyInput } from "../../components/inputs.tsx";
import { DemandFields } from "./demand-fields.tsx";
import { Layered } from "./layer-pick.tsx";
import { OfferFields } from "./offer-fields.tsx";

export function FormSection(props: { id: string; title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="form-section" id={`section-${props.id}`} aria-labelledby={`section-${props.id}-title`}>
      <h2 id={`section-${props.id}-title`}>{props.title}</h2>
      {props.hint && <p className="muted">{props.hint}</p>}
      {props.children}
    </section>
  );
}

/** A long text with its layer and its hint. */
export function LongText(props: { field: LayeredField; name: string | string[]; rows?: number; max?: number }) {
  const { field, name, rows = 3, max = 4000 } = props;
  const t = useT();
  const hint = `web.entry.h.${field}`;
  return (
    <Layered field={field}>
      <Field name={name} label={t(`web.entry.f.${field}`)} extra={hasMessage(hint) ? t(hint) : undefined}>
        <Input.TextArea autoSize={{ minRows: rows, maxRows: 24 }} maxLength={max} />
      </Field>
    </Layered>
  );
}

/** All fields of an entry in reading order; it draws itself again only for another kind, the fields keep themselves. */
export const EntryFields = memo(function EntryFields({ kind }: { kind: EntryKind }) {
  const t = useT();
  return (
    <>
      <FormSection id="basic" title={t("web.entry.sec_basic")}>
        <Field name="title" label={t("web.entry.f.title")} extra={t(`web.entry.h.title_${kind}`)} required>
          <Input maxLength={120} showCount />
        </Field>
        <Layered field="summary">
          <Field name="summary" label={t("web.entry.f.summary")} extra={t("web.entry.h.summary")} required>
            <Input.TextArea maxLength={600} showCount autoSize={{ minRows: 3, maxRows: 10 }} />
          </Field>
        </Layered>
        <Layered field="keywords">
          <Field name="keywords" label={t("web.entry.f.keywords")} extra={t("web.entry.h.keywords")}>
            <Select
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={[",", "，", ";", "；", "、"]}
              maxCount={30}
            />
          </Field>
        </Layered>
        <div className="form-grid">
          <Field name="industryCode" label={t("web.entry.f.industryCode")}>
            <CodeSelect list="industry" />
          </Field>
          <Field name="areaCode" label={t("web.entry.f.areaCode")}>
            <CodeSelect list="area" />
          </Field>
          <Layered field="chain">
            <Field name="chainCode" label={t("web.entry.f.chainCode")}>
              <CodeSelect list="chain" />
            </Field>
          </Layered>
          <Field name="disciplineCode" label={t("web.entry.f.disciplineCode")}>
            <CodeSelect list="discipline" />
          </Field>
          <Layered field="ipcCodes">
            <Field name="ipcCodes" label={t("web.entry.f.ipcCodes")} className="span-2">
              <Select
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[",", "，", ";", "；", " "]}
                maxCount={20}
              />
            </Field>
          </Layered>
        </div>
      </FormSection>
      {kind === "offer" ? <OfferFields /> : <DemandFields />}
      <FormSection id="cooperation" title={t("web.entry.sec_cooperation")}>
        <Field name="cooperationModes" label={t("web.entry.f.cooperationModes")}>
          <Checkbox.Group
            className="reason-picker"
            options={COOPERATION_MODES.map((mode) => ({ value: mode, label: t(`word.mode.${mode}`) }))}
          />
        </Field>
        <Layered field="money">
          <Form.Item name="moneyKind" label={t(kind === "offer" ? "web.entry.f.price" : "web.entry.f.budget")}>
            <Radio.Group
              options={[
                { value: "range", label: t("web.entry.money_range") },
                { value: "negotiable", label: t("web.entry.money_negotiable") },
              ]}
            />
          </Form.Item>
        </Layered>
        <MoneyFields />
        <div className="form-grid">
          <Field name="validUntil" label={t("web.entry.f.validUntil")} extra={t("web.entry.h.validUntil")}>
            <DayInput presets={[180, 365, 730]} />
          </Field>
        </div>
      </FormSection>
      <FormSection id="contact" title={t("web.entry.sec_contact")}>
        <Layered field="contact">
          <Field name="contactName" label={t("web.entry.f.contactName")} extra={t("web.entry.h.contact")} required>
            <Input maxLength={60} autoComplete="off" />
          </Field>
        </Layered>
        <div className="form-grid">
          <Field name="contactPhone" label={t("web.entry.f.contactPhone")}>
            <Input maxLength={40} inputMode="tel" autoComplete="off" />
          </Field>
          <Field name="contactEmail" label={t("web.entry.f.contactEmail")}>
            <Input maxLength={120} inputMode="email" autoComplete="off" />
          </Field>
        </div>
        <Field
          name="isPosterHidden"
          label={t("web.entry.f.isPosterHidden")}
          valuePropName="checked"
          extra={t("web.entry.h.hidden")}
        >
          <Switch />
        </Field>
      </FormSection>
      <FormSection id="english" title={t("web.entry.sec_english")}>
        <div lang="en">
          <Field name="titleEn" label={t("web.entry.f.titleEn")}>
            <Input maxLength={240} />
          </Field>
          <Field name="summaryEn" label={t("web.entry.f.summaryEn")}>
            <Input.TextArea maxLength={1500} autoSize={{ minRows: 2, maxRows: 10 }} />
          </Field>
          <Field name="keywordsEn" label={t("web.entry.f.keywordsEn")}>
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", ";"]} maxCount={30} />
          </Field>
          <Field name="bodyEn" label={t("web.entry.f.bodyEn")}>
            <Input.TextArea maxLength={40_000} autoSize={{ minRows: 2, maxRows: 24 }} />
          </Field>
        </div>
      </FormSection>
      <Alert className="no-secrets" type="info" title={t("web.no_secrets")} />
    </>
  );
});

function MoneyFields() {
  const t = useT();
  const kind = Form.useWatch("moneyKind");
  if (kind !== "range") return null;
  return (
    <div className="form-grid">
      <Field name="moneyMin" label={t("web.entry.f.moneyMin")} extra={t("web.entry.h.money")}>
        <MoneyInput />
      </Field>
      <Field name="moneyMax" label={t("web.entry.f.moneyMax")}>
        <MoneyInput />
      </Field>
    </div>
  );
}
