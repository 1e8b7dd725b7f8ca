import type { PrintInput } from "@jiebang/domain/paper/paper.schema.ts";
import { formatDay } from "@jiebang/i18n";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Radio, Skeleton } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useLocalName } from "../../components/values.tsx";
import type { PrintWish } from "./print-menu.tsx";

export interface PrintChoice {
  templateId?: string;
  lang: "zh" | "en";
}

/** Which form, in which language: the shipped one, unless an own form is chosen. */
export function PrintForm({
  what,
  error,
  isBusy,
  onPrint,
}: {
  what: PrintWish;
  error: unknown;
  isBusy: boolean;
  onPrint: (choice: PrintChoice) => void;
}) {
  const t = useT();
  const trpc = useTRPC();
  const forms = useQuery(
    trpc.paper.forms.queryOptions({ ...what, lang: "zh" } as PrintInput, { meta: { showsOwnError: true } }),
  );
  const [templateId, setTemplate] = useState<string>();
  const [lang, setLang] = useState<"zh" | "en">(t.locale);
  const problem = error ?? forms.error;
  const chosen = forms.data?.find((form) => form.templateId === templateId) ?? forms.data?.[0];
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onPrint({ templateId: chosen?.templateId, lang });
      }}
    >
      <fieldset className="paper-choice">
        <legend>{t("web.paper.form")}</legend>
        {forms.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
        <Radio.Group
          className="paper-forms"
          value={chosen?.templateId}
          onChange={(event) => setTemplate(event.target.value)}
        >
          {forms.data?.map((form) => (
            <Radio key={form.templateId} value={form.templateId}>
              <FormName form={form} />
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <fieldset className="paper-choice">
        <legend>{t("web.paper.language")}</legend>
        <Radio.Group value={lang} onChange={(event) => setLang(event.target.value)}>
          <Radio value="zh">中文</Radio>
          <Radio value="en">English</Radio>
        </Radio.Group>
      </fieldset>
      {problem != null && <Alert type="error" showIcon title={explainError(t, problem)} />}
      <div>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!chosen}>
          {t("web.paper.print_this")}
        </Button>
      </div>
    </form>
  );
}

function FormName({ form }: { form: Outputs["paper"]["forms"][number] }) {
  const t = useT();
  const localName = useLocalName();
  const facts = [
    form.code,
    form.jurisdictionName ?? (form.isShipped ? t("web.paper.shipped") : t("web.form_template.everywhere")),
    t("web.paper.version", { no: form.no }),
    t("web.paper.from", { day: formatDay(t.locale, form.effectiveFrom) }),
    ...(form.format === "built_in" ? [] : [form.format.toUpperCase()]),
  ];
  return (
    <>
      {localName(form)}
      <span className="paper-form-facts muted">{facts.join(" · ")}</span>
    </>
  );
}
