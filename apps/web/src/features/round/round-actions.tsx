import { PROCEDURE_END_REASONS, type ProcedureEndReason } from "@jiebang/domain/procedure/procedure.states.ts";
import type { RoundAction, RoundView } from "@jiebang/domain/round/round.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { InstantDialog } from "./instant-dialog.tsx";
import { useRoundChange } from "./use-round-change.ts";

// The step forward stands as the one filled button; what ends the round hides behind a menu.
const forward: RoundAction[] = [
  "release",
  "endStage",
  "finishCheck",
  "open",
  "announce",
  "closeSolicitation",
  "startSolicitation",
];
const aside: RoundAction[] = ["edit", "extend"];
const ending: RoundAction[] = ["fail", "cancel"];

/** Buttons of a round: shown when the server lists the action. */
export function RoundActions({ round }: { round: RoundView }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const changed = useRoundChange();
  const [dialog, setDialog] = useState<RoundAction | null>(null);
  const own = { meta: { showsOwnError: true }, onSuccess: changed };
  const startSolicitation = useMutation(trpc.round.startSolicitation.mutationOptions(own));
  const closeSolicitation = useMutation(trpc.round.closeSolicitation.mutationOptions(own));
  const announce = useMutation(trpc.round.announce.mutationOptions(own));
  const open = useMutation(trpc.round.open.mutationOptions(own));
  const finishCheck = useMutation(trpc.round.finishCheck.mutationOptions(own));
  const endStage = useMutation(trpc.round.endStage.mutationOptions(own));
  const release = useMutation(trpc.round.release.mutationOptions(own));
  const extend = useMutation(trpc.round.extend.mutationOptions(own));
  const fail = useMutation(trpc.round.fail.mutationOptions(own));
  const cancel = useMutation(trpc.round.cancel.mutationOptions(own));
  const roundId = round.id;
  const allowed = (action: RoundAction) => round.allowedActions.includes(action);
  const press = (action: RoundAction) =>
    action === "edit" ? void navigate({ to: "/rounds/$roundId/edit", params: { roundId } }) : setDialog(action);
  const [main, ...more] = forward.filter(allowed);
  const endings = ending.filter(allowed);
  const plain = {
    startSolicitation: () => startSolicitation.mutateAsync({ roundId }),
    closeSolicitation: () => closeSolicitation.mutateAsync({ roundId }),
    announce: () => announce.mutateAsync({ roundId }),
    open: () => open.mutateAsync({ roundId }),
    finishCheck: () => finishCheck.mutateAsync({ roundId }),
    endStage: () => endStage.mutateAsync({ roundId }),
  };
  const words = {
    announce: "announce_confirm",
    open: "open_confirm",
    finishCheck: "finish_check_confirm",
    endStage: "end_stage_confirm",
  } as const;
  const close = () => setDialog(null);
  return (
    <>
      {endings.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: endings.map((action) => ({ key: action, danger: true, label: t(`web.round.action_${action}`) })),
            onClick: ({ key }) => press(key as RoundAction),
          }}
        >
          <Button aria-label={t("web.round.more_actions")}>⋯</Button>
        </Dropdown>
      )}
      {[...aside.filter(allowed), ...more].map((action) => (
        <Button key={action} onClick={() => press(action)}>
          {t(`web.round.action_${action}`)}
        </Button>
      ))}
      {main && (
        <Button type="primary" onClick={() => press(main)}>
          {t(`web.round.action_${main}`)}
        </Button>
      )}
      {(Object.keys(plain) as (keyof typeof plain)[]).map((action) => (
        <ConfirmWithReason
          key={action}
          open={dialog === action}
          onClose={close}
          title={t(`web.round.action_${action}`)}
          okText={t(`web.round.action_${action}`)}
          onConfirm={plain[action]}
        >
          {action in words && t(`web.round.${words[action as keyof typeof words]}`)}
        </ConfirmWithReason>
      ))}
      <ConfirmWithReason
        open={dialog === "release"}
        onClose={close}
        title={t("web.round.action_release")}
        okText={t("web.round.action_release")}
        text={{ label: t("web.round.changelog"), isRequired: round.releases.length > 0, maxLength: 2000 }}
        onConfirm={({ text }) => release.mutateAsync({ roundId, changelog: text })}
      >
        {t("web.round.release_confirm")}
      </ConfirmWithReason>
      {(["fail", "cancel"] as const).map((action) => (
        <ConfirmWithReason
          key={action}
          open={dialog === action}
          onClose={close}
          danger
          title={t(`web.round.action_${action}`)}
          okText={t(`web.round.action_${action}`)}
          reasons={{ codes: PROCEDURE_END_REASONS, prefix: "round.end_reason" }}
          text={{ label: t("web.round.end_text"), isRequired: true, maxLength: 2000 }}
          onConfirm={({ reasons, text }) =>
            (action === "fail" ? fail : cancel).mutateAsync({ roundId, reason: reasons[0] as ProcedureEndReason, text })
          }
        />
      ))}
      <InstantDialog
        open={dialog === "extend"}
        onClose={close}
        title={t("web.round.action_extend")}
        hint={t("web.round.extend_hint")}
        from={round.schedule.bidClosesAt}
        onConfirm={(closesAt, reason) => extend.mutateAsync({ roundId, closesAt, reason })}
      />
    </>
  );
}
