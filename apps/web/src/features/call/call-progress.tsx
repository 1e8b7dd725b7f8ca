import type { CallView } from "@jiebang/domain/call/call.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { useLocalName } from "../../components/values.tsx";

/** How many came in, county by county, and how many of those addressed have answered. */
export function CallProgress({ call }: { call: CallView }) {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const rows = useSuspenseQuery(trpc.calls.progress.queryOptions({ callId: call.id })).data;
  const { begun, handedIn, published } = call.counts;
  const figures = { handed_in: handedIn, published, begun };
  return (
    <>
      <div className="figures">
        {(Object.keys(figures) as (keyof typeof figures)[]).map((key) => (
          <div key={key} className="figure">
            <b>{figures[key]}</b>
            <span>{t(`web.call.count_${key}`)}</span>
          </div>
        ))}
      </div>
      {rows.length === 0 ? (
        <EmptyFace title={t("web.call.nobody")} />
      ) : (
        <Table
          size="small"
          pagination={false}
          rowKey={(row) => row.jurisdictionId ?? "none"}
          dataSource={rows}
          scroll={{ x: "max-content" }}
          columns={[
            {
              key: "name",
              title: t("web.call.county"),
              render: (_, row) => (row.name ? nameOf({ name: row.name, nameEn: row.nameEn }) : t("web.none")),
            },
            { key: "handedIn", title: t("web.call.count_handed_in"), align: "right", render: (_, row) => row.handedIn },
            {
              key: "published",
              title: t("web.call.count_published"),
              align: "right",
              render: (_, row) => row.published,
            },
            { key: "begun", title: t("web.call.count_begun"), align: "right", render: (_, row) => row.begun },
            {
              key: "answered",
              title: t("web.call.answered"),
              align: "right",
              render: (_, row) => `${row.answered} / ${row.addressed}`,
            },
          ]}
        />
      )}
    </>
  );
}
