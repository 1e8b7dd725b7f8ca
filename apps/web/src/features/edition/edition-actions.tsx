import type { EditionAction } from "@jiebang/domain/edition/edition.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { type EditionView, useEditionChange } from "./use-edition-change.ts";

const CONFIRMED = ["prepare", "giveBack", "issue", "discard"] as const;

/** Buttons of an edition: shown when the server lists the action. */
export function EditionActions({ edition }: { edition: EditionView }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const changed = useEditionChange();
  const { message } = App.useApp();
  const [dialog, setDialog] = useState<EditionAction | null>(null);
  const own = {
    meta: { showsOwnError: true },
    onSuccess: (view: EditionView) => {
      changed(view);
      void message.success(t("web.call.done"));
    },
  };
  const verbs = {
    prepare: useMutation(trpc.edition.prepare.mutationOptions(own)),
    giveBack: useMutation(trpc.edition.giveBack.mutationOptions(own)),
    issue: useMutation(trpc.edition.issue.mutationOptions(own)),
    discard: useMutation(trpc.edition.discard.mutationOptions(own)),
  };
  const editionId = edition.id;
  const allowed = (action: EditionAction) => edition.allowedActions.includes(action);
  const isBlocked = edition.obstacles.length > 0;
  return (
    <>
      {allowed("discard") && <Button onClick={() => setDialog("discard")}>{t("web.edition.action_discard")}</Button>}
      {allowed("giveBack") && <Button onClick={() => setDialog("giveBack")}>{t("web.edition.action_giveBack")}</Button>}
      {allowed("edit") && (
        <Button onClick={() => void navigate({ to: "/editions/$editionId/edit", params: { editionId } })}>
          {t("web.edition.edit")}
        </Button>
      )}
      {allowed("prepare") && (
        <Button type="primary" disabled={isBlocked} onClick={() => setDialog("prepare")}>
          {t("web.edition.action_prepare")}
        </Button>
      )}
      {allowed("issue") && (
        <Button type="primary" disabled={isBlocked} onClick={() => setDialog("issue")}>
          {t(edition.failure && edition.state === "issuing" ? "web.edition.action_again" : "web.edition.action_issue")}
        </Button>
      )}
      {CONFIRMED.map((action) => (
        <ConfirmWithReason
          key={action}
          open={dialog === action}
          onClose={() => setDialog(null)}
          danger={action === "discard"}
          title={t(`web.edition.action_${action}`)}
          okText={t(`web.edition.action_${action}`)}
          onConfirm={() => verbs[action].mutateAsync({ editionId })}
        >
          {t(`web.edition.confirm_${action}`)}
        </ConfirmWithReason>
      ))}
    </>
  );
}
