import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/entries/$entryId");
type Row = Outputs["entry"]["openings"]["items"][number];
const AT_ONCE = 100;

/** Who opened what lies above the public layer, by days, also as a list to keep. */
export function Openings({ entryId }: { entryId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page } = route.useSearch();
  const [days, setDays] = useState<{ from?: string; to?: string }>({});
  const { data } = useSuspenseQuery(trpc.entry.openings.queryOptions({ entryId, ...days, ...pageInput(page) }));
  const what = (row: Row) => `${t(`web.entry.layer.${row.layer}`)} · ${row.fileName ?? t("web.entry.opening_text")}`;
  const keep = useMutation({
    mutationFn: async () => {
      const rows: Row[] = [];
      for (let offset = 0; offset === 0 || rows.length >= offset; offset += AT_ONCE) {
        const part = await queryClient.fetchQuery(
          trpc.entry.openings.queryOptions({ entryId, ...days, limit: AT_ONCE, offset }, { staleTime: 0 }),
        );
        rows.push(...part.items);
        if (part.items.length < AT_ONCE) break;
      }
      const head = ["opening_person", "col_organisation", "opening_what", "opening_at"].map((k) => t(`web.entry.${k}`));
      const lines = rows.map((row) => [row.userName, row.organisationName ?? "", what(row), row.openedAt]);
      save(`${t("web.entry.tab_openings")}.csv`, [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n"));
    },
  });
  return (
    <>
      <p className="muted">{t("web.entry.openings_lead")}</p>
      <div className="toolbar">
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          aria-label={t("web.entry.opening_at")}
          value={[days.from ? dayjs(days.from) : null, days.to ? dayjs(days.to) : null]}
          onChange={(range) =>
            setDays({ from: range?.[0]?.format("YYYY-MM-DD"), to: range?.[1]?.format("YYYY-MM-DD") })
          }
        />
        <Button loading={keep.isPending} disabled={data.total === 0} onClick={() => keep.mutate()}>
          {t("web.openings.export")}
        </Button>
      </div>
      <DataList
        label={t("web.entry.tab_openings")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "who",
            title: t("web.entry.opening_person"),
            render: (row) => `${row.userName}${row.organisationName ? ` · ${row.organisationName}` : ""}`,
          },
          { key: "what", title: t("web.entry.opening_what"), render: what },
          { key: "at", title: t("web.entry.opening_at"), render: (row) => <DateTime value={row.openedAt} /> },
        ]}
        empty={<EmptyFace title={t("web.entry.openings_none")} />}
      />
    </>
  );
}

/** Quoted; what a spreadsheet would take for a formula stays text. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
