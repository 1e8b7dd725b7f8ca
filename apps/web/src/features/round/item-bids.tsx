import type { BoardItemDetail } from "@jiebang/domain/board/board.schema.ts";
import { useQuery } from "@tanstack/react-query";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ErrorFace, PageSkeleton } from "../../components/faces.tsx";
import { DecidePanel } from "./decide-panel.tsx";
import { OpenedBid } from "./opened-bid.tsx";

const BEFORE_OPENING = ["proposed", "accepted", "declined", "withdrawn", "posted", "bidding"];

/** The bids of an item: closed to everybody before the opening, then open to the poster, coordinators and auditors. */
export function ItemBids({ item }: { item: BoardItemDetail }) {
  const t = useT();
  const trpc = useTRPC();
  const mayRead = item.validBids !== null;
  const bids = useQuery(trpc.board.bids.queryOptions({ itemId: item.id }, { enabled: mayRead }));
  if (BEFORE_OPENING.includes(item.state))
    return item.sealedBids > 0 || item.state === "bidding" ? (
      <section className="sheet">
        <h2>{t("web.round.bids")}</h2>
        <p>
          {t("web.round.sealed_bids", { count: item.sealedBids })} ·{" "}
          <span className="muted">{t("web.round.bids_closed")}</span>
        </p>
      </section>
    ) : null;
  if (!mayRead) return null;
  return (
    <section className="sheet">
      <h2>
        {t("web.round.bids")} <span className="muted">{bids.data?.length}</span>
      </h2>
      {bids.isPending ? (
        <PageSkeleton />
      ) : bids.isError ? (
        <ErrorFace error={bids.error} onRetry={() => void bids.refetch()} />
      ) : bids.data.length === 0 ? (
        <p className="muted">{t("web.round.bids_none")}</p>
      ) : (
        <>
          <div className="bid-list">
            {bids.data.map((bid) => (
              <OpenedBid key={bid.id} bid={bid} />
            ))}
          </div>
          {item.allowedActions.includes("decide") && <DecidePanel item={item} bids={bids.data} />}
        </>
      )}
    </section>
  );
}
