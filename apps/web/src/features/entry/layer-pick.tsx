import { FIELD_LAYERS, LAYERS, type LayeredField } from "@jiebang/domain/entry/entry-content.ts";
import { Form, Select } from "antd";
import type { ReactNode } from "react";
import { useT } from "../../app/locale.tsx";

const FORCED = new Set<LayeredField>(["contact", "inventors", "team"]);

/** A field with the choice of who may see it. */
export function Layered({ field, children }: { field: LayeredField; children: ReactNode }) {
  return (
    <div className="layered">
      <LayerPick field={field} />
      {children}
    </div>
  );
}

/** One target, inventor or right may lie deeper than its list. */
export function RowLayer({ name }: { name: number }) {
  const t = useT();
  return (
    <div className="row-layer">
      <Form.Item name={[name, "layer"]} noStyle>
        <Select
          size="small"
          variant="borderless"
          allowClear
          placeholder={t("web.entry.item_layer_same")}
          aria-label={`${t("web.entry.item_layer")} ${name + 1}`}
          popupMatchSelectWidth={false}
          options={LAYERS.filter((l) => l !== "public").map((l) => ({ value: l, label: t(`web.entry.layer.${l}`) }))}
        />
      </Form.Item>
    </div>
  );
}

export function LayerPick({ field }: { field: LayeredField }) {
  const t = useT();
  const isHidden = Form.useWatch("isPosterHidden");
  const label = t("web.entry.layer_of", { field: t(`web.entry.f.${field}`) });
  const isForced = isHidden && FORCED.has(field);
  if (isForced) return <div className="layer-pick layer-forced">{t("web.entry.layer_forced")}</div>;
  return (
    <div className="layer-pick">
      <Form.Item name={["layers", field]} noStyle initialValue={FIELD_LAYERS[field]}>
        <Select
          size="small"
          variant="borderless"
          aria-label={label}
          popupMatchSelectWidth={false}
          options={LAYERS.map((layer) => ({ value: layer, label: t(`web.entry.layer.${layer}`) }))}
        />
      </Form.Item>
    </div>
  );
}
