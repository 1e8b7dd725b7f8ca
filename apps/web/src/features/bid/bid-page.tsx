import type { BidView } from "@jiebang/domain/bid/bid.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn, useLocalName } from "../../components/values.tsx";
import { PrintMenu } from "../paper/print-menu.tsx";
import { BidContentView } from "../round/bid-content-view.tsx";
import { AfterOpening } from "./after-opening.tsx";
import { EnvelopePanel } from "./envelope-panel.tsx";
import { PartnersPanel } from "./partners-panel.tsx";
import { ProposalForm } from "./proposal-form.tsx";
import { UnsealedDraft } from "./unsealed-draft.tsx";

const route = getRouteApi("/in/bids/$bidId");

/** One's own bid from the first word to the result. */
export function BidPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const { bidId } = route.useParams();
  const bid = useSuspenseQuery(trpc.bid.get.queryOptions({ bidId })).data;
  const maySeal = bid.allowedActions.includes("seal");
  return (
    <>
      <PageHeader
        title={t("web.bid.page_title", { title: bid.itemTitle })}
        eyebrow={
          <>
            <Link to="/rounds/$roundId" params={{ roundId: bid.roundId }}>
              {bid.roundNumber} {bid.roundTitle}
            </Link>
            <Link to="/items/$itemId" params={{ itemId: bid.itemId }}>
              {bid.itemNumber && t("web.round.item_no", { number: bid.itemNumber })}
            </Link>
            <span>
              {nameOf(bid.lead)} · {t(`web.bid.as_${bid.as}`)}
            </span>
          </>
        }
        actions={bid.content && <PrintMenu what={{ kind: "bid", bidId }} />}
        back={{ to: "/bids", label: t("web.bid.back") }}
        tags={<StateTag prefix="web.bid_state" state={bid.state} />}
        lead={
          bid.closesAt &&
          ["draft", "sealed", "withdrawn"].includes(bid.state) && (
            <>
              {t("web.bid.closes")} <DueIn value={bid.closesAt} isDone={Date.parse(bid.closesAt) < Date.now()} />
            </>
          )
        }
      />
      {bid.decision && <Decision bid={bid} />}
      <div className="columns">
        <div>
          <AfterOpening bid={bid} />
          {bid.content && (
            <section className="sheet">
              <h2>{t("web.bid.opened_content")}</h2>
              <BidContentView content={bid.content} fileHref={(hash) => `/files/bid/${bid.id}/${hash}`} />
            </section>
          )}
          {maySeal ? <ProposalForm key={bid.id} bid={bid} /> : <UnsealedDraft bid={bid} />}
        </div>
        <div>
          <EnvelopePanel bid={bid} />
          <PartnersPanel bid={bid} />
        </div>
      </div>
    </>
  );
}

function Decision({ bid }: { bid: BidView }) {
  const t = useT();
  const decision = bid.decision!; // shown only when there is one
  const isSelected = decision.outcome === "selected";
  return (
    <Alert
      style={{ marginBottom: 16 }}
      type={isSelected ? "success" : "info"}
      showIcon
      title={t(`web.bid.decision_${decision.outcome}`)}
      description={
        <>
          <p>
            <strong>{t(`bid.${decision.outcome}_reason.${decision.reason}`)}</strong>
          </p>
          {decision.text && <p className="prewrap">{decision.text}</p>}
          {bid.agreementId && (
            <Link to="/agreements/$agreementId" params={{ agreementId: bid.agreementId }}>
              {t("web.agreement.title")}
            </Link>
          )}
        </>
      }
    />
  );
}
