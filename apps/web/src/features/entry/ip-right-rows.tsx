import { ipRight } from "@jiebang/domain/entry/entry-content.ts";
import { checkPatentNumber } from "@jiebang/domain/identity/patent-number.ts";
import { Form, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { RowLayer } from "./layer-pick.tsx";
import { AddRow, RemoveRow } from "./row-parts.tsx";

const PATENTS = ["invention", "utility", "design"];

/** Rights with their numbers; the check digit is looked at while one types, as advice. */
export function IpRightRows() {
  const t = useT();
  const { kind, status } = ipRight.shape;
  return (
    <Form.List name={["detail", "ipRights"]}>
      {(rows, { add, remove }) => (
        <div className="row-table" id="field-detail.ipRights" tabIndex={-1}>
          {rows.map(({ key, name }) => (
            <div key={key} className="row-block">
              <div className="row-line row-line-ip">
                <Form.Item name={[name, "kind"]} noStyle>
                  <Select
                    aria-label={t("web.entry.ip_kind")}
                    options={kind.options.map((one) => ({ value: one, label: t(`word.ip.${one}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, "status"]} noStyle>
                  <Select
                    aria-label={t("web.entry.ip_status")}
                    options={status.options.map((one) => ({ value: one, label: t(`word.ip_status.${one}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, "numberKind"]} noStyle>
                  <Select
                    allowClear
                    aria-label={t("web.entry.ip_number_kind")}
                    placeholder={t("web.entry.ip_number_kind")}
                    options={NUMBER_KINDS.map((one) => ({ value: one, label: t(`word.ip_number.${one}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, "number"]} noStyle>
                  <Input
                    className="mono"
                    aria-label={t("web.entry.ip_number")}
                    placeholder={t("web.entry.ip_number")}
                    maxLength={60}
                    spellCheck={false}
                  />
                </Form.Item>
                <Form.Item name={[name, "holder"]} noStyle>
                  <Input aria-label={t("web.entry.ip_holder")} placeholder={t("web.entry.ip_holder")} maxLength={200} />
                </Form.Item>
                <RemoveRow index={name} onRemove={() => remove(name)} />
                <RowLayer name={name} />
              </div>
              <NumberCheck row={name} />
            </div>
          ))}
          <AddRow
            label={t("web.entry.ip_add")}
            onAdd={() => add({ kind: "invention", status: "granted", numberKind: "patent", number: null, holder: "" })}
          />
        </div>
      )}
    </Form.List>
  );
}

const NUMBER_KINDS = ["application", "publication", "patent", "registration"] as const;

function NumberCheck({ row }: { row: number }) {
  const t = useT();
  const right = Form.useWatch(["detail", "ipRights", row]) as { kind?: string; number?: string | null } | undefined;
  if (!right?.number?.trim() || !PATENTS.includes(right.kind ?? "")) return null;
  const { problem } = checkPatentNumber(right.number);
  const key =
    problem === null
      ? "web.entry.ip_number_ok"
      : problem === "patentNumber.shape"
        ? "web.entry.ip_number_shape"
        : "web.entry.ip_number_bad";
  return (
    <p className={problem === null ? "row-note row-note-good" : "row-note row-note-warn"} role="status">
      {t(key)}
    </p>
  );
}
