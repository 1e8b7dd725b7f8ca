import { BellOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Popover } from "antd";
import { useEffect, useRef, useState } from "react";
import { AppLink } from "../../components/app-link.tsx";
import { DateTime } from "../../components/values.tsx";
import { useT } from "../locale.tsx";
import { useTRPC } from "../trpc.ts";

/** Unread news, counted live; opening one marks it read. */
export function NotificationBell() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const unread = useQuery(
    trpc.notification.list.queryOptions({ isUnread: true, limit: 8 }, { placeholderData: keepPreviousData }),
  );
  const markRead = useMutation(
    trpc.notification.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() }),
    }),
  );
  const count = unread.data?.total ?? 0;
  const before = useRef<number | null>(null);
  const [announced, setAnnounced] = useState("");
  useEffect(() => {
    if (unread.data === undefined) return;
    if (before.current !== null && count > before.current) setAnnounced(`${t("web.notifications_new")} ${count}`);
    before.current = count;
  }, [count, unread.data, t]);
  const items = unread.data?.items ?? [];
  return (
    <>
      <span className="sr-only" role="status">
        {announced}
      </span>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        title={t("web.notifications")}
        content={
          <div className="bell-panel">
            {items.length === 0 ? (
              <p className="muted">{t("web.notifications_none")}</p>
            ) : (
              <ul className="rows">
                {items.map((item) => {
                  const read = () => {
                    setOpen(false);
                    markRead.mutate({ ids: [item.id] });
                  };
                  return (
                    <li key={item.id}>
                      <div className="rows-main">
                        {item.link ? (
                          <AppLink href={item.link} onFollow={read}>
                            {item.text}
                          </AppLink>
                        ) : (
                          item.text
                        )}
                        <div className="rows-sub">
                          <DateTime value={item.createdAt} />
                        </div>
                      </div>
                    </li>
                  );
                })}
              </ul>
            )}
            <div className="bell-foot">
              <Link to="/notifications" onClick={() => setOpen(false)}>
                {t("web.notifications_all")}
              </Link>
              {count > 0 && (
                <Button size="small" loading={markRead.isPending} onClick={() => markRead.mutate({ all: true })}>
                  {t("web.mark_all_read")}
                </Button>
              )}
            </div>
          </div>
        }
      >
        <Button type="text" aria-expanded={open}>
          <span aria-hidden="true">
            <Badge count={count} size="small" overflowCount={99} offset={[8, 0]}>
              <BellOutlined style={{ fontSize: 18 }} />
            </Badge>
          </span>
          <span className="sr-only">
            {count > 0 ? t("web.notifications_unread", { count }) : t("web.notifications")}
          </span>
        </Button>
      </Popover>
    </>
  );
}
