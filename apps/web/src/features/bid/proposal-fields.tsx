import type { SealedFileRef } from "@jiebang/domain/bid/bid-content.ts";
import { Button, Checkbox, Form, Input, InputNumber, Select, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { MoneyInput } from "../../components/inputs.tsx";
import { FileSize } from "../../components/values.tsx";
import { uploadSealed } from "./sealed-files.ts";

interface Props {
  roundId: string;
  organisationId: string;
  creditMonths: number;
  onFiles: () => void;
}

const MATCHES = ["met", "exceeded", "partly", "not_met"] as const;

export function ProposalFields(props: Props) {
  const t = useT();
  return (
    <>
      <Form.Item required name="title" label={t("web.bid.f_title")}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item required name="approach" label={t("web.bid.f_approach")} extra={t("web.bid.f_approach_hint")}>
        <Input.TextArea maxLength={20_000} showCount autoSize={{ minRows: 6, maxRows: 30 }} />
      </Form.Item>
      <Targets />
      <Team />
      <Plan />
      <div className="form-grid form-section">
        <Form.Item required name="durationMonths" label={t("web.bid.f_duration")}>
          <InputNumber min={1} max={120} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <span />
        <Form.Item name="price" label={t("web.bid.f_price")}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="ownFunding" label={t("web.bid.f_own")}>
          <MoneyInput />
        </Form.Item>
      </div>
      <Form.Item name="moneyNote" label={t("web.bid.f_money_note")}>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item required name="ip" label={t("web.bid.f_ip")} extra={t("web.bid.f_ip_hint")}>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
      <Form.Item name="offersCited" label={t("web.bid.f_offers")}>
        <Select
          mode="tags"
          tokenSeparators={[",", " ", "，", "、"]}
          placeholder="CG-2026-00012"
          open={false}
          suffixIcon={null}
        />
      </Form.Item>
      <div className="form-grid">
        <Form.Item required name={["contact", "name"]} label={t("web.bid.f_contact_name")}>
          <Input maxLength={60} autoComplete="name" />
        </Form.Item>
        <Form.Item required name={["contact", "phone"]} label={t("web.bid.f_contact_phone")}>
          <Input maxLength={40} inputMode="tel" autoComplete="tel" />
        </Form.Item>
        <Form.Item name={["contact", "email"]} label={t("web.bid.f_contact_email")}>
          <Input maxLength={120} inputMode="email" autoComplete="email" />
        </Form.Item>
      </div>
      <Files {...props} />
      {props.creditMonths > 0 && (
        <Form.Item name="creditDeclaration" valuePropName="checked">
          <Checkbox>{t("web.bid.f_credit", { months: props.creditMonths })}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

function Targets() {
  const t = useT();
  return (
    <Form.List name="targets">
      {(rows) =>
        rows.length > 0 && (
          <fieldset className="form-section plain-fieldset">
            <legend className="section-title">{t("web.bid.f_targets")}</legend>
            {rows.map((row) => (
              <div key={row.key} className="row-form">
                <Form.Item noStyle shouldUpdate>
                  {({ getFieldValue }) => {
                    const target = getFieldValue(["targets", row.name]);
                    return (
                      <p className="row-form-title">
                        {target?.name}{" "}
                        <span className="muted">
                          {t("web.round.asked")} {t(`word.comparator.${target?.comparator}`)} {target?.asked}{" "}
                          {target?.unit}
                        </span>
                      </p>
                    );
                  }}
                </Form.Item>
                <div className="form-grid">
                  <Form.Item required name={[row.name, "committed"]} label={t("web.bid.f_committed")}>
                    <Input maxLength={100} />
                  </Form.Item>
                  <Form.Item required name={[row.name, "isMet"]} label={t("web.bid.f_met")}>
                    <Select options={MATCHES.map((value) => ({ value, label: t(`web.round.match_${value}`) }))} />
                  </Form.Item>
                </div>
                <Form.Item name={[row.name, "how"]} label={t("web.bid.f_how")}>
                  <Input.TextArea maxLength={2000} autoSize={{ minRows: 1, maxRows: 6 }} />
                </Form.Item>
              </div>
            ))}
          </fieldset>
        )
      }
    </Form.List>
  );
}

function Team() {
  const t = useT();
  return (
    <fieldset className="form-section plain-fieldset">
      <legend className="section-title">{t("web.bid.f_team")}</legend>
      <Form.Item name="teamSummary" label={t("web.bid.f_team_summary")}>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.List name="team">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="row-form">
                <div className="form-grid">
                  <Form.Item required name={[row.name, "name"]} label={t("web.bid.f_name")}>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item name={[row.name, "title"]} label={t("web.bid.f_job")}>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item name={[row.name, "unit"]} label={t("web.bid.f_unit")}>
                    <Input maxLength={200} />
                  </Form.Item>
                  <Form.Item name={[row.name, "task"]} label={t("web.bid.f_task")}>
                    <Input maxLength={500} />
                  </Form.Item>
                </div>
                <Button size="small" onClick={() => remove(row.name)}>
                  {t("web.bid.remove_row")}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ name: "", unit: "", title: "", task: "" })}>{t("web.bid.add_row")}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function Plan() {
  const t = useT();
  return (
    <fieldset className="form-section plain-fieldset">
      <legend className="section-title">{t("web.bid.f_plan")}</legend>
      <Form.List name="plan">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="row-form">
                <Form.Item required name={[row.name, "title"]} label={t("web.bid.f_step")}>
                  <Input maxLength={200} />
                </Form.Item>
                <div className="form-grid">
                  <Form.Item required name={[row.name, "fromMonth"]} label={t("web.bid.f_from")}>
                    <InputNumber min={0} max={120} precision={0} style={{ width: "100%" }} />
                  </Form.Item>
                  <Form.Item required name={[row.name, "toMonth"]} label={t("web.bid.f_to")}>
                    <InputNumber min={0} max={120} precision={0} style={{ width: "100%" }} />
                  </Form.Item>
                </div>
                <Form.Item name={[row.name, "deliverable"]} label={t("web.bid.f_deliverable")}>
                  <Input maxLength={1000} />
                </Form.Item>
                <Button size="small" onClick={() => remove(row.name)}>
                  {t("web.bid.remove_row")}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ title: "", fromMonth: 0, toMonth: 3, deliverable: "" })}>
              {t("web.bid.add_row")}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function Files({ roundId, organisationId, onFiles }: Props) {
  const t = useT();
  const form = Form.useFormInstance();
  const files: SealedFileRef[] = Form.useWatch("attachments", { form, preserve: true }) ?? [];
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (next: SealedFileRef[]) => {
    form.setFieldValue("attachments", next);
    onFiles();
  };
  const take = async (file: File) => {
    setBusy(true);
    setProblem(null);
    try {
      set([...(form.getFieldValue("attachments") ?? []), await uploadSealed(file, roundId, organisationId)]);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t("web.error_unknown"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form.Item
      label={t("web.bid.f_files")}
      extra={t("web.bid.f_files_hint")}
      validateStatus={problem ? "error" : undefined}
      help={problem}
    >
      <Form.Item name="attachments" noStyle>
        <input type="hidden" />
      </Form.Item>
      <ul className="rows">
        {files.map((file) => (
          <li key={file.cipherSha256}>
            <span className="rows-main">{file.fileName}</span>
            <FileSize bytes={file.size} />
            <Button size="small" onClick={() => set(files.filter((other) => other !== file))}>
              {t("web.bid.remove_row")}
            </Button>
          </li>
        ))}
      </ul>
      <Upload
        showUploadList={false}
        multiple
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button loading={busy}>{busy ? t("web.bid.sealing_now") : t("web.bid.choose_files")}</Button>
      </Upload>
    </Form.Item>
  );
}
