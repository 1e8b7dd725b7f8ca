import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, App, Button, Checkbox, Popconfirm, Progress } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { isCity, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { ImportRows } from "./import-rows.tsx";
import { MappingForm } from "./mapping-form.tsx";

type Batch = Outputs["import"]["get"];
const route = getRouteApi("/in/import/$batchId");
const isMoving = (batch: Batch | undefined) => batch?.state === "staging" || batch?.state === "committing";

/** One batch through its steps: columns, reading, looking, confirming, done. */
export function ImportPage() {
  const t = useT();
  const trpc = useTRPC();
  const { batchId } = route.useParams();
  const batch = useSuspenseQuery(
    trpc.import.get.queryOptions(
      { batchId },
      { refetchInterval: (query) => (isMoving(query.state.data) ? 1000 : false) },
    ),
  ).data;
  const [isRemapping, setRemapping] = useState(false);
  const showsMapping = batch.state === "uploaded" || (isRemapping && batch.allowedActions.includes("start"));
  return (
    <div className="stack">
      <PageHeader
        title={batch.fileName}
        back={{ to: "/import", label: t("web.import.title") }}
        tags={<StateTag prefix="import.state" state={batch.state} />}
        actions={<Actions batch={batch} onRemap={() => setRemapping(true)} />}
      />
      {batch.state === "failed" && (
        <Alert
          type="error"
          showIcon
          title={t("web.import.failed", { reason: t(batch.error ?? "common.unexpected") })}
        />
      )}
      {batch.state === "cancelled" && <Alert type="info" showIcon title={t("web.import.cancelled")} />}
      {isMoving(batch) && <Moving batch={batch} />}
      {batch.state === "committed" && (
        <Alert
          type="success"
          showIcon
          title={t("web.import.committed", {
            committed: batch.counts.committed,
            published: batch.counts.published,
            historical: batch.counts.historical,
          })}
        />
      )}
      {batch.state === "committed" && batch.counts.committed > batch.counts.published && (
        <div className="form-actions">
          <Link className="button-link" to="/import/$batchId/missing" params={{ batchId }}>
            {t("web.missing.open")}
          </Link>
        </div>
      )}
      {showsMapping && <Mapping key={batch.state} batchId={batchId} />}
      {batch.state === "staged" && !showsMapping && <Confirm batch={batch} />}
      {(batch.state === "staged" || batch.state === "committed" || batch.state === "committing") && (
        <ImportRows batch={batch} />
      )}
    </div>
  );
}

function Mapping({ batchId }: { batchId: string }) {
  const trpc = useTRPC();
  const preview = useQuery(trpc.import.preview.queryOptions({ batchId }, { staleTime: Number.POSITIVE_INFINITY }));
  return preview.data ? <MappingForm preview={preview.data} /> : <PageSkeleton />;
}

function Moving({ batch }: { batch: Batch }) {
  const t = useT();
  const percent = batch.rowsTotal > 0 ? Math.floor((batch.rowsDone / batch.rowsTotal) * 100) : 0;
  const words = t(batch.state === "staging" ? "web.import.reading" : "web.import.committing");
  return (
    <section className="sheet stack" aria-live="polite">
      <p>{words}</p>
      <Progress
        percent={percent}
        aria-label={words}
        format={() => <span>{`${batch.rowsDone} / ${batch.rowsTotal}`}</span>}
      />
    </section>
  );
}

function Confirm({ batch }: { batch: Batch }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayPublish =
    isCity(me) && !me.memberships.some((membership) => membership.organisationId === batch.organisationId);
  const [publish, setPublish] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const confirm = useMutation(trpc.import.confirm.mutationOptions({ meta: { showsOwnError: true } }));
  const coming = batch.counts.ready + batch.counts.changed;
  const run = async () => {
    setError(null);
    try {
      const after = await confirm.mutateAsync({ batchId: batch.id, publish });
      queryClient.setQueryData(trpc.import.get.queryKey({ batchId: batch.id }), after);
      await queryClient.invalidateQueries({ queryKey: trpc.import.pathKey() });
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <section className="sheet stack">
      <dl className="facts">
        <dt>{t("web.import.rows_read")}</dt>
        <dd>{batch.rowsTotal}</dd>
        {(["ready", "changed", "known", "duplicate", "refused"] as const).map((status) => (
          <div key={status} style={{ display: "contents" }}>
            <dt>{t(`import.row.${status}`)}</dt>
            <dd>{batch.counts[status]}</dd>
          </div>
        ))}
        <dt>{t("web.import.noted")}</dt>
        <dd>{batch.counts.noted}</dd>
      </dl>
      {coming === 0 ? (
        <p className="muted">{t("web.import.nothing_new")}</p>
      ) : (
        <>
          {mayPublish && (
            <Checkbox checked={publish} onChange={(event) => setPublish(event.target.checked)}>
              {t("web.import.publish")}
            </Checkbox>
          )}
          {error && <Alert type="error" showIcon title={error} role="alert" />}
          <div className="form-actions">
            <Button type="primary" loading={confirm.isPending} onClick={() => void run()}>
              {t("web.import.confirm", { n: coming })}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Actions({ batch, onRemap }: { batch: Batch; onRemap: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const refresh = (after: Batch) => {
    queryClient.setQueryData(trpc.import.get.queryKey({ batchId: batch.id }), after);
    void queryClient.invalidateQueries({ queryKey: trpc.import.pathKey() });
  };
  const cancel = useMutation(trpc.import.cancel.mutationOptions({ onSuccess: refresh }));
  const publish = useMutation(
    trpc.import.publish.mutationOptions({
      onSuccess: (after) => {
        refresh(after);
        void message.success(t("web.import.published_done"));
      },
    }),
  );
  return (
    <>
      {batch.allowedActions.includes("start") && batch.state !== "uploaded" && (
        <Button onClick={onRemap}>{t("web.import.restart")}</Button>
      )}
      {batch.allowedActions.includes("publish") && (
        <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate({ batchId: batch.id })}>
          {t("web.import.publish_later")}
        </Button>
      )}
      {batch.allowedActions.includes("cancel") && (
        <Popconfirm
          title={t("web.import.cancel_sure")}
          okText={t("web.import.cancel")}
          cancelText={t("web.cancel")}
          onConfirm={() => cancel.mutate({ batchId: batch.id })}
        >
          <Button danger loading={cancel.isPending}>
            {t("web.import.cancel")}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}
