import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { AppLink } from "../../components/app-link.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/notifications");

export function NotificationsPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page, unread } = route.useSearch();
  const navigate = useNavigate({ from: "/notifications" });
  const { data } = useSuspenseQuery(
    trpc.notification.list.queryOptions({ ...pageInput(page), isUnread: unread || undefined }),
  );
  const markRead = useMutation(
    trpc.notification.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() }),
    }),
  );
  return (
    <>
      <PageHeader
        title={t("web.notification.title")}
        actions={
          <Button loading={markRead.isPending} onClick={() => markRead.mutate({ all: true })}>
            {t("web.mark_all_read")}
          </Button>
        }
      />
      <div className="toolbar">
        <Checkbox
          checked={unread ?? false}
          onChange={(event) => void navigate({ search: { unread: event.target.checked || undefined } })}
        >
          {t("web.notification.only_unread")}
        </Checkbox>
      </div>
      <DataList
        label={t("web.notification.title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "text",
            title: t("web.notification.title"),
            width: "70%",
            render: (row) => {
              const text = row.readAt ? (
                row.text
              ) : (
                <strong>
                  <span className="sr-only">{t("web.unread")}: </span>
                  {row.text}
                </strong>
              );
              return row.link ? (
                <AppLink href={row.link} onFollow={() => row.readAt === null && markRead.mutate({ ids: [row.id] })}>
                  {text}
                </AppLink>
              ) : (
                text
              );
            },
          },
          { key: "at", title: t("web.mail.at"), render: (row) => <DateTime value={row.createdAt} /> },
        ]}
        empty={<EmptyFace title={t("web.notifications_none")} hint={t("web.notifications_none_hint")} />}
      />
    </>
  );
}
