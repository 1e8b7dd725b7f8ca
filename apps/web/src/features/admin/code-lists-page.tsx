import { type CodeListHead, codeListKey, type ImportCodeListResult, importCodeListInput } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList } from "../../components/data-list.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Day, useLocalName } from "../../components/values.tsx";

export function CodeListsPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const lists = useSuspenseQuery(trpc.codeList.list.queryOptions()).data;
  const [isImporting, setIsImporting] = useState(false);
  return (
    <>
      <PageHeader
        title={t("web.admin.code_lists")}
        lead={t("web.admin.code_lists_lead")}
        actions={
          <Button type="primary" onClick={() => setIsImporting(true)}>
            {t("web.admin.code_list_import")}
          </Button>
        }
      />
      <DataList<CodeListHead>
        label={t("web.admin.code_lists")}
        rows={lists}
        total={lists.length}
        pageSize={1000}
        rowKey={(row) => row.listId}
        columns={[
          {
            key: "list",
            title: t("web.admin.col_list"),
            render: (row) => (
              <>
                {nameOf({ name: row.title, nameEn: row.titleEn })}
                <div className="muted">{t(`web.admin.code_list.${row.key}`)}</div>
              </>
            ),
          },
          { key: "edition", title: t("web.admin.col_edition"), render: (row) => row.edition },
          { key: "items", title: t("web.admin.col_items"), align: "right", render: (row) => row.itemCount },
          { key: "valid", title: t("web.admin.col_valid"), render: (row) => <Day value={row.validFrom} /> },
          {
            key: "source",
            title: t("web.admin.col_source"),
            width: "30%",
            render: (row) => (
              <>
                {row.source} {!row.isConfirmed && <StateBadge tone="warn">{t("web.admin.unconfirmed")}</StateBadge>}
              </>
            ),
          },
        ]}
      />
      {isImporting && <ImportDialog onClose={() => setIsImporting(false)} />}
    </>
  );
}

/** Looked at first, with each bad row in words; taken in as a whole or not at all. */
function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [result, setResult] = useState<ImportCodeListResult | null>(null);
  const run = useMutation(trpc.codeList.import.mutationOptions({ meta: { showsOwnError: true } }));
  const isReady = result !== null && result.errors.length === 0;
  return (
    <Modal open onCancel={onClose} footer={null} width={720} title={t("web.admin.code_list_import")}>
      <DomainForm
        form={form}
        schema={importCodeListInput}
        initialValues={{ key: "chain", isConfirmed: true }}
        toInput={(values) => ({ ...values, isDryRun: !isReady })}
        onValuesChange={() => setResult(null)}
        onSubmit={async (input) => {
          const next = await run.mutateAsync(input);
          setResult(next);
          if (!next.isCommitted) return;
          void message.success(t("web.admin.list_done"));
          void queryClient.invalidateQueries({ queryKey: trpc.codeList.pathKey() });
          onClose();
        }}
      >
        <div className="form-grid">
          <Field name="key" label={t("web.admin.list_key")} required>
            <Select
              options={codeListKey.options.map((key) => ({ value: key, label: t(`web.admin.code_list.${key}`) }))}
            />
          </Field>
          <Field name="edition" label={t("web.admin.list_edition")} required>
            <Input maxLength={60} />
          </Field>
          <Field name="title" label={t("web.admin.list_title")} required>
            <Input maxLength={120} />
          </Field>
          <Field name="validFrom" label={t("web.admin.list_valid_from")} required>
            <DayInput />
          </Field>
        </div>
        <Field name="source" label={t("web.admin.list_source")} required>
          <Input maxLength={300} />
        </Field>
        <Field name="isConfirmed" valuePropName="checked">
          <Checkbox>{t("web.admin.list_confirmed")}</Checkbox>
        </Field>
        <Field name="csv" label={t("web.admin.list_csv")} required>
          <Input.TextArea className="mono" autoSize={{ minRows: 6, maxRows: 14 }} spellCheck={false} />
        </Field>
        {result && (
          <Alert
            className="form-top-error"
            type={result.errors.length > 0 ? "error" : "success"}
            role="status"
            title={t("web.admin.list_result", {
              count: result.itemCount,
              added: result.added.length,
              renamed: result.renamed.length,
              retired: result.retired.length,
            })}
            description={
              result.errors.length > 0 && (
                <ul className="reason-list">
                  {result.errors.slice(0, 50).map((error) => (
                    <li key={`${error.row} ${error.reason}`}>
                      {t("web.admin.list_row_error", { row: error.row, text: t(error.reason, error.details) })}
                    </li>
                  ))}
                </ul>
              )
            }
          />
        )}
        <Button type={isReady ? "primary" : "default"} htmlType="submit" loading={run.isPending}>
          {t(isReady ? "web.admin.list_commit" : "web.admin.list_check")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
