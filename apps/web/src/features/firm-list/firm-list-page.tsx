import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Checkbox } from "antd";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import "./claim-sheet.css";

type Row = Outputs["firmList"]["rows"]["items"][number];
const route = getRouteApi("/in/firm-lists/$listId");

/** What the list says, row by row, and what would happen; then yes or no to the whole. */
export function FirmListPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { listId } = route.useParams();
  const search = route.useSearch();
  const list = useSuspenseQuery(trpc.firmList.get.queryOptions({ listId })).data;
  const rows = useSuspenseQuery(
    trpc.firmList.rows.queryOptions({
      listId,
      ...pageInput(search.page),
      status: search.status,
      hasProblems: search.problems || undefined,
    }),
  ).data;
  const after = { onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.firmList.pathKey() }) };
  const load = useMutation(trpc.firmList.load.mutationOptions(after));
  const discard = useMutation(trpc.firmList.discard.mutationOptions(after));
  const to = (part: Partial<typeof search>) =>
    void navigate({
      to: "/firm-lists/$listId",
      params: { listId },
      search: { ...search, page: undefined, ...part },
      replace: true,
    });
  const fresh = list.counts.new + list.counts.changed;
  return (
    <>
      <PageHeader
        title={list.fileName}
        back={{ to: "/firm-lists", label: t("web.firm_list.nav") }}
        tags={<StateTag prefix="word.firm_list_state" state={list.state} />}
        actions={
          <>
            {list.allowedActions.includes("discard") && (
              <Button loading={discard.isPending} onClick={() => discard.mutate({ listId })}>
                {t("web.firm_list.discard")}
              </Button>
            )}
            {list.allowedActions.includes("load") && (
              <Button type="primary" loading={load.isPending} onClick={() => load.mutate({ listId })}>
                {t("web.firm_list.load", { n: fresh })}
              </Button>
            )}
            {list.allowedActions.includes("printSlips") && (
              <Link to="/claims" search={{ list: listId }}>
                <Button type="primary">{t("web.firm_list.to_slips")}</Button>
              </Link>
            )}
          </>
        }
      />
      {list.state === "loaded" && (
        <Alert
          className="form-top-error"
          type="success"
          showIcon
          title={t("web.firm_list.loaded_words", { n: list.counts.loaded })}
        />
      )}
      <section className="sheet">
        <p>
          {t("web.firm_list.columns_words", { line: list.headerLine })}{" "}
          {list.columns.map((c) => (
            <span key={c.name} className={c.field ? "firm-column" : "firm-column muted"}>
              {c.name} → {c.field ? t(`web.firm_list.f.${c.field}`) : t("web.firm_list.left_aside")}
            </span>
          ))}
        </p>
      </section>
      <div className="figures">
        {(["new", "changed", "known", "duplicate", "refused"] as const).map((status) => (
          <button
            key={status}
            type="button"
            className={search.status === status ? "figure figure-on" : "figure"}
            aria-pressed={search.status === status}
            onClick={() => to({ status: search.status === status ? undefined : status })}
          >
            <b>{list.counts[status]}</b> <span>{t(`word.firm_row.${status}`)}</span>
          </button>
        ))}
      </div>
      <div className="toolbar">
        <Checkbox
          checked={search.problems ?? false}
          onChange={(event) => to({ problems: event.target.checked || undefined })}
        >
          {t("web.firm_list.only_problems")}
        </Checkbox>
      </div>
      <DataList<Row>
        label={t("web.firm_list.rows")}
        rows={rows.items}
        total={rows.total}
        rowKey={(row) => String(row.no)}
        empty={<EmptyFace />}
        columns={[
          {
            key: "name",
            title: t("web.firm_list.f.name"),
            render: (row) =>
              row.organisationId ? (
                <Link to="/organisations/$organisationId" params={{ organisationId: row.organisationId }}>
                  {row.name}
                </Link>
              ) : (
                row.name || t("web.none")
              ),
          },
          { key: "line", title: t("web.firm_list.line"), align: "right", render: (row) => row.line },
          {
            key: "status",
            title: t("web.firm_list.state"),
            render: (row) => <StateTag prefix="word.firm_row" state={row.status} />,
          },
          { key: "county", title: t("web.firm_list.f.county"), render: (row) => row.county },
          {
            key: "problems",
            title: t("web.firm_list.remarks"),
            width: "40%",
            render: (row) => (
              <ul className="plain-list">
                {row.duplicateOfLine !== null && <li>{t("web.firm_list.same_as", { line: row.duplicateOfLine })}</li>}
                {row.changes.length > 0 && (
                  <li>
                    {t("web.firm_list.changes", {
                      fields: row.changes.map((f) => t(`web.firm_list.f.${f}`)).join("、"),
                    })}
                  </li>
                )}
                {row.problems.map((p) => (
                  <li key={`${p.code}${p.field}`} className={p.severity === "refuse" ? "field-error" : undefined}>
                    {t(`firmList.problem.${p.code}`, p.params)}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}
