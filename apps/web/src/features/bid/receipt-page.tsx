import { verifyReceipt } from "@jiebang/ledger/receipt.ts";
import { Seal } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, QRCode } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime, useLocalName } from "../../components/values.tsx";
import { HashText } from "../round/round-records.tsx";

const route = getRouteApi("/in/bids/$bidId/receipt");

/** The receipt as people keep it: printable, with its signature checked here and a QR code of what it proves. */
export function ReceiptPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const { bidId } = route.useParams();
  const bid = useSuspenseQuery(trpc.bid.get.queryOptions({ bidId })).data;
  const receipt = useSuspenseQuery(trpc.bid.receipt.queryOptions({ bidId })).data;
  const isGood = verifyReceipt(receipt);
  return (
    <>
      <PageHeader
        title={t("web.bid.receipt_title")}
        back={{ to: `/bids/${bidId}`, label: bid.itemTitle }}
        actions={<Button onClick={() => window.print()}>{t("web.round.print")}</Button>}
      />
      <article className="sheet receipt">
        <div className="envelope-head">
          <Seal text={t("web.bid.sealed_done")} sub={receipt.sealedAt.slice(0, 10)} />
          <p>{t("web.bid.receipt_lead")}</p>
          <QRCode
            className="receipt-qr"
            type="svg"
            size={128}
            value={`${receipt.roundNumber} ${receipt.itemNumber} ${receipt.commitment} ${receipt.sealedAt} ${receipt.ledger.head}`}
          />
        </div>
        <dl className="facts">
          <dt>{t("web.bid.receipt_round")}</dt>
          <dd>
            <span className="mono">{receipt.roundNumber}</span> {bid.roundTitle}
          </dd>
          <dt>{t("web.bid.receipt_item")}</dt>
          <dd>
            {t("web.round.item_no", { number: receipt.itemNumber })} {bid.itemTitle}
          </dd>
          <dt>{t("web.bid.receipt_bidder")}</dt>
          <dd>{nameOf(bid.lead)}</dd>
          <dt>{t("web.bid.receipt_time")}</dt>
          <dd>
            <DateTime value={receipt.sealedAt} /> <span className="mono muted">{receipt.sealedAt}</span>
          </dd>
          <dt>{t("web.bid.commitment")}</dt>
          <dd>
            <HashText value={receipt.commitment} />
          </dd>
          <dt>{t("web.bid.receipt_ledger")}</dt>
          <dd>
            {t("web.round.ledger_seq", { seq: receipt.ledger.seq })} <HashText value={receipt.ledger.head} />
          </dd>
          <dt>{t("web.bid.receipt_key")}</dt>
          <dd className="mono">
            {receipt.algorithm} {receipt.publicKey}
          </dd>
          <dt>{t("web.bid.receipt_signature")}</dt>
          <dd className="mono">{receipt.signature}</dd>
        </dl>
        <p className={isGood ? undefined : "due-late"} role="status">
          {t(isGood ? "web.bid.receipt_ok" : "web.bid.receipt_bad")}
        </p>
      </article>
    </>
  );
}
