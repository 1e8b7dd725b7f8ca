import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace, PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import "./claim-sheet.css";

type Firm = Outputs["claim"]["list"]["items"][number];
const route = getRouteApi("/in/claims");
const tones = { claimed: "good", open: "other", expired: "warn", none: "quiet" } as const;

/** Who has claimed, who has not, and slips for those who have not. */
export function ClaimsPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { modal } = App.useApp();
  const search = route.useSearch();
  const [chosen, setChosen] = useState<string[]>([]);
  const filter = { state: search.state, query: search.q, listId: search.list };
  const firms = useQuery(
    trpc.claim.list.queryOptions({ ...pageInput(search.page), ...filter }, { placeholderData: keepPreviousData }),
  );
  const prints = useQuery(trpc.claim.listPrints.queryOptions({ limit: 5, offset: 0 }));
  const print = useMutation(trpc.claim.print.mutationOptions());
  const to = (part: Partial<typeof search>) =>
    void navigate({ to: "/claims", search: { ...search, page: undefined, ...part }, replace: true });
  const counts = firms.data?.counts;
  const waiting = counts
    ? search.state
      ? search.state === "claimed"
        ? 0
        : counts[search.state]
      : counts.open + counts.expired + counts.none
    : 0;
  const n = chosen.length || waiting;
  const order = () =>
    modal.confirm({
      title: t("web.claim.print_title", { n }),
      content: t("web.claim.print_words"),
      okText: t("web.claim.print"),
      onOk: async () => {
        const { printId } = await print.mutateAsync(chosen.length ? { organisationIds: chosen } : filter);
        void queryClient.invalidateQueries({ queryKey: trpc.claim.pathKey() });
        await navigate({ to: "/claims/prints/$printId", params: { printId } });
      },
    });
  return (
    <>
      <PageHeader
        title={t("web.claim.nav")}
        lead={t("web.claim.list_lead")}
        actions={
          <Button type="primary" disabled={n === 0} loading={print.isPending} onClick={order}>
            {chosen.length ? t("web.claim.print_chosen", { n }) : t("web.claim.print_all", { n })}
          </Button>
        }
      />
      {prints.data?.items.some((p) => p.state === "ready" || p.state === "making") && (
        <section className="sheet">
          <h2>{t("web.claim.prints")}</h2>
          <ul className="rows">
            {prints.data.items
              .filter((p) => p.state === "ready" || p.state === "making")
              .map((p) => (
                <li key={p.printId}>
                  <div className="rows-main">
                    <Link to="/claims/prints/$printId" params={{ printId: p.printId }}>
                      {t("web.claim.print_of", { n: p.total })}
                    </Link>
                  </div>
                  <DateTime value={p.createdAt} />
                </li>
              ))}
          </ul>
        </section>
      )}
      {counts && (
        <div className="figures">
          {(["none", "open", "expired", "claimed"] as const).map((state) => (
            <button
              key={state}
              type="button"
              className={search.state === state ? "figure figure-on" : "figure"}
              aria-pressed={search.state === state}
              onClick={() => to({ state: search.state === state ? undefined : state })}
            >
              <b>{counts[state]}</b> <span>{t(`word.claim_state.${state}`)}</span>
            </button>
          ))}
        </div>
      )}
      <div className="toolbar">
        <Input.Search
          allowClear
          defaultValue={search.q}
          className="toolbar-search"
          placeholder={t("web.claim.search")}
          aria-label={t("web.claim.search")}
          onSearch={(text) => to({ q: text.trim() || undefined })}
        />
        {search.list && <Button onClick={() => to({ list: undefined })}>{t("web.claim.all_firms")}</Button>}
      </div>
      {firms.isPending ? (
        <PageSkeleton />
      ) : (
        <DataList<Firm>
          label={t("web.claim.nav")}
          rows={firms.data?.items ?? []}
          total={firms.data?.total ?? 0}
          isStale={firms.isPlaceholderData}
          rowKey={(firm) => firm.organisationId}
          selection={{ keys: chosen, onChange: setChosen }}
          empty={<EmptyFace title={t("web.claim.empty")} />}
          columns={[
            {
              key: "name",
              title: t("web.firm_list.f.name"),
              render: (firm) => (
                <Link to="/organisations/$organisationId" params={{ organisationId: firm.organisationId }}>
                  {firm.name}
                </Link>
              ),
            },
            { key: "county", title: t("web.firm_list.f.county"), render: (firm) => firm.jurisdictionName },
            {
              key: "contact",
              title: t("web.claim.contact"),
              render: (firm) => [firm.contactName, firm.contactPhone].filter(Boolean).join(" "),
            },
            {
              key: "state",
              title: t("web.claim.state"),
              render: (firm) => <StateTag prefix="word.claim_state" state={firm.state} tone={tones[firm.state]} />,
            },
            {
              key: "since",
              title: t("web.claim.since"),
              render: (firm) =>
                (firm.claimedAt ?? firm.codeMadeAt) && <DateTime value={firm.claimedAt ?? firm.codeMadeAt} dateOnly />,
            },
            { key: "leads", title: t("web.lead.nav"), align: "right", render: (firm) => firm.leadCount || "" },
          ]}
        />
      )}
    </>
  );
}
