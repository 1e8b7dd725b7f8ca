import { Form, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { RowLayer } from "./layer-pick.tsx";
import { AddRow, RemoveRow } from "./row-parts.tsx";

export function InventorRows() {
  const t = useT();
  return (
    <Form.List name={["detail", "inventors"]}>
      {(rows, { add, remove }) => (
        <div className="row-table" id="field-detail.inventors" tabIndex={-1}>
          {rows.map(({ key, name }) => (
            <div key={key} className="row-line row-line-inventor">
              <Form.Item name={[name, "name"]} noStyle>
                <Input
                  aria-label={t("web.entry.inventor_name")}
                  placeholder={t("web.entry.inventor_name")}
                  maxLength={60}
                />
              </Form.Item>
              <Form.Item name={[name, "title"]} noStyle>
                <Input
                  aria-label={t("web.entry.inventor_title")}
                  placeholder={t("web.entry.inventor_title")}
                  maxLength={60}
                />
              </Form.Item>
              <Form.Item name={[name, "unit"]} noStyle>
                <Input
                  aria-label={t("web.entry.inventor_unit")}
                  placeholder={t("web.entry.inventor_unit")}
                  maxLength={200}
                />
              </Form.Item>
              <RemoveRow index={name} onRemove={() => remove(name)} />
              <RowLayer name={name} />
            </div>
          ))}
          <AddRow label={t("web.entry.inventor_add")} onAdd={() => add({ name: "", unit: "", title: "" })} />
        </div>
      )}
    </Form.List>
  );
}
