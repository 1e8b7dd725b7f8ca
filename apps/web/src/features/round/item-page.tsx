import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn, MoneyRange, useLocalName } from "../../components/values.tsx";
import { ItemActions } from "./item-actions.tsx";
import { ItemBids } from "./item-bids.tsx";
import { ItemSnapshot } from "./item-snapshot.tsx";
import { HashText } from "./round-records.tsx";
import { useTitle } from "./round-words.ts";

const route = getRouteApi("/in/items/$itemId");

/** One item of a board: its frozen text, what may be done, and its bids once they are open. */
export function ItemPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const titleOf = useTitle();
  const { itemId } = route.useParams();
  const item = useSuspenseQuery(trpc.board.get.queryOptions({ itemId })).data;
  return (
    <>
      <PageHeader
        title={titleOf(item.entry)}
        eyebrow={
          <>
            <span>
              {item.number ? t("web.round.item_no", { number: item.number }) : t("web.round.item_unnumbered")}
            </span>
            {item.entry.number && <span className="mono">{item.entry.number}</span>}
            <span>{item.poster ? nameOf(item.poster) : t("web.round.hidden_poster")}</span>
          </>
        }
        back={{ to: `/rounds/${item.roundId}`, label: t("web.round.tab_board") }}
        tags={<StateTag prefix="word.item_state" state={item.state} />}
        actions={<ItemActions item={item} isOnItemPage />}
      />
      <div className="columns">
        <div>
          <ItemBids item={item} />
          <ItemSnapshot item={item} />
        </div>
        <aside className="sheet">
          <dl className="facts">
            <dt>{t("web.round.bids_close")}</dt>
            <dd>
              {item.bidsCloseAt ? (
                <DueIn value={item.bidsCloseAt} isDone={!["posted", "bidding"].includes(item.state)} />
              ) : (
                t("web.none")
              )}
            </dd>
            <dt>{t("web.round.col_bids")}</dt>
            <dd>{t("web.round.sealed_bids", { count: item.sealedBids })}</dd>
            <dt>{t("web.round.price")}</dt>
            <dd>
              <MoneyRange value={item.entry.money} />
            </dd>
            {item.continuedReason && (
              <>
                <dt>{t("web.round.item_action_continue")}</dt>
                <dd>{item.continuedReason}</dd>
              </>
            )}
            {item.endText && (
              <>
                <dt>{t("web.round.reason_text")}</dt>
                <dd>
                  {item.endReason && `${t(`board.end_reason.${item.endReason}`)} — `}
                  {item.endText}
                </dd>
              </>
            )}
            {item.agreements.length > 0 && (
              <>
                <dt>{t("web.round.agreement")}</dt>
                <dd>
                  {item.agreements.map((agreement) => (
                    <div key={agreement.id}>
                      <a href={`/app/agreements/${agreement.id}`}>{nameOf(agreement.bidder)}</a>{" "}
                      <StateTag prefix="web.agreement_state" state={agreement.state} />
                    </div>
                  ))}
                </dd>
              </>
            )}
            {item.hash && (
              <>
                <dt>{t("web.round.board_hash")}</dt>
                <dd>
                  <HashText value={item.hash} />
                </dd>
              </>
            )}
          </dl>
        </aside>
      </div>
    </>
  );
}
