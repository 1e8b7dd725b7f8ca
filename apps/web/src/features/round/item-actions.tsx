import type { BoardItemView, DeclineItemInput } from "@jiebang/domain/board/board.schema.ts";
import { ITEM_DECLINE_REASONS, ITEM_END_REASONS, type ItemEndReason } from "@jiebang/domain/board/board-item.states.ts";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { StartBid } from "../bid/start-bid.tsx";
import { InstantDialog } from "./instant-dialog.tsx";
import { useRoundChange } from "./use-round-change.ts";

type Action = BoardItemView["allowedActions"][number];

/** What the reader may do with one item. */
export function ItemActions({ item, isOnItemPage = false }: { item: BoardItemView; isOnItemPage?: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useRoundChange();
  const [dialog, setDialog] = useState<Action | null>(null);
  const quick = { onSuccess: changed };
  const own = { meta: { showsOwnError: true }, onSuccess: changed };
  const consent = useMutation(trpc.board.consent.mutationOptions(quick));
  const accept = useMutation(trpc.board.accept.mutationOptions(quick));
  const withdraw = useMutation(trpc.board.withdraw.mutationOptions(own));
  const decline = useMutation(trpc.board.decline.mutationOptions(own));
  const goOn = useMutation(trpc.board.continue.mutationOptions(own));
  const fail = useMutation(trpc.board.fail.mutationOptions(own));
  const confirm = useMutation(trpc.board.confirm.mutationOptions(own));
  const extendBids = useMutation(trpc.board.extendBids.mutationOptions(own));
  const itemId = item.id;
  const has = (action: Action) => item.allowedActions.includes(action);
  const close = () => setDialog(null);
  const button = (action: Action, extra: { danger?: boolean; primary?: boolean } = {}) =>
    has(action) && (
      <Button
        size="small"
        danger={extra.danger}
        type={extra.primary ? "primary" : "default"}
        onClick={() => setDialog(action)}
      >
        {t(`web.round.item_action_${action}`)}
      </Button>
    );
  return (
    <>
      {has("consent") && (
        <Button size="small" type="primary" loading={consent.isPending} onClick={() => consent.mutate({ itemId })}>
          {t("web.round.item_action_consent")}
        </Button>
      )}
      {has("accept") && (
        <Button size="small" type="primary" loading={accept.isPending} onClick={() => accept.mutate({ itemId })}>
          {t("web.round.item_action_accept")}
        </Button>
      )}
      {has("startBid") && <StartBid item={item} />}
      {item.myBidId && (
        <Link to="/bids/$bidId" params={{ bidId: item.myBidId }}>
          {t("web.round.my_bid")}
        </Link>
      )}
      {has("decide") && !isOnItemPage && (
        <Link to="/items/$itemId" params={{ itemId }}>
          <strong>{t("web.round.item_action_decide")}</strong>
        </Link>
      )}
      {button("confirm", { primary: true })}
      {button("extendBids")}
      {button("continue")}
      {button("decline")}
      {button("withdraw")}
      {button("fail", { danger: true })}
      {item.myBidObstacle && (
        <span className="muted">
          {t("web.round.cannot_bid", { reason: t(item.myBidObstacle.reason, item.myBidObstacle.details) })}
        </span>
      )}
      <ConfirmWithReason
        open={dialog === "decline"}
        onClose={close}
        title={t("web.round.item_action_decline")}
        okText={t("web.round.item_action_decline")}
        reasons={{ codes: ITEM_DECLINE_REASONS, prefix: "board.decline_reason" }}
        text={{ label: t("web.round.reason_text"), isRequired: true, maxLength: 2000 }}
        onConfirm={({ reasons, text }) =>
          decline.mutateAsync({ itemId, reason: reasons[0] as DeclineItemInput["reason"], text })
        }
      />
      <ConfirmWithReason
        open={dialog === "fail"}
        onClose={close}
        danger
        title={t("web.round.item_action_fail")}
        okText={t("web.round.item_action_fail")}
        reasons={{ codes: ITEM_END_REASONS, prefix: "board.end_reason" }}
        text={{ label: t("web.round.end_text"), isRequired: true, maxLength: 2000 }}
        onConfirm={({ reasons, text }) => fail.mutateAsync({ itemId, reason: reasons[0] as ItemEndReason, text })}
      />
      <ConfirmWithReason
        open={dialog === "continue"}
        onClose={close}
        title={t("web.round.item_action_continue")}
        okText={t("web.round.item_action_continue")}
        text={{ label: t("web.round.reason_text"), isRequired: true, maxLength: 2000 }}
        onConfirm={({ text }) => goOn.mutateAsync({ itemId, reason: text })}
      >
        {t("web.round.continue_hint")}
      </ConfirmWithReason>
      {(["withdraw", "confirm"] as const).map((action) => (
        <ConfirmWithReason
          key={action}
          open={dialog === action}
          onClose={close}
          title={t(`web.round.item_action_${action}`)}
          okText={t(`web.round.item_action_${action}`)}
          onConfirm={() => (action === "withdraw" ? withdraw : confirm).mutateAsync({ itemId })}
        />
      ))}
      <InstantDialog
        open={dialog === "extendBids"}
        onClose={close}
        title={t("web.round.item_action_extendBids")}
        hint={t("web.round.extend_hint")}
        from={item.bidsCloseAt}
        onConfirm={(closesAt, reason) => extendBids.mutateAsync({ itemId, closesAt, reason })}
      />
    </>
  );
}
