import { useSuspenseQuery } from "@tanstack/react-query";
import { Checkbox, Input, InputNumber, Select, Switch } from "antd";
import type { ReactElement } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { Field } from "../../components/domain-form.tsx";
import { useLocalText, useParameterValue } from "./round-words.ts";

const KINDS = ["university", "institute", "enterprise", "agency"];

/** Every parameter of the template, explained where it is set, with where its default comes from. */
export function ParameterFields() {
  const t = useT();
  const trpc = useTRPC();
  const textOf = useLocalText();
  const inWords = useParameterValue();
  const templates = useSuspenseQuery(trpc.round.templates.queryOptions()).data;
  const template = templates.find((one) => one.key === "industry");
  const control = (key: string, fallback: unknown): ReactElement => {
    if (Array.isArray(fallback))
      return <Checkbox.Group options={KINDS.map((value) => ({ value, label: t(`word.organisation.${value}`) }))} />;
    if (key === "sealing")
      return <Select options={["off", "platform"].map((value) => ({ value, label: t(`word.sealing.${value}`) }))} />;
    if (typeof fallback === "boolean") return <Switch />;
    if (typeof fallback === "number") return <InputNumber min={0} style={{ width: "100%" }} />;
    return <Input type="time" />;
  };
  return (
    <div className="form-grid">
      {template?.content.parameters.map((parameter) => (
        <Field
          key={parameter.key}
          name={["parameters", parameter.key]}
          className={Array.isArray(parameter.default) ? "span-2" : undefined}
          label={textOf(parameter.name)}
          valuePropName={typeof parameter.default === "boolean" ? "checked" : "value"}
          extra={
            <>
              {textOf(parameter.explains)}{" "}
              {t("web.round.parameter_default", { value: inWords(parameter.key, parameter.default) })}.{" "}
              {parameter.citation.kind === "source"
                ? `${t("web.round.citation_source")}: ${textOf(parameter.citation)}`
                : t("web.round.citation_practice")}
            </>
          }
        >
          {control(parameter.key, parameter.default)}
        </Field>
      ))}
    </div>
  );
}
