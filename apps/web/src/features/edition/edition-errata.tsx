import { addErratumInput } from "@jiebang/domain/edition/edition.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DateTime } from "../../components/values.tsx";
import { useBilingual } from "../call/call-words.ts";
import { type EditionView, useEditionChange } from "./use-edition-change.ts";

/** Mistakes are corrected beside the frozen text, for everybody to read. */
export function EditionErrata({ edition }: { edition: EditionView }) {
  const t = useT();
  const trpc = useTRPC();
  const textOf = useBilingual();
  const changed = useEditionChange();
  const [form] = Form.useForm();
  const [writes, setWrites] = useState(false);
  const add = useMutation(
    trpc.edition.addErratum.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  return (
    <section className="sheet">
      <h2>{t("web.edition.errata")}</h2>
      <p className="muted">{t("web.edition.errata_hint")}</p>
      <ul className="rows">
        {edition.errata.map((e) => (
          <li key={e.no}>
            <div className="rows-main">
              {textOf(e.text, e.textEn)}
              <div className="muted">
                {e.no} · {e.entryNumber} <DateTime value={e.createdAt} dateOnly />
              </div>
            </div>
          </li>
        ))}
      </ul>
      {edition.allowedActions.includes("addErratum") && !writes && (
        <Button onClick={() => setWrites(true)}>{t("web.edition.erratum_new")}</Button>
      )}
      {writes && (
        <DomainForm
          form={form}
          schema={addErratumInput}
          toInput={(values) => ({
            editionId: edition.id,
            ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined)),
          })}
          onSubmit={async (input) => {
            await add.mutateAsync(input);
            form.resetFields();
            setWrites(false);
          }}
        >
          <Field name="entryNumber" label={t("web.edition.erratum_number")}>
            <Input maxLength={40} placeholder="CG-2026-00012" />
          </Field>
          <Field name="text" label={t("web.edition.erratum_text")}>
            <Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Field>
          <Field name="textEn" label={t("web.edition.erratum_text_en")}>
            <Input.TextArea maxLength={8000} autoSize={{ minRows: 1, maxRows: 6 }} />
          </Field>
          <div className="form-actions">
            <Button type="primary" htmlType="submit" loading={add.isPending}>
              {t("web.edition.erratum_add")}
            </Button>
            <Button onClick={() => setWrites(false)}>{t("web.cancel")}</Button>
          </div>
        </DomainForm>
      )}
    </section>
  );
}
