import { PROCEDURE_STATES, type ProcedureState } from "@jiebang/domain/procedure/procedure.states.ts";
import type { RoundRow } from "@jiebang/domain/round/round.schema.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime, useLocalName } from "../../components/values.tsx";
import { useTitle } from "./round-words.ts";

const route = getRouteApi("/in/rounds");

export function RoundListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const nameOf = useLocalName();
  const titleOf = useTitle();
  const { page, state } = route.useSearch();
  const list = useSuspenseQuery(trpc.round.list.queryOptions({ ...pageInput(page), state })).data;
  const create = isCoordinator(me) && (
    <Button type="primary" onClick={() => void navigate({ to: "/rounds/new" })}>
      {t("web.round.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("web.round.title")} lead={t("web.round.lead")} actions={create} />
      <div className="toolbar">
        <Select<ProcedureState>
          aria-label={t("web.round.col_stage")}
          allowClear
          placeholder={t("web.all")}
          value={state}
          style={{ minWidth: 160 }}
          options={PROCEDURE_STATES.map((value) => ({ value, label: t(`word.round_state.${value}`) }))}
          onChange={(next) => void navigate({ to: "/rounds", search: { state: next } })}
        />
      </div>
      <DataList<RoundRow>
        label={t("web.round.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.id}
        empty={<EmptyFace title={t("web.round.empty")} hint={t("web.round.empty_hint")} action={create} />}
        columns={[
          {
            key: "title",
            title: t("web.round.col_title"),
            render: (row) => (
              <>
                <Link to="/rounds/$roundId" params={{ roundId: row.id }}>
                  {titleOf(row)}
                </Link>
                {row.number && <div className="muted mono">{row.number}</div>}
              </>
            ),
          },
          {
            key: "stage",
            title: t("web.round.col_stage"),
            render: (row) =>
              row.state === "running" && row.stageName ? (
                nameOf({ name: row.stageName, nameEn: row.stageNameEn })
              ) : (
                <StateTag prefix="word.round_state" state={row.state} />
              ),
          },
          { key: "items", title: t("web.round.col_items"), align: "right", render: (row) => row.itemCount },
          { key: "bids", title: t("web.round.col_bids"), align: "right", render: (row) => row.sealedBids },
          {
            key: "closes",
            title: t("web.round.col_closes"),
            render: (row) => row.stageClosesAt && <DateTime value={row.stageClosesAt} />,
          },
          {
            key: "jurisdiction",
            title: t("web.round.col_jurisdiction"),
            wideOnly: true,
            render: (row) => nameOf(row.jurisdiction),
          },
        ]}
      />
    </>
  );
}
