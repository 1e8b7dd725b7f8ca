import type { SampleRow } from "@jiebang/domain";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, DueIn } from "../../components/values.tsx";

const route = getRouteApi("/in/vetting/samples");

/** What was drawn from the trusted lanes, and what became of it. */
export function SampleListPage() {
  const t = useT();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/vetting/samples" });
  const { data } = useSuspenseQuery(
    trpc.trustedLane.samples.queryOptions({ ...pageInput(search.page), isOpen: !search.closed }),
  );
  return (
    <>
      <PageHeader
        title={t("web.sample.title")}
        lead={t("web.sample.lead")}
        back={{ to: "/vetting", label: t("web.vetting.back") }}
      />
      <div className="toolbar">
        <Segmented
          value={search.closed ? "closed" : "open"}
          onChange={(value) => void navigate({ search: { closed: value === "closed" || undefined } })}
          options={[
            { value: "open", label: t("web.sample.open") },
            { value: "closed", label: t("web.sample.closed") },
          ]}
        />
      </div>
      <DataList<SampleRow>
        label={t("web.sample.title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.sampleId}
        columns={[
          {
            key: "entry",
            title: t("web.vetting.col_entry"),
            width: "36%",
            render: (row) => (
              <>
                <div className="row-actions">
                  <KindMark kind={row.kind as "offer" | "demand"} label={t(`word.kind.${row.kind}`)} />
                  <span className="number muted">{row.number}</span>
                </div>
                <Link to="/vetting/$revisionId" params={{ revisionId: row.revisionId }}>
                  {row.title}
                </Link>
              </>
            ),
          },
          { key: "organisation", title: t("web.vetting.col_organisation"), render: (row) => row.organisationName },
          { key: "reviewer", title: t("web.sample.col_reviewer"), render: (row) => row.reviewerName },
          {
            key: "result",
            title: t("web.sample.col_result"),
            render: (row) => (
              <span className="row-actions">
                <StateTag
                  prefix="web.sample.state"
                  state={row.state}
                  tone={row.state === "passed" ? "good" : row.state === "failed" ? "warn" : "other"}
                />
                {row.outcome && <span className="muted">{t(`web.sample.outcome.${row.outcome}`)}</span>}
              </span>
            ),
          },
          {
            key: "due",
            title: t("web.vetting.col_due"),
            render: (row) =>
              row.state === "open" ? (
                <DueIn value={row.dueOn} isOverdue={row.isOverdue} />
              ) : (
                <DateTime value={row.publishedAt} dateOnly />
              ),
          },
        ]}
        empty={<EmptyFace title={t("web.sample.empty")} />}
      />
    </>
  );
}
