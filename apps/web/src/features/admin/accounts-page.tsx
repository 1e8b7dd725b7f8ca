import type { AccountView, IssuedInvitation } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import { InvitationSlip } from "../organisation/invitation-slip.tsx";
import { AccountDrawer } from "./account-drawer.tsx";
import { ACCOUNT_ROLES } from "./admin.routes.ts";
import { OpenAccountDialog } from "./open-account-dialog.tsx";

const route = getRouteApi("/in/admin/accounts");

export function AccountsPage() {
  const t = useT();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/admin/accounts" });
  const [isOpening, setIsOpening] = useState(false);
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const { data } = useSuspenseQuery(
    trpc.admin.listAccounts.queryOptions({
      ...pageInput(search.page),
      role: search.role,
      isDisabled: search.disabled,
      query: search.q,
    }),
  );
  const filter = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  return (
    <>
      <PageHeader
        title={t("web.admin.accounts")}
        lead={t("web.admin.accounts_lead")}
        actions={
          <Button type="primary" onClick={() => setIsOpening(true)}>
            {t("web.admin.account_new")}
          </Button>
        }
      />
      <div className="toolbar">
        <Select
          aria-label={t("web.admin.filter_role")}
          placeholder={t("web.admin.filter_role")}
          allowClear
          value={search.role}
          onChange={(role) => filter({ role })}
          options={ACCOUNT_ROLES.map((role) => ({ value: role, label: t(`web.role.${role}`) }))}
          style={{ minWidth: 140 }}
        />
        <Checkbox
          checked={search.disabled ?? false}
          onChange={(event) => filter({ disabled: event.target.checked || undefined })}
        >
          {t("web.admin.filter_disabled")}
        </Checkbox>
        <Input.Search
          allowClear
          aria-label={t("web.admin.accounts_search")}
          placeholder={t("web.admin.accounts_search")}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() || undefined })}
        />
      </div>
      <DataList<AccountView>
        label={t("web.admin.accounts")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.userId}
        columns={[
          {
            key: "name",
            title: t("web.admin.col_name"),
            render: (row) => (
              <span className="row-actions">
                <Link to="/admin/accounts" search={{ ...search, account: row.userId }}>
                  {row.name}
                </Link>
                {row.isDisabled && <StateBadge tone="warn">{t("web.admin.disabled")}</StateBadge>}
              </span>
            ),
          },
          {
            key: "contact",
            title: t("web.admin.col_contact"),
            render: (row) => [row.phone, row.email].filter(Boolean).join(" · "),
          },
          {
            key: "roles",
            title: t("web.admin.col_roles"),
            width: "40%",
            render: (row) => <Roles account={row} />,
          },
          {
            key: "seen",
            title: t("web.admin.col_last_seen"),
            render: (row) => <DateTime value={row.lastSeenAt} dateOnly />,
          },
        ]}
        empty={<EmptyFace title={t("web.admin.accounts_empty")} />}
      />
      {isOpening && (
        <OpenAccountDialog
          onClose={() => setIsOpening(false)}
          onOpened={(opened) => {
            setIsOpening(false);
            setIssued(opened);
            filter({ account: opened.userId });
          }}
        />
      )}
      {issued && <InvitationSlip issued={issued} onClose={() => setIssued(null)} />}
      {search.account && (
        <AccountDrawer userId={search.account} onClose={() => filter({ account: undefined, page: search.page })} />
      )}
    </>
  );
}

function Roles({ account }: { account: AccountView }) {
  const t = useT();
  const lines = [
    ...account.memberships.map((m) => `${m.organisationName}: ${t(`web.role.${m.role}`)}`),
    ...account.appointments.map((a) => `${a.jurisdictionName}: ${t(`web.role.${a.level}`)}`),
    ...account.roles.map((role) => t(`web.role.${role}`)),
  ];
  return <>{lines.join(" · ")}</>;
}
