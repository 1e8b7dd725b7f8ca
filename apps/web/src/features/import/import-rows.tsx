import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Checkbox, Segmented } from "antd";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { ROW_STATUSES } from "./import.routes.ts";

type Row = Outputs["import"]["rows"]["items"][number];
const route = getRouteApi("/in/import/$batchId");
const tones = {
  ready: "posted",
  changed: "other",
  known: "quiet",
  duplicate: "quiet",
  refused: "warn",
  committed: "good",
} as const;

/** The staged rows, each with what is wrong in words; filters and page live in the URL. */
export function ImportRows({ batch }: { batch: Outputs["import"]["get"] }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const search = route.useSearch();
  const rows = useQuery(
    trpc.import.rows.queryOptions(
      {
        batchId: batch.id,
        status: search.status,
        onlyWithProblems: search.problems ?? false,
        ...pageInput(search.page),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const filter = (next: object) =>
    void navigate({ to: ".", search: ((now: object) => ({ ...now, page: undefined, ...next })) as never });
  const statuses = ROW_STATUSES.filter((status) => batch.counts[status] > 0);
  return (
    <section className="stack" aria-labelledby="rows-title">
      <h2 id="rows-title">{t("web.import.result")}</h2>
      <div className="form-actions">
        <Segmented
          aria-labelledby="rows-title"
          value={search.status ?? "all"}
          onChange={(status) => filter({ status: status === "all" ? undefined : status })}
          options={[
            { value: "all", label: t("web.import.tab_all") },
            ...statuses.map((status) => ({
              value: status,
              label: `${t(`import.row.${status}`)} ${batch.counts[status]}`,
            })),
          ]}
        />
        <Checkbox
          checked={search.problems ?? false}
          onChange={(event) => filter({ problems: event.target.checked || undefined })}
        >
          {t("web.import.only_problems")}
        </Checkbox>
      </div>
      <DataList<Row>
        label={t("web.import.result")}
        rows={rows.data?.items ?? []}
        total={rows.data?.total ?? 0}
        isStale={rows.isPlaceholderData}
        rowKey={(row) => String(row.no)}
        columns={[
          {
            key: "title",
            title: t("web.import.row_title"),
            render: (row) =>
              row.entryId && row.title ? (
                <Link to="/entries/$entryId" params={{ entryId: row.entryId }}>
                  {row.title}
                </Link>
              ) : (
                row.title || <span className="muted">—</span>
              ),
          },
          {
            key: "line",
            title: t("web.import.line"),
            align: "right",
            render: (row) => <span>{batch.fileName === row.file ? row.line : `${row.file}:${row.line}`}</span>,
          },
          {
            key: "status",
            title: t("web.import.col_state"),
            render: (row) => <StateTag prefix="import.row" state={row.status} tone={tones[row.status]} />,
          },
          { key: "number", title: t("web.import.number"), wideOnly: true, render: (row) => row.entryNumber },
          { key: "problems", title: t("web.import.problems"), render: (row) => <Problems row={row} /> },
        ]}
      />
    </section>
  );
}

function Problems({ row }: { row: Row }) {
  const t = useT();
  if (row.problems.length === 0 && !row.duplicateOf) return null;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {row.duplicateOf && (
        <li>
          {t(row.duplicateOf.file === row.file ? "import.duplicate_of" : "import.duplicate_of_file", {
            line: row.line,
            ofLine: row.duplicateOf.line,
            ofFile: row.duplicateOf.file,
          })}
        </li>
      )}
      {row.problems.map((problem) => (
        <li key={`${problem.reason} ${problem.value}`} className={problem.severity === "error" ? undefined : "muted"}>
          {t(problem.reason)}
          {problem.field && ` · ${t(`import.field.${problem.field}`)}`}
          {problem.value && `：${problem.value}`}
        </li>
      ))}
    </ul>
  );
}
