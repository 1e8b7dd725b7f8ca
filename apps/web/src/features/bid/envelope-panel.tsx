import type { BidView } from "@jiebang/domain/bid/bid.schema.ts";
import { Seal } from "@jiebang/ui/marks.tsx";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime, FileSize } from "../../components/values.tsx";
import { HashText } from "../round/round-records.tsx";
import { download } from "./download.ts";
import { useBidChange } from "./use-bid-change.ts";

/** What stands sealed on the platform, and the proof of it. */
export function EnvelopePanel({ bid }: { bid: BidView }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useBidChange();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useMutation(
    trpc.bid.withdraw.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  if (!bid.commitment || !bid.sealedAt) return null;
  const { receipt } = bid;
  return (
    <section className="sheet envelope">
      <div className="envelope-head">
        <Seal text={t(bid.state === "withdrawn" ? "web.bid.withdrawn" : "web.bid.sealed_done")} />
        <div>
          <strong>{bid.seq && t("web.bid.seq", { seq: bid.seq })}</strong>
          <div className="muted">
            <DateTime value={bid.sealedAt} />
          </div>
        </div>
      </div>
      <dl className="facts">
        <dt>{t("web.bid.commitment")}</dt>
        <dd>
          <HashText value={bid.commitment} /> <CopyButton text={bid.commitment} />
        </dd>
        {bid.sizeClass && (
          <>
            <dt>{t("web.bid.size_class")}</dt>
            <dd>
              <FileSize bytes={bid.sizeClass} />
            </dd>
          </>
        )}
      </dl>
      <div className="form-actions" style={{ marginTop: 12 }}>
        {receipt && (
          <>
            <Button
              onClick={() =>
                download(`receipt-${receipt.roundNumber}-${receipt.itemNumber}.json`, JSON.stringify(receipt, null, 2))
              }
            >
              {t("web.bid.download_receipt")}
            </Button>
            <Link to="/bids/$bidId/receipt" params={{ bidId: bid.id }}>
              {t("web.bid.print_receipt")}
            </Link>
          </>
        )}
        {bid.allowedActions.includes("withdraw") && (
          <Button danger onClick={() => setWithdrawing(true)}>
            {t("web.bid.withdraw")}
          </Button>
        )}
      </div>
      <ConfirmWithReason
        open={withdrawing}
        onClose={() => setWithdrawing(false)}
        danger
        title={t("web.bid.withdraw")}
        okText={t("web.bid.withdraw")}
        onConfirm={() => withdraw.mutateAsync({ bidId: bid.id })}
      >
        {t("web.bid.withdraw_confirm")}
      </ConfirmWithReason>
    </section>
  );
}
