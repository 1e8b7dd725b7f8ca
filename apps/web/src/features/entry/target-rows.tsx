import { COMPARATORS } from "@jiebang/domain/entry/entry-content.ts";
import { Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { RowLayer } from "./layer-pick.tsx";
import { AddRow, RemoveRow } from "./row-parts.tsx";

/** Measurable targets: name, comparison, value, unit. */
export function TargetRows() {
  const t = useT();
  return (
    <Form.List name={["detail", "targets"]}>
      {(rows, { add, remove }) => (
        <div className="row-table" id="field-detail.targets" tabIndex={-1}>
          {rows.map(({ key, name }) => (
            <div key={key} className="row-line row-line-target">
              <Form.Item name={[name, "name"]} noStyle>
                <Input
                  aria-label={t("web.entry.target_name")}
                  placeholder={t("web.entry.target_name")}
                  maxLength={200}
                />
              </Form.Item>
              <Form.Item name={[name, "comparator"]} noStyle initialValue="ge">
                <Select
                  aria-label={t("web.entry.target_comparator")}
                  options={COMPARATORS.map((one) => ({ value: one, label: t(`word.comparator.${one}`) }))}
                />
              </Form.Item>
              <Form.Item name={[name, "value"]} noStyle>
                <Input
                  aria-label={t("web.entry.target_value")}
                  placeholder={t("web.entry.target_value")}
                  maxLength={100}
                />
              </Form.Item>
              <Form.Item name={[name, "unit"]} noStyle>
                <Input
                  aria-label={t("web.entry.target_unit")}
                  placeholder={t("web.entry.target_unit")}
                  maxLength={40}
                />
              </Form.Item>
              <RemoveRow index={name} onRemove={() => remove(name)} />
              <RowLayer name={name} />
            </div>
          ))}
          <AddRow
            label={t("web.entry.target_add")}
            onAdd={() => add({ name: "", comparator: "ge", value: "", unit: "" })}
          />
        </div>
      )}
    </Form.List>
  );
}
