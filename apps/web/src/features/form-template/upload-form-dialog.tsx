import { UploadOutlined } from "@ant-design/icons";
import { PAPER_KINDS, type PaperKind } from "@jiebang/domain/paper/paper-kind.ts";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Modal, Select, Upload } from "antd";
import { useState } from "react";
import { currentLocale, useT } from "../../app/locale.tsx";
import { isAdmin, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DayInput } from "../../components/inputs.tsx";
import type { FormTemplate } from "./form-templates-page.tsx";

/** A new form or the next version of one; faults of the file are listed before anything is kept. */
export function UploadFormDialog({ template, onClose }: { template?: FormTemplate; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const cities = me.appointments.filter((a) => a.level === "city");
  const [file, setFile] = useState<File>();
  const [kind, setKind] = useState<PaperKind>(template?.subjectKind ?? "demand");
  const [name, setName] = useState("");
  const [jurisdictionId, setJurisdiction] = useState(isAdmin(me) ? "" : (cities[0]?.jurisdictionId ?? ""));
  const [effectiveFrom, setEffectiveFrom] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [problems, setProblems] = useState<string[]>([]);
  const [busy, setBusy] = useState<"check" | "save">();

  const send = async (what: "check" | "save") => {
    if (!file) return;
    setBusy(what);
    setProblems([]);
    const body = new FormData();
    body.set("file", file);
    body.set("subjectKind", kind);
    if (template) body.set("templateId", template.id);
    else {
      body.set("name", name);
      body.set("jurisdictionId", jurisdictionId);
    }
    body.set("note", note);
    if (effectiveFrom) body.set("effectiveFrom", effectiveFrom);
    const url = what === "check" ? "/files/paper-forms/preview" : "/files/paper-forms";
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "x-locale": currentLocale.value } });
      if (!answer.ok) {
        const told = (await answer.json()) as { error: { message: string }; faults?: { sentence: string }[] };
        setProblems(told.faults?.map((fault) => fault.sentence) ?? [told.error.message]);
      } else if (what === "check") window.open(URL.createObjectURL(await answer.blob()), "_blank", "noopener");
      else {
        const { template: saved } = (await answer.json()) as { template: FormTemplate };
        await queryClient.invalidateQueries({ queryKey: trpc.formTemplate.pathKey() });
        void message.success(t("web.form_template.saved", { no: saved.versions[0]?.no ?? 1 }));
        onClose();
      }
    } catch {
      setProblems([t("web.paper.upload_failed")]);
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Modal
      open
      title={template ? `${t("web.form_template.add_version")} · ${template.name}` : t("web.form_template.add")}
      onCancel={onClose}
      footer={[
        <Button key="check" disabled={!file} loading={busy === "check"} onClick={() => void send("check")}>
          {t("web.form_template.check")}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={!file || (!template && !name.trim())}
          loading={busy === "save"}
          onClick={() => void send("save")}
        >
          {t("web.form_template.save")}
        </Button>,
      ]}
    >
      <div className="stack">
        {!template && (
          <>
            <Select
              aria-label={t("web.form_template.for")}
              value={kind}
              onChange={setKind}
              options={PAPER_KINDS.map((value) => ({ value, label: t(`public.paper.kind.${value}`) }))}
            />
            <Input
              aria-label={t("web.form_template.name")}
              placeholder={t("web.form_template.name")}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
            {cities.length > 0 && (
              <Select
                aria-label={t("web.paper.jurisdiction")}
                value={jurisdictionId}
                onChange={setJurisdiction}
                options={[
                  ...(isAdmin(me) ? [{ value: "", label: t("web.form_template.everywhere") }] : []),
                  ...cities.map((a) => ({ value: a.jurisdictionId, label: a.name })),
                ]}
              />
            )}
          </>
        )}
        <Upload
          accept=".docx,.xlsx"
          maxCount={1}
          fileList={file ? [{ uid: "1", name: file.name }] : []}
          onRemove={() => setFile(undefined)}
          beforeUpload={(chosen) => {
            setFile(chosen);
            setProblems([]);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />}>{t("web.form_template.file")}</Button>
        </Upload>
        <div className="stack">
          <span aria-hidden>{t("web.form_template.effective_from")}</span>
          <DayInput
            aria-label={t("web.form_template.effective_from")}
            value={effectiveFrom}
            onChange={(value) => setEffectiveFrom(value ?? null)}
          />
        </div>
        <Input
          aria-label={t("web.form_template.note")}
          placeholder={t("web.form_template.note")}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
        {problems.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t("web.form_template.faults")}
            description={
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </Modal>
  );
}
