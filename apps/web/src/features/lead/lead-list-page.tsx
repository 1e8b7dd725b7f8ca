import { LEAD_STATES } from "@jiebang/domain/lead/lead.states.ts";
import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Segmented, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, isMember, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace, PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn, MoneyRange } from "../../components/values.tsx";
import { moneyOf } from "./money-of.ts";
import "./lead.css";

type Card = Outputs["lead"]["list"]["items"][number];
const route = getRouteApi("/in/leads");

/** Leads with their age and whose turn it is. */
export function LeadListPage() {
  const t = useT();
  const trpc = useTRPC();
  const me = useMe();
  const navigate = useNavigate();
  const search = route.useSearch();
  const standing = useSuspenseQuery(trpc.lead.standing.queryOptions()).data;
  const scopes = [
    "all" as const,
    ...(isMember(me) ? (["firm"] as const) : []),
    ...(isCoordinator(me) || standing.officerOf > 0 || standing.isTechnologyManager ? (["mine"] as const) : []),
    ...(standing.officerOf > 0 ? (["officer"] as const) : []),
    ...(isCoordinator(me) ? (["area"] as const) : []),
  ];
  const { scope = "all", state, open, overdue, q } = search;
  const leads = useQuery(
    trpc.lead.list.queryOptions(
      { ...pageInput(search.page), scope, state, isOpen: open, isOverdue: overdue || undefined, query: q },
      { placeholderData: keepPreviousData },
    ),
  );
  const to = (part: Partial<typeof search>) =>
    void navigate({ to: "/leads", search: { ...search, page: undefined, ...part }, replace: true });
  const mayWrite = standing.organisations.length > 0 || isCoordinator(me);
  return (
    <>
      <PageHeader
        title={t("web.lead.nav")}
        lead={t("web.lead.list_lead")}
        actions={
          <>
            {isCoordinator(me) && (
              <Link to="/leads/officers">
                <Button>{t("web.lead.officers")}</Button>
              </Link>
            )}
            {mayWrite && (
              <Link to="/leads/new">
                <Button type="primary">{t("web.lead.new")}</Button>
              </Link>
            )}
          </>
        }
      />
      <div className="toolbar">
        {scopes.length > 2 && (
          <Segmented
            value={scope}
            onChange={(next) => to({ scope: next === "all" ? undefined : next })}
            options={scopes.map((one) => ({ value: one, label: t(`web.lead.scope.${one}`) }))}
          />
        )}
        <Select
          aria-label={t("web.lead.state")}
          placeholder={t("web.lead.state")}
          allowClear
          className="toolbar-select"
          value={state}
          onChange={(next) => to({ state: next })}
          options={LEAD_STATES.map((one) => ({ value: one, label: t(`word.lead_state.${one}`) }))}
        />
        <Input.Search
          allowClear
          defaultValue={q}
          placeholder={t("web.lead.search")}
          aria-label={t("web.lead.search")}
          className="toolbar-search"
          onSearch={(text) => to({ q: text.trim() || undefined })}
        />
        <Checkbox checked={overdue ?? false} onChange={(event) => to({ overdue: event.target.checked || undefined })}>
          {t("web.lead.only_overdue")} {leads.data && leads.data.overdue > 0 ? `(${leads.data.overdue})` : ""}
        </Checkbox>
      </div>
      {leads.isPending ? (
        <PageSkeleton />
      ) : (
        <DataList<Card>
          label={t("web.lead.nav")}
          rows={leads.data?.items ?? []}
          total={leads.data?.total ?? 0}
          isStale={leads.isPlaceholderData}
          rowKey={(lead) => lead.leadId}
          empty={<EmptyFace title={t("web.lead.empty")} />}
          columns={[
            {
              key: "sentence",
              title: t("web.lead.f.sentence"),
              render: (lead) => (
                <Link to="/leads/$leadId" params={{ leadId: lead.leadId }}>
                  {lead.sentence}
                </Link>
              ),
            },
            { key: "firm", title: t("web.lead.firm"), width: "16%", render: (lead) => lead.organisationName },
            {
              key: "money",
              title: t("web.lead.f.money"),
              wideOnly: true,
              render: (lead) => moneyOf(lead) && <MoneyRange value={moneyOf(lead)} />,
            },
            {
              key: "state",
              title: t("web.lead.state"),
              width: 110,
              render: (lead) => <StateTag prefix="word.lead_state" state={lead.state} />,
            },
            { key: "who", title: t("web.lead.assignee"), render: (lead) => lead.assigneeName },
            {
              key: "due",
              title: t("web.lead.turn"),
              render: (lead) =>
                lead.turn &&
                lead.dueAt && (
                  <span>
                    {t(`web.lead.turn_${lead.turn}`)} · <DueIn value={lead.dueAt} />
                  </span>
                ),
            },
            {
              key: "at",
              title: t("web.lead.since"),
              wideOnly: true,
              render: (lead) => <DateTime value={lead.createdAt} />,
            },
          ]}
        />
      )}
    </>
  );
}
