import { type ChaseGroup, DESK_QUEUES } from "@jiebang/domain";
import { PhoneIcon } from "@jiebang/ui/icons.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Checkbox, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { ExportButton } from "../../components/export-button.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime, DueIn } from "../../components/values.tsx";

const route = getRouteApi("/in/desk/chase");

/** Whom to call about what, one text for all steps of one person; only a human says that somebody was told. */
export function ChasePage() {
  const t = useT();
  const trpc = useTRPC();
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/desk/chase" });
  const filter = (part: Partial<typeof search>) => void navigate({ search: (previous) => ({ ...previous, ...part }) });
  const input = {
    jurisdictionId: search.county,
    queue: search.queue,
    isOverdue: search.overdue ? true : undefined,
    isUntold: search.untold,
  };
  const list = useSuspenseQuery(trpc.desk.chaseList.queryOptions(input)).data;
  const [marking, setMarking] = useState<ChaseGroup | null>(null);
  const queryClient = useQueryClient();
  const mark = useMutation(
    trpc.desk.chaseMark.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.desk.pathKey() }),
    }),
  );
  const isFiltered = Object.values(input).some((value) => value !== undefined);
  const isEmpty = list.groups.length === 0;
  return (
    <>
      <PageHeader
        title={t("web.desk.chase_title")}
        lead={t("web.desk.chase_lead")}
        back={{ to: "/desk", label: t("web.desk.title") }}
        actions={
          <>
            <ExportButton what="chase" filters={input} formats={["xlsx", "csv"]} />
            <Button onClick={() => window.print()}>{t("web.desk.chase_print")}</Button>
          </>
        }
      />
      <div className="toolbar">
        <Select
          aria-label={t("web.firm.filter_county")}
          placeholder={t("web.firm.filter_county")}
          allowClear
          value={search.county}
          onChange={(county) => filter({ county })}
          options={list.jurisdictions.map((j) => ({ value: j.id, label: j.name }))}
          style={{ minWidth: 140 }}
        />
        <Select
          aria-label={t("web.desk.chase_filter_what")}
          placeholder={t("web.desk.chase_filter_what")}
          allowClear
          value={search.queue}
          onChange={(queue) => filter({ queue })}
          options={DESK_QUEUES.filter((key) => list.queues.includes(key) || key === search.queue).map((key) => ({
            value: key,
            label: t(`web.desk.queue.${key}`),
          }))}
          style={{ minWidth: 140 }}
        />
        <Checkbox
          checked={search.overdue ?? false}
          onChange={(event) => filter({ overdue: event.target.checked || undefined })}
        >
          {t("web.vetting.only_overdue")}
        </Checkbox>
        <Checkbox
          checked={search.untold ?? false}
          onChange={(event) => filter({ untold: event.target.checked || undefined })}
        >
          {t("web.desk.chase_filter_untold")}
        </Checkbox>
        {!isEmpty && (
          <span className="muted toolbar-end">
            {t("web.desk.chase_total", { people: list.groups.length, count: list.total })}
          </span>
        )}
      </div>
      {isEmpty && <EmptyFace title={t(isFiltered ? "web.desk.chase_none_filtered" : "web.desk.chase_none")} />}
      <ul className="chase-list">
        {list.groups.map((group) => (
          <li key={group.key} className="sheet chase">
            <div className="chase-head">
              <strong>{group.organisationName}</strong>
              <DueIn value={group.dueAt} isOverdue={group.isOverdue} />
            </div>
            <div className="row-actions">
              {group.personName && <span>{group.personName}</span>}
              {group.phone ? (
                <a href={`tel:${group.phone}`} className="nowrap">
                  <PhoneIcon size={14} /> {group.phone}
                </a>
              ) : (
                <span className="muted">{t("web.desk.chase_no_phone")}</span>
              )}
              <span className="muted">{group.jurisdictionName}</span>
              {group.items.length > 1 && (
                <span className="muted">{t("web.desk.chase_many", { count: group.items.length })}</span>
              )}
            </div>
            <blockquote className="chase-text prewrap">{t.locale === "en" ? group.textEn : group.text}</blockquote>
            <div className="row-actions">
              <CopyButton text={t.locale === "en" ? group.textEn : group.text} label={t("web.desk.chase_copy")} />
              <Button size="small" onClick={() => setMarking(group)}>
                {t("web.desk.chase_mark")}
              </Button>
              <Told group={group} />
            </div>
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        open={marking !== null}
        onClose={() => setMarking(null)}
        title={t("web.desk.chase_mark")}
        okText={t("web.desk.chase_told")}
        text={{ label: t("web.desk.chase_note") }}
        onConfirm={async ({ text }) => {
          if (!marking) return;
          await mark.mutateAsync({
            stepKeys: marking.items.map((item) => item.stepKey),
            personId: marking.personId,
            note: text,
          });
        }}
      >
        {marking?.items.map((item) => item.title).join("、")}
      </ConfirmWithReason>
    </>
  );
}

/** Each mark once, also where one call was about several steps. */
function Told({ group }: { group: ChaseGroup }) {
  const t = useT();
  const marks = new Map(group.items.flatMap((item) => item.told.map((told) => [`${told.byName}${told.at}`, told])));
  const untold = group.items.filter((item) => item.told.length === 0).length;
  return (
    <>
      {untold > 0 && <span className="muted">{t("web.desk.chase_not_told")}</span>}
      {marks.size > 0 && (
        <span>
          ✓ {t("web.desk.chase_told")}{" "}
          {[...marks.values()].slice(0, 3).map((told) => (
            <span key={told.at} className="muted">
              {told.byName} <DateTime value={told.at} /> {told.note}{" "}
            </span>
          ))}
        </span>
      )}
    </>
  );
}
