import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Segmented } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace, NotFoundFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import "./open.css";
import { SecretDialog } from "./secret-dialog.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";

type Delivery = Outputs["webhook"]["deliveries"]["items"][number];
type Webhook = Outputs["webhook"]["list"]["items"][number];
const route = getRouteApi("/in/open/webhooks/$endpointId");

/** One address: what it is told, what became of each delivery, and what one may do about it. */
export function DeliveriesPage() {
  const { endpointId } = route.useParams();
  const { page, state } = route.useSearch();
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = route.useNavigate();
  const { message } = App.useApp();
  const hooks = useSuspenseQuery(trpc.webhook.list.queryOptions({ limit: 100, offset: 0 })).data;
  const deliveries = useSuspenseQuery({
    ...trpc.webhook.deliveries.queryOptions({ endpointId, state, ...pageInput(page) }),
    refetchInterval: 5000,
  }).data;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.webhook.pathKey() });
  const redeliver = useMutation(
    trpc.webhook.redeliver.mutationOptions({
      onSuccess: () => {
        void message.success(t("web.openness.redelivered"));
        void refresh();
      },
    }),
  );
  const hook = hooks.items.find((one) => one.endpointId === endpointId);
  if (!hook) return <NotFoundFace />;
  return (
    <div className="stack">
      <PageHeader
        title={hook.url}
        lead={hook.description || undefined}
        back={{ to: "/open", label: t("web.openness.title") }}
        tags={<StateTag prefix="word.webhook_state" state={hook.state} />}
        actions={<HookActions hook={hook} onChange={() => void refresh()} />}
      />
      {hook.disabledReason && (
        <Alert type="warning" showIcon title={t(`web.openness.disabled_${hook.disabledReason}`)} />
      )}
      {hook.failingSince && !hook.disabledReason && (
        <Alert
          type="warning"
          showIcon
          title={t("web.openness.failing_since", { at: new Date(hook.failingSince).toLocaleString() })}
        />
      )}
      <section className="sheet stack">
        <div className="take-row">
          <h2>{t("web.openness.deliveries")}</h2>
          <Segmented<"all" | "pending" | "delivered" | "failed">
            value={state ?? "all"}
            onChange={(value) => void navigate({ search: { state: value === "all" ? undefined : value } })}
            options={[
              { value: "all" as const, label: t("web.all") },
              ...(["pending", "delivered", "failed"] as const).map((value) => ({
                value,
                label: t(`word.delivery_state.${value}`),
              })),
            ]}
          />
        </div>
        <DataList<Delivery>
          label={t("web.openness.deliveries")}
          rows={deliveries.items}
          total={deliveries.total}
          rowKey={(delivery) => delivery.deliveryId}
          empty={<EmptyFace title={t("web.openness.deliveries_none")} />}
          columns={[
            {
              key: "type",
              title: t("web.openness.delivery_event"),
              render: (delivery) => (
                <>
                  {t(`word.webhook_event.${delivery.type as "entry.published"}`)}
                  <div className="quiet hook-url">{delivery.eventId}</div>
                </>
              ),
            },
            {
              key: "at",
              title: t("web.openness.delivery_at"),
              render: (delivery) => <DateTime value={delivery.createdAt} />,
            },
            {
              key: "state",
              title: t("web.openness.hook_state"),
              render: (delivery) => <StateTag prefix="word.delivery_state" state={delivery.state} />,
            },
            {
              key: "attempts",
              title: t("web.openness.delivery_attempts"),
              align: "right",
              render: (delivery) => delivery.attempts,
            },
            {
              key: "answer",
              title: t("web.openness.delivery_answer"),
              render: (delivery) => (
                <>
                  {[delivery.status, delivery.ms !== null && `${delivery.ms} ms`, delivery.error]
                    .filter(Boolean)
                    .join(" · ")}
                  {delivery.answer && <pre className="answer">{delivery.answer}</pre>}
                </>
              ),
            },
            {
              key: "again",
              title: "",
              render: (delivery) =>
                delivery.state === "pending" ? null : (
                  <Button
                    size="small"
                    loading={redeliver.isPending && redeliver.variables?.deliveryId === delivery.deliveryId}
                    onClick={() => redeliver.mutate({ deliveryId: delivery.deliveryId })}
                  >
                    {t("web.openness.redeliver")}
                  </Button>
                ),
            },
          ]}
        />
      </section>
    </div>
  );
}

function HookActions({ hook, onChange }: { hook: Webhook; onChange: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const [isEdited, setEdited] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { endpointId } = hook;
  const move = useMutation(trpc.webhook.move.mutationOptions({ onSuccess: onChange }));
  const rotate = useMutation(
    trpc.webhook.rotate.mutationOptions({
      onSuccess: (given) => {
        setSecret(given.secret);
        onChange();
      },
    }),
  );
  const ping = useMutation(
    trpc.webhook.ping.mutationOptions({
      onSuccess: () => {
        void message.success(t("web.openness.pinged"));
        onChange();
      },
    }),
  );
  const remove = useMutation(
    trpc.webhook.remove.mutationOptions({
      onSuccess: async () => {
        void message.success(t("web.openness.hook_removed"));
        await navigate({ to: "/open" });
        onChange();
      },
    }),
  );
  const doing = {
    edit: () => setEdited(true),
    pause: () => move.mutate({ endpointId, action: "pause" }),
    resume: () => move.mutate({ endpointId, action: "resume" }),
    rotate: () => rotate.mutate({ endpointId }),
    ping: () => ping.mutate({ endpointId }),
    remove: () =>
      modal.confirm({
        title: t("web.openness.action.remove"),
        content: t("web.openness.hook_remove_sure"),
        onOk: () => remove.mutateAsync({ endpointId }),
      }),
  };
  return (
    <div className="take-links">
      {hook.allowedActions.map((action) => (
        <Button key={action} danger={action === "remove"} onClick={doing[action]}>
          {t(`web.openness.action.${action}`)}
        </Button>
      ))}
      {isEdited && (
        <WebhookDialog
          owners={[]}
          webhook={hook}
          onClose={() => setEdited(false)}
          onSaved={() => {
            setEdited(false);
            onChange();
          }}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </div>
  );
}
