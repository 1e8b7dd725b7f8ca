import { ENTRY_KINDS, type VettingRow } from "@jiebang/domain";
import { KindMark, StateBadge } from "@jiebang/ui/marks.tsx";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Input, Select } from "antd";
import { useRef, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCity, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useKeys } from "../../app/use-keys.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DueIn } from "../../components/values.tsx";
import { AssignDialog } from "./assign-control.tsx";
import { SignDialog } from "./sign-dialog.tsx";
import { VETTING_FILTERS } from "./vetting.routes.ts";

const route = getRouteApi("/in/vetting");

export function VettingListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/vetting" });
  const { data } = useSuspenseQuery(
    trpc.vetting.list.queryOptions({
      ...pageInput(search.page),
      kind: search.kind,
      states: search.state ? [search.state] : undefined,
      isOverdue: search.overdue,
      assigned: search.assigned,
      isMyTurn: search.turn,
      text: search.q,
    }),
  );
  const [chosen, setChosen] = useState<string[]>([]);
  const [asking, setAsking] = useState<"assign" | "sign" | "hand_over" | null>(null);
  const selected = data.items.filter((row) => chosen.includes(row.revisionId));
  const signable = selected.filter((row) => row.allowedActions.includes("sign"));
  const filter = (part: Partial<typeof search>) => {
    setChosen([]);
    void navigate({ search: (previous) => ({ ...previous, page: undefined, ...part }) });
  };
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a[data-case]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  return (
    <>
      <PageHeader
        title={t("web.vetting.title")}
        lead={t("web.vetting.lead")}
        actions={
          <>
            <Button onClick={() => setAsking("hand_over")}>{t("web.vetting.hand_over")}</Button>
            {isCity(me) && (
              <Link to="/vetting/samples" className="button-link">
                <Button tabIndex={-1}>{t("web.vetting.samples")}</Button>
              </Link>
            )}
            <Link to="/vetting/lanes" className="button-link">
              <Button tabIndex={-1}>{t("web.vetting.lanes")}</Button>
            </Link>
            {isCity(me) && (
              <Link to="/vetting/rules" className="button-link">
                <Button tabIndex={-1}>{t("web.vetting.rules")}</Button>
              </Link>
            )}
          </>
        }
      />
      <div className="toolbar">
        <Select
          aria-label={t("web.entry.filter_kind")}
          placeholder={t("web.entry.filter_kind")}
          allowClear
          value={search.kind}
          onChange={(kind) => filter({ kind })}
          options={ENTRY_KINDS.map((kind) => ({ value: kind, label: t(`word.kind.${kind}`) }))}
          style={{ minWidth: 120 }}
        />
        <Select
          aria-label={t("web.vetting.filter_state")}
          placeholder={t("web.vetting.filter_state")}
          allowClear
          value={search.state}
          onChange={(state) => filter({ state })}
          options={VETTING_FILTERS.map((state) => ({ value: state, label: t(`web.revision_state.${state}`) }))}
          style={{ minWidth: 130 }}
        />
        <Select
          aria-label={t("web.vetting.filter_whose")}
          placeholder={t("web.vetting.filter_whose")}
          allowClear
          value={search.assigned}
          onChange={(assigned) => filter({ assigned })}
          options={(["mine", "nobody"] as const).map((whose) => ({
            value: whose,
            label: t(`web.vetting.whose.${whose}`),
          }))}
          style={{ minWidth: 110 }}
        />
        <Checkbox
          checked={search.turn ?? false}
          onChange={(event) => filter({ turn: event.target.checked || undefined })}
        >
          {t("web.vetting.only_my_turn")}
        </Checkbox>
        <Checkbox
          checked={search.overdue ?? false}
          onChange={(event) => filter({ overdue: event.target.checked || undefined })}
        >
          {t("web.vetting.only_overdue")}
        </Checkbox>
        <Input.Search
          allowClear
          aria-label={t("web.vetting.search")}
          placeholder={t("web.vetting.search")}
          defaultValue={search.q}
          onSearch={(q) => filter({ q: q.trim() || undefined })}
        />
      </div>
      {selected.length > 0 && (
        <div className="toolbar chosen-bar" role="status">
          <Button onClick={() => setAsking("assign")}>
            {t("web.vetting.assign_many", { count: selected.length })}
          </Button>
          {signable.length > 0 && (
            <Button type="primary" onClick={() => setAsking("sign")}>
              {t("web.vetting.sign_many", { count: signable.length })}
            </Button>
          )}
        </div>
      )}
      <div ref={list}>
        <DataList<VettingRow>
          label={t("web.vetting.title")}
          rows={data.items}
          total={data.total}
          rowKey={(row) => row.revisionId}
          selection={{ keys: chosen, onChange: setChosen }}
          columns={[
            { key: "entry", title: t("web.vetting.col_entry"), width: "32%", render: (row) => <EntryCell row={row} /> },
            { key: "organisation", title: t("web.vetting.col_organisation"), render: (row) => row.organisationName },
            { key: "jurisdiction", title: t("web.vetting.col_jurisdiction"), render: (row) => row.jurisdictionName },
            { key: "state", title: t("web.vetting.col_state"), render: (row) => <StateCell row={row} /> },
            {
              key: "assignee",
              title: t("web.vetting.col_assignee"),
              render: (row) => row.assignee?.name ?? <span className="muted">{t("web.vetting.nobody")}</span>,
            },
            {
              key: "waiting",
              title: t("web.vetting.col_waiting"),
              align: "right",
              render: (row) => (
                <span className="nowrap">{t("web.vetting.waiting_days", { days: row.waitingDays })}</span>
              ),
            },
            {
              key: "due",
              title: t("web.vetting.col_due"),
              render: (row) => <DueIn value={row.dueOn} isOverdue={row.isOverdue} />,
            },
          ]}
          empty={<EmptyFace title={t("web.vetting.empty")} />}
        />
      </div>
      <AssignDialog
        open={asking === "assign"}
        onClose={() => setAsking(null)}
        stepKeys={selected.map((row) => `vetting:${row.revisionId}`)}
        onDone={() => setChosen([])}
      />
      <AssignDialog open={asking === "hand_over"} onClose={() => setAsking(null)} />
      <SignDialog
        rows={signable}
        open={asking === "sign"}
        onClose={() => setAsking(null)}
        onDone={() => setChosen([])}
      />
    </>
  );
}

function EntryCell({ row }: { row: VettingRow }) {
  const t = useT();
  return (
    <>
      <div className="row-actions">
        <KindMark kind={row.kind} label={t(`word.kind.${row.kind}`)} />
        <span className="number muted">{row.number}</span>
        {row.revisionNo > 1 && <span className="muted">{t("web.entry.revision", { no: row.revisionNo })}</span>}
      </div>
      <Link to="/vetting/$revisionId" params={{ revisionId: row.revisionId }} data-case="">
        {row.title}
      </Link>
    </>
  );
}

function StateCell({ row }: { row: VettingRow }) {
  const t = useT();
  return (
    <span className="row-actions">
      <StateTag prefix="web.revision_state" state={row.state} />
      {row.proposal && (
        <span className="muted">
          {t(`web.vetting.propose.${row.proposal}`)} {row.total}/20
        </span>
      )}
      {row.isOnBehalfUnconfirmed && <StateBadge tone="quiet">{t("web.entry.on_behalf")}</StateBadge>}
      {row.isBarred && <StateBadge tone="quiet">{t("web.vetting.barred")}</StateBadge>}
    </span>
  );
}
