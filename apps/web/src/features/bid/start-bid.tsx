import type { BoardItemView } from "@jiebang/domain/board/board.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useT } from "../../app/locale.tsx";
import { useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";

/** Begins a bid; with several organisations it asks for which one. */
export function StartBid({ item }: { item: BoardItemView }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const start = useMutation(
    trpc.bid.start.mutationOptions({
      onSuccess: (bid) => navigate({ to: "/bids/$bidId", params: { bidId: bid.id } }),
    }),
  );
  const organisations = me.memberships;
  const begin = (organisationId: string) => start.mutate({ itemId: item.id, organisationId });
  const [only] = organisations;
  const label = t("web.round.item_action_startBid");
  if (organisations.length === 1 && only)
    return (
      <Button size="small" type="primary" loading={start.isPending} onClick={() => begin(only.organisationId)}>
        {label}
      </Button>
    );
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: organisations.map((m) => ({ key: m.organisationId, label: m.organisationName })),
        onClick: ({ key }) => begin(key),
      }}
    >
      <Button size="small" type="primary" loading={start.isPending} aria-label={`${label}: ${t("web.round.bid_as")}`}>
        {label} ▾
      </Button>
    </Dropdown>
  );
}
