import type { CallAction, CallView } from "@jiebang/domain/call/call.schema.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { InstantDialog } from "../round/instant-dialog.tsx";

/** Buttons of a call: shown when the server lists the action. */
export function CallActions({ call }: { call: CallView }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<CallAction | null>(null);
  const own = {
    meta: { showsOwnError: true },
    onSuccess: (view: CallView) => {
      queryClient.setQueryData(trpc.calls.get.queryKey({ callId: call.id }), view);
      void queryClient.invalidateQueries({ queryKey: trpc.calls.pathKey() });
      void message.success(t("web.call.done"));
    },
  };
  const open = useMutation(trpc.calls.open.mutationOptions(own));
  const extend = useMutation(trpc.calls.extend.mutationOptions(own));
  const withdraw = useMutation(trpc.calls.withdraw.mutationOptions(own));
  const allowed = (action: CallAction) => call.allowedActions.includes(action);
  const callId = call.id;
  const close = () => setDialog(null);
  return (
    <>
      {allowed("withdraw") && <Button onClick={() => setDialog("withdraw")}>{t("web.call.action_withdraw")}</Button>}
      {allowed("extend") && <Button onClick={() => setDialog("extend")}>{t("web.call.action_extend")}</Button>}
      {allowed("edit") && (
        <Button onClick={() => void navigate({ to: "/calls/$callId/edit", params: { callId } })}>
          {t("web.call.edit")}
        </Button>
      )}
      {allowed("open") && (
        <Button type="primary" disabled={call.obstacles.length > 0} onClick={() => setDialog("open")}>
          {t("web.call.action_open")}
        </Button>
      )}
      <ConfirmWithReason
        open={dialog === "open"}
        onClose={close}
        title={t("web.call.action_open")}
        okText={t("web.call.action_open")}
        onConfirm={() => open.mutateAsync({ callId })}
      >
        {t("web.call.open_confirm")}
      </ConfirmWithReason>
      <ConfirmWithReason
        open={dialog === "withdraw"}
        onClose={close}
        danger
        title={t("web.call.action_withdraw")}
        okText={t("web.call.action_withdraw")}
        text={{ label: t("web.call.reason"), isRequired: true, maxLength: 2000 }}
        onConfirm={({ text }) => withdraw.mutateAsync({ callId, reason: text })}
      />
      {dialog === "extend" && (
        <InstantDialog
          open
          onClose={close}
          title={t("web.call.action_extend")}
          hint={t("web.call.extend_hint")}
          from={call.closesAt}
          onConfirm={(closesAt, reason) => extend.mutateAsync({ callId, closesAt, reason })}
        />
      )}
    </>
  );
}
