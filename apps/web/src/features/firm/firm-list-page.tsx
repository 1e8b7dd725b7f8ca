import { FIRM_ORDERS, type FirmRow, organisationKind } from "@jiebang/domain";
import { PhoneIcon } from "@jiebang/ui/icons.tsx";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect, useCodeNames } from "../../components/code-select.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { ExportButton } from "../../components/export-button.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { SavedViews } from "../../components/saved-views.tsx";
import { Day } from "../../components/values.tsx";
import { useCaseKeys } from "../desk/use-case-keys.ts";

const route = getRouteApi("/in/firms");
const MONTHS = [3, 6, 12, 24];

/** The firms of the desk by what a coordinator asks of them. */
export function FirmListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/firms" });
  const filters = {
    query: search.q,
    kind: search.kind,
    tier: search.tier,
    honour: search.honour,
    chain: search.chain,
    jurisdictionId: search.county,
    isClaimed: search.claimed,
    unvisitedMonths: search.unvisited,
    hasNoEntry: search.noEntry,
    order: search.order,
  };
  const { data } = useSuspenseQuery(trpc.firm.list.queryOptions({ ...pageInput(search.page), ...filters }));
  const counties = useSuspenseQuery(trpc.jurisdiction.list.queryOptions()).data;
  const tierName = useCodeNames("tier");
  const honourName = useCodeNames("honour");
  const list = useCaseKeys();
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  return (
    <>
      <PageHeader
        title={t("web.firm.title")}
        lead={t("web.firm.lead")}
        actions={
          <>
            <ExportButton what="firms" filters={filters} formats={["xlsx", "csv"]} />
            {isCoordinator(me) && (
              <Link to="/visits/new" className="button-link">
                <Button tabIndex={-1}>{t("web.visit.new")}</Button>
              </Link>
            )}
          </>
        }
      />
      <SavedViews list="firms" />
      <div className="toolbar toolbar-grid">
        <Input.Search
          key={search.q}
          allowClear
          aria-label={t("web.firm.search")}
          placeholder={t("web.firm.search")}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() || undefined })}
        />
        <Select
          aria-label={t("web.organisation.col_kind")}
          placeholder={t("web.organisation.col_kind")}
          allowClear
          value={search.kind}
          onChange={(kind) => filter({ kind })}
          options={organisationKind.options.map((kind) => ({ value: kind, label: t(`word.organisation.${kind}`) }))}
        />
        <CodeSelect
          list="tier"
          aria-label={t("web.firm.filter_tier")}
          placeholder={t("web.firm.filter_tier")}
          value={search.tier}
          onChange={(tier) => filter({ tier: tier ?? undefined })}
        />
        <CodeSelect
          list="honour"
          aria-label={t("web.firm.filter_honour")}
          placeholder={t("web.firm.filter_honour")}
          value={search.honour}
          onChange={(honour) => filter({ honour: honour ?? undefined })}
        />
        <CodeSelect
          list="chain"
          aria-label={t("web.firm.filter_chain")}
          placeholder={t("web.firm.filter_chain")}
          value={search.chain}
          onChange={(chain) => filter({ chain: chain ?? undefined })}
        />
        <Select
          aria-label={t("web.firm.filter_county")}
          placeholder={t("web.firm.filter_county")}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={search.county}
          onChange={(county) => filter({ county })}
          options={counties.map((j) => ({ value: j.jurisdictionId, label: j.name }))}
        />
        <Select
          aria-label={t("web.firm.filter_claimed")}
          placeholder={t("web.firm.filter_claimed")}
          allowClear
          value={search.claimed}
          onChange={(claimed) => filter({ claimed })}
          options={[
            { value: true, label: t("web.firm.claimed") },
            { value: false, label: t("web.firm.unclaimed") },
          ]}
        />
        <Select
          aria-label={t("web.firm.filter_unvisited")}
          placeholder={t("web.firm.filter_unvisited")}
          allowClear
          value={search.unvisited}
          onChange={(unvisited) => filter({ unvisited })}
          options={MONTHS.map((months) => ({ value: months, label: t("web.firm.unvisited", { months }) }))}
        />
        <Select
          aria-label={t("web.firm.filter_entries")}
          placeholder={t("web.firm.filter_entries")}
          allowClear
          value={search.noEntry}
          onChange={(noEntry) => filter({ noEntry })}
          options={[
            { value: true, label: t("web.firm.no_entry") },
            { value: false, label: t("web.firm.has_entry") },
          ]}
        />
        <Select
          aria-label={t("web.firm.order")}
          value={search.order ?? "name"}
          onChange={(order) => filter({ order: order === "name" ? undefined : order })}
          options={FIRM_ORDERS.map((order) => ({ value: order, label: t(`web.firm.order.${order}`) }))}
        />
      </div>
      <div ref={list}>
        <DataList<FirmRow>
          label={t("web.firm.title")}
          rows={data.items}
          total={data.total}
          rowKey={(row) => row.organisationId}
          columns={[
            {
              key: "name",
              title: t("web.firm.col_name"),
              width: "30%",
              render: (row) => (
                <>
                  <Link to="/firms/$organisationId" params={{ organisationId: row.organisationId }} data-case="">
                    {row.name}
                  </Link>
                  <div className="row-actions">
                    <span className="muted">{t(`word.organisation.${row.kind}`)}</span>
                    {!row.isClaimed && <StateBadge tone="quiet">{t("web.firm.unclaimed")}</StateBadge>}
                  </div>
                </>
              ),
            },
            {
              key: "tier",
              title: t("web.firm.col_tier"),
              render: (row) => [tierName(row.tier), ...row.honours.map(honourName)].filter(Boolean).join("、"),
            },
            { key: "county", title: t("web.firm.col_county"), render: (row) => row.jurisdictionName },
            {
              key: "entries",
              title: t("web.firm.col_entries"),
              align: "right",
              render: (row) => `${row.offers} / ${row.demands}`,
            },
            {
              key: "contact",
              title: t("web.firm.col_contact"),
              render: (row) => (
                <>
                  {row.contactName}{" "}
                  {row.contactPhone && (
                    <a href={`tel:${row.contactPhone}`} className="nowrap">
                      <PhoneIcon size={13} /> {row.contactPhone}
                    </a>
                  )}
                </>
              ),
            },
            {
              key: "visit",
              title: t("web.firm.col_visit"),
              render: (row) =>
                row.lastVisitedOn ? (
                  <Day value={row.lastVisitedOn} />
                ) : (
                  <span className="muted">{t("web.firm.never_visited")}</span>
                ),
            },
          ]}
          empty={<EmptyFace title={t("web.firm.empty")} hint={t("web.firm.empty_hint")} />}
        />
      </div>
    </>
  );
}
