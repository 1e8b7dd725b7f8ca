import { createLeadInput, LEAD_KINDS, LEAD_URGENCIES, type LeadView } from "@jiebang/domain/lead/lead.schema.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Collapse, Form, Input, Radio, Select } from "antd";
import { useMemo, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { MoneyInput } from "../../components/inputs.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { PhotoPicker } from "./photo-picker.tsx";
import { usePhotos } from "./use-photos.ts";

/** One sentence, photos, a range of money. What was typed survives a reload; sent twice it is one lead. */
export function NeedForm(props: { organisationId: string; onDone: (lead: LeadView) => void; submitLabel?: string }) {
  const { organisationId, onDone } = props;
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const draft = useLocalDraft(`lead.${organisationId}`, form);
  const photos = usePhotos({ failed: t("web.lead.photo_failed") });
  const [made, setMade] = useState<LeadView | null>(null);
  const create = useMutation(trpc.lead.create.mutationOptions({ meta: { showsOwnError: true } }));
  const [isSending, setSending] = useState(false);
  const clientKey = useClientKey(organisationId);
  const moneyKind = Form.useWatch("moneyKind", form);
  const send = async (lead: LeadView) => {
    setSending(true);
    const isWhole = await photos.sendTo(lead.leadId);
    setSending(false);
    if (!isWhole) return;
    draft.clear();
    clientKey.forget();
    void queryClient.invalidateQueries({ queryKey: trpc.lead.pathKey() });
    onDone(lead);
  };
  return (
    <DomainForm
      form={form}
      schema={createLeadInput}
      className="need-form"
      initialValues={{ moneyKind: null, kind: null, urgency: null }}
      toInput={(values) => ({ ...values, organisationId, clientKey: clientKey.value })}
      onValuesChange={draft.onValuesChange}
      onSubmit={async (input) => {
        const lead = made ?? (await create.mutateAsync(input));
        setMade(lead);
        await send(lead);
      }}
    >
      <Field name="sentence" label={t("web.lead.f.sentence")} extra={t("web.lead.h.sentence")} required>
        <Input.TextArea size="large" autoSize={{ minRows: 3, maxRows: 8 }} maxLength={500} disabled={made !== null} />
      </Field>
      <Form.Item label={t("web.lead.f.photos")} extra={t("web.lead.h.photos")}>
        <PhotoPicker photos={photos.photos} onAdd={(files) => void photos.add(files)} onRemove={photos.remove} />
      </Form.Item>
      <Field name="moneyKind" label={t("web.lead.f.money")}>
        <Radio.Group
          size="large"
          optionType="button"
          disabled={made !== null}
          options={[
            { value: "range", label: t("web.entry.money_range") },
            { value: "negotiable", label: t("web.entry.money_negotiable") },
          ]}
        />
      </Field>
      {moneyKind === "range" && (
        <div className="money-pair">
          <Field name="moneyMin" label={t("web.lead.f.moneyMin")}>
            <MoneyInput />
          </Field>
          <Field name="moneyMax" label={t("web.lead.f.moneyMax")}>
            <MoneyInput />
          </Field>
        </div>
      )}
      <Collapse
        ghost
        className="need-more"
        items={[
          {
            key: "more",
            label: t("web.lead.more"),
            forceRender: true,
            children: (
              <>
                <Field name="kind" label={t("web.lead.f.kind")}>
                  <Select
                    size="large"
                    allowClear
                    options={LEAD_KINDS.map((one) => ({ value: one, label: t(`word.lead_kind.${one}`) }))}
                  />
                </Field>
                <Field name="urgency" label={t("web.lead.f.urgency")}>
                  <Select
                    size="large"
                    allowClear
                    options={LEAD_URGENCIES.map((one) => ({ value: one, label: t(`word.lead_urgency.${one}`) }))}
                  />
                </Field>
                <Field name="contactName" label={t("web.lead.f.contactName")}>
                  <Input size="large" maxLength={60} autoComplete="name" />
                </Field>
                <Field name="contactPhone" label={t("web.lead.f.contactPhone")}>
                  <Input size="large" maxLength={40} inputMode="tel" autoComplete="tel" />
                </Field>
              </>
            ),
          },
        ]}
      />
      {made && <Alert className="form-top-error" type="warning" showIcon title={t("web.lead.photos_left")} />}
      <Button type="primary" size="large" block htmlType="submit" loading={create.isPending || isSending}>
        {made ? t("web.lead.photos_again") : (props.submitLabel ?? t("web.lead.send"))}
      </Button>
      {made && (
        <Button type="link" block onClick={() => onDone(made)}>
          {t("web.lead.photos_skip")}
        </Button>
      )}
    </DomainForm>
  );
}

/** One key for one lead being written, kept on the device until it was sent. */
function useClientKey(organisationId: string) {
  const storageKey = `jiebang.lead-key.${organisationId}`;
  const value = useMemo(() => {
    const kept = localStorage.getItem(storageKey);
    if (kept) return kept;
    // `randomUUID` needs https; a bureau's network may have none.
    const fresh = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join(
      "",
    );
    localStorage.setItem(storageKey, fresh);
    return fresh;
  }, [storageKey]);
  return { value, forget: () => localStorage.removeItem(storageKey) };
}
