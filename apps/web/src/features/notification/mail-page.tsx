import type { LocalMailView } from "@jiebang/domain";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useT } from "../../app/locale.tsx";
import { isAdmin, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/mail");

/** What would have gone out by mail; nothing is called sent before a server took it. */
export function MailPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const { page, scope = "mine" } = route.useSearch();
  const navigate = useNavigate({ from: "/mail" });
  const { data } = useSuspenseQuery(trpc.mail.localBox.queryOptions({ ...pageInput(page), scope }));
  return (
    <>
      <PageHeader title={t("web.mail.title")} lead={t("web.mail.lead")} />
      {isAdmin(me) && (
        <div className="toolbar">
          <Segmented
            value={scope}
            onChange={(next) => void navigate({ search: { scope: next === "all" ? "all" : undefined } })}
            options={[
              { value: "mine", label: t("web.mail.mine") },
              { value: "all", label: t("web.mail.all") },
            ]}
          />
        </div>
      )}
      <DataList<LocalMailView>
        label={t("web.mail.title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "subject",
            title: t("web.mail.subject"),
            width: "60%",
            render: (row) => (
              <details>
                <summary>{row.subject}</summary>
                <p className="prewrap mail-text">{row.text ?? t("web.mail.private")}</p>
                {row.lastError && <p className="muted">{row.lastError}</p>}
              </details>
            ),
          },
          { key: "to", title: t("web.mail.to"), render: (row) => row.to },
          {
            key: "state",
            title: t("web.mail.state"),
            render: (row) => <StateTag prefix="web.mail.state" state={row.state} />,
          },
          { key: "at", title: t("web.mail.at"), render: (row) => <DateTime value={row.sentAt ?? row.createdAt} /> },
        ]}
        empty={<EmptyFace title={t("web.mail.none")} />}
      />
    </>
  );
}
