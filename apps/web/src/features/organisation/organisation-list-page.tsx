import { type OrganisationView, organisationKind } from "@jiebang/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { OrganisationTags } from "./organisation-tags.tsx";

const route = getRouteApi("/in/organisations");

export function OrganisationListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/organisations" });
  const { data } = useSuspenseQuery(
    trpc.organisation.list.queryOptions({
      ...pageInput(search.page),
      kind: search.kind,
      isVerified: search.verified,
      isClaimable: search.claimable,
      query: search.q,
    }),
  );
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  return (
    <>
      <PageHeader
        title={t("web.organisation.list_title")}
        lead={t("web.organisation.list_lead")}
        actions={
          isCoordinator(me) && (
            <>
              <Link to="/organisations/duplicates" className="button-link">
                <Button tabIndex={-1}>{t("web.merge.title")}</Button>
              </Link>
              <Link to="/organisations/new" className="button-link">
                <Button tabIndex={-1}>{t("web.organisation.new")}</Button>
              </Link>
            </>
          )
        }
      />
      <div className="toolbar">
        <Select
          aria-label={t("web.organisation.col_kind")}
          placeholder={t("web.organisation.col_kind")}
          allowClear
          value={search.kind}
          onChange={(kind) => filter({ kind })}
          options={organisationKind.options.map((kind) => ({ value: kind, label: t(`word.organisation.${kind}`) }))}
          style={{ minWidth: 130 }}
        />
        <Select
          aria-label={t("web.organisation.filter_verified")}
          placeholder={t("web.organisation.filter_verified")}
          allowClear
          value={search.verified}
          onChange={(verified) => filter({ verified })}
          options={[
            { value: true, label: t("web.organisation.verified") },
            { value: false, label: t("web.organisation.unverified") },
          ]}
          style={{ minWidth: 130 }}
        />
        <Checkbox
          checked={search.claimable ?? false}
          onChange={(event) => filter({ claimable: event.target.checked || undefined })}
        >
          {t("web.organisation.filter_claimable")}
        </Checkbox>
        <Input.Search
          allowClear
          aria-label={t("web.organisation.search")}
          placeholder={t("web.organisation.search")}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() || undefined })}
        />
      </div>
      <DataList<OrganisationView>
        label={t("web.organisation.list_title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.organisationId}
        columns={[
          {
            key: "name",
            title: t("web.organisation.col_name"),
            width: "40%",
            render: (row) => (
              <>
                <Link to="/organisations/$organisationId" params={{ organisationId: row.organisationId }}>
                  {row.name}
                </Link>
                <div className="muted mono">{row.creditCode}</div>
              </>
            ),
          },
          {
            key: "kind",
            title: t("web.organisation.col_kind"),
            render: (row) => t(`word.organisation.${row.kind}`),
          },
          {
            key: "jurisdiction",
            title: t("web.organisation.col_jurisdiction"),
            render: (row) => row.jurisdictionName,
          },
          {
            key: "state",
            title: t("web.organisation.col_state"),
            render: (row) => <OrganisationTags organisation={row} />,
          },
          {
            key: "members",
            title: t("web.organisation.col_members"),
            align: "right",
            render: (row) => row.memberCount,
          },
        ]}
        empty={<EmptyFace title={t("web.organisation.empty")} />}
      />
    </>
  );
}
