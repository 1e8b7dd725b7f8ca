import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, Progress, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { uploadFile } from "../../components/upload.ts";
import { DateTime } from "../../components/values.tsx";

type List = Outputs["firmList"]["list"]["items"][number];
const route = getRouteApi("/in/firm-lists");

/** The city's list of firms comes in here. */
export function FirmListsPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const lists = useSuspenseQuery(trpc.firmList.list.queryOptions(pageInput(route.useSearch().page))).data;
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const take = async (file: File) => {
    setPercent(0);
    setError(null);
    try {
      const { list } = await uploadFile<{ list: List }>("/files/firm-lists", file, setPercent);
      void queryClient.invalidateQueries({ queryKey: trpc.firmList.list.pathKey() });
      await navigate({ to: "/firm-lists/$listId", params: { listId: list.listId } });
    } catch (failure) {
      setError((failure as Error).message || t("common.unavailable"));
    } finally {
      setPercent(null);
    }
  };
  return (
    <div className="stack">
      <PageHeader title={t("web.firm_list.nav")} lead={t("web.firm_list.lead")} />
      <section className="sheet stack">
        <Upload.Dragger
          accept=".xlsx,.csv,.tsv,.txt"
          showUploadList={false}
          disabled={percent !== null}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <p className="ant-upload-text">{t("web.firm_list.drop")}</p>
          <p className="ant-upload-hint">{t("web.firm_list.drop_hint")}</p>
        </Upload.Dragger>
        {percent !== null && <Progress percent={percent} aria-label={t("web.firm_list.drop")} />}
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </section>
      <DataList<List>
        label={t("web.firm_list.nav")}
        rows={lists.items}
        total={lists.total}
        rowKey={(list) => list.listId}
        empty={<EmptyFace title={t("web.firm_list.empty")} />}
        columns={[
          {
            key: "file",
            title: t("web.firm_list.file"),
            render: (list) => (
              <Link to="/firm-lists/$listId" params={{ listId: list.listId }}>
                {list.fileName}
              </Link>
            ),
          },
          {
            key: "state",
            title: t("web.firm_list.state"),
            render: (list) => <StateTag prefix="word.firm_list_state" state={list.state} />,
          },
          { key: "rows", title: t("web.firm_list.rows"), align: "right", render: (list) => list.rowsTotal },
          { key: "loaded", title: t("web.firm_list.loaded"), align: "right", render: (list) => list.counts.loaded },
          { key: "at", title: t("web.lead.since"), render: (list) => <DateTime value={list.createdAt} /> },
        ]}
      />
    </div>
  );
}
