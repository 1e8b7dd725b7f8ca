import type { InterestView } from "@jiebang/domain";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Tag } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn } from "../../components/values.tsx";

/** Interests asked of us or by us; of one entry when it is named. */
export function InterestRows(props: {
  side: "owner" | "asker";
  entryId?: string;
  isOverdue?: boolean;
  needsOutcome?: boolean;
}) {
  const { side, entryId, isOverdue, needsOutcome } = props;
  const t = useT();
  const trpc = useTRPC();
  const { page } = useSearch({ strict: false }) as { page?: number };
  const { data } = useSuspenseQuery(
    trpc.interest.list.queryOptions({
      side,
      entryId,
      isOverdue: isOverdue || undefined,
      needsOutcome: needsOutcome || undefined,
      ...pageInput(page),
    }),
  );
  return (
    <DataList<InterestView>
      label={t(`web.interest.tab_${side}`)}
      rows={data.items}
      total={data.total}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "entry",
          title: entryId ? t("web.interest.col_from") : t("web.interest.col_entry"),
          width: "44%",
          render: (row) => (
            <>
              {!entryId && (
                <div className="row-actions">
                  <KindMark kind={row.entry.kind} label={t(`word.kind.${row.entry.kind}`)} />
                  <span className="number muted">{row.entry.number}</span>
                </div>
              )}
              <Link to="/interests/$interestId" params={{ interestId: row.id }}>
                {entryId ? row.askerOrganisation.name : row.entry.title}
              </Link>
              {row.messages.unread > 0 && (
                <Tag color="error">{t("web.interest.unread", { count: row.messages.unread })}</Tag>
              )}
            </>
          ),
        },
        ...(entryId
          ? []
          : [
              {
                key: "who",
                title: side === "owner" ? t("web.interest.col_from") : t("web.interest.col_to"),
                render: (row: InterestView) =>
                  side === "owner"
                    ? row.askerOrganisation.name
                    : (row.entry.organisationName ?? t("web.interest.hidden_poster")),
              },
            ]),
        {
          key: "state",
          title: t("web.interest.col_state"),
          render: (row) => (
            <>
              <StateTag prefix="web.interest.state" state={row.state} />
              {row.outcome && <StateTag prefix="word.outcome" state={row.outcome} />}
            </>
          ),
        },
        {
          key: "due",
          title: t("web.interest.col_due"),
          render: (row) => <DueIn value={row.dueAt} isOverdue={row.isOverdue} isDone={row.state !== "open"} />,
        },
      ]}
      empty={
        <EmptyFace
          title={t(`web.interest.empty_${side}`)}
          hint={side === "asker" ? t("web.interest.empty_asker_hint") : undefined}
          action={
            side === "asker" ? (
              <a href={t.locale === "en" ? "/en/search" : "/search"}>{t("web.public_pages")}</a>
            ) : undefined
          }
        />
      }
    />
  );
}
