import type { CallRow } from "@jiebang/domain/call/call.schema.ts";
import { CALL_STATES, type CallState } from "@jiebang/domain/call/call.states.ts";
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
import { DueIn, useLocalName } from "../../components/values.tsx";
import { callTones, useBilingual } from "./call-words.ts";

const route = getRouteApi("/in/calls");

export function CallListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const nameOf = useLocalName();
  const textOf = useBilingual();
  const { page, state } = route.useSearch();
  const list = useSuspenseQuery(trpc.calls.list.queryOptions({ ...pageInput(page), state })).data;
  const create = isCoordinator(me) && (
    <Button type="primary" onClick={() => void navigate({ to: "/calls/new" })}>
      {t("web.call.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("web.call.title")} lead={t("web.call.lead")} actions={create} />
      <div className="toolbar">
        <Select<CallState>
          aria-label={t("web.call.col_state")}
          allowClear
          placeholder={t("web.all")}
          value={state}
          style={{ minWidth: 160 }}
          options={CALL_STATES.map((value) => ({ value, label: t(`word.call_state.${value}`) }))}
          onChange={(next) => void navigate({ to: "/calls", search: { state: next } })}
        />
      </div>
      <DataList<CallRow>
        label={t("web.call.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.id}
        empty={<EmptyFace title={t("web.call.empty")} hint={t("web.call.empty_hint")} action={create} />}
        columns={[
          {
            key: "title",
            title: t("web.call.col_title"),
            render: (row) => (
              <>
                <Link to="/calls/$callId" params={{ callId: row.id }}>
                  {textOf(row.title, row.titleEn)}
                </Link>
                {row.number && <div className="muted mono">{row.number}</div>}
              </>
            ),
          },
          {
            key: "state",
            title: t("web.call.col_state"),
            render: (row) => <StateTag prefix="word.call_state" state={row.state} tone={callTones[row.state]} />,
          },
          {
            key: "kinds",
            title: t("web.call.col_kinds"),
            render: (row) => row.kinds.map((kind) => t(`word.kind.${kind}`)).join(t("web.call.and")),
          },
          { key: "handedIn", title: t("web.call.col_handed_in"), align: "right", render: (row) => row.handedIn },
          {
            key: "closes",
            title: t("web.call.closes"),
            render: (row) => <DueIn value={row.closesAt} isDone={row.state !== "open"} />,
          },
          {
            key: "jurisdiction",
            title: t("web.call.jurisdiction"),
            wideOnly: true,
            render: (row) => nameOf(row.jurisdiction),
          },
        ]}
      />
    </>
  );
}
