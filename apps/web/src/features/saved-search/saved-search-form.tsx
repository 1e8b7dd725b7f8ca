import { ALERT_CADENCES } from "@jiebang/domain";
import { Checkbox, Input, Radio } from "antd";
import { useT } from "../../app/locale.tsx";
import { Field } from "../../components/domain-form.tsx";

/** Name, rhythm and way of an alert: the same for a new search and a kept one. */
export function SavedSearchFields({ hasMailAddress }: { hasMailAddress: boolean }) {
  const t = useT();
  return (
    <>
      <Field name="name" label={t("web.savedSearch.name")} required>
        <Input maxLength={60} />
      </Field>
      <Field name="cadence" label={t("web.savedSearch.cadence")} required>
        <Radio.Group
          options={ALERT_CADENCES.map((value) => ({ value, label: t(`web.savedSearch.cadence.${value}`) }))}
        />
      </Field>
      <Field
        name="byMail"
        valuePropName="checked"
        extra={hasMailAddress ? t("web.savedSearch.by_mail_note") : t("web.savedSearch.no_address")}
      >
        <Checkbox disabled={!hasMailAddress}>{t("web.savedSearch.by_mail")}</Checkbox>
      </Field>
    </>
  );
}
