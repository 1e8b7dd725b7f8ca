import { type DictionaryKind, type DictionaryRowView, saveDictionaryRowInput } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal, Radio } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";

export interface RowDialogProps {
  /** The row that is replaced; absent: a new one. */
  row?: DictionaryRowView;
  /** What was looked for in vain: the first name of a new row. */
  missedQuery?: string;
  onClose: () => void;
}

interface Values {
  kind?: DictionaryKind;
  names?: string;
  note?: string;
}

/** One row of the dictionary: names line by line, as people paste them. */
export function RowDialog({ row, missedQuery, onClose }: RowDialogProps) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? row?.kind ?? "synonym";
  const save = useMutation(
    trpc.dictionary.save.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.dictionary.pathKey() });
        await queryClient.invalidateQueries({ queryKey: trpc.search.misses.pathKey() });
        onClose();
      },
    }),
  );
  const names = row ? row.names.join("\n") : missedQuery ? `${missedQuery}\n` : "";
  return (
    <Modal
      open
      title={t(row ? "web.dictionary.edit" : missedQuery ? "web.misses.make" : "web.dictionary.add")}
      footer={null}
      onCancel={onClose}
    >
      <p className="muted">{t("web.dictionary.draft_note")}</p>
      <DomainForm
        form={form}
        schema={saveDictionaryRowInput}
        initialValues={{ kind: row?.kind ?? "synonym", names, note: row?.note ?? "" }}
        toInput={(values: Values) => ({
          ...values,
          names: (values.names ?? "").split("\n").filter((name) => name.trim() !== ""),
          ...(row && { rowId: row.rowId }),
          ...(missedQuery && { missedQuery }),
        })}
        onSubmit={(input) => save.mutateAsync(input)}
      >
        <Field name="kind" label={t("web.dictionary.kind")} required>
          <Radio.Group
            options={(["synonym", "word"] as const).map((value) => ({
              value,
              label: t(`web.dictionary.kind.${value}`),
            }))}
          />
        </Field>
        <Field
          name="names"
          label={t(kind === "word" ? "web.dictionary.word" : "web.dictionary.names")}
          extra={t(kind === "word" ? "web.dictionary.word_note" : "web.dictionary.names_note")}
          required
        >
          <Input.TextArea autoSize={{ minRows: kind === "word" ? 1 : 3, maxRows: 12 }} />
        </Field>
        <Field name="note" label={t("web.dictionary.note")}>
          <Input maxLength={200} />
        </Field>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t("web.dictionary.to_draft")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
