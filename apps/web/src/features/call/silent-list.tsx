import type { SilentPage } from "@jiebang/domain/call/call.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";

/** Who is addressed and has handed in nothing: whom to call, and what to paste. */
export function SilentList({ callId, page }: { callId: string; page: number | undefined }) {
  const t = useT();
  const trpc = useTRPC();
  const list = useSuspenseQuery(trpc.calls.silent.queryOptions({ callId, ...pageInput(page) })).data;
  return (
    <DataList<SilentPage["items"][number]>
      label={t("web.call.tab_silent")}
      rows={list.items}
      total={list.total}
      rowKey={(row) => row.organisationId}
      empty={<EmptyFace title={t("web.call.silent_empty")} />}
      columns={[
        {
          key: "name",
          title: t("web.call.organisation"),
          render: (row) => (
            <>
              {row.name}
              {row.begun > 0 && <div className="muted">{t("web.call.silent_begun", { n: row.begun })}</div>}
            </>
          ),
        },
        { key: "county", title: t("web.call.county"), render: (row) => row.jurisdictionName },
        {
          key: "contact",
          title: t("web.call.contact"),
          render: (row) => [row.contactName, row.contactPhone].filter(Boolean).join(" ") || t("web.none"),
        },
        {
          key: "text",
          title: t("web.call.chase"),
          render: (row) => (
            <CopyButton text={t.locale === "en" ? row.textEn : row.text} label={t("web.call.chase_copy")} />
          ),
        },
      ]}
    />
  );
}
