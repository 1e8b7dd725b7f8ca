import type { AgreementView } from "@jiebang/domain/agreement/agreement.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { Day, MoneyRange, useLocalName } from "../../components/values.tsx";

const route = getRouteApi("/in/agreements");

export function AgreementListPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const { page } = route.useSearch();
  const list = useSuspenseQuery(trpc.agreement.list.queryOptions(pageInput(page))).data;
  return (
    <>
      <PageHeader title={t("web.agreement.title")} lead={t("web.agreement.lead")} />
      <DataList<AgreementView>
        label={t("web.agreement.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.id}
        empty={<EmptyFace title={t("web.agreement.empty")} hint={t("web.agreement.empty_hint")} />}
        columns={[
          {
            key: "title",
            title: t("web.agreement.col_title"),
            render: (row) => (
              <>
                <Link to="/agreements/$agreementId" params={{ agreementId: row.id }}>
                  {row.title || row.itemTitle}
                </Link>
                {row.number && <div className="muted mono">{row.number}</div>}
              </>
            ),
          },
          {
            key: "state",
            title: t("web.bid.result"),
            render: (row) => <StateTag prefix="web.agreement_state" state={row.state} />,
          },
          {
            key: "parties",
            title: t("web.agreement.col_parties"),
            render: (row) => (
              <>
                {nameOf(row.poster)}
                <br />
                {nameOf(row.bidder)}
              </>
            ),
          },
          {
            key: "amount",
            title: t("web.agreement.col_amount"),
            align: "right",
            render: (row) => row.amount && <MoneyRange value={{ kind: "range", min: row.amount, max: row.amount }} />,
          },
          {
            key: "signed",
            title: t("web.agreement.f_signed"),
            render: (row) => row.signedOn && <Day value={row.signedOn} />,
          },
        ]}
      />
    </>
  );
}
