import { createWebhookInput, OWN_EVENTS, updateWebhookInput, WEBHOOK_EVENTS, type WebhookEvent } from "@jiebang/domain";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";

type Webhook = Outputs["webhook"]["list"]["items"][number];
type Owner = Outputs["webhook"]["owners"][number];

interface WebhookDialogProps {
  owners: Owner[];
  /** The one that is changed; a new one without. */
  webhook?: Webhook;
  onClose: () => void;
  /** With the secret of a new one. */
  onSaved: (secret?: string) => void;
}

export function WebhookDialog({ owners, webhook, onClose, onSaved }: WebhookDialogProps) {
  const t = useT();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const [ownerIndex, setOwnerIndex] = useState(0);
  const owner = webhook?.owner ?? owners[ownerIndex]!;
  const meta = { showsOwnError: true };
  const register = useMutation(
    trpc.webhook.register.mutationOptions({ meta, onSuccess: (given) => onSaved(given.secret) }),
  );
  const update = useMutation(
    trpc.webhook.update.mutationOptions({
      meta,
      onSuccess: () => {
        void message.success(t("web.openness.hook_saved"));
        onSaved();
      },
    }),
  );
  const events = WEBHOOK_EVENTS.filter(
    (event) => owner.kind === "organisation" || !(OWN_EVENTS as readonly WebhookEvent[]).includes(event),
  );
  const fields = (
    <>
      <Field name="url" label={t("web.openness.hook_url")} extra={t("web.openness.hook_url_note")}>
        <Input type="url" placeholder="https://" autoComplete="off" />
      </Field>
      <Field name="events" label={t("web.openness.hook_events")}>
        <Checkbox.Group
          className="event-list"
          options={events.map((event) => ({ value: event, label: t(`word.webhook_event.${event}`) }))}
        />
      </Field>
      <Field name="description" label={t("web.openness.hook_description")}>
        <Input maxLength={200} />
      </Field>
      <Button htmlType="submit" type="primary" loading={register.isPending || update.isPending}>
        {t(webhook ? "web.openness.hook_edit" : "web.openness.hook_new")}
      </Button>
    </>
  );
  return (
    <Modal
      open
      title={t(webhook ? "web.openness.hook_edit" : "web.openness.hook_new")}
      onCancel={onClose}
      footer={null}
      mask={{ closable: false }}
    >
      {webhook ? (
        <DomainForm
          schema={updateWebhookInput}
          initialValues={{ url: webhook.url, events: webhook.events, description: webhook.description }}
          toInput={(values) => ({ ...values, endpointId: webhook.endpointId, version: webhook.version })}
          onSubmit={(input) => update.mutateAsync(input)}
        >
          {fields}
        </DomainForm>
      ) : (
        <DomainForm
          schema={createWebhookInput}
          initialValues={{ url: "", events: ["entry.published", "entry.updated", "entry.withdrawn"], description: "" }}
          toInput={(values) => ({
            ...values,
            events: ((values.events ?? []) as WebhookEvent[]).filter((event) => events.includes(event)),
            owner: { kind: owner.kind, id: owner.id },
          })}
          onSubmit={(input) => register.mutateAsync(input)}
        >
          {owners.length > 1 && (
            <div className="ant-form-item">
              <label htmlFor="webhook-owner">{t("web.openness.hook_owner")}</label>
              <Select
                id="webhook-owner"
                className="full"
                value={ownerIndex}
                onChange={setOwnerIndex}
                options={owners.map((one, value) => ({ value, label: one.name }))}
              />
            </div>
          )}
          {fields}
        </DomainForm>
      )}
    </Modal>
  );
}
