import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, Spin, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { uploadLists } from "./upload-lists.ts";

type Batch = Outputs["import"]["list"]["items"][number];
const route = getRouteApi("/in/import");

export function ImportListPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { page } = route.useSearch();
  const batches = useSuspenseQuery(trpc.import.list.queryOptions(pageInput(page))).data;
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const take = async (files: File[]) => {
    setBusy(true);
    setError(null);
    try {
      const preview = await uploadLists(files);
      const { id: batchId } = preview.batch;
      queryClient.setQueryData(trpc.import.preview.queryKey({ batchId }), preview);
      void queryClient.invalidateQueries({ queryKey: trpc.import.list.pathKey() });
      await navigate({ to: "/import/$batchId", params: { batchId } });
    } catch (failure) {
      setError((failure as Error).message || t("common.unavailable"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <PageHeader title={t("web.import.title")} lead={t("web.import.lead")} />
      <section className="sheet stack">
        <Spin spinning={isBusy} description={t("web.import.uploading")}>
          <Upload.Dragger
            multiple
            accept=".xlsx,.csv,.tsv,.txt,.json,.jsonl,.ndjson"
            showUploadList={false}
            disabled={isBusy}
            beforeUpload={(file, all) => {
              // One call for each file that was chosen: the last one sends all.
              if (file === all.at(-1)) void take(all);
              return false;
            }}
          >
            <p className="ant-upload-text">{t("web.import.drop")}</p>
            <p className="ant-upload-hint">{t("web.import.drop_hint")}</p>
          </Upload.Dragger>
        </Spin>
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </section>
      <DataList<Batch>
        label={t("web.import.title")}
        rows={batches.items}
        total={batches.total}
        rowKey={(batch) => batch.id}
        empty={<EmptyFace title={t("web.import.empty")} />}
        columns={[
          {
            key: "file",
            title: t("web.import.col_file"),
            render: (batch) => (
              <Link to="/import/$batchId" params={{ batchId: batch.id }}>
                {batch.fileName}
              </Link>
            ),
          },
          {
            key: "state",
            title: t("web.import.col_state"),
            render: (batch) => <StateTag prefix="import.state" state={batch.state} />,
          },
          {
            key: "rows",
            title: t("web.import.col_rows"),
            align: "right",
            render: (batch) => batch.counts.committed || batch.rowsTotal,
          },
          { key: "by", title: t("web.import.col_by"), wideOnly: true, render: (batch) => batch.startedByName },
          { key: "at", title: t("web.import.col_at"), render: (batch) => <DateTime value={batch.createdAt} /> },
        ]}
      />
    </div>
  );
}
