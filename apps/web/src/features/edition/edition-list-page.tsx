import type { EditionRow } from "@jiebang/domain/edition/edition.schema.ts";
import { EDITION_STATES, type EditionState } from "@jiebang/domain/edition/edition.states.ts";
import { formatBatch } from "@jiebang/i18n";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Select, Switch } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCity, isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { Day, useLocalName } from "../../components/values.tsx";
import { useBilingual } from "../call/call-words.ts";
import { editionTones } from "./edition-words.ts";

const route = getRouteApi("/in/editions");

export function EditionListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const nameOf = useLocalName();
  const textOf = useBilingual();
  const { page, state } = route.useSearch();
  const list = useSuspenseQuery(trpc.edition.list.queryOptions({ ...pageInput(page), state })).data;
  const create = isCoordinator(me) && (
    <Button type="primary" onClick={() => void navigate({ to: "/editions/new" })}>
      {t("web.edition.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("web.edition.title")} lead={t("web.edition.lead")} actions={create} />
      <div className="toolbar">
        <Select<EditionState>
          aria-label={t("web.edition.state")}
          allowClear
          placeholder={t("web.all")}
          value={state}
          style={{ minWidth: 160 }}
          options={EDITION_STATES.map((value) => ({ value, label: t(`word.edition_state.${value}`) }))}
          onChange={(next) => void navigate({ to: "/editions", search: { state: next } })}
        />
        {isCity(me) && <SecondPersonRule />}
      </div>
      <DataList<EditionRow>
        label={t("web.edition.title")}
        rows={list.items}
        total={list.total}
        rowKey={(row) => row.id}
        empty={<EmptyFace title={t("web.edition.empty")} hint={t("web.edition.empty_hint")} action={create} />}
        columns={[
          {
            key: "title",
            title: t("web.edition.name"),
            render: (row) => (
              <>
                <Link to="/editions/$editionId" params={{ editionId: row.id }}>
                  {textOf(row.title, row.titleEn)} {row.no ? formatBatch(t.locale, row.no) : ""}
                </Link>
                <div className="muted">{t(`word.edition_series.${row.series}`)}</div>
              </>
            ),
          },
          {
            key: "state",
            title: t("web.edition.state"),
            render: (row) => <StateTag prefix="word.edition_state" state={row.state} tone={editionTones[row.state]} />,
          },
          { key: "count", title: t("web.edition.count"), align: "right", render: (row) => row.entryCount },
          {
            key: "issued",
            title: t("web.edition.issued_on"),
            render: (row) => row.issuedOn && <Day value={row.issuedOn} />,
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

/** Whether the city wants two persons for an edition. */
function SecondPersonRule() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const nameOf = useLocalName();
  const { data: rules = [] } = useQuery(trpc.edition.rules.queryOptions());
  const set = useMutation(
    trpc.edition.setRule.mutationOptions({
      onSuccess: (next) => {
        queryClient.setQueryData(trpc.edition.rules.queryKey(), next);
        void queryClient.invalidateQueries({ queryKey: trpc.edition.pathKey() });
      },
    }),
  );
  return (
    <>
      {rules.map((rule) => (
        <span key={rule.jurisdictionId} className="edition-rule">
          <Switch
            size="small"
            id={`rule-${rule.jurisdictionId}`}
            checked={rule.needsSecondPerson}
            loading={set.isPending}
            onChange={(needsSecondPerson) => set.mutate({ jurisdictionId: rule.jurisdictionId, needsSecondPerson })}
          />{" "}
          <label htmlFor={`rule-${rule.jurisdictionId}`}>
            {t("web.edition.second_person")}
            {rules.length > 1 && ` (${nameOf(rule)})`}
          </label>
        </span>
      ))}
    </>
  );
}
