import type { ObjectionView } from "@jiebang/domain/objection/objection.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn } from "../../components/values.tsx";
import { AnswerDialog } from "./answer-dialog.tsx";

/** Objections that the reader may see: a coordinator's own rounds, or one's own. */
export function ObjectionList({ roundId }: { roundId?: string }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page } = useSearch({ strict: false }) as { page?: number };
  const list = useSuspenseQuery(trpc.objection.list.queryOptions({ roundId, ...pageInput(page) })).data;
  const [answering, setAnswering] = useState<ObjectionView | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const withdraw = useMutation(
    trpc.objection.withdraw.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.objection.pathKey() }),
    }),
  );
  return (
    <>
      <DataList<ObjectionView>
        label={t("web.objection.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.id}
        empty={<EmptyFace title={t("web.objection.empty")} hint={t("web.objection.lead")} />}
        columns={[
          {
            key: "item",
            title: t("web.objection.col_item"),
            render: (row) => (
              <>
                <Link to="/items/$itemId" params={{ itemId: row.itemId }}>
                  {row.itemTitle}
                </Link>
                <div className="prewrap muted objection-text">{row.text}</div>
                {row.answer && (
                  <div className="prewrap objection-text">
                    {t("web.objection.answer")}: {row.answer}
                  </div>
                )}
              </>
            ),
          },
          {
            key: "by",
            title: t("web.objection.col_by"),
            render: (row) => `${row.objectorName} · ${t(`web.objection.channel_${row.channel}`)}`,
          },
          {
            key: "state",
            title: t("web.bid.result"),
            render: (row) => <StateTag prefix="web.objection_state" state={row.state} />,
          },
          {
            key: "due",
            title: t("web.objection.col_due"),
            render: (row) => <DueIn value={row.dueAt} isDone={row.state !== "open"} />,
          },
          {
            key: "do",
            title: "",
            render: (row) => (
              <span className="row-actions">
                {row.allowedActions.includes("answer") && (
                  <Button size="small" type="primary" onClick={() => setAnswering(row)}>
                    {t("web.objection.answer")}
                  </Button>
                )}
                {row.allowedActions.includes("withdraw") && (
                  <Button size="small" onClick={() => setWithdrawing(row.id)}>
                    {t("web.objection.withdraw")}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {answering && <AnswerDialog objection={answering} onClose={() => setAnswering(null)} />}
      <ConfirmWithReason
        open={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        title={t("web.objection.withdraw")}
        okText={t("web.objection.withdraw")}
        onConfirm={() => withdraw.mutateAsync({ objectionId: withdrawing ?? "" })}
      />
    </>
  );
}
