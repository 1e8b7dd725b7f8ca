import type { CallEntryPage } from "@jiebang/domain/call/call.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";

/** What came in under the call. The text of a draft is its author's alone. */
export function CallEntries({ callId, page }: { callId: string; page: number | undefined }) {
  const t = useT();
  const trpc = useTRPC();
  const list = useSuspenseQuery(trpc.calls.entries.queryOptions({ callId, ...pageInput(page) })).data;
  return (
    <DataList<CallEntryPage["items"][number]>
      label={t("web.call.tab_entries", { n: list.total })}
      rows={list.items}
      total={list.total}
      rowKey={(row) => row.entryId}
      empty={<EmptyFace title={t("web.call.entries_empty")} />}
      columns={[
        {
          key: "title",
          title: t("web.call.entry"),
          render: (row) =>
            row.revisionId ? (
              <>
                <Link to="/vetting/$revisionId" params={{ revisionId: row.revisionId }}>
                  {row.title}
                </Link>
                <div className="muted mono">{row.number}</div>
              </>
            ) : (
              <span className="muted">{t("web.call.entry_begun", { kind: t(`word.kind.${row.kind}`) })}</span>
            ),
        },
        { key: "organisation", title: t("web.call.organisation"), render: (row) => row.organisationName },
        {
          key: "state",
          title: t("web.call.col_state"),
          render: (row) => <StateTag prefix="web.revision_state" state={row.revisionState} />,
        },
        { key: "at", title: t("web.call.handed_in_at"), render: (row) => <DateTime value={row.handedInAt} dateOnly /> },
      ]}
    />
  );
}
