import type { MyBidRow } from "@jiebang/domain/bid/bid.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn, useLocalName } from "../../components/values.tsx";

const route = getRouteApi("/in/bids");

export function BidListPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const { page } = route.useSearch();
  const list = useSuspenseQuery(trpc.bid.listMine.queryOptions(pageInput(page))).data;
  return (
    <>
      <PageHeader title={t("web.bid.title")} lead={t("web.bid.lead")} />
      <DataList<MyBidRow>
        label={t("web.bid.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => `${row.id}${row.as}`}
        empty={
          <EmptyFace
            title={t("web.bid.empty")}
            hint={t("web.bid.empty_hint")}
            action={<Link to="/rounds">{t("web.round.nav")}</Link>}
          />
        }
        columns={[
          {
            key: "item",
            title: t("web.bid.col_item"),
            render: (row) => (
              <Link to="/bids/$bidId" params={{ bidId: row.id }}>
                {row.itemTitle}
              </Link>
            ),
          },
          {
            key: "state",
            title: t("web.bid.result"),
            render: (row) => <StateTag prefix="web.bid_state" state={row.state} />,
          },
          {
            key: "as",
            title: t("web.bid.col_as"),
            render: (row) => `${nameOf(row.lead)} · ${t(`web.bid.as_${row.as}`)}`,
          },
          {
            key: "round",
            title: t("web.bid.col_round"),
            render: (row) => (
              <Link to="/rounds/$roundId" params={{ roundId: row.roundId }}>
                {row.roundTitle}
              </Link>
            ),
          },
          {
            key: "sealed",
            title: t("web.round.sealed_at"),
            wideOnly: true,
            render: (row) => row.sealedAt && <DateTime value={row.sealedAt} />,
          },
          {
            key: "closes",
            title: t("web.bid.closes"),
            render: (row) =>
              row.closesAt && <DueIn value={row.closesAt} isDone={Date.parse(row.closesAt) < Date.now()} />,
          },
        ]}
      />
    </>
  );
}
